//! From a human secret to keys (protocol 4.1): Argon2id (RFC 9106), then HKDF-SHA-256 (RFC 5869).

use argon2::{Algorithm, Argon2, Params, Version};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::CryptoError;
use super::hybrid::HybridIdentity;
use super::signing::Seed;

/// Memory (KiB) and passes of Argon2id; one lane always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub memory: u32,
    pub passes: u32,
}

/// For receipts: what a cheap phone can compute (the smaller profile of OWASP's cheat sheet).
pub const RECEIPT: Cost = Cost { memory: 19_456, passes: 2 };
/// For members' passphrases: what a laptop can compute.
pub const PASSPHRASE: Cost = Cost { memory: 65_536, passes: 3 };

/// What the server gets instead of the secret: 32 bytes. `Debug` does not print it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Authenticator([u8; 32]);

impl Authenticator {
    /// Reads the text of a header or a form. Refuses anything but 32 bytes in base64url without padding.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, CryptoError> {
        let malformed = |_| CryptoError::Malformed("authenticator");
        let bytes = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.decode(text).map_err(malformed)?);
        Ok(Self(bytes.as_slice().try_into().map_err(|_| CryptoError::Malformed("authenticator"))?))
    }

    /// The text that a client sends.
    #[must_use]
    pub fn expose(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// SHA-256 of the authenticator: what is stored for a receipt, whose 73 bits went through Argon2id already.
    #[must_use]
    pub fn verifier(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The keys of one human secret.
pub struct Derived {
    pub identity: HybridIdentity,
    pub authenticator: Authenticator,
    /// With which a source signs; of a receipt only.
    pub signing: Seed,
}

/// Salt of every receipt of an instance.
#[must_use]
pub fn receipt_salt(instance: &[u8; 16]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"sutura/v1/receipt\0");
    hasher.update(instance);
    hasher.finalize().into()
}

/// The passphrase as it enters the derivation: NFKC, without white space at both ends. U+FEFF and U+0085 count as white
/// space here and in `web/src/crypto`, because browsers and Rust disagree on them.
#[must_use]
pub fn normalise_passphrase(text: &str) -> Zeroizing<String> {
    Zeroizing::new(
        Zeroizing::new(text.nfkc().collect::<String>())
            .trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}')
            .to_owned(),
    )
}

/// The keys of a passphrase as somebody typed it.
///
/// # Errors
/// As [`derive`].
pub fn derive_passphrase(typed: &str, salt: &[u8], cost: Cost) -> Result<Derived, CryptoError> {
    derive(&normalise_passphrase(typed), salt, cost)
}

/// The keys of a secret. Takes tens of milliseconds of CPU: callers in async code use a blocking thread.
///
/// # Errors
/// [`CryptoError::Derivation`] when the salt is shorter than 8 bytes or memory is short.
pub fn derive(secret: &str, salt: &[u8], cost: Cost) -> Result<Derived, CryptoError> {
    let params = Params::new(cost.memory, cost.passes, 1, Some(32)).map_err(|_| CryptoError::Derivation)?;
    let mut root = Zeroizing::new([0u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret.as_bytes(), salt, root.as_mut())
        .map_err(|_| CryptoError::Derivation)?;
    let hkdf = Hkdf::<Sha256>::new(None, root.as_ref());
    let expand = |info: &[u8]| {
        let mut out = [0u8; 32];
        hkdf.expand(info, &mut out).expect("32 bytes are less than 255 blocks");
        out
    };
    Ok(Derived {
        identity: HybridIdentity::from_seed(expand(b"sutura/v1/identity")),
        authenticator: Authenticator(expand(b"sutura/v1/auth")),
        signing: Seed::from_bytes(expand(b"sutura/v1/signing")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_normalised_and_trimmed() {
        assert_eq!(normalise_passphrase("  ﬁn e\u{301}té \n").as_str(), "fin été");
    }

    #[test]
    fn an_authenticator_survives_its_text_form() {
        let derived = derive("123456789012345678901234", &receipt_salt(&[7; 16]), Cost { memory: 64, passes: 1 });
        let authenticator = derived.expect("derives").authenticator;
        let again = Authenticator::parse(&authenticator.expose()).expect("own text");
        assert_eq!(again.verifier(), authenticator.verifier());
        assert!(Authenticator::parse("short").is_err());
    }
}
