//! The audit log: hash-chained rows of actor, act and week.

use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, QueryOrder as _, QuerySelect as _};

use super::entity::audit::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, instance};
use crate::crypto::hex::sha256;
use crate::domain::audit::{Act, Actor};
use crate::domain::week::Week;

fn hash(row: &Model) -> String {
    let text = format!("{}\n{}\n{}\n{}\n{}\n", row.sequence, row.actor, row.act, row.week, row.previous);
    sha256(text.as_bytes())
}

/// Appends a row in the caller's transaction.
pub async fn append(tx: &Tx, actor: Actor, act: Act, week: Week) -> Result<(), StorageError> {
    instance::lock(tx).await?;
    let last = Entity::find().order_by_desc(Column::Sequence).one(tx).await?;
    let mut row = Model {
        sequence: last.as_ref().map_or(0, |row| row.sequence + 1),
        actor: match actor {
            Actor::Member(id) => format!("member:{id}"),
            Actor::Operator => "operator".to_owned(),
        },
        act: act.as_str().to_owned(),
        week: week.to_string(),
        previous: last.map_or_else(|| "-".to_owned(), |row| row.hash),
        hash: String::new(),
    };
    row.hash = hash(&row);
    let row = ActiveModel {
        sequence: Set(row.sequence),
        actor: Set(row.actor),
        act: Set(row.act),
        week: Set(row.week),
        previous: Set(row.previous),
        hash: Set(row.hash),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Reads the whole chain: how many rows hold, or the number of the first that does not.
pub async fn verify(db: &impl ConnectionTrait) -> Result<Result<usize, i32>, StorageError> {
    let rows = Entity::find().order_by_asc(Column::Sequence).all(db).await?;
    let mut previous = "-".to_owned();
    for (expected, row) in (0..).zip(&rows) {
        if row.sequence != expected || row.previous != previous || row.hash != hash(row) {
            return Ok(Err(row.sequence));
        }
        previous.clone_from(&row.hash);
    }
    Ok(Ok(rows.len()))
}

/// A row as people read it.
pub struct Entry {
    pub sequence: i32,
    /// `member:<id>` or `operator`.
    pub actor: String,
    pub act: String,
    pub week: String,
}

/// The last rows, the latest first.
pub async fn list_last(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Entry>, StorageError> {
    let rows = Entity::find().order_by_desc(Column::Sequence).limit(most).all(db).await?;
    let entry = |row: Model| Entry { sequence: row.sequence, actor: row.actor, act: row.act, week: row.week };
    Ok(rows.into_iter().map(entry).collect())
}
