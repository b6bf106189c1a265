//! The queue of background work. Keeps its own books; writes only add to it inside their transaction.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::entity::task::{ActiveModel, Column, Entity};
use super::{Db, StorageError, column};
use crate::crypto::random;
use crate::domain::id::TaskId;
use crate::domain::task::Task;

/// To which times in rows are rounded, in seconds.
const MINUTE: i64 = 60;

/// Adds a task that may run from `run_at` (Unix seconds) on; 0 for what somebody's act brings due at once, whose second
/// is nobody's business.
pub async fn push(db: &impl ConnectionTrait, task: &Task, run_at: i64) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(random::id::<TaskId>().to_string()),
        body: Set(serde_json::to_string(task).map_err(|_| StorageError::Corrupt("task"))?),
        run_at: Set(run_at.div_euclid(MINUTE) * MINUTE),
        attempts: Set(0),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes the next task that is due and hides it from other workers until the minute after `hidden_until`.
pub async fn take(db: &Db, now: i64, hidden_until: i64) -> Result<Option<(TaskId, Task)>, StorageError> {
    let hidden_until = hidden_until.div_euclid(MINUTE).saturating_add(1).saturating_mul(MINUTE);
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

/// How many tasks are in the queue that no citizen has caused.
pub async fn count_own(db: &impl ConnectionTrait) -> Result<u64, StorageError> {
    let tasks: Vec<String> = Entity::find().select_only().column(Column::Body).into_tuple().all(db).await?;
    let own = tasks.iter().filter(|body| !matches!(serde_json::from_str(body), Ok(Task::DeleteBlob { .. })));
    Ok(own.count() as u64)
}
