//! Ed25519 (RFC 8032) keys as they travel in this protocol: base64url without padding.

use std::fmt;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{CryptoError, random};

/// A signing seed of 32 bytes. `Debug` does not print it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; 32]);

/// The public half of a [`Seed`].
#[derive(Clone, PartialEq, Eq)]
pub struct Public(VerifyingKey);

impl Seed {
    #[must_use]
    pub fn generate() -> Self {
        Self(random::bytes())
    }

    #[must_use]
    pub(super) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Refuses anything but 32 bytes in base64url without padding.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, CryptoError> {
        Ok(Self(decode(text, "signing seed")?))
    }

    #[must_use]
    pub fn expose(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    #[must_use]
    pub fn public(&self) -> Public {
        Public(SigningKey::from_bytes(&self.0).verifying_key())
    }

    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        SigningKey::from_bytes(&self.0).sign(message).to_bytes()
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(..)")
    }
}

impl Public {
    /// Refuses anything but a point of the curve in base64url without padding.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, CryptoError> {
        let bytes = decode(text, "signing key")?;
        VerifyingKey::from_bytes(&bytes).map(Self).map_err(|_| CryptoError::Malformed("signing key"))
    }

    /// The 32 bytes of the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Refuses a signature that this key did not make over `message`.
    ///
    /// # Errors
    /// [`CryptoError::Signature`].
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), CryptoError> {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).map_err(|_| CryptoError::Signature)
    }
}

impl fmt::Display for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64_URL_SAFE_NO_PAD.encode(self.0.as_bytes()))
    }
}

impl fmt::Debug for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads the text of a signature. Refuses anything but 64 bytes in base64url without padding.
///
/// # Errors
/// [`CryptoError::Malformed`].
pub fn parse_signature(text: &str) -> Result<[u8; 64], CryptoError> {
    decode(text, "signature")
}

/// The text of a signature: base64url without padding.
#[must_use]
pub fn signature_text(signature: &[u8; 64]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(signature)
}

fn decode<const N: usize>(text: &str, what: &'static str) -> Result<[u8; N], CryptoError> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(CryptoError::Malformed(what))
}
