//! Case records: one sealed document per report, with a revision number.

use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QuerySelect as _,
};

use super::entity::case_record::{ActiveModel, Column, Entity};
use super::revision::{self, Stored};
use super::{StorageError, Tx, column, report};
use crate::crypto::sealed::Sealed;
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, ReportId};

/// The record of a report; `None` when nobody has saved one yet.
pub async fn find(db: &impl ConnectionTrait, report: ReportId) -> Result<Option<Stored>, StorageError> {
    let row = Entity::find_by_id(report.to_string()).one(db).await?;
    row.map(|row| revision::from_columns(row.revision, row.epoch, row.ciphertext)).transpose()
}

/// The records of those of `ids` that belong to the consultation.
pub async fn list(
    db: &impl ConnectionTrait,
    consultation: ConsultationId,
    ids: &[ReportId],
) -> Result<Vec<(ReportId, Stored)>, StorageError> {
    let rows = Entity::find()
        .filter(Column::Report.in_subquery(report::ids_of(consultation)))
        .filter(Column::Report.is_in(ids.iter().map(ReportId::to_string)))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let report = column::parse(&row.report, "report id")?;
            Ok((report, revision::from_columns(row.revision, row.epoch, row.ciphertext)?))
        })
        .collect()
}

/// The revisions of the records of a consultation. A report that has none is left out.
pub async fn revisions(
    db: &impl ConnectionTrait,
    consultation: ConsultationId,
) -> Result<Vec<(ReportId, Revision)>, StorageError> {
    let rows: Vec<(String, i32)> = Entity::find()
        .filter(Column::Report.in_subquery(report::ids_of(consultation)))
        .select_only()
        .columns([Column::Report, Column::Revision])
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(report, revision)| Ok((column::parse(&report, "report id")?, column::revision(revision)?)))
        .collect()
}

/// Writes the revision after `before`. Returns false when somebody else wrote in between.
pub async fn save(
    tx: &Tx,
    report: ReportId,
    before: Revision,
    epoch: EpochNumber,
    ciphertext: &Sealed,
) -> Result<bool, StorageError> {
    let row = ActiveModel {
        report: Set(report.to_string()),
        revision: Set(column::number(before.next().0)),
        epoch: Set(column::number(epoch.0)),
        ciphertext: Set(ciphertext.as_bytes().to_vec()),
    };
    let is_before = Column::Report.eq(report.to_string()).and(Column::Revision.eq(column::number(before.0)));
    revision::save(tx, before, row, is_before).await
}

/// Deletes the record of a report, if there is one.
pub async fn delete(tx: &Tx, report: ReportId) -> Result<(), StorageError> {
    Entity::delete_by_id(report.to_string()).exec(tx).await?;
    Ok(())
}

/// The records of a consultation that are sealed to an epoch.
pub(super) fn sealed_to(id: ConsultationId, epoch: EpochNumber) -> SelectStatement {
    report::belongings_sealed_to::<Entity>(Column::Report, Column::Epoch, id, epoch)
}
