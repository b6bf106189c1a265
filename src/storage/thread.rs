//! Messages between source and circle, as ciphertext.

use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::entity::message::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, column, report};
use crate::crypto::sealed::Sealed;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MessageId, ReportId};
use crate::domain::thread::{Author, Message};

const SOURCE: &str = "source";
const CIRCLE: &str = "circle";

fn from_row(row: Model) -> Result<(Message, Sealed), StorageError> {
    let message = Message {
        id: column::parse(&row.id, "message id")?,
        report: column::parse(&row.report, "report id")?,
        sequence: u32::try_from(row.sequence).map_err(|_| StorageError::Corrupt("sequence"))?,
        epoch: column::epoch(row.epoch)?,
        author: if row.origin == SOURCE { Author::Source } else { Author::Circle },
        week: column::parse(&row.week, "week")?,
    };
    Ok((message, Sealed::from_storage(row.ciphertext)))
}

/// The thread of a report, in order.
pub async fn list(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<(Message, Sealed)>, StorageError> {
    let rows =
        Entity::find().filter(Column::Report.eq(report.to_string())).order_by_asc(Column::Sequence).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// A message without its ciphertext.
pub async fn find(db: &impl ConnectionTrait, id: MessageId) -> Result<Option<Message>, StorageError> {
    let row = Entity::find_by_id(id.to_string()).one(db).await?;
    Ok(row.map(from_row).transpose()?.map(|(message, _)| message))
}

/// The sequence number that the next message takes.
pub async fn next_sequence(db: &impl ConnectionTrait, report: ReportId) -> Result<u32, StorageError> {
    let last: Option<i32> = Entity::find()
        .filter(Column::Report.eq(report.to_string()))
        .order_by_desc(Column::Sequence)
        .select_only()
        .column(Column::Sequence)
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.map_or(0, |last| u32::try_from(last).unwrap_or_default() + 1))
}

/// Messages of a report in one direction.
pub async fn count(db: &impl ConnectionTrait, report: ReportId, author: Author) -> Result<u64, StorageError> {
    let query = Entity::find().filter(Column::Report.eq(report.to_string())).filter(Column::Origin.eq(origin(author)));
    Ok(query.count(db).await?)
}

/// How many answers of the source each report of a consultation has, of those that have any.
pub async fn answers(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<(ReportId, i64)>, StorageError> {
    let rows: Vec<(String, i64)> = Entity::find()
        .filter(Column::Report.in_subquery(report::ids_of(id)))
        .filter(Column::Origin.eq(SOURCE))
        .select_only()
        .column(Column::Report)
        .column_as(Column::Id.count(), "answers")
        .group_by(Column::Report)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter().map(|(report, count)| Ok((column::parse(&report, "report id")?, count))).collect()
}

fn origin(author: Author) -> &'static str {
    if author == Author::Source { SOURCE } else { CIRCLE }
}

/// Fails as a duplicate ([`StorageError::is_duplicate`]) when the sequence number is taken.
pub async fn insert(tx: &Tx, message: &Message, ciphertext: &Sealed) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(message.id.to_string()),
        report: Set(message.report.to_string()),
        sequence: Set(column::number(message.sequence)),
        epoch: Set(column::number(message.epoch.0)),
        origin: Set(origin(message.author).to_owned()),
        week: Set(message.week.to_string()),
        ciphertext: Set(ciphertext.as_bytes().to_vec()),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Deletes a reply of the circle. Returns false when the report has no such reply.
pub async fn delete_reply(tx: &Tx, report: ReportId, id: MessageId) -> Result<bool, StorageError> {
    let done = Entity::delete_many()
        .filter(Column::Id.eq(id.to_string()))
        .filter(Column::Report.eq(report.to_string()))
        .filter(Column::Origin.eq(CIRCLE))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub async fn delete_all(tx: &Tx, report: ReportId) -> Result<(), StorageError> {
    Entity::delete_many().filter(Column::Report.eq(report.to_string())).exec(tx).await?;
    Ok(())
}

/// The messages on a consultation's reports that are sealed to an epoch.
pub(super) fn sealed_to(id: ConsultationId, epoch: EpochNumber) -> SelectStatement {
    report::belongings_sealed_to::<Entity>(Column::Report, Column::Epoch, id, epoch)
}
