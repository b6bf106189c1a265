//! Epoch statements and the wraps of their bundles.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::entity::{epoch, epoch_wrap};
use super::{StorageError, Tx, column};
use crate::crypto::statement::{Signed, Signer};
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId};

fn from_row(row: epoch::Model) -> (EpochNumber, Signed) {
    let signer = if row.signer == ROOT { Signer::Root } else { Signer::Epoch };
    let number = EpochNumber(u32::try_from(row.number).unwrap_or_default());
    (number, Signed { statement: row.statement, signature: row.signature, signer })
}

const ROOT: &str = "root";

/// All statements of a consultation, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<Signed>, StorageError> {
    let rows = epoch::Entity::find()
        .filter(epoch::Column::Consultation.eq(id.to_string()))
        .order_by_asc(epoch::Column::Number)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| from_row(row).1).collect())
}

/// The last statement, to which citizens encrypt.
///
/// # Errors
/// When the database does not answer.
pub async fn current(
    db: &impl ConnectionTrait,
    id: ConsultationId,
) -> Result<Option<(EpochNumber, Signed)>, StorageError> {
    let row = epoch::Entity::find()
        .filter(epoch::Column::Consultation.eq(id.to_string()))
        .order_by_desc(epoch::Column::Number)
        .one(db)
        .await?;
    Ok(row.map(from_row))
}

/// Appends an epoch.
///
/// # Errors
/// A duplicate (see [`StorageError::is_duplicate`]) when somebody else started it first.
pub async fn insert(tx: &Tx, id: ConsultationId, number: EpochNumber, signed: &Signed) -> Result<(), StorageError> {
    let row = epoch::ActiveModel {
        consultation: Set(id.to_string()),
        number: Set(column::number(number.0)),
        statement: Set(signed.statement.clone()),
        signature: Set(signed.signature.clone()),
        signer: Set(if signed.signer == Signer::Root { ROOT } else { "epoch" }.to_owned()),
    };
    epoch::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// # Errors
/// When the member has a wrap of this epoch already.
pub async fn insert_wrap(
    tx: &Tx,
    id: ConsultationId,
    number: EpochNumber,
    member: MemberId,
    wrap: Vec<u8>,
) -> Result<(), StorageError> {
    let row = epoch_wrap::ActiveModel {
        consultation: Set(id.to_string()),
        number: Set(column::number(number.0)),
        member: Set(member.to_string()),
        wrap: Set(wrap),
    };
    epoch_wrap::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The wraps of a consultation that are for one member.
///
/// # Errors
/// When the database does not answer.
pub async fn wraps(
    db: &impl ConnectionTrait,
    id: ConsultationId,
    member: MemberId,
) -> Result<Vec<(EpochNumber, Vec<u8>)>, StorageError> {
    let rows = epoch_wrap::Entity::find()
        .filter(epoch_wrap::Column::Consultation.eq(id.to_string()))
        .filter(epoch_wrap::Column::Member.eq(member.to_string()))
        .order_by_asc(epoch_wrap::Column::Number)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((column::epoch(row.number)?, row.wrap))).collect()
}
