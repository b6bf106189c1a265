//! Sessions of members: a tower-sessions store over the same database. Keeps its own books.
//!
//! A row says whose session it is and in which minute it began, so that members see theirs and an act can end them all.
//! Of the cookie it has a hash only, and what the session remembers is sealed for its row: whoever has the database and
//! not the secret key can neither go on with somebody's session nor make one.

use std::collections::HashMap;

use async_trait::async_trait;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
pub use tower_sessions::session::Id as SessionId;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{ExpiredDeletion, SessionStore};
use zeroize::Zeroizing;

use super::at_rest::AtRest;
use super::entity::session::{ActiveModel, Column, Entity, Model};
use super::{Db, StorageError, Tx};
use crate::crypto::hex::sha256;
use crate::crypto::secret_key::{Place, SecretKey};
use crate::domain::id::MemberId;

#[derive(Clone, Debug)]
pub struct Sessions {
    db: Db,
    key: SecretKey,
}

impl Sessions {
    #[must_use]
    pub fn new(db: Db, key: SecretKey) -> Self {
        Self { db, key }
    }

    fn row(&self, record: &Record) -> Result<ActiveModel> {
        let member = record.data.get(MEMBER).and_then(|id| id.as_str());
        let started_at = record.data.get(STARTED).and_then(serde_json::Value::as_i64);
        let id = stored(&record.id);
        let data = serde_json::to_vec(&record.data).map(Zeroizing::new);
        let data = data.map_err(|error| Error::Encode(error.to_string()))?;
        let data = AtRest::seal(&self.key, &place(&id), &data).map_err(|error| Error::Encode(error.to_string()))?;
        Ok(ActiveModel {
            member: Set(member.map(str::to_owned)),
            started_at: Set(started_at.unwrap_or_default()),
            data: Set(data.bytes()),
            expires_at: Set(round_up(record.expiry_date.unix_timestamp())),
            id: Set(id),
        })
    }

    /// What a row remembers; `None` when this key has not sealed it for this row.
    fn data(&self, row: Model) -> Option<HashMap<String, serde_json::Value>> {
        let data = AtRest::stored(row.data).open(&self.key, &place(&row.id)).ok()?;
        serde_json::from_slice(&data).ok()
    }
}

fn place(id: &str) -> Place<'_> {
    Place { table: "session", column: "data", row: id }
}

const MINUTE: i64 = 60;

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

/// Key of the member's id in a session's data.
pub const MEMBER: &str = "member";
/// Key of the minute of the last confirmation (Unix seconds).
pub const CONFIRMED: &str = "confirmed";
/// Key of the minute in which the member signed in (Unix seconds).
pub const STARTED: &str = "started";

/// What a row has in place of the cookie.
fn stored(id: &Id) -> String {
    sha256(id.to_string().as_bytes())
}

/// The end of the minute.
fn round_up(second: i64) -> i64 {
    (second + MINUTE - 1).div_euclid(MINUTE) * MINUTE
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while Entity::find_by_id(stored(&record.id)).one(self.db.read()).await.map_err(backend)?.is_some() {
            record.id = Id::default();
        }
        Entity::insert(self.row(record)?).exec_without_returning(self.db.read()).await.map_err(backend)?;
        Ok(())
    }

    /// Updates only: a session that was ended while its request ran stays ended.
    async fn save(&self, record: &Record) -> Result<()> {
        let mut record = record.clone();
        let before = Entity::find_by_id(stored(&record.id)).one(self.db.read()).await.map_err(backend)?;
        let before = before.and_then(|row| self.data(row));
        // A request that began before the member confirmed must not take the confirmation back when it ends.
        if let Some(later) = before.and_then(|mut before| before.remove(CONFIRMED))
            && record.data.get(CONFIRMED).and_then(serde_json::Value::as_i64) < later.as_i64()
        {
            record.data.insert(CONFIRMED.to_owned(), later);
        }
        let row = self.row(&record)?;
        Entity::update_many()
            .set(row)
            .filter(Column::Id.eq(stored(&record.id)))
            .exec(self.db.read())
            .await
            .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = time::UtcDateTime::now().unix_timestamp();
        let row = Entity::find_by_id(stored(id))
            .filter(Column::ExpiresAt.gt(now))
            .one(self.db.read())
            .await
            .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let until = time::OffsetDateTime::from_unix_timestamp(row.expires_at);
        let expiry_date = until.map_err(|error| Error::Decode(error.to_string()))?;
        Ok(self.data(row).map(|data| Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        Entity::delete_by_id(stored(id)).exec(self.db.read()).await.map_err(backend)?;
        Ok(())
    }
}

#[async_trait]
impl ExpiredDeletion for Sessions {
    async fn delete_expired(&self) -> Result<()> {
        let now = time::UtcDateTime::now().unix_timestamp();
        delete_expired(self.db.read(), now).await.map_err(backend)
    }
}

/// Deletes the sessions that have expired.
pub async fn delete_expired(db: &impl ConnectionTrait, now: i64) -> std::result::Result<(), StorageError> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(db).await?;
    Ok(())
}

/// Ends every session of everybody: another secret key opens none.
pub async fn delete_all(tx: &Tx) -> std::result::Result<(), StorageError> {
    Entity::delete_many().exec(tx).await?;
    Ok(())
}

/// A session as its member sees it.
pub struct Listed {
    /// Names the session and cannot be used as one: the start of hex SHA-256 of its cookie.
    pub handle: String,
    /// Unix seconds.
    pub started_at: i64,
}

/// The handle of a row.
fn handle(id: &str) -> String {
    id.chars().take(32).collect()
}

/// The handle of one session.
#[must_use]
pub fn handle_of(id: &Id) -> String {
    handle(&stored(id))
}

/// The open sessions of a member, the latest first.
pub async fn list(
    db: &impl ConnectionTrait,
    member: MemberId,
    now: i64,
) -> std::result::Result<Vec<Listed>, StorageError> {
    let rows = Entity::find()
        .filter(Column::Member.eq(member.to_string()))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::StartedAt)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Listed { handle: handle(&row.id), started_at: row.started_at }).collect())
}

/// Ends the session of a member that has this handle. Returns false when there is none.
pub async fn end(tx: &Tx, member: MemberId, ended: &str) -> std::result::Result<bool, StorageError> {
    let rows = Entity::find().filter(Column::Member.eq(member.to_string())).all(tx).await?;
    let Some(row) = rows.iter().find(|row| handle(&row.id) == ended) else { return Ok(false) };
    Entity::delete_by_id(row.id.clone()).exec(tx).await?;
    Ok(true)
}

/// Ends all sessions of a member but `kept`.
pub async fn end_all(tx: &Tx, member: MemberId, kept: Option<&Id>) -> std::result::Result<(), StorageError> {
    let mut query = Entity::delete_many().filter(Column::Member.eq(member.to_string()));
    if let Some(kept) = kept {
        query = query.filter(Column::Id.ne(stored(kept)));
    }
    query.exec(tx).await?;
    Ok(())
}
