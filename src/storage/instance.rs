//! The one row that says which installation this is, and which secret key belongs to it.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QuerySelect as _,
};
use serde::{Deserialize, Serialize};

use super::entity::instance::{ActiveModel, Column, Entity, Model};
use super::{AtRest, StorageError, Tx, column};
use crate::crypto::secret_key::{Place, SecretKey};
use crate::domain::id::InstanceId;
use crate::domain::week::Week;

const ONLY: i32 = 1;

/// The installation.
#[derive(Clone)]
pub struct Instance {
    pub id: InstanceId,
    key_check: AtRest,
}

fn key_check(id: &str) -> Place<'_> {
    Place { table: "instance", column: "key_check", row: id }
}

impl Instance {
    /// Whether this is the secret key with which the installation was founded, or that has replaced it.
    #[must_use]
    pub fn belongs_to(&self, key: &SecretKey) -> bool {
        self.key_check.open(key, &key_check(&self.id.to_string())).is_ok()
    }
}

fn from_row(row: Model) -> Result<Instance, StorageError> {
    let id = column::parse(&row.instance_id, "instance id")?;
    Ok(Instance { id, key_check: AtRest::stored(row.key_check) })
}

pub async fn find(db: &impl ConnectionTrait) -> Result<Option<Instance>, StorageError> {
    Entity::find_by_id(ONLY).one(db).await?.map(from_row).transpose()
}

/// Writes the row of a fresh installation. Fails when there is one already.
pub async fn insert(tx: &Tx, id: InstanceId, key: &SecretKey) -> Result<(), StorageError> {
    let id = id.to_string();
    let row = ActiveModel {
        id: Set(ONLY),
        key_check: Set(AtRest::seal(key, &key_check(&id), id.as_bytes())?.bytes()),
        instance_id: Set(id),
        journal_head: Set(None),
        swept: Set(None),
        mailed: Set(None),
        shuffled: Set(None),
        counted: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Records which secret key belongs to the installation from now on.
pub async fn set_key(tx: &Tx, id: InstanceId, key: &SecretKey) -> Result<(), StorageError> {
    let id = id.to_string();
    let sealed = AtRest::seal(key, &key_check(&id), id.as_bytes())?.bytes();
    let row = ActiveModel { id: Set(ONLY), key_check: Set(sealed), ..Default::default() };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// The MAC over the last entry of the journal; `None` before the first.
pub async fn journal_head(db: &impl ConnectionTrait) -> Result<Option<String>, StorageError> {
    Ok(Entity::find_by_id(ONLY).one(db).await?.and_then(|row| row.journal_head))
}

pub async fn set_journal_head(tx: &Tx, head: &str) -> Result<(), StorageError> {
    Entity::update_many().col_expr(Column::JournalHead, Expr::value(head)).exec(tx).await?;
    Ok(())
}

/// Makes other writers wait until this transaction ends, as SQLite always does.
pub async fn lock(tx: &Tx) -> Result<(), StorageError> {
    Entity::find_by_id(ONLY).lock_exclusive().one(tx).await?;
    Ok(())
}

/// The week of the last sweep; `None` before the first.
pub async fn swept(db: &impl ConnectionTrait) -> Result<Option<Week>, StorageError> {
    let row = Entity::find_by_id(ONLY).one(db).await?;
    row.and_then(|row| row.swept).map(|week| column::parse(&week, "week")).transpose()
}

/// Records that the mails of `day` (`YYYY-MM-DD`) are queued. Returns false when they were already.
pub async fn set_mailed(tx: &Tx, day: &str) -> Result<bool, StorageError> {
    let done = Entity::update_many()
        .col_expr(Column::Mailed, Expr::value(day))
        .filter(Column::Mailed.is_null().or(Column::Mailed.ne(day)))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Records the day (`YYYY-MM-DD`) on which everything was last laid in another order; `None` takes the record back.
/// Returns false when it is the same already.
pub async fn set_shuffled(tx: &Tx, day: Option<&str>) -> Result<bool, StorageError> {
    let update = Entity::update_many().col_expr(Column::Shuffled, Expr::value(day));
    let other = Column::Shuffled.is_null().or(Column::Shuffled.ne(day.unwrap_or_default()));
    Ok(update.filter(other).exec(tx).await?.rows_affected == 1)
}

/// What was counted on a day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Counted {
    /// `YYYY-MM-DD`
    pub day: String,
    pub reports: u64,
    pub uploads: u64,
}

/// The count of the last day; `None` before the first.
pub async fn counted(db: &impl ConnectionTrait) -> Result<Option<Counted>, StorageError> {
    let row = Entity::find_by_id(ONLY).one(db).await?;
    let text = row.and_then(|row| row.counted);
    text.map(|text| serde_json::from_str(&text).map_err(|_| StorageError::Corrupt("count"))).transpose()
}

pub async fn set_counted(tx: &Tx, counted: &Counted) -> Result<(), StorageError> {
    let text = serde_json::to_string(counted).map_err(|_| StorageError::Corrupt("count"))?;
    Entity::update_many().col_expr(Column::Counted, Expr::value(text)).exec(tx).await?;
    Ok(())
}

pub async fn set_swept(tx: &Tx, week: Week) -> Result<(), StorageError> {
    Entity::update_many().col_expr(Column::Swept, Expr::value(week.to_string())).exec(tx).await?;
    Ok(())
}
