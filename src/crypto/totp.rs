//! One-time codes of members' second factor: RFC 6238 with SHA-1, six digits, thirty seconds.

use totp_rs::{Algorithm, Builder, Totp};

use super::{CryptoError, random};

/// Seconds of one step.
pub const STEP: u64 = 30;

/// A fresh 160-bit secret.
#[must_use]
pub fn generate() -> Vec<u8> {
    random::bytes::<20>().to_vec()
}

fn totp(secret: &[u8]) -> Result<Totp, CryptoError> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP)
        .with_secret(secret.to_vec())
        .build()
        .map_err(|_| CryptoError::Malformed("TOTP secret"))
}

/// Returns `Some` step when `code` is that of the last, the present or the next step.
#[must_use]
pub fn check(secret: &[u8], code: &str, unix_seconds: u64) -> Option<u64> {
    totp(secret).ok()?.check(code, unix_seconds)
}

/// The code at a moment. Refuses a secret under 128 bits.
///
/// # Errors
/// [`CryptoError::Malformed`].
pub fn code(secret: &[u8], unix_seconds: u64) -> Result<String, CryptoError> {
    Ok(totp(secret)?.generate(unix_seconds).to_string())
}
