//! A key that seals a single text (RFC 8439) and is then kept nowhere but in an address.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, aead::Aead as _};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::hex::hex;
use super::{CryptoError, random};

/// 32 random bytes. A key seals a single text, so that its nonce may be constant.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct OnceKey([u8; 32]);

const NONCE: [u8; 12] = [0; 12];

impl OnceKey {
    #[must_use]
    pub fn generate() -> Self {
        Self(random::bytes())
    }

    /// As it stands in an address: 43 characters of base64url.
    #[must_use]
    pub fn token(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads a token. Refuses anything but 32 bytes in base64url without padding.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`].
    pub fn parse(token: &str) -> Result<Self, CryptoError> {
        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(token).map_err(|_| CryptoError::Encryption)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map(Self).map_err(|_| CryptoError::Encryption);
        bytes.zeroize();
        key
    }

    /// The name under which the sealed text is kept: a hash that does not reveal the key.
    #[must_use]
    pub fn name(&self) -> String {
        hex(&Sha256::new().chain_update(b"sutura-once\0").chain_update(self.0).finalize())
    }

    /// The sealed text: ciphertext and tag. Refuses texts beyond 256 GiB.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`].
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let cipher = ChaCha20Poly1305::new(&self.0.into());
        cipher.encrypt(&NONCE.into(), plain).map_err(|_| CryptoError::Encryption)
    }

    /// The text. Refuses what another key sealed, and what was changed.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`].
    pub fn open(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        let cipher = ChaCha20Poly1305::new(&self.0.into());
        cipher.decrypt(&NONCE.into(), sealed).map(Zeroizing::new).map_err(|_| CryptoError::Encryption)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_token_opens_what_was_sealed() {
        let key = OnceKey::generate();
        let sealed = key.seal("reçu".as_bytes()).expect("seals");
        let again = OnceKey::parse(&key.token()).expect("a token");
        assert_eq!(again.name(), key.name());
        assert_eq!(&*again.open(&sealed).expect("opens"), "reçu".as_bytes());
        assert!(OnceKey::generate().open(&sealed).is_err());
        for hostile in ["", "x", "é", &"A".repeat(42), &"A".repeat(44)] {
            assert!(OnceKey::parse(hostile).is_err(), "{hostile}");
        }
    }
}
