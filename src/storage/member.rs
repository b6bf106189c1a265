//! Members: account, public keys and the wrap of their key bundle.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use zeroize::Zeroizing;

use super::entity::member::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, column};
use crate::domain::id::{MemberId, OrganisationId};
use crate::domain::member::Standing;
use crate::domain::role::Role;
use crate::domain::week::Week;

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
    /// The bundle, as an age file to the recipient of the passphrase; empty once removed.
    pub wrap: Vec<u8>,
    pub standing: Standing,
    /// The week of the last sign-in; nothing finer is kept.
    pub last_week: Option<Week>,
    pub recovery: Option<Recovery>,
    /// Where the daily mail goes, if the member wants it.
    pub mail: Option<String>,
}

/// What is stored of a member's recovery sheet; the sheet itself is on paper only.
#[derive(Clone)]
pub struct Recovery {
    /// SHA-256 of the sheet's authenticator.
    pub verifier: Vec<u8>,
    /// The bundle, as an age file to the recipient of the sheet.
    pub wrap: Vec<u8>,
}

const ACTIVE: &str = "active";
const REMOVED: &str = "removed";

fn from_row(row: Model) -> Result<Member, StorageError> {
    let recovery = row.recovery_verifier.zip(row.recovery_wrap);
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
        standing: if row.state == ACTIVE { Standing::Active } else { Standing::Removed },
        last_week: row.last_week.map(|week| column::parse(&week, "week")).transpose()?,
        mail: row.mail,
        recovery: recovery.map(|(verifier, wrap)| Recovery { verifier, wrap }),
    })
}

pub async fn find(db: &impl ConnectionTrait, id: MemberId) -> Result<Option<Member>, StorageError> {
    Entity::find_by_id(id.to_string()).one(db).await?.map(from_row).transpose()
}

pub async fn find_by_login(db: &impl ConnectionTrait, login: &str) -> Result<Option<Member>, StorageError> {
    Entity::find().filter(Column::Login.eq(login)).one(db).await?.map(from_row).transpose()
}

pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Member>, StorageError> {
    Entity::find().all(db).await?.into_iter().map(from_row).collect()
}

/// Sets where the daily mail of a member goes; `None` ends it.
pub async fn set_mail(tx: &Tx, id: MemberId, mail: Option<&str>) -> Result<(), StorageError> {
    Entity::update_many()
        .col_expr(Column::Mail, Expr::value(mail))
        .filter(Column::Id.eq(id.to_string()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Refuses a login that is taken.
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
        state: Set(ACTIVE.to_owned()),
        last_week: Set(None),
        recovery_verifier: Set(None),
        recovery_wrap: Set(None),
        mail: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Marks a one-time step as used. Returns false when it, or a later one, was used before.
pub async fn use_totp_step(tx: &Tx, id: MemberId, step: u64) -> Result<bool, StorageError> {
    let done = Entity::update_many()
        .col_expr(Column::TotpStep, Expr::value(column::size(step)))
        .filter(Column::Id.eq(id.to_string()))
        .filter(Column::TotpStep.lt(column::size(step)))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Records the week in which a member signed in.
pub async fn touch(tx: &Tx, id: MemberId, week: Week) -> Result<(), StorageError> {
    let row = ActiveModel { id: Set(id.to_string()), last_week: Set(Some(week.to_string())), ..Default::default() };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Replaces what belongs to a passphrase: salt, hash of the authenticator, wrap.
pub async fn set_passphrase(
    tx: &Tx,
    id: MemberId,
    salt: [u8; 16],
    auth: &str,
    wrap: Vec<u8>,
) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(id.to_string()),
        salt: Set(salt.to_vec()),
        auth: Set(auth.to_owned()),
        wrap: Set(wrap),
        ..Default::default()
    };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Replaces the one-time secret.
pub async fn set_totp(tx: &Tx, id: MemberId, totp: &[u8], step: u64) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(id.to_string()),
        totp: Set(totp.to_vec()),
        totp_step: Set(column::size(step)),
        ..Default::default()
    };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Stores what belongs to a recovery sheet; an earlier sheet no longer opens anything.
pub async fn set_recovery(tx: &Tx, id: MemberId, recovery: Recovery) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(id.to_string()),
        recovery_verifier: Set(Some(recovery.verifier)),
        recovery_wrap: Set(Some(recovery.wrap)),
        ..Default::default()
    };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Deletes what belongs to a recovery sheet, which then opens nothing.
pub async fn forget_recovery(tx: &Tx, id: MemberId) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(id.to_string()),
        recovery_verifier: Set(None),
        recovery_wrap: Set(None),
        ..Default::default()
    };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Gives a closed account another login, so that the person may have theirs again. Refuses a login that is taken.
pub async fn rename(tx: &Tx, id: MemberId, login: &str) -> Result<(), StorageError> {
    let row = ActiveModel { id: Set(id.to_string()), login: Set(login.to_owned()), ..Default::default() };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Ends an account: it cannot sign in, and the wrap of its keys is gone. Public keys and login stay.
pub async fn remove(tx: &Tx, id: MemberId) -> Result<(), StorageError> {
    let row = ActiveModel {
        state: Set(REMOVED.to_owned()),
        auth: Set(String::new()),
        totp: Set(Vec::new()),
        wrap: Set(Vec::new()),
        recovery_verifier: Set(None),
        recovery_wrap: Set(None),
        mail: Set(None),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(id.to_string())).exec(tx).await?;
    Ok(())
}
