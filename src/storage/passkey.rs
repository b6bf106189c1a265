//! Passkeys of members.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::entity::passkey::{ActiveModel, Column, Entity, Model};
use super::{AtRest, StorageError, Tx, column};
use crate::crypto::secret_key::{Place, SecretKey};
use crate::domain::id::MemberId;

/// A passkey as stored.
#[derive(Clone)]
pub struct Passkey {
    /// Hex SHA-256 of the credential's id.
    pub id: String,
    pub member: MemberId,
    /// What its member calls it.
    pub name: String,
    data: AtRest,
    /// The member's bundle to the recipient of the authenticator's PRF, where it has one.
    pub wrap: Option<Vec<u8>>,
}

/// A passkey to be stored; `data` is the credential as `webauthn-rs` writes it (JSON): public key, counter, flags.
pub struct NewPasskey {
    pub id: String,
    pub member: MemberId,
    pub name: String,
    pub data: String,
    pub wrap: Option<Vec<u8>>,
}

/// Bound to the member too, or a row could be given to somebody else.
fn row_name(id: &str, member: MemberId) -> String {
    format!("{id} of {member}")
}

fn place(row: &str) -> Place<'_> {
    Place { table: "passkey", column: "data", row }
}

fn seal(key: &SecretKey, id: &str, member: MemberId, data: &str) -> Result<Vec<u8>, StorageError> {
    Ok(AtRest::seal(key, &place(&row_name(id, member)), data.as_bytes())?.bytes())
}

impl Passkey {
    /// The credential as `webauthn-rs` writes it (JSON). Refuses [`StorageError::Sealed`] for one that was not sealed
    /// for this passkey of this member.
    pub fn data(&self, key: &SecretKey) -> Result<String, StorageError> {
        let data = self.data.open(key, &place(&row_name(&self.id, self.member)))?;
        String::from_utf8(data.to_vec()).map_err(|_| StorageError::Corrupt("passkey"))
    }
}

fn from_row(row: Model) -> Result<Passkey, StorageError> {
    let member = column::parse(&row.member, "member id")?;
    Ok(Passkey { id: row.id, member, name: row.name, data: AtRest::stored(row.data), wrap: row.wrap })
}

pub async fn find(db: &impl ConnectionTrait, id: &str) -> Result<Option<Passkey>, StorageError> {
    Entity::find_by_id(id.to_owned()).one(db).await?.map(from_row).transpose()
}

pub async fn list(db: &impl ConnectionTrait, member: MemberId) -> Result<Vec<Passkey>, StorageError> {
    let rows = Entity::find().filter(Column::Member.eq(member.to_string())).order_by_asc(Column::Name).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// Fails when there is one of this id.
pub async fn insert(tx: &Tx, key: &SecretKey, new: NewPasskey) -> Result<(), StorageError> {
    let row = ActiveModel {
        data: Set(seal(key, &new.id, new.member, &new.data)?),
        id: Set(new.id),
        member: Set(new.member.to_string()),
        name: Set(new.name),
        wrap: Set(new.wrap),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Replaces the stored credential, whose counter has moved.
pub async fn set_data(tx: &Tx, key: &SecretKey, passkey: &Passkey, data: &str) -> Result<(), StorageError> {
    let data = seal(key, &passkey.id, passkey.member, data)?;
    let row = ActiveModel { id: Set(passkey.id.clone()), data: Set(data), ..Default::default() };
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

/// Seals the credentials of a member anew.
pub async fn reseal(tx: &Tx, old: &SecretKey, new: &SecretKey, member: MemberId) -> Result<(), StorageError> {
    for passkey in list(tx, member).await? {
        set_data(tx, new, &passkey, &passkey.data(old)?).await?;
    }
    Ok(())
}
