//! Sealed documents of a circle: one row for each name, with a revision number.

use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryTrait as _,
};

use super::entity::circle_document::{ActiveModel, Column, Entity};
use super::revision::{self, Stored};
use super::{StorageError, Tx, column};
use crate::crypto::sealed::Sealed;
use crate::domain::case::Revision;
use crate::domain::circle_document::Name;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::ConsultationId;

/// A document; `None` when nobody has saved it yet.
pub async fn find(db: &impl ConnectionTrait, id: ConsultationId, name: Name) -> Result<Option<Stored>, StorageError> {
    let row = Entity::find_by_id((id.to_string(), name.as_str().to_owned())).one(db).await?;
    row.map(|row| revision::from_columns(row.revision, row.epoch, row.ciphertext)).transpose()
}

/// Writes the revision after `before`. Returns false when somebody else wrote in between.
pub async fn save(
    tx: &Tx,
    id: ConsultationId,
    name: Name,
    before: Revision,
    epoch: EpochNumber,
    ciphertext: &Sealed,
) -> Result<bool, StorageError> {
    let row = ActiveModel {
        consultation: Set(id.to_string()),
        name: Set(name.as_str().to_owned()),
        revision: Set(column::number(before.next().0)),
        epoch: Set(column::number(epoch.0)),
        ciphertext: Set(ciphertext.as_bytes().to_vec()),
    };
    let is_before = Column::Consultation
        .eq(id.to_string())
        .and(Column::Name.eq(name.as_str()))
        .and(Column::Revision.eq(column::number(before.0)));
    revision::save(tx, before, row, is_before).await
}

/// The documents of a circle that are sealed to an epoch.
pub(super) fn sealed_to(id: ConsultationId, epoch: EpochNumber) -> SelectStatement {
    let sealed = Entity::find().filter(Column::Consultation.eq(id.to_string()));
    sealed.filter(Column::Epoch.eq(column::number(epoch.0))).into_query()
}
