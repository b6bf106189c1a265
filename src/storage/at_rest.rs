//! Values that are sealed in their column, under the secret key that the database does not hold. Each opens in its own
//! table, column and row only: a row that was copied over another, or from an older state of another, is refused.
//!
//! Sealed are one-time secrets, verifiers of recovery sheets, credentials of passkeys, addresses of mail, and what a
//! session remembers. Keys of MACs are in no column; they are derived from the secret key. Not sealed are hashes of
//! stretched secrets, age files, public keys, and hashes of tokens and cookies.

use zeroize::Zeroizing;

use super::StorageError;
use crate::crypto::secret_key::{Place, SecretKey};

/// A sealed value.
#[derive(Clone)]
pub struct AtRest(Vec<u8>);

impl AtRest {
    /// A value as it stands in its column.
    pub(super) fn stored(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.clone()
    }

    /// Whether nothing was sealed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn seal(key: &SecretKey, place: &Place<'_>, plain: &[u8]) -> Result<Self, StorageError> {
        key.seal(place, plain).map(Self).map_err(|_| StorageError::Corrupt("value to be sealed"))
    }

    /// Refuses [`StorageError::Sealed`].
    pub(super) fn open(&self, key: &SecretKey, place: &Place<'_>) -> Result<Zeroizing<Vec<u8>>, StorageError> {
        key.open(place, &self.0).map_err(|_| StorageError::Sealed(place.table, place.column))
    }
}
