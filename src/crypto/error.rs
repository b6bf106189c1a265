//! The one error of the crypto layer. Messages are for operators and tests, never for citizens.

use crate::domain::refusal::Refusal;

/// Why a cryptographic operation was refused. No variant carries key material or plaintext.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CryptoError {
    #[error("not an age v1 file")]
    NotAge,
    #[error("the age file has {0} recipient stanzas where {1} are required")]
    StanzaCount(usize, usize),
    #[error("the age file has a recipient stanza of a type that is not accepted")]
    StanzaType,
    #[error("the sealed plaintext does not have a padded size")]
    Unpadded,
    #[error("the padding is malformed")]
    Padding,
    #[error("malformed {0}")]
    Malformed(&'static str),
    #[error("the signature does not verify")]
    Signature,
    #[error("the key chain is broken at epoch {0}")]
    Chain(u32),
    #[error("the roster of epoch {0} does not hold")]
    Roster(u32),
    #[error("this key does not open the file")]
    WrongKey,
    #[error("encryption failed")]
    Encryption,
    #[error("key derivation failed")]
    Derivation,
    #[error("the passkey or its state is not accepted")]
    Passkey,
}

/// What a person is told when something that they sent is not sealed as it should be.
impl From<CryptoError> for Refusal {
    fn from(error: CryptoError) -> Self {
        match error {
            CryptoError::Unpadded => Self::Unpadded,
            CryptoError::Passkey => Self::PasskeyRefused,
            _ => Self::NotSealed,
        }
    }
}
