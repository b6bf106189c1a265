//! Text that the server gives to a browser to bring back, under a MAC and for one purpose. It is not encrypted.
//!
//! `base64url(expires (8) ‖ HMAC-SHA-256 (32) ‖ text)`; the MAC covers purpose, a zero byte, expires and text.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::CryptoError;
use super::hex::sha256;

const MALFORMED: CryptoError = CryptoError::Malformed("stamp");

/// A stamped text that came back.
pub struct Stamped {
    pub text: String,
    /// Unix seconds.
    pub expires_at: i64,
    /// Hex SHA-256 of the whole stamp: kept where a stamp may be used only once.
    pub hash: String,
}

fn mac(key: &[u8], purpose: &str, expires: &[u8], text: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any size");
    for part in [purpose.as_bytes(), b"\0", expires, text] {
        mac.update(part);
    }
    mac
}

/// The stamp of a text.
#[must_use]
pub fn issue(key: &[u8], purpose: &str, expires_at: i64, text: &str) -> String {
    let mut bytes = expires_at.to_be_bytes().to_vec();
    bytes.extend_from_slice(&mac(key, purpose, &expires_at.to_be_bytes(), text.as_bytes()).finalize().into_bytes());
    bytes.extend_from_slice(text.as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a stamp. Refuses one that was made with another key or for another purpose, or that has expired.
///
/// # Errors
/// [`CryptoError::Malformed`].
pub fn open(key: &[u8], purpose: &str, stamp: &str, now: i64) -> Result<Stamped, CryptoError> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(stamp).map_err(|_| MALFORMED)?;
    let (expires, rest) = bytes.split_at_checked(8).ok_or(MALFORMED)?;
    let (theirs, text) = rest.split_at_checked(32).ok_or(MALFORMED)?;
    mac(key, purpose, expires, text).verify_slice(theirs).map_err(|_| MALFORMED)?;
    let expires_at = i64::from_be_bytes(expires.try_into().map_err(|_| MALFORMED)?);
    if expires_at <= now {
        return Err(MALFORMED);
    }
    let hash = sha256(stamp.as_bytes());
    Ok(Stamped { text: String::from_utf8(text.to_vec()).map_err(|_| MALFORMED)?, expires_at, hash })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_good_for_its_key_purpose_and_time_only() {
        let stamp = issue(b"key", "a", 1000, "text");
        assert_eq!(open(b"key", "a", &stamp, 999).expect("good").text, "text");
        assert!(open(b"other", "a", &stamp, 999).is_err());
        assert!(open(b"key", "b", &stamp, 999).is_err());
        assert!(open(b"key", "a", &stamp, 1000).is_err());
        for hostile in ["", "AAAA", "é", &stamp[1..], &format!("{stamp}AAAA")] {
            assert!(open(b"key", "a", hostile, 0).is_err(), "{hostile}");
        }
    }
}
