//! What is stored of a member's authenticator: an Argon2id PHC string (RFC 9106, PHC string format).

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};

use super::CryptoError;
use super::derive::Authenticator;

/// The PHC string of an authenticator. The authenticator has 256 bits of entropy, so the library's default cost is
/// enough.
///
/// # Errors
/// [`CryptoError::Derivation`] when memory is short.
pub fn hash(authenticator: &Authenticator) -> Result<String, CryptoError> {
    Argon2::default()
        .hash_password(authenticator.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| CryptoError::Derivation)
}

/// Whether `authenticator` is the one that was hashed. Takes the same time whether it is or not.
#[must_use]
pub fn verify(authenticator: &Authenticator, phc: &str) -> bool {
    PasswordHash::new(phc).is_ok_and(|hash| Argon2::default().verify_password(authenticator.as_bytes(), &hash).is_ok())
}
