//! Pages that are shown after a form without JavaScript: ciphertext under a key that only an address carries.

use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::entity::shown::{ActiveModel, Column, Entity};
use super::{StorageError, Tx};

/// Keeps a page.
///
/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, hash: String, sealed: Vec<u8>, expires_at: i64) -> Result<(), StorageError> {
    let row = ActiveModel { hash: Set(hash), sealed: Set(sealed), expires_at: Set(expires_at) };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// How many pages are kept.
///
/// # Errors
/// When the database does not answer.
pub async fn count(db: &impl sea_orm::ConnectionTrait) -> Result<u64, StorageError> {
    Ok(Entity::find().count(db).await?)
}

/// The page, unless its time is over.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl sea_orm::ConnectionTrait, hash: &str, now: i64) -> Result<Option<Vec<u8>>, StorageError> {
    let row = Entity::find_by_id(hash.to_owned()).filter(Column::ExpiresAt.gt(now)).one(db).await?;
    Ok(row.map(|row| row.sealed))
}

/// Forgets pages whose time is over.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_expired(tx: &Tx, now: i64) -> Result<(), StorageError> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(tx).await?;
    Ok(())
}
