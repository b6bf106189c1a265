//! Passkeys of members.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::entity::passkey::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, column};
use crate::domain::id::MemberId;

/// A passkey as stored.
#[derive(Clone)]
pub struct Passkey {
    /// Hex SHA-256 of the credential's id.
    pub id: String,
    pub member: MemberId,
    /// What its member calls it.
    pub name: String,
    /// The credential as `webauthn-rs` writes it (JSON): public key, counter, flags.
    pub data: String,
    /// The member's bundle to the recipient of the authenticator's PRF, where it has one.
    pub wrap: Option<Vec<u8>>,
}

fn from_row(row: Model) -> Result<Passkey, StorageError> {
    let member = column::parse(&row.member, "member id")?;
    Ok(Passkey { id: row.id, member, name: row.name, data: row.data, wrap: row.wrap })
}

pub async fn find(db: &impl ConnectionTrait, id: &str) -> Result<Option<Passkey>, StorageError> {
    Entity::find_by_id(id.to_owned()).one(db).await?.map(from_row).transpose()
}

pub async fn list(db: &impl ConnectionTrait, member: MemberId) -> Result<Vec<Passkey>, StorageError> {
    let rows = Entity::find().filter(Column::Member.eq(member.to_string())).order_by_asc(Column::Name).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// Fails when there is one of this id.
pub async fn insert(tx: &Tx, new: &Passkey) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(new.id.clone()),
        member: Set(new.member.to_string()),
        name: Set(new.name.clone()),
        data: Set(new.data.clone()),
        wrap: Set(new.wrap.clone()),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Replaces the stored credential, whose counter has moved.
pub async fn set_data(tx: &Tx, id: &str, data: String) -> Result<(), StorageError> {
    let row = ActiveModel { id: Set(id.to_owned()), data: Set(data), ..Default::default() };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Deletes a passkey of a member. Returns false when the member has no such passkey.
pub async fn delete(tx: &Tx, member: MemberId, id: &str) -> Result<bool, StorageError> {
    let query = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Member.eq(member.to_string()));
    Ok(query.exec(tx).await?.rows_affected == 1)
}

/// Deletes all passkeys of a member.
pub async fn delete_all(tx: &Tx, member: MemberId) -> Result<(), StorageError> {
    Entity::delete_many().filter(Column::Member.eq(member.to_string())).exec(tx).await?;
    Ok(())
}
