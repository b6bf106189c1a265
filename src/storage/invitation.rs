//! Invitations.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::entity::invitation::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, column};
use crate::domain::id::{MemberId, OrganisationId};
use crate::domain::invitation::Invitation;
use crate::domain::role::Role;

fn from_row(row: Model) -> Result<Invitation, StorageError> {
    let member = |id: Option<String>| id.map(|id| column::parse(&id, "member id")).transpose();
    Ok(Invitation {
        hash: row.hash,
        kind: column::parse(&row.kind, "kind of invitation")?,
        organisation: column::parse(&row.organisation, "organisation id")?,
        login: row.login,
        role: column::parse(&row.role, "role")?,
        member: member(row.member)?,
        person: row.person.map(|id| column::parse(&id, "person id")).transpose()?,
        needs_two: row.needs_two,
        invited_by: member(row.invited_by)?,
        approved_by: member(row.approved_by)?,
        root_agreed: row.root_agreed,
        expires_at: row.expires_at,
    })
}

pub async fn find(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Invitation>, StorageError> {
    Entity::find_by_id(hash.to_owned()).one(db).await?.map(from_row).transpose()
}

/// The invitations that have not expired, by login.
pub async fn list(db: &impl ConnectionTrait, now: i64) -> Result<Vec<Invitation>, StorageError> {
    let rows = Entity::find().filter(Column::ExpiresAt.gt(now)).order_by_asc(Column::Login).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// Fails when there is one of this hash.
pub async fn insert(tx: &Tx, new: &Invitation) -> Result<(), StorageError> {
    let id = |id: Option<MemberId>| Set(id.map(|id| id.to_string()));
    let row = ActiveModel {
        hash: Set(new.hash.clone()),
        kind: Set(new.kind.to_string()),
        organisation: Set(new.organisation.to_string()),
        login: Set(new.login.clone()),
        role: Set(new.role.to_string()),
        member: id(new.member),
        person: Set(new.person.map(|id| id.to_string())),
        needs_two: Set(new.needs_two),
        invited_by: id(new.invited_by),
        approved_by: id(new.approved_by),
        root_agreed: Set(new.root_agreed),
        expires_at: Set(new.expires_at),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn approve(tx: &Tx, hash: &str, by: MemberId) -> Result<(), StorageError> {
    let row = ActiveModel { hash: Set(hash.to_owned()), approved_by: Set(Some(by.to_string())), ..Default::default() };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Records that the root key agreed.
pub async fn agree_as_root(tx: &Tx, hash: &str) -> Result<(), StorageError> {
    let row = ActiveModel { hash: Set(hash.to_owned()), root_agreed: Set(true), ..Default::default() };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Marks what members of an organisation have sent for new accounts of these roles: it needs a second person's consent.
pub async fn need_two(tx: &Tx, organisation: OrganisationId, roles: &[Role]) -> Result<(), StorageError> {
    let roles = roles.iter().map(ToString::to_string);
    Entity::update_many()
        .col_expr(Column::NeedsTwo, Expr::value(true))
        .filter(Column::Organisation.eq(organisation.to_string()))
        .filter(Column::InvitedBy.is_not_null())
        .filter(Column::Role.is_in(roles))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes an invitation. Returns false when it was gone: of two who use it at once, one wins.
pub async fn delete(tx: &Tx, hash: &str) -> Result<bool, StorageError> {
    Ok(Entity::delete_by_id(hash.to_owned()).exec(tx).await?.rows_affected == 1)
}

/// Deletes the invitations of an account that was closed and those that it made. Its consent to others no longer
/// counts.
pub async fn delete_of(tx: &Tx, member: MemberId) -> Result<(), StorageError> {
    let by = Condition::any().add(Column::InvitedBy.eq(member.to_string())).add(Column::Member.eq(member.to_string()));
    Entity::delete_many().filter(by).exec(tx).await?;
    Entity::update_many()
        .col_expr(Column::ApprovedBy, Expr::value(None::<String>))
        .filter(Column::ApprovedBy.eq(member.to_string()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes the invitations that have expired.
pub async fn delete_expired(db: &impl ConnectionTrait, now: i64) -> Result<(), StorageError> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(db).await?;
    Ok(())
}
