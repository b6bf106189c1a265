//! Reports: ciphertext and the few things the server may know.

use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait, ExprTrait as _, FromQueryResult,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};

use super::entity::report::{ActiveModel, Column, Entity};
use super::{StorageError, Tx, column};
use crate::crypto::sealed::Sealed;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, ReportId};
use crate::domain::report::{Form, Report};
use crate::domain::retention::Term;
use crate::domain::week::Week;

const ENVELOPE: &str = "envelope";
const SEALED: &str = "sealed";

/// The columns of a list: everything but the ciphertext.
#[derive(FromQueryResult)]
struct Row {
    id: String,
    consultation: String,
    epoch: i32,
    week: String,
    form: String,
    state: String,
    source_recipient: Option<String>,
    burst: Option<String>,
    epoch_known: bool,
    due: Option<String>,
    rejected: bool,
}

const COLUMNS: [Column; 11] = [
    Column::Id,
    Column::Consultation,
    Column::Epoch,
    Column::Week,
    Column::Form,
    Column::State,
    Column::SourceRecipient,
    Column::Burst,
    Column::EpochKnown,
    Column::Due,
    Column::Rejected,
];

fn from_row(row: Row) -> Result<Report, StorageError> {
    Ok(Report {
        id: column::parse(&row.id, "report id")?,
        consultation: column::parse(&row.consultation, "consultation id")?,
        epoch: column::epoch(row.epoch)?,
        week: column::parse(&row.week, "week")?,
        form: if row.form == ENVELOPE { Form::Envelope } else { Form::Sealed },
        state: column::parse(&row.state, "report state")?,
        source_recipient: row.source_recipient,
        epoch_known: row.epoch_known,
        rejected: row.rejected,
        due: row.due.map(|due| column::parse(&due, "week")).transpose()?,
        burst: row.burst.map(|burst| column::parse(&burst, "burst id")).transpose()?,
    })
}

pub async fn find(db: &impl ConnectionTrait, id: ReportId) -> Result<Option<Report>, StorageError> {
    let query = Entity::find_by_id(id.to_string()).select_only().columns(COLUMNS);
    query.into_model::<Row>().one(db).await?.map(from_row).transpose()
}

/// The report of a receipt, by SHA-256 of its authenticator.
pub async fn find_by_verifier(db: &impl ConnectionTrait, verifier: &[u8; 32]) -> Result<Option<Report>, StorageError> {
    let query = Entity::find().filter(Column::Verifier.eq(verifier.to_vec())).select_only().columns(COLUMNS);
    query.into_model::<Row>().one(db).await?.map(from_row).transpose()
}

/// All reports of a consultation, in the order of their random ids.
pub async fn list(db: &impl ConnectionTrait, consultation: ConsultationId) -> Result<Vec<Report>, StorageError> {
    let query = Entity::find().filter(Column::Consultation.eq(consultation.to_string())).select_only().columns(COLUMNS);
    query.into_model::<Row>().all(db).await?.into_iter().map(from_row).collect()
}

/// Reports whose week of deletion has come. The text form of weeks sorts as weeks do.
pub async fn list_due(db: &impl ConnectionTrait, now: Week) -> Result<Vec<Report>, StorageError> {
    let query = Entity::find().filter(Column::Due.lte(now.to_string())).select_only().columns(COLUMNS);
    query.into_model::<Row>().all(db).await?.into_iter().map(from_row).collect()
}

/// Reports that have no week of deletion yet.
pub async fn list_without_due(db: &impl ConnectionTrait) -> Result<Vec<Report>, StorageError> {
    let query = Entity::find().filter(Column::Due.is_null()).select_only().columns(COLUMNS);
    query.into_model::<Row>().all(db).await?.into_iter().map(from_row).collect()
}

pub async fn count(db: &impl ConnectionTrait) -> Result<u64, StorageError> {
    Ok(Entity::find().count(db).await?)
}

/// The ciphertext of a report.
pub async fn envelope(db: &impl ConnectionTrait, id: ReportId) -> Result<Option<Sealed>, StorageError> {
    let query = Entity::find_by_id(id.to_string()).select_only().column(Column::Envelope);
    let bytes: Option<Vec<u8>> = query.into_tuple().one(db).await?;
    Ok(bytes.map(Sealed::from_storage))
}

/// The ciphertext of those of `ids` that belong to the consultation.
pub async fn envelopes(
    db: &impl ConnectionTrait,
    consultation: ConsultationId,
    ids: &[ReportId],
) -> Result<Vec<(ReportId, Sealed)>, StorageError> {
    let rows: Vec<(String, Vec<u8>)> = Entity::find()
        .filter(Column::Consultation.eq(consultation.to_string()))
        .filter(Column::Id.is_in(ids.iter().map(ReportId::to_string)))
        .select_only()
        .columns([Column::Id, Column::Envelope])
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter().map(|(id, bytes)| Ok((column::parse(&id, "report id")?, Sealed::from_storage(bytes)))).collect()
}

/// Fails as a duplicate ([`StorageError::is_duplicate`]) when the verifier exists already.
pub async fn insert(tx: &Tx, report: &Report, verifier: &[u8; 32], envelope: &Sealed) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(report.id.to_string()),
        consultation: Set(report.consultation.to_string()),
        epoch: Set(column::number(report.epoch.0)),
        week: Set(report.week.to_string()),
        form: Set(if report.form == Form::Envelope { ENVELOPE } else { SEALED }.to_owned()),
        state: Set(report.state.as_str().to_owned()),
        verifier: Set(verifier.to_vec()),
        source_recipient: Set(report.source_recipient.clone()),
        epoch_known: Set(report.epoch_known),
        rejected: Set(report.rejected),
        due: Set(report.due.map(|due| due.to_string())),
        burst: Set(report.burst.map(|burst| burst.to_string())),
        envelope: Set(envelope.as_bytes().to_vec()),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Sets the state of a report, and the week in which it is deleted if nothing more happens.
pub async fn set_term(tx: &Tx, id: ReportId, term: Term) -> Result<(), StorageError> {
    let Term { state, rejected, due } = term;
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::Rejected, Expr::value(rejected))
        .col_expr(Column::Due, Expr::value(due.to_string()))
        .filter(Column::Id.eq(id.to_string()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Records to which epoch a report is sealed, as a reader has found out.
pub async fn set_epoch(tx: &Tx, id: ReportId, epoch: EpochNumber) -> Result<(), StorageError> {
    Entity::update_many()
        .col_expr(Column::Epoch, Expr::value(column::number(epoch.0)))
        .col_expr(Column::EpochKnown, Expr::value(true))
        .filter(Column::Id.eq(id.to_string()))
        .exec(tx)
        .await?;
    Ok(())
}

/// The ids of a consultation's reports, for conditions on what belongs to them.
pub(super) fn ids_of(id: ConsultationId) -> SelectStatement {
    let reports = Entity::find().filter(Column::Consultation.eq(id.to_string()));
    reports.select_only().column(Column::Id).into_query()
}

/// The reports of a consultation that are, or may be, sealed to an epoch: one that was kept on a phone or sealed by
/// hand may be sealed to an earlier epoch than the one in which it came.
pub(super) fn sealed_to(id: ConsultationId, epoch: EpochNumber) -> SelectStatement {
    let number = column::number(epoch.0);
    let may_be = Column::EpochKnown.eq(false).and(Column::Epoch.gte(number));
    let reports = Entity::find().filter(Column::Consultation.eq(id.to_string()));
    reports.filter(Column::Epoch.eq(number).or(may_be)).into_query()
}

/// Of a table whose rows belong to reports: those of a consultation that are sealed to an epoch.
pub(super) fn belongings_sealed_to<E: EntityTrait>(
    report: E::Column,
    sealed: E::Column,
    id: ConsultationId,
    epoch: EpochNumber,
) -> SelectStatement {
    let belongings = E::find().filter(report.in_subquery(ids_of(id)));
    belongings.filter(sealed.eq(column::number(epoch.0))).into_query()
}

/// Deletes the row of a report.
pub async fn delete(tx: &Tx, id: ReportId) -> Result<(), StorageError> {
    Entity::delete_by_id(id.to_string()).exec(tx).await?;
    Ok(())
}

/// Makes other writers on a report wait until this transaction ends, as SQLite always does. Returns false when the
/// report is gone.
pub async fn lock(tx: &Tx, id: ReportId) -> Result<bool, StorageError> {
    let query = Entity::find_by_id(id.to_string()).select_only().column(Column::Id).lock_exclusive();
    Ok(query.into_tuple::<String>().one(tx).await?.is_some())
}
