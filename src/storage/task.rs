//! The queue of background work. Keeps its own books; writes only add to it inside their transaction.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _,
};

use super::entity::task::{ActiveModel, Column, Entity};
use super::{Db, StorageError, column};
use crate::crypto::random;
use crate::domain::id::TaskId;
use crate::domain::task::Task;

/// Adds a task that may run from `run_at` (Unix seconds) on.
pub async fn push(db: &impl ConnectionTrait, task: &Task, run_at: i64) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(random::id::<TaskId>().to_string()),
        body: Set(serde_json::to_string(task).map_err(|_| StorageError::Corrupt("task"))?),
        run_at: Set(run_at),
        attempts: Set(0),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes the next task that is due and hides it from other workers until `hidden_until`.
pub async fn take(db: &Db, now: i64, hidden_until: i64) -> Result<Option<(TaskId, Task)>, StorageError> {
    loop {
        let due = Entity::find().filter(Column::RunAt.lte(now)).order_by_asc(Column::RunAt).one(db.read()).await?;
        let Some(row) = due else { return Ok(None) };
        let taken = Entity::update_many()
            .col_expr(Column::RunAt, Expr::value(hidden_until))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::Id.eq(row.id.as_str()))
            .filter(Column::RunAt.eq(row.run_at))
            .exec(db.read())
            .await?;
        if taken.rows_affected == 1 {
            let task = serde_json::from_str(&row.body).map_err(|_| StorageError::Corrupt("task"))?;
            return Ok(Some((column::parse(&row.id, "task id")?, task)));
        }
    }
}

/// Removes a task that is done.
pub async fn finish(db: &Db, id: TaskId) -> Result<(), StorageError> {
    Entity::delete_by_id(id.to_string()).exec(db.read()).await?;
    Ok(())
}

/// How many tasks are in the queue.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64, StorageError> {
    Ok(Entity::find().count(db).await?)
}
