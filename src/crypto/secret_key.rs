//! The instance's secret key, which is kept outside the database: whoever has a copy of the rows alone can open no
//! sealed column, make no ticket, and rewrite no journal.
//!
//! 32 random bytes, as text 43 characters of base64url. What is used is derived from it by HKDF-SHA-256 (RFC 5869), a
//! key for each purpose. A column is sealed with XChaCha20-Poly1305 as `nonce (24) ‖ ciphertext ‖ tag (16)`; the
//! associated data are table, column and row, so that a value opens in its own place only.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::hex::hex;
use super::{CryptoError, random};

const NONCE: usize = 24;

/// Keys for each purpose; the key itself is kept too, to be written to its file.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretKey {
    root: [u8; 32],
    columns: [u8; 32],
    journal: [u8; 32],
    tickets: [u8; 32],
    salts: [u8; 32],
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// Where a sealed value belongs.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub table: &'static str,
    pub column: &'static str,
    /// The row's primary key.
    pub row: &'a str,
}

impl Place<'_> {
    fn associated(&self) -> String {
        format!("sutura column v1\n{}\n{}\n{}\n", self.table, self.column, self.row)
    }
}

fn derived(root: &[u8; 32], purpose: &str) -> [u8; 32] {
    let mut key = [0; 32];
    let info = format!("sutura secret key v1 {purpose}");
    Hkdf::<Sha256>::new(None, root).expand(info.as_bytes(), &mut key).expect("32 bytes are fewer than 8160");
    key
}

impl SecretKey {
    #[must_use]
    pub fn generate() -> Self {
        Self::from_root(random::bytes())
    }

    fn from_root(root: [u8; 32]) -> Self {
        Self {
            columns: derived(&root, "columns"),
            journal: derived(&root, "journal"),
            tickets: derived(&root, "tickets"),
            salts: derived(&root, "salts"),
            root,
        }
    }

    /// Reads the text of a key; spaces and line ends around it do not count. Refuses anything but 32 bytes in base64url
    /// without padding.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, CryptoError> {
        let malformed = CryptoError::Malformed("secret key");
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.trim()).map(Zeroizing::new);
        let bytes = bytes.map_err(|_| malformed)?;
        let root = bytes.as_slice().try_into().map_err(|_| CryptoError::Malformed("secret key"))?;
        Ok(Self::from_root(root))
    }

    /// The key as text. Never to be logged or printed.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(self.root))
    }

    /// HMAC key of proof-of-work tickets, and of what browsers bring back.
    #[must_use]
    pub fn tickets(&self) -> &[u8] {
        &self.tickets
    }

    /// HMAC key of the salts that unknown logins are given.
    #[must_use]
    pub fn salts(&self) -> &[u8] {
        &self.salts
    }

    /// The MAC of a line of the journal, in hexadecimal.
    #[must_use]
    pub fn journal_mac(&self, line: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.journal).expect("HMAC takes keys of any size");
        mac.update(line.as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    /// A value, sealed for its place.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`] beyond 256 GiB.
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let nonce = random::bytes::<NONCE>();
        let associated = place.associated();
        let payload = Payload { msg: plain, aad: associated.as_bytes() };
        let cipher = XChaCha20Poly1305::new(&self.columns.into());
        let sealed = cipher.encrypt(&nonce.into(), payload).map_err(|_| CryptoError::Encryption)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The value. Refuses what another key has sealed, what was sealed for another place, and what was changed.
    ///
    /// # Errors
    /// [`CryptoError::WrongKey`].
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(CryptoError::WrongKey)?;
        let associated = place.associated();
        let payload = Payload { msg: sealed, aad: associated.as_bytes() };
        let cipher = XChaCha20Poly1305::new(&self.columns.into());
        cipher.decrypt(nonce.into(), payload).map(Zeroizing::new).map_err(|_| CryptoError::WrongKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place<'static> = Place { table: "member", column: "totp", row: "a" };

    #[test]
    fn a_value_opens_with_its_key_in_its_place_only() {
        let key = SecretKey::generate();
        let sealed = key.seal(&PLACE, b"secret").expect("seals");
        let again = SecretKey::parse(&format!("{}\n", *key.expose())).expect("its own text");
        assert_eq!(&*again.open(&PLACE, &sealed).expect("opens"), b"secret");
        assert!(SecretKey::generate().open(&PLACE, &sealed).is_err(), "another key");
        for elsewhere in
            [Place { table: "passkey", ..PLACE }, Place { column: "mail", ..PLACE }, Place { row: "b", ..PLACE }]
        {
            assert!(key.open(&elsewhere, &sealed).is_err(), "{elsewhere:?}");
        }
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(&PLACE, &changed).is_err(), "byte {at} was changed");
        }
        assert!(key.open(&PLACE, b"").is_err());
    }

    #[test]
    fn each_purpose_has_a_key_of_its_own_and_none_is_printed() {
        let key = SecretKey::parse(&"A".repeat(43)).expect("a key of zeros");
        let keys = [key.root, key.columns, key.journal, key.tickets, key.salts];
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
        assert_eq!(format!("{key:?}"), "SecretKey(..)");
        for hostile in ["", "x", "é", &"A".repeat(42), &"A".repeat(44)] {
            assert!(SecretKey::parse(hostile).is_err(), "{hostile}");
        }
    }
}
