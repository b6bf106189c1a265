//! The root error: maps the layers' errors; `web` renders it in the visitor's language.

use crate::crypto::CryptoError;
use crate::domain::invalid::Invalid;
use crate::domain::refusal::Refusal;
use crate::storage::StorageError;

/// What a service or a page can fail with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Refused for now: may be tried again after so many seconds.
    #[error("refused for {1} seconds: {0:?}")]
    Later(Refusal, u64),
    #[error("invalid input in {} fields", .0.fields.len())]
    Invalid(Invalid),
    #[error("{0}")]
    Storage(StorageError),
    #[error("{0}")]
    Crypto(#[from] CryptoError),
    #[error("{0}")]
    Internal(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        if error.is_full() { Self::Refused(Refusal::StorageFull) } else { Self::Storage(error) }
    }
}
