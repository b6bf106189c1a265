//! `Sealed`: bytes checked from the outside to be an age file of the kind that the protocol asks for.
//!
//! The server can only look at the header and the size; nothing here opens anything.

use super::roster::LARGEST_SEALED;
use super::{CryptoError, hybrid, padding};

const VERSION: &[u8] = b"age-encryption.org/v1";
/// Bytes of a header at most; 16 stanzas of 1.6 KB fit.
pub const LONGEST_HEADER: usize = 32 * 1024;
const NONCE: u64 = 16;
const CHUNK: u64 = 64 * 1024;
const TAG: u64 = 16;

/// Bytes whose age header was parsed and found to be as expected.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// Whether the plaintext must have a padded size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    Padded,
    /// Key bundles, and files that a citizen encrypted by hand.
    Any,
}

/// Bytes of a wrap at most; header and bundle have about two thousand.
const LARGEST_WRAP: usize = 8192;

impl Sealed {
    /// Checks a whole file in memory. Refuses other files than age v1, another number or type of recipient stanzas,
    /// and, with [`Size::Padded`], a plaintext whose size is not a padded one.
    ///
    /// # Errors
    /// [`CryptoError::NotAge`], [`CryptoError::StanzaCount`], [`CryptoError::StanzaType`] or [`CryptoError::Unpadded`].
    pub fn parse(bytes: Vec<u8>, stanzas: usize, size: Size) -> Result<Self, CryptoError> {
        check(&bytes, bytes.len() as u64, stanzas, size)?;
        Ok(Self(bytes))
    }

    /// Checks the wrap of a key bundle: one stanza, not padded, of a plausible size.
    ///
    /// # Errors
    /// As [`Self::parse`], and [`CryptoError::Malformed`] when it is too large.
    pub fn wrap(bytes: Vec<u8>) -> Result<Self, CryptoError> {
        if bytes.len() > LARGEST_WRAP { Err(CryptoError::Malformed("wrap")) } else { Self::parse(bytes, 1, Size::Any) }
    }

    /// Checks a roster: one stanza, padded, of a plausible size.
    ///
    /// # Errors
    /// As [`Self::parse`], and [`CryptoError::Malformed`] when it is too large.
    pub fn roster(bytes: Vec<u8>) -> Result<Self, CryptoError> {
        let fits = bytes.len() <= LARGEST_SEALED;
        if fits { Self::parse(bytes, 1, Size::Padded) } else { Err(CryptoError::Malformed("roster")) }
    }

    /// Bytes from the database, which were checked before they were stored.
    #[must_use]
    pub fn from_storage(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// Checks a file of `total` bytes by its first bytes; `start` must hold the whole header.
///
/// # Errors
/// As [`Sealed::parse`].
pub fn check(start: &[u8], total: u64, stanzas: usize, size: Size) -> Result<(), CryptoError> {
    let (header, found) = header(start)?;
    if found != stanzas {
        return Err(CryptoError::StanzaCount(found, stanzas));
    }
    let plain = plaintext_size(total, header as u64).ok_or(CryptoError::NotAge)?;
    if size == Size::Padded && !padding::is_padded_size(plain) {
        return Err(CryptoError::Unpadded);
    }
    Ok(())
}

/// Returns `Some` number of recipient stanzas when all are hybrid, `None` when `start` does not hold a whole header.
#[must_use]
pub fn stanzas(start: &[u8]) -> Option<usize> {
    header(start).ok().map(|(_, stanzas)| stanzas)
}

/// Length of the header in bytes, and the number of its stanzas, all of which are hybrid.
fn header(bytes: &[u8]) -> Result<(usize, usize), CryptoError> {
    let mut at = 0;
    let mut stanzas = 0;
    let window = &bytes[..bytes.len().min(LONGEST_HEADER)];
    for (number, line) in window.split_inclusive(|byte| *byte == b'\n').enumerate() {
        at += line.len();
        let line = line.strip_suffix(b"\n").ok_or(CryptoError::NotAge)?;
        if number == 0 {
            if line != VERSION {
                return Err(CryptoError::NotAge);
            }
        } else if let Some(stanza) = line.strip_prefix(b"-> ") {
            let tag = stanza.split(|byte| *byte == b' ').next().unwrap_or_default();
            if tag != hybrid::STANZA_TAG.as_bytes() {
                return Err(CryptoError::StanzaType);
            }
            stanzas += 1;
        } else if let Some(mac) = line.strip_prefix(b"--- ") {
            return if mac.len() == 43 { Ok((at, stanzas)) } else { Err(CryptoError::NotAge) };
        } else if line.len() > 64 || stanzas == 0 {
            return Err(CryptoError::NotAge);
        }
    }
    Err(CryptoError::NotAge)
}

/// Bytes of a header with one hybrid stanza.
const ONE_STANZA: u64 = 1627;

/// The size of an age file with one hybrid stanza over `plain` bytes.
#[must_use]
pub fn file_size(plain: u64) -> u64 {
    ONE_STANZA + NONCE + plain + plain.div_ceil(CHUNK).max(1) * TAG
}

fn plaintext_size(total: u64, header: u64) -> Option<u64> {
    let cipher = total.checked_sub(header + NONCE)?;
    let chunks = cipher.div_ceil(CHUNK + TAG);
    cipher.checked_sub(chunks * TAG).filter(|_| cipher >= TAG)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hybrid::HybridIdentity;
    use crate::crypto::seal::{seal, seal_unpadded};
    use proptest::prelude::*;

    #[test]
    fn only_padded_hybrid_files_with_the_right_number_of_stanzas_pass() {
        let keys = [HybridIdentity::generate().recipient(), HybridIdentity::generate().recipient()];
        let one = seal(&keys[..1], b"a").expect("seals");
        let two = seal(&keys, b"a").expect("seals");
        let bare = seal_unpadded(&keys[..1], b"a").expect("seals");
        assert!(Sealed::parse(one.clone(), 1, Size::Padded).is_ok());
        assert!(Sealed::parse(two.clone(), 2, Size::Padded).is_ok());
        assert_eq!(Sealed::parse(two, 1, Size::Padded), Err(CryptoError::StanzaCount(2, 1)));
        assert_eq!(Sealed::parse(bare.clone(), 1, Size::Padded), Err(CryptoError::Unpadded));
        assert!(Sealed::parse(bare, 1, Size::Any).is_ok());
        assert_eq!(Sealed::parse(b"hello".to_vec(), 1, Size::Any), Err(CryptoError::NotAge));
        let classic = age::encrypt(&age::x25519::Identity::generate().to_public(), b"a").expect("encrypts");
        assert_eq!(Sealed::parse(classic, 1, Size::Any), Err(CryptoError::StanzaType));
        assert_eq!(file_size(4096), seal(&keys[..1], b"a").expect("seals").len() as u64);
        assert_eq!(file_size(0), seal_unpadded(&keys[..1], b"").expect("seals").len() as u64);
        assert_eq!(file_size(262_144), seal(&keys[..1], &vec![1; 200_000]).expect("seals").len() as u64);
        let long = seal(&keys[..1], &vec![1; 200_000]).expect("seals");
        assert!(Sealed::parse(long, 1, Size::Padded).is_ok());
    }

    proptest! {
        #[test]
        fn hostile_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
            let mut framed = b"age-encryption.org/v1\n-> mlkem768x25519 ".to_vec();
            framed.extend_from_slice(&bytes);
            let _ = check(&framed, framed.len() as u64, 1, Size::Padded);
            let _ = check(&bytes, bytes.len() as u64, 1, Size::Padded);
        }
    }
}
