//! The audit log: chained rows of actor, act and week. Each carries a MAC over itself and the MAC before it, and the
//! instance's row one over the last: whoever writes to the database without the secret key can add, change, drop or
//! rewrite no entry unnoticed. What they can do is to put back an older state of the whole.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use subtle::ConstantTimeEq as _;

use super::entity::audit::{ActiveModel, Column, Entity, Model};
use super::{Db, StorageError, Tx, instance};
use crate::crypto::secret_key::SecretKey;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::MemberId;
use crate::domain::week::Week;

fn mac(key: &SecretKey, row: &Model) -> String {
    let Model { sequence, actor, act, week, previous, .. } = row;
    key.journal_mac(&format!("sutura journal v1\n{sequence}\n{actor}\n{act}\n{week}\n{previous}\n"))
}

/// The MAC over the last row: that there is none after it.
fn head(key: &SecretKey, last: &Model) -> String {
    key.journal_mac(&format!("sutura journal head v1\n{}\n{}\n", last.sequence, last.mac))
}

fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

fn actor_name(actor: Actor) -> String {
    match actor {
        Actor::Member(id) => format!("member:{id}"),
        Actor::Operator => "operator".to_owned(),
    }
}

/// Appends a row in the caller's transaction.
pub async fn append(tx: &Tx, key: &SecretKey, actor: Actor, act: Act, week: Week) -> Result<(), StorageError> {
    instance::lock(tx).await?;
    let last = Entity::find().order_by_desc(Column::Sequence).one(tx).await?;
    let mut row = Model {
        sequence: last.as_ref().map_or(0, |row| row.sequence + 1),
        actor: actor_name(actor),
        act: act.as_str().to_owned(),
        week: week.to_string(),
        previous: last.map_or_else(|| "-".to_owned(), |row| row.mac),
        mac: String::new(),
    };
    row.mac = mac(key, &row);
    instance::set_journal_head(tx, &head(key, &row)).await?;
    insert(tx, row).await
}

async fn insert(tx: &Tx, row: Model) -> Result<(), StorageError> {
    let row = ActiveModel {
        sequence: Set(row.sequence),
        actor: Set(row.actor),
        act: Set(row.act),
        week: Set(row.week),
        previous: Set(row.previous),
        mac: Set(row.mac),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Reads the whole chain: how many rows hold, or the number of the first that does not. An entry that is missing at
/// the end is named too.
pub async fn verify(db: &Db, key: &SecretKey) -> Result<Result<usize, i32>, StorageError> {
    // One moment: an entry that is appended between the two reads is no alteration.
    let snapshot = db.snapshot().await?;
    let rows = Entity::find().order_by_asc(Column::Sequence).all(&snapshot).await?;
    let stored_head = instance::journal_head(&snapshot).await?.unwrap_or_default();
    snapshot.rollback().await?;
    let mut previous = "-".to_owned();
    for (expected, row) in (0..).zip(&rows) {
        if row.sequence != expected || row.previous != previous || !same(&row.mac, &mac(key, row)) {
            return Ok(Err(expected));
        }
        previous.clone_from(&row.mac);
    }
    let expected = rows.last().map(|last| head(key, last)).unwrap_or_default();
    // An instance has one entry at least: that it was founded.
    let is_whole = !rows.is_empty() && same(&stored_head, &expected);
    Ok(if is_whole { Ok(rows.len()) } else { Err(i32::try_from(rows.len()).unwrap_or(i32::MAX)) })
}

/// Makes the chain anew under another key: for whoever has verified it, or has lost the key that could.
pub async fn rekey(tx: &Tx, key: &SecretKey) -> Result<(), StorageError> {
    let rows = Entity::find().order_by_asc(Column::Sequence).all(tx).await?;
    let mut previous = "-".to_owned();
    for mut row in rows {
        row.previous = previous;
        row.mac = mac(key, &row);
        previous = row.mac.clone();
        let changed = ActiveModel {
            sequence: Set(row.sequence),
            previous: Set(row.previous.clone()),
            mac: Set(row.mac.clone()),
            ..Default::default()
        };
        Entity::update(changed).exec(tx).await?;
        instance::set_journal_head(tx, &head(key, &row)).await?;
    }
    Ok(())
}

/// A row as people read it.
pub struct Entry {
    pub sequence: i32,
    /// `member:<id>` or `operator`.
    pub actor: String,
    pub act: String,
    pub week: String,
}

fn entry(row: Model) -> Entry {
    Entry { sequence: row.sequence, actor: row.actor, act: row.act, week: row.week }
}

/// The last rows, the latest first.
pub async fn list_last(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Entry>, StorageError> {
    let rows = Entity::find().order_by_desc(Column::Sequence).limit(most).all(db).await?;
    Ok(rows.into_iter().map(entry).collect())
}

/// The last rows of one member that record one of these acts, the latest first.
pub async fn list_of(
    db: &impl ConnectionTrait,
    member: MemberId,
    acts: &[Act],
    most: u64,
) -> Result<Vec<Entry>, StorageError> {
    let query = Entity::find()
        .filter(Column::Actor.eq(actor_name(Actor::Member(member))))
        .filter(Column::Act.is_in(acts.iter().map(|act| act.as_str())));
    let rows = query.order_by_desc(Column::Sequence).limit(most).all(db).await?;
    Ok(rows.into_iter().map(entry).collect())
}
