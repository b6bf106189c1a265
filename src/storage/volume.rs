//! How many bytes of ciphertext are stored.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ConnectionTrait, EntityTrait, ExprTrait as _, QuerySelect as _};

use super::entity::{message, report, upload};
use super::{StorageError, column};

async fn sum<E: EntityTrait>(db: &impl ConnectionTrait, bytes: SimpleExpr) -> Result<u64, StorageError> {
    // A sum of integers is a decimal on PostgreSQL; the cast makes it an integer on both.
    let sum = bytes.sum().cast_as("bigint");
    let sum: Option<Option<i64>> = E::find().select_only().column_as(sum, "sum").into_tuple().one(db).await?;
    column::unsigned(sum.flatten().unwrap_or(0))
}

/// The bytes of files (whether they belong to a report or not), reports and messages.
pub async fn stored(db: &impl ConnectionTrait) -> Result<u64, StorageError> {
    let files = sum::<upload::Entity>(db, Expr::col(upload::Column::Received)).await?;
    let reports = sum::<report::Entity>(db, Expr::cust("length(envelope)")).await?;
    let messages = sum::<message::Entity>(db, Expr::cust("length(ciphertext)")).await?;
    Ok(files + reports + messages)
}
