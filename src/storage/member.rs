//! Members: account, public keys and the wrap of their key bundle.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use zeroize::Zeroizing;

use super::entity::member::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, column};
use crate::domain::id::{MemberId, OrganisationId};
use crate::domain::member::Role;

/// A member as stored.
#[derive(Clone)]
pub struct Member {
    pub id: MemberId,
    pub organisation: OrganisationId,
    pub login: String,
    pub role: Role,
    /// Salt of the passphrase's derivation, 16 bytes.
    pub salt: Vec<u8>,
    /// Argon2id PHC string of the authenticator.
    pub auth: Zeroizing<String>,
    pub totp: Zeroizing<Vec<u8>>,
    /// The last one-time step that was used; 0 before the first.
    pub totp_step: u64,
    /// `age1pq1…`.
    pub recipient: String,
    /// Ed25519, base64url.
    pub signing: String,
    /// The bundle, as an age file to the recipient of the passphrase.
    pub wrap: Vec<u8>,
}

fn from_row(row: Model) -> Result<Member, StorageError> {
    Ok(Member {
        id: column::parse(&row.id, "member id")?,
        organisation: column::parse(&row.organisation, "organisation id")?,
        login: row.login,
        role: column::parse(&row.role, "role")?,
        salt: row.salt,
        auth: Zeroizing::new(row.auth),
        totp: Zeroizing::new(row.totp),
        totp_step: column::unsigned(row.totp_step)?,
        recipient: row.recipient,
        signing: row.signing,
        wrap: row.wrap,
    })
}

/// # Errors
/// When the database does not answer.
pub async fn find(db: &impl ConnectionTrait, id: MemberId) -> Result<Option<Member>, StorageError> {
    Entity::find_by_id(id.to_string()).one(db).await?.map(from_row).transpose()
}

/// # Errors
/// When the database does not answer.
pub async fn find_by_login(db: &impl ConnectionTrait, login: &str) -> Result<Option<Member>, StorageError> {
    Entity::find().filter(Column::Login.eq(login)).one(db).await?.map(from_row).transpose()
}

/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Member>, StorageError> {
    Entity::find().all(db).await?.into_iter().map(from_row).collect()
}

/// # Errors
/// When the login is taken.
pub async fn insert(tx: &Tx, member: &Member) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(member.id.to_string()),
        organisation: Set(member.organisation.to_string()),
        login: Set(member.login.clone()),
        role: Set(member.role.to_string()),
        salt: Set(member.salt.clone()),
        auth: Set(member.auth.to_string()),
        totp: Set(member.totp.to_vec()),
        totp_step: Set(column::size(member.totp_step)),
        recipient: Set(member.recipient.clone()),
        signing: Set(member.signing.clone()),
        wrap: Set(member.wrap.clone()),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Marks a one-time step as used. False when it, or a later one, was used before.
///
/// # Errors
/// When the database does not answer.
pub async fn use_totp_step(tx: &Tx, id: MemberId, step: u64) -> Result<bool, StorageError> {
    let done = Entity::update_many()
        .col_expr(Column::TotpStep, Expr::value(column::size(step)))
        .filter(Column::Id.eq(id.to_string()))
        .filter(Column::TotpStep.lt(column::size(step)))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
