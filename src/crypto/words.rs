//! Fingerprints as eight French words, to be printed, read on the radio and compared by voice. The list is the French
//! one of BIP-39: 2048 words, 11 bits each. Browsers spell the same way (`web/src/crypto/words.ts`).
//!
//! Eight words are 88 bits: whoever makes keys until their words are somebody else's needs 2^88 of them. Six, 66 bits,
//! would be within reach of a state.

use bip39::Language;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::CryptoError;
use super::signing::Public;

const COUNT: usize = 8;

/// The first 88 bits as words, in Unicode's composed form.
fn spell(hash: &[u8; 32]) -> String {
    let mut bits = hash.iter().flat_map(|byte| (0..8).rev().map(move |at| usize::from(byte >> at & 1)));
    let mut word = || {
        let index = bits.by_ref().take(11).fold(0, |number, bit| number << 1 | bit);
        Language::French.word_list()[index].nfc().collect::<String>()
    };
    (0..COUNT).map(|_| word()).collect::<Vec<_>>().join(" ")
}

/// The words of an organisation's root key, spelled from the hash that is also its fingerprint. Refuses anything but a
/// public key in base64url.
///
/// # Errors
/// [`CryptoError::Malformed`].
pub fn root_words(root: &str) -> Result<String, CryptoError> {
    Ok(spell(&Sha256::digest(Public::parse(root)?.as_bytes()).into()))
}

/// The words of a member's public keys.
#[must_use]
pub fn member_words(id: &str, recipient: &str, signing: &str) -> String {
    spell(&Sha256::digest(format!("sutura member v1\n{id}\n{recipient}\n{signing}\n")).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_here_and_in_browsers() {
        // web/test/crypto/words.test.ts has the same constant.
        let words = "cendrier suggérer raisin crémeux aplanir calepin goudron frisson";
        assert_eq!(member_words("ab", "age1pq1x", "y"), words);
    }
}
