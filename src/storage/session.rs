//! Sessions of members: a tower-sessions store over the same database. Keeps its own books.

use async_trait::async_trait;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{ExpiredDeletion, SessionStore};

use super::entity::session::{ActiveModel, Column, Entity};
use super::{Db, StorageError};

#[derive(Clone, Debug)]
pub struct Sessions(Db);

impl Sessions {
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self(db)
    }
}

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

fn row(record: &Record) -> Result<ActiveModel> {
    Ok(ActiveModel {
        id: Set(record.id.to_string()),
        data: Set(serde_json::to_string(record).map_err(|error| Error::Encode(error.to_string()))?),
        expires_at: Set(record.expiry_date.unix_timestamp()),
    })
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while Entity::find_by_id(record.id.to_string()).one(self.0.read()).await.map_err(backend)?.is_some() {
            record.id = Id::default();
        }
        Entity::insert(row(record)?).exec_without_returning(self.0.read()).await.map_err(backend)?;
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        Entity::insert(row(record)?)
            .on_conflict(OnConflict::column(Column::Id).update_columns([Column::Data, Column::ExpiresAt]).to_owned())
            .exec_without_returning(self.0.read())
            .await
            .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = time::UtcDateTime::now().unix_timestamp();
        let row = Entity::find_by_id(id.to_string())
            .filter(Column::ExpiresAt.gt(now))
            .one(self.0.read())
            .await
            .map_err(backend)?;
        row.map(|row| serde_json::from_str(&row.data).map_err(|error| Error::Decode(error.to_string()))).transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        Entity::delete_by_id(id.to_string()).exec(self.0.read()).await.map_err(backend)?;
        Ok(())
    }
}

#[async_trait]
impl ExpiredDeletion for Sessions {
    async fn delete_expired(&self) -> Result<()> {
        let now = time::UtcDateTime::now().unix_timestamp();
        delete_expired(self.0.read(), now).await.map_err(backend)
    }
}

/// Removes sessions that are over.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_expired(db: &impl ConnectionTrait, now: i64) -> std::result::Result<(), StorageError> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(db).await?;
    Ok(())
}
