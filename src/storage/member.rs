//! Members: account, public keys and the wrap of their key bundle.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
};
use time::Date;
use zeroize::Zeroizing;

use super::entity::member::{ActiveModel, Column, Entity, Model};
use super::{AtRest, StorageError, Tx, column};
use crate::crypto::secret_key::{Place, SecretKey};
use crate::domain::crowd::attempt::Attempts;
use crate::domain::id::{MemberId, OrganisationId, PersonId};
use crate::domain::member::Standing;
use crate::domain::role::Role;
use crate::domain::summary::parse_day;
use crate::domain::week::Week;

/// A member as stored.
#[derive(Clone)]
pub struct Member {
    pub id: MemberId,
    /// Whose account it is.
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub login: String,
    pub role: Role,
    /// Salt of the passphrase's derivation, 16 bytes.
    pub salt: Vec<u8>,
    /// Argon2id PHC string of the authenticator.
    pub auth: Zeroizing<String>,
    /// [`Member::totp`] opens it.
    pub totp: AtRest,
    /// The end of the minute of the last one-time step that was used; less than 2 before the first.
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
    /// [`Member::mail`] opens it.
    pub mail: Option<AtRest>,
    /// What failed since the last sign-in.
    pub failed: Attempts,
    /// The first day on which the account may be one of two persons; `None` when nothing holds it back.
    pub second_from: Option<Date>,
}

const TOTP: &str = "totp";
const MAIL: &str = "mail";
const RECOVERY_VERIFIER: &str = "recovery_verifier";

fn place<'a>(column: &'static str, id: &'a str) -> Place<'a> {
    Place { table: "member", column, row: id }
}

fn seal(key: &SecretKey, column: &'static str, id: MemberId, plain: &[u8]) -> Result<AtRest, StorageError> {
    AtRest::seal(key, &place(column, &id.to_string()), plain)
}

/// The one-time secret of an account that is being made.
pub fn sealed_totp(key: &SecretKey, id: MemberId, totp: &[u8]) -> Result<AtRest, StorageError> {
    seal(key, TOTP, id, totp)
}

impl Member {
    /// The one-time secret; empty for an account that has none. Refuses [`StorageError::Sealed`] for one that was
    /// sealed elsewhere.
    pub fn totp(&self, key: &SecretKey) -> Result<Zeroizing<Vec<u8>>, StorageError> {
        if self.totp.is_empty() {
            return Ok(Zeroizing::default());
        }
        self.totp.open(key, &place(TOTP, &self.id.to_string()))
    }

    /// Where the daily mail goes. Refuses [`StorageError::Sealed`] for an address that was sealed elsewhere.
    pub fn mail(&self, key: &SecretKey) -> Result<Option<String>, StorageError> {
        let Some(sealed) = &self.mail else { return Ok(None) };
        let address = sealed.open(key, &place(MAIL, &self.id.to_string()))?;
        String::from_utf8(address.to_vec()).map(Some).map_err(|_| StorageError::Corrupt("mail address"))
    }

    /// SHA-256 of the recovery sheet's authenticator, if there is a sheet. Refuses [`StorageError::Sealed`] for one
    /// that was sealed elsewhere.
    pub fn recovery_verifier(&self, key: &SecretKey) -> Result<Option<Zeroizing<Vec<u8>>>, StorageError> {
        let id = self.id.to_string();
        let place = place(RECOVERY_VERIFIER, &id);
        self.recovery.as_ref().map(|sheet| sheet.verifier.open(key, &place)).transpose()
    }
}

/// What is stored of a member's recovery sheet; the sheet itself is on paper only.
#[derive(Clone)]
pub struct Recovery {
    verifier: AtRest,
    /// The bundle, as an age file to the recipient of the sheet.
    pub wrap: Vec<u8>,
}

const ACTIVE: &str = "active";
const REMOVED: &str = "removed";

fn from_row(row: Model) -> Result<Member, StorageError> {
    let recovery = row.recovery_verifier.zip(row.recovery_wrap);
    Ok(Member {
        id: column::parse(&row.id, "member id")?,
        person: column::parse(&row.person, "person id")?,
        organisation: column::parse(&row.organisation, "organisation id")?,
        login: row.login,
        role: column::parse(&row.role, "role")?,
        salt: row.salt,
        auth: Zeroizing::new(row.auth),
        totp: AtRest::stored(row.totp),
        totp_step: column::unsigned(row.totp_step)?,
        recipient: row.recipient,
        signing: row.signing,
        wrap: row.wrap,
        standing: if row.state == ACTIVE { Standing::Active } else { Standing::Removed },
        last_week: row.last_week.map(|week| column::parse(&week, "week")).transpose()?,
        mail: row.mail.map(AtRest::stored),
        recovery: recovery.map(|(verifier, wrap)| Recovery { verifier: AtRest::stored(verifier), wrap }),
        failed: Attempts {
            wrong_passphrases: column::count(row.wrong_passphrases),
            wrong_codes: column::count(row.wrong_codes),
        },
        second_from: row.second_from.map(|day| parse_day(&day).ok_or(StorageError::Corrupt("day"))).transpose()?,
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
pub async fn set_mail(tx: &Tx, key: &SecretKey, id: MemberId, mail: Option<&str>) -> Result<(), StorageError> {
    let sealed = mail.map(|address| seal(key, MAIL, id, address.as_bytes())).transpose()?;
    let row =
        ActiveModel { id: Set(id.to_string()), mail: Set(sealed.map(|sealed| sealed.bytes())), ..Default::default() };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Refuses a login that is taken.
pub async fn insert(tx: &Tx, member: &Member) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(member.id.to_string()),
        person: Set(member.person.to_string()),
        organisation: Set(member.organisation.to_string()),
        login: Set(member.login.clone()),
        role: Set(member.role.to_string()),
        salt: Set(member.salt.clone()),
        auth: Set(member.auth.to_string()),
        totp: Set(member.totp.bytes()),
        totp_step: Set(end_of_minute(member.totp_step)),
        recipient: Set(member.recipient.clone()),
        signing: Set(member.signing.clone()),
        wrap: Set(member.wrap.clone()),
        wrong_passphrases: Set(0),
        wrong_codes: Set(0),
        second_from: Set(member.second_from.map(|day| day.to_string())),
        state: Set(ACTIVE.to_owned()),
        last_week: Set(None),
        recovery_verifier: Set(None),
        recovery_wrap: Set(None),
        mail: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The last step of the minute of a step (30 seconds): the row tells no finer time, and nobody signs in twice in it.
fn end_of_minute(step: u64) -> i64 {
    column::size(step | 1)
}

/// Marks a one-time step as used. Returns false when one of its minute, or a later one, was used before.
pub async fn use_totp_step(tx: &Tx, id: MemberId, step: u64) -> Result<bool, StorageError> {
    let done = Entity::update_many()
        .col_expr(Column::TotpStep, Expr::value(end_of_minute(step)))
        .filter(Column::Id.eq(id.to_string()))
        .filter(Column::TotpStep.lt(column::size(step)))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Records the week in which a member signed in; what failed before is counted no longer.
pub async fn touch(tx: &Tx, id: MemberId, week: Week) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(id.to_string()),
        last_week: Set(Some(week.to_string())),
        wrong_passphrases: Set(0),
        wrong_codes: Set(0),
        ..Default::default()
    };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Adds attempts that failed. Beyond a million nothing is added.
pub async fn add_failed(tx: &Tx, id: MemberId, failed: Attempts) -> Result<(), StorageError> {
    const ENOUGH: i32 = 1_000_000;
    for (column, more) in
        [(Column::WrongPassphrases, failed.wrong_passphrases), (Column::WrongCodes, failed.wrong_codes)]
    {
        let more = i32::try_from(more).map_or(ENOUGH, |more| Ord::min(more, ENOUGH));
        Entity::update_many()
            .col_expr(column, Expr::col(column).add(more))
            .filter(Column::Id.eq(id.to_string()))
            .filter(column.lt(ENOUGH))
            .exec(tx)
            .await?;
    }
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
pub async fn set_totp(tx: &Tx, key: &SecretKey, id: MemberId, totp: &[u8], step: u64) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(id.to_string()),
        totp: Set(seal(key, TOTP, id, totp)?.bytes()),
        totp_step: Set(end_of_minute(step)),
        ..Default::default()
    };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Stores what belongs to a recovery sheet, whose authenticator has the SHA-256 `verifier`; an earlier sheet no longer
/// opens anything.
pub async fn set_recovery(
    tx: &Tx,
    key: &SecretKey,
    id: MemberId,
    verifier: &[u8],
    wrap: Vec<u8>,
) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(id.to_string()),
        recovery_verifier: Set(Some(seal(key, RECOVERY_VERIFIER, id, verifier)?.bytes())),
        recovery_wrap: Set(Some(wrap)),
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

/// Seals what an account has sealed under `old` anew under `new`; without `old` it is forgotten, and the account has no
/// second factor, no recovery sheet and no mail until it gets them again. Refuses [`StorageError::Sealed`].
pub async fn reseal(tx: &Tx, old: Option<&SecretKey>, new: &SecretKey, member: &Member) -> Result<(), StorageError> {
    let Some(old) = old else {
        let row = ActiveModel {
            id: Set(member.id.to_string()),
            totp: Set(Vec::new()),
            recovery_verifier: Set(None),
            recovery_wrap: Set(None),
            mail: Set(None),
            ..Default::default()
        };
        Entity::update(row).exec(tx).await?;
        return Ok(());
    };
    if member.standing == Standing::Active && !member.totp.is_empty() {
        set_totp(tx, new, member.id, &member.totp(old)?, member.totp_step).await?;
    }
    if let (Some(sheet), Some(verifier)) = (&member.recovery, member.recovery_verifier(old)?) {
        set_recovery(tx, new, member.id, &verifier, sheet.wrap.clone()).await?;
    }
    if let Some(address) = member.mail(old)? {
        set_mail(tx, new, member.id, Some(&address)).await?;
    }
    Ok(())
}
