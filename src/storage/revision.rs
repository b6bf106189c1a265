//! Documents that are replaced as a whole and sealed to an epoch, with a revision number: case records, documents of a
//! circle. Of two members who write at once, one is told that the other was first.

use sea_orm::sea_query::IntoCondition;
use sea_orm::{ActiveModelTrait, EntityTrait, QueryFilter as _};

use super::{StorageError, Tx, column};
use crate::crypto::sealed::Sealed;
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;

/// A document as stored: revision, epoch of its key, ciphertext.
pub type Stored = (Revision, EpochNumber, Sealed);

/// A document from the columns that such tables have.
pub(super) fn from_columns(revision: i32, epoch: i32, ciphertext: Vec<u8>) -> Result<Stored, StorageError> {
    Ok((column::revision(revision)?, column::epoch(epoch)?, Sealed::from_storage(ciphertext)))
}

/// Writes `row`, which holds the revision after `before`: inserts it when there was none, else replaces the row that
/// `is_before` selects by key and revision. Returns false when somebody else wrote in between.
pub(super) async fn save<A: ActiveModelTrait + Send>(
    tx: &Tx,
    before: Revision,
    row: A,
    is_before: impl IntoCondition + Send,
) -> Result<bool, StorageError> {
    if before == Revision(0) {
        let inserted = A::Entity::insert(row).exec_without_returning(tx).await.map_err(StorageError::from);
        return match inserted {
            Ok(_) => Ok(true),
            Err(error) if error.is_duplicate() => Ok(false),
            Err(error) => Err(error),
        };
    }
    let updated = A::Entity::update_many().set(row).filter(is_before.into_condition()).exec(tx).await?;
    Ok(updated.rows_affected == 1)
}
