//! Uploads of ciphertext: offsets in the database, pieces in the blob store. An upload that has a report is an
//! attachment. This module keeps its own books: pieces are written while the upload runs.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::entity::{upload, upload_part};
use super::{Db, StorageError, Tx, column};
use crate::domain::id::{ReportId, UploadId};

/// An upload and how far it has come. Sizes in bytes.
#[derive(Clone, Debug)]
pub struct Upload {
    pub id: UploadId,
    pub size: u64,
    pub received: u64,
    pub report: Option<ReportId>,
}

impl Upload {
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.size == self.received
    }
}

fn from_row(row: upload::Model) -> Result<Upload, StorageError> {
    Ok(Upload {
        id: column::parse(&row.id, "upload id")?,
        size: column::unsigned(row.size)?,
        received: column::unsigned(row.received)?,
        report: row.report.map(|report| column::parse(&report, "report id")).transpose()?,
    })
}

pub async fn find(db: &impl ConnectionTrait, id: UploadId) -> Result<Option<Upload>, StorageError> {
    upload::Entity::find_by_id(id.to_string()).one(db).await?.map(from_row).transpose()
}

/// The attachments of a report.
pub async fn list(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<Upload>, StorageError> {
    let rows = upload::Entity::find().filter(upload::Column::Report.eq(report.to_string())).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// Bytes received by uploads that belong to no report yet.
pub async fn pending_bytes(db: &impl ConnectionTrait) -> Result<u64, StorageError> {
    // A sum of integers is a decimal on PostgreSQL; the cast makes it an integer on both.
    let sum = Expr::col(upload::Column::Received).sum().cast_as("bigint");
    let sum: Option<Option<i64>> = upload::Entity::find()
        .filter(upload::Column::Report.is_null())
        .select_only()
        .column_as(sum, "sum")
        .into_tuple()
        .one(db)
        .await?;
    column::unsigned(sum.flatten().unwrap_or(0))
}

/// Uploads that belong to no report yet, with the second until which each is kept.
pub async fn list_pending(db: &impl ConnectionTrait) -> Result<Vec<(Upload, i64)>, StorageError> {
    let rows = upload::Entity::find().filter(upload::Column::Report.is_null()).all(db).await?;
    let pending = rows.into_iter().map(|row| {
        let expires_at = row.expires_at.unwrap_or_default();
        Ok((from_row(row)?, expires_at))
    });
    pending.collect()
}

pub async fn create(db: &Db, id: UploadId, size: u64, expires_at: i64) -> Result<(), StorageError> {
    let row = upload::ActiveModel {
        id: Set(id.to_string()),
        size: Set(column::size(size)),
        received: Set(0),
        expires_at: Set(Some(expires_at)),
        report: Set(None),
    };
    upload::Entity::insert(row).exec_without_returning(db.read()).await?;
    Ok(())
}

/// A piece of an upload that the blob store holds durably.
pub struct Piece {
    pub start: u64,
    pub size: u64,
    pub key: String,
}

/// Records a piece; the upload is kept until `expires_at` from then on. Returns false when the offset has moved
/// meanwhile.
pub async fn append(db: &Db, id: UploadId, piece: &Piece, expires_at: i64) -> Result<bool, StorageError> {
    let Piece { start, size, key } = piece;
    let (start, size) = (*start, *size);
    let tx = db.begin().await?;
    let done = upload::Entity::update_many()
        .col_expr(upload::Column::Received, Expr::value(column::size(start + size)))
        .col_expr(upload::Column::ExpiresAt, Expr::value(Some(expires_at)))
        .filter(upload::Column::Id.eq(id.to_string()))
        .filter(upload::Column::Received.eq(column::size(start)))
        .filter(upload::Column::Report.is_null())
        .exec(&tx)
        .await?;
    if done.rows_affected != 1 {
        return Ok(false);
    }
    let part = upload_part::ActiveModel {
        upload: Set(id.to_string()),
        start: Set(column::size(start)),
        size: Set(column::size(size)),
        key: Set(key.clone()),
    };
    upload_part::Entity::insert(part).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// Blob keys of an upload's pieces, in order.
pub async fn parts(db: &impl ConnectionTrait, id: UploadId) -> Result<Vec<String>, StorageError> {
    let query = upload_part::Entity::find()
        .filter(upload_part::Column::Upload.eq(id.to_string()))
        .order_by_asc(upload_part::Column::Start)
        .select_only()
        .column(upload_part::Column::Key);
    Ok(query.into_tuple().all(db).await?)
}

/// Makes a complete upload an attachment of `report`. Returns false when it is incomplete, unknown or taken.
pub async fn attach(tx: &Tx, id: UploadId, report: ReportId) -> Result<bool, StorageError> {
    let done = upload::Entity::update_many()
        .col_expr(upload::Column::Report, Expr::value(report.to_string()))
        .col_expr(upload::Column::ExpiresAt, Expr::value(Option::<i64>::None))
        .filter(upload::Column::Id.eq(id.to_string()))
        .filter(upload::Column::Report.is_null())
        .filter(Expr::col(upload::Column::Received).equals(upload::Column::Size))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Deletes an attachment's rows and returns the keys of its pieces, for the blob store.
pub async fn delete(tx: &Tx, id: UploadId) -> Result<Vec<String>, StorageError> {
    let keys = parts(tx, id).await?;
    upload_part::Entity::delete_many().filter(upload_part::Column::Upload.eq(id.to_string())).exec(tx).await?;
    upload::Entity::delete_by_id(id.to_string()).exec(tx).await?;
    Ok(keys)
}

/// As [`delete`], but only while the upload belongs to no report: `None` when it does, or is gone.
pub async fn delete_unattached(tx: &Tx, id: UploadId) -> Result<Option<Vec<String>>, StorageError> {
    // The row goes first: whoever attaches it at the same time waits, and then finds or loses it.
    let deleted = upload::Entity::delete_many()
        .filter(upload::Column::Id.eq(id.to_string()))
        .filter(upload::Column::Report.is_null())
        .exec(tx)
        .await?;
    if deleted.rows_affected == 1 { delete(tx, id).await.map(Some) } else { Ok(None) }
}

/// Uploads that were never attached and have expired.
pub async fn list_expired(db: &impl ConnectionTrait, now: i64) -> Result<Vec<UploadId>, StorageError> {
    let rows = upload::Entity::find()
        .filter(upload::Column::Report.is_null())
        .filter(upload::Column::ExpiresAt.lt(now))
        .all(db)
        .await?;
    rows.into_iter().map(|row| column::parse(&row.id, "upload id")).collect()
}

pub async fn count(db: &impl ConnectionTrait) -> Result<u64, StorageError> {
    Ok(upload::Entity::find().count(db).await?)
}
