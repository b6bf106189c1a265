//! Epoch statements and the wraps of their bundles.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::entity::{circle_member, epoch, epoch_wrap, member};
use super::{StorageError, Tx, column};
use crate::crypto::chain::{SignedStatement, Signer};
use crate::crypto::sealed::Sealed;
use crate::domain::consultation::Intake;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId};

/// Number, statement, signature, signer: what is public of an epoch, without the bytes of its roster.
type Row = (i32, String, String, String);

const PUBLIC: [epoch::Column; 4] =
    [epoch::Column::Number, epoch::Column::Statement, epoch::Column::Signature, epoch::Column::Signer];

fn from_row((number, statement, signature, signer): Row) -> (EpochNumber, SignedStatement) {
    let signer = if signer == ROOT { Signer::Root } else { Signer::Epoch };
    let number = EpochNumber(u32::try_from(number).unwrap_or_default());
    (number, SignedStatement { statement, signature, signer })
}

const ROOT: &str = "root";

/// All statements of a consultation, in order.
pub async fn list(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<SignedStatement>, StorageError> {
    let rows: Vec<Row> = epoch::Entity::find()
        .filter(epoch::Column::Consultation.eq(id.to_string()))
        .order_by_asc(epoch::Column::Number)
        .select_only()
        .columns(PUBLIC)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| from_row(row).1).collect())
}

/// The last statement, to which citizens encrypt.
pub async fn current(
    db: &impl ConnectionTrait,
    id: ConsultationId,
) -> Result<Option<(EpochNumber, SignedStatement)>, StorageError> {
    let row: Option<Row> = epoch::Entity::find()
        .filter(epoch::Column::Consultation.eq(id.to_string()))
        .order_by_desc(epoch::Column::Number)
        .select_only()
        .columns(PUBLIC)
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.map(from_row))
}

/// The rosters of these epochs, sealed, in order; of an epoch that was shredded there is none.
pub async fn rosters(
    db: &impl ConnectionTrait,
    id: ConsultationId,
    numbers: impl IntoIterator<Item = EpochNumber>,
) -> Result<Vec<(EpochNumber, Vec<u8>)>, StorageError> {
    let rows: Vec<(i32, Vec<u8>)> = epoch::Entity::find()
        .filter(epoch::Column::Consultation.eq(id.to_string()))
        .filter(epoch::Column::Shredded.eq(false))
        .filter(epoch::Column::Number.is_in(numbers.into_iter().map(|number| column::number(number.0))))
        .order_by_asc(epoch::Column::Number)
        .select_only()
        .columns([epoch::Column::Number, epoch::Column::Roster])
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter().map(|(number, roster)| Ok((column::epoch(number)?, roster))).collect()
}

/// Appends an epoch. Fails as a duplicate ([`StorageError::is_duplicate`]) when somebody else started it first.
pub async fn insert(
    tx: &Tx,
    id: ConsultationId,
    number: EpochNumber,
    signed: &SignedStatement,
    roster: Sealed,
) -> Result<(), StorageError> {
    let row = epoch::ActiveModel {
        consultation: Set(id.to_string()),
        number: Set(column::number(number.0)),
        statement: Set(signed.statement.clone()),
        signature: Set(signed.signature.clone()),
        shredded: Set(false),
        signer: Set(if signed.signer == Signer::Root { ROOT } else { "epoch" }.to_owned()),
        roster: Set(roster.into_bytes()),
    };
    epoch::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Fails when the member has a wrap of this epoch already.
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

/// Which member holds which epoch of a consultation: the wraps without their bytes.
pub async fn holders(
    db: &impl ConnectionTrait,
    id: ConsultationId,
) -> Result<Vec<(MemberId, EpochNumber)>, StorageError> {
    let rows: Vec<(String, i32)> = epoch_wrap::Entity::find()
        .filter(epoch_wrap::Column::Consultation.eq(id.to_string()))
        .select_only()
        .columns([epoch_wrap::Column::Member, epoch_wrap::Column::Number])
        .into_tuple()
        .all(db)
        .await?;
    let parsed =
        rows.into_iter().map(|(member, number)| Ok((column::parse(&member, "member id")?, column::epoch(number)?)));
    parsed.collect()
}

/// Deletes all wraps of a member, in one circle or in all.
pub async fn delete_wraps_of(tx: &Tx, member: MemberId, only: Option<ConsultationId>) -> Result<(), StorageError> {
    let mut query = epoch_wrap::Entity::delete_many().filter(epoch_wrap::Column::Member.eq(member.to_string()));
    if let Some(id) = only {
        query = query.filter(epoch_wrap::Column::Consultation.eq(id.to_string()));
    }
    query.exec(tx).await?;
    Ok(())
}

/// The epochs of a consultation that were shredded.
pub async fn shredded(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<EpochNumber>, StorageError> {
    let rows = epoch::Entity::find()
        .filter(epoch::Column::Consultation.eq(id.to_string()))
        .filter(epoch::Column::Shredded.eq(true))
        .order_by_asc(epoch::Column::Number)
        .all(db)
        .await?;
    rows.into_iter().map(|row| column::epoch(row.number)).collect()
}

/// Everything of a consultation that is, or may be, sealed to an epoch, by table.
fn sealed_to(id: ConsultationId, epoch: EpochNumber) -> [(&'static str, SelectStatement); 5] {
    [
        ("report", super::report::sealed_to(id, epoch)),
        ("message", super::thread::sealed_to(id, epoch)),
        ("case_record", super::case::sealed_to(id, epoch)),
        ("circle_document", super::circle_document::sealed_to(id, epoch)),
        ("summary", super::summary::sealed_to(id, epoch)),
    ]
}

/// Whether anything of a consultation is, or may be, sealed to an epoch, so that its keys must stay.
pub async fn is_needed(tx: &Tx, id: ConsultationId, epoch: EpochNumber) -> Result<bool, StorageError> {
    for (_, mut rows) in sealed_to(id, epoch) {
        if tx.query_one(rows.clear_selects().expr(Expr::val(1)).limit(1)).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Deletes every wrap of an epoch and its roster, for ever: nobody can open what was sealed to it, in any copy
/// (protocol 4.2).
pub async fn shred(tx: &Tx, id: ConsultationId, number: EpochNumber) -> Result<(), StorageError> {
    epoch_wrap::Entity::delete_many()
        .filter(epoch_wrap::Column::Consultation.eq(id.to_string()))
        .filter(epoch_wrap::Column::Number.eq(column::number(number.0)))
        .exec(tx)
        .await?;
    let row = epoch::ActiveModel {
        consultation: Set(id.to_string()),
        number: Set(column::number(number.0)),
        shredded: Set(true),
        roster: Set(Vec::new()),
        ..Default::default()
    };
    epoch::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// After a restore of an older state with the latest keys: who holds the key of the last epoch is the circle, and
/// nobody else is. Somebody who was removed since must not come back with the older state. Where nobody is left the
/// intake stays shut.
pub async fn settle_circles(tx: &Tx) -> Result<(), StorageError> {
    let active = member::Entity::find().filter(member::Column::State.eq("active")).all(tx).await?;
    let wraps = epoch_wrap::Entity::find().all(tx).await?;
    for wrap in wraps.iter().filter(|wrap| active.iter().all(|member| member.id != wrap.member)) {
        let id = (wrap.consultation.clone(), wrap.number, wrap.member.clone());
        epoch_wrap::Entity::delete_by_id(id).exec(tx).await?;
    }
    let mut last = HashMap::new();
    for epoch in epoch::Entity::find().all(tx).await? {
        let number = last.entry(epoch.consultation).or_insert(epoch.number);
        *number = epoch.number.max(*number);
    }
    for (consultation, number) in last {
        let holders = wraps.iter().filter(|wrap| wrap.consultation == consultation && wrap.number == number);
        let holders = holders.filter(|wrap| active.iter().any(|member| member.id == wrap.member));
        circle_member::Entity::delete_many()
            .filter(circle_member::Column::Consultation.eq(&consultation))
            .exec(tx)
            .await?;
        for holder in holders {
            let row = circle_member::ActiveModel {
                consultation: Set(consultation.clone()),
                member: Set(holder.member.clone()),
                head: Set(None),
            };
            circle_member::Entity::insert(row).exec_without_returning(tx).await?;
        }
        let id: ConsultationId = column::parse(&consultation, "consultation id")?;
        if super::consultation::circle(tx, id).await?.is_empty() {
            super::consultation::set_intake(tx, id, Intake::Closed).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::TABLES;

    #[test]
    fn no_table_with_sealed_rows_is_forgotten_when_keys_are_shredded() {
        let has_epoch = |table: &&super::super::Table| (table.columns)().contains(&"epoch");
        let mut tables: Vec<_> = TABLES.iter().filter(has_epoch).map(|table| table.name).collect();
        let mut asked = sealed_to(ConsultationId::from([0; 16]), EpochNumber(0)).map(|(table, _)| table);
        tables.sort_unstable();
        asked.sort_unstable();
        assert_eq!(tables, asked, "each says in `sealed_to` which of its rows need an epoch");
    }
}
