//! Organisations and their root keys (the public half; the seed is never here).

use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _};

use super::entity::organisation::{ActiveModel, Entity, Model};
use super::{StorageError, Tx, column};
use crate::domain::id::OrganisationId;

#[derive(Clone, Debug)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: String,
    /// Ed25519, base64url.
    pub root_public: String,
}

fn from_row(row: Model) -> Result<Organisation, StorageError> {
    Ok(Organisation { id: column::parse(&row.id, "organisation id")?, name: row.name, root_public: row.root_public })
}

/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: OrganisationId) -> Result<Option<Organisation>, StorageError> {
    Entity::find_by_id(id.to_string()).one(db).await?.map(from_row).transpose()
}

/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Organisation>, StorageError> {
    Entity::find().all(db).await?.into_iter().map(from_row).collect()
}

/// # Errors
/// When the database does not answer.
pub async fn insert(tx: &Tx, organisation: &Organisation) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(organisation.id.to_string()),
        name: Set(organisation.name.clone()),
        root_public: Set(organisation.root_public.clone()),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
