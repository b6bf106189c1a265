//! Which proof-of-work tickets were used: a hash, a count of uploads, whether the report is in. No address, ever.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _};

use super::entity::ticket::{ActiveModel, Column, Entity};
use super::{Db, StorageError, Tx, column};

const DAY: i64 = 24 * 3600;

/// Kept until the day after it expires, so that the row does not tell the second a report came in.
fn forgotten_at(expires_at: i64) -> i64 {
    (expires_at / DAY + 2) * DAY
}

async fn know(db: &impl sea_orm::ConnectionTrait, hash: &str, expires_at: i64) -> Result<(), StorageError> {
    let row = ActiveModel {
        hash: Set(hash.to_owned()),
        uploads: Set(0),
        spent: Set(false),
        expires_at: Set(forgotten_at(expires_at)),
    };
    Entity::insert(row).on_conflict_do_nothing_on([Column::Hash]).exec_without_returning(db).await?;
    Ok(())
}

/// Takes one of a ticket's uploads. False when `limit` are taken or the ticket is spent.
///
/// # Errors
/// When the database does not answer.
pub async fn claim_upload(db: &Db, hash: &str, limit: u32, expires_at: i64) -> Result<bool, StorageError> {
    know(db.read(), hash, expires_at).await?;
    let done = Entity::update_many()
        .col_expr(Column::Uploads, Expr::col(Column::Uploads).add(1))
        .filter(Column::Hash.eq(hash))
        .filter(Column::Spent.eq(false))
        .filter(Column::Uploads.lt(column::number(limit)))
        .exec(db.read())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Spends a ticket on a report. False when it was spent before, by whichever process.
///
/// # Errors
/// When the database does not answer.
pub async fn spend(tx: &Tx, hash: &str, expires_at: i64) -> Result<bool, StorageError> {
    know(tx, hash, expires_at).await?;
    let done = Entity::update_many()
        .col_expr(Column::Spent, Expr::value(true))
        .filter(Column::Hash.eq(hash))
        .filter(Column::Spent.eq(false))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Forgets tickets that nobody can use any more.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_expired(tx: &Tx, now: i64) -> Result<(), StorageError> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(tx).await?;
    Ok(())
}
