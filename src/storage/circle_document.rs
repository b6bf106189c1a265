//! Sealed documents of a circle: one row for each name, with a revision number.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};

use super::entity::circle_document::{ActiveModel, Column, Entity};
use super::{StorageError, Tx, column};
use crate::crypto::sealed::Sealed;
use crate::domain::case::Revision;
use crate::domain::circle_document::Name;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::ConsultationId;

/// A document: revision, epoch of its key, ciphertext.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    db: &impl ConnectionTrait,
    id: ConsultationId,
    name: Name,
) -> Result<Option<(Revision, EpochNumber, Sealed)>, StorageError> {
    let row = Entity::find_by_id((id.to_string(), name.as_str().to_owned())).one(db).await?;
    row.map(|row| {
        let revision = u32::try_from(row.revision).map_err(|_| StorageError::Corrupt("revision"))?;
        Ok((Revision(revision), column::epoch(row.epoch)?, Sealed::from_storage(row.ciphertext)))
    })
    .transpose()
}

/// Writes the revision after `before`. False when somebody else wrote in between.
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    tx: &Tx,
    id: ConsultationId,
    name: Name,
    before: Revision,
    epoch: EpochNumber,
    ciphertext: &Sealed,
) -> Result<bool, StorageError> {
    if before == Revision(0) {
        let row = ActiveModel {
            consultation: Set(id.to_string()),
            name: Set(name.as_str().to_owned()),
            revision: Set(1),
            epoch: Set(column::number(epoch.0)),
            ciphertext: Set(ciphertext.as_bytes().to_vec()),
        };
        return match Entity::insert(row).exec_without_returning(tx).await.map_err(StorageError::from) {
            Ok(_) => Ok(true),
            Err(error) if error.is_duplicate() => Ok(false),
            Err(error) => Err(error),
        };
    }
    let done = Entity::update_many()
        .col_expr(Column::Revision, Expr::value(column::number(before.next().0)))
        .col_expr(Column::Epoch, Expr::value(column::number(epoch.0)))
        .col_expr(Column::Ciphertext, Expr::value(ciphertext.as_bytes().to_vec()))
        .filter(Column::Consultation.eq(id.to_string()))
        .filter(Column::Name.eq(name.as_str()))
        .filter(Column::Revision.eq(column::number(before.0)))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Whether a document of the circle is sealed to an epoch.
///
/// # Errors
/// When the database does not answer.
pub async fn needs_epoch(tx: &Tx, id: ConsultationId, epoch: EpochNumber) -> Result<bool, StorageError> {
    let query = Entity::find()
        .filter(Column::Consultation.eq(id.to_string()))
        .filter(Column::Epoch.eq(column::number(epoch.0)))
        .select_only()
        .column(Column::Name);
    Ok(query.into_tuple::<String>().one(tx).await?.is_some())
}
