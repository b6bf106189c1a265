//! The one row that says which installation this is, with the server's own keys.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QuerySelect as _,
};
use zeroize::Zeroizing;

use super::entity::instance::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, column};
use crate::domain::id::InstanceId;
use crate::domain::week::Week;

const ONLY: i32 = 1;

/// The installation.
#[derive(Clone)]
pub struct Instance {
    pub id: InstanceId,
    /// HMAC key of proof-of-work tickets.
    pub ticket_key: Zeroizing<Vec<u8>>,
    /// HMAC key of the salts that unknown logins are given.
    pub salt_key: Zeroizing<Vec<u8>>,
}

fn from_row(row: Model) -> Result<Instance, StorageError> {
    Ok(Instance {
        id: column::parse(&row.instance_id, "instance id")?,
        ticket_key: Zeroizing::new(row.ticket_key),
        salt_key: Zeroizing::new(row.salt_key),
    })
}

pub async fn find(db: &impl ConnectionTrait) -> Result<Option<Instance>, StorageError> {
    Entity::find_by_id(ONLY).one(db).await?.map(from_row).transpose()
}

/// Writes the row of a fresh installation. Fails when there is one already.
pub async fn insert(tx: &Tx, instance: &Instance) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(ONLY),
        instance_id: Set(instance.id.to_string()),
        ticket_key: Set(instance.ticket_key.to_vec()),
        salt_key: Set(instance.salt_key.to_vec()),
        swept: Set(None),
        mailed: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
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

pub async fn set_swept(tx: &Tx, week: Week) -> Result<(), StorageError> {
    Entity::update_many().col_expr(Column::Swept, Expr::value(week.to_string())).exec(tx).await?;
    Ok(())
}
