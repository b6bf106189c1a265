//! Pages that answer a form sent without JavaScript: ciphertext under a key that only the page's address carries.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
};

use super::entity::answer_page::{ActiveModel, Column, Entity};
use super::{StorageError, Tx};

/// Keeps a page until `expires_at` (Unix seconds).
pub async fn insert(tx: &Tx, hash: String, sealed: Vec<u8>, expires_at: i64) -> Result<(), StorageError> {
    let row = ActiveModel { hash: Set(hash), sealed: Set(sealed), expires_at: Set(expires_at) };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// How many pages are kept.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64, StorageError> {
    Ok(Entity::find().count(db).await?)
}

/// The sealed page; `None` once it has expired.
pub async fn find(db: &impl ConnectionTrait, hash: &str, now: i64) -> Result<Option<Vec<u8>>, StorageError> {
    let row = Entity::find_by_id(hash.to_owned()).filter(Column::ExpiresAt.gt(now)).one(db).await?;
    Ok(row.map(|row| row.sealed))
}

/// Deletes the pages that have expired.
pub async fn delete_expired(tx: &Tx, now: i64) -> Result<(), StorageError> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(tx).await?;
    Ok(())
}
