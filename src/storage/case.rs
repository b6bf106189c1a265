//! Case records: one sealed document per report, with a revision number.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};

use super::entity::case_record::{ActiveModel, Column, Entity};
use super::{StorageError, Tx, column, report};
use crate::crypto::sealed::Sealed;
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, ReportId};

/// The record of a report: revision, epoch of its key, ciphertext.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    db: &impl ConnectionTrait,
    report: ReportId,
) -> Result<Option<(Revision, EpochNumber, Sealed)>, StorageError> {
    let row = Entity::find_by_id(report.to_string()).one(db).await?;
    row.map(|row| {
        let revision = u32::try_from(row.revision).map_err(|_| StorageError::Corrupt("revision"))?;
        Ok((Revision(revision), column::epoch(row.epoch)?, Sealed::from_storage(row.ciphertext)))
    })
    .transpose()
}

/// A record as it lies here: of which report, revision, epoch of its key, ciphertext.
pub type Stored = (ReportId, Revision, EpochNumber, Sealed);

/// The records of those of `ids` that belong to the consultation.
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    db: &impl ConnectionTrait,
    consultation: ConsultationId,
    ids: &[ReportId],
) -> Result<Vec<Stored>, StorageError> {
    let rows = Entity::find()
        .filter(Column::Report.in_subquery(report::ids_of(consultation)))
        .filter(Column::Report.is_in(ids.iter().map(ReportId::to_string)))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let revision = u32::try_from(row.revision).map_err(|_| StorageError::Corrupt("revision"))?;
            let report = column::parse(&row.report, "report id")?;
            Ok((report, Revision(revision), column::epoch(row.epoch)?, Sealed::from_storage(row.ciphertext)))
        })
        .collect()
}

/// The revisions of several reports.
///
/// # Errors
/// When the database does not answer.
pub async fn revisions(db: &impl ConnectionTrait) -> Result<Vec<(ReportId, Revision)>, StorageError> {
    let rows: Vec<(String, i32)> =
        Entity::find().select_only().column(Column::Report).column(Column::Revision).into_tuple().all(db).await?;
    rows.into_iter()
        .map(|(report, revision)| {
            let revision = u32::try_from(revision).map_err(|_| StorageError::Corrupt("revision"))?;
            Ok((column::parse(&report, "report id")?, Revision(revision)))
        })
        .collect()
}

/// Writes the revision after `before`. False when somebody else wrote in between.
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    tx: &Tx,
    report: ReportId,
    before: Revision,
    epoch: EpochNumber,
    ciphertext: &Sealed,
) -> Result<bool, StorageError> {
    if before == Revision(0) {
        let row = ActiveModel {
            report: Set(report.to_string()),
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
        .filter(Column::Report.eq(report.to_string()))
        .filter(Column::Revision.eq(column::number(before.0)))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// # Errors
/// When the database does not answer.
pub async fn delete(tx: &Tx, report: ReportId) -> Result<(), StorageError> {
    Entity::delete_by_id(report.to_string()).exec(tx).await?;
    Ok(())
}

/// Whether a case record of the consultation is sealed to an epoch.
///
/// # Errors
/// When the database does not answer.
pub async fn needs_epoch(tx: &Tx, id: ConsultationId, epoch: EpochNumber) -> Result<bool, StorageError> {
    let query = Entity::find()
        .filter(Column::Epoch.eq(column::number(epoch.0)))
        .filter(Column::Report.in_subquery(report::ids_of(id)))
        .select_only()
        .column(Column::Report);
    Ok(query.into_tuple::<String>().one(tx).await?.is_some())
}
