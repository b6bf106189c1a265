//! Which proof-of-work tickets were used: a hash, a count of uploads and of their bytes, whether it was spent on a
//! report. Never an address.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _};

use super::entity::ticket::{ActiveModel, Column, Entity};
use super::{Db, StorageError, Tx, column};
use crate::crypto::ticket::Solved;

const DAY: i64 = 24 * 3600;

/// When the row of a ticket is deleted: at the end of the day after it expires, so that the row does not tell the
/// second at which a report came in.
fn kept_until(expires_at: i64) -> i64 {
    (expires_at / DAY + 2) * DAY
}

/// Makes the row of a ticket that is used for the first time.
async fn register(db: &impl sea_orm::ConnectionTrait, hash: &str, expires_at: i64) -> Result<(), StorageError> {
    let row = ActiveModel {
        hash: Set(hash.to_owned()),
        uploads: Set(0),
        bytes: Set(0),
        spent: Set(false),
        expires_at: Set(kept_until(expires_at)),
    };
    Entity::insert(row).on_conflict_do_nothing_on([Column::Hash]).exec_without_returning(db).await?;
    Ok(())
}

/// Takes one of a ticket's uploads, of so many bytes. Returns false when `limit` are taken, when all of them would have
/// more bytes than the ticket pays for, or when it is spent.
pub async fn claim_upload(db: &Db, ticket: &Solved, limit: u32, bytes: u64) -> Result<bool, StorageError> {
    let Some(left) = ticket.pays().checked_sub(bytes) else { return Ok(false) };
    let hash = ticket.hash.as_str();
    register(db.read(), hash, ticket.expires_at).await?;
    let done = Entity::update_many()
        .col_expr(Column::Uploads, Expr::col(Column::Uploads).add(1))
        .col_expr(Column::Bytes, Expr::col(Column::Bytes).add(column::size(bytes)))
        .filter(Column::Hash.eq(hash))
        .filter(Column::Spent.eq(false))
        .filter(Column::Uploads.lt(column::number(limit)))
        .filter(Column::Bytes.lte(column::size(left)))
        .exec(db.read())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Spends a ticket. Returns false when it was spent before, by whichever process. What it counted is forgotten: the
/// bytes of a report's files would tell which report it was.
pub async fn spend(tx: &Tx, hash: &str, expires_at: i64) -> Result<bool, StorageError> {
    register(tx, hash, expires_at).await?;
    let done = Entity::update_many()
        .col_expr(Column::Spent, Expr::value(true))
        .col_expr(Column::Uploads, Expr::value(0))
        .col_expr(Column::Bytes, Expr::value(0_i64))
        .filter(Column::Hash.eq(hash))
        .filter(Column::Spent.eq(false))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Deletes tickets that nobody can use any more.
pub async fn delete_expired(tx: &Tx, now: i64) -> Result<(), StorageError> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(tx).await?;
    Ok(())
}
