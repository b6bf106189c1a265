//! How many reports were deleted at the end of their retention, by month. Nothing about which.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryOrder as _};

use super::entity::deletion::{ActiveModel, Column, Entity};
use super::{StorageError, Tx};

/// Counts one more in `month` (`YYYY-MM`).
pub async fn add(tx: &Tx, month: &str) -> Result<(), StorageError> {
    let row = ActiveModel { month: Set(month.to_owned()), count: Set(1) };
    let more = Expr::col((Entity, Column::Count)).add(1);
    let conflict = OnConflict::column(Column::Month).value(Column::Count, more).to_owned();
    Entity::insert(row).on_conflict(conflict).exec_without_returning(tx).await?;
    Ok(())
}

/// Months and counts, the latest first.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<(String, u64)>, StorageError> {
    let rows = Entity::find().order_by_desc(Column::Month).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.month, u64::try_from(row.count).unwrap_or_default())).collect())
}
