//! Organisations and their root keys (the public half; the seed is never here).

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::entity::organisation::{ActiveModel, Column, Entity, Model};
use super::entity::{circle_member, member};
use super::{StorageError, Tx, column};
use crate::domain::id::{ConsultationId, OrganisationId};

#[derive(Clone, Debug)]
pub struct Organisation {
    pub id: OrganisationId,
    pub name: String,
    /// Ed25519, base64url; `None` until the owner has made it in their browser.
    pub root_public: Option<String>,
    /// Whether two persons could ever agree to something here: what needs two needs two for ever then.
    pub had_two: bool,
}

fn from_row(row: Model) -> Result<Organisation, StorageError> {
    let root_public = Some(row.root_public).filter(|root| !root.is_empty());
    Ok(Organisation {
        id: column::parse(&row.id, "organisation id")?,
        name: row.name,
        root_public,
        had_two: row.had_two,
    })
}

pub async fn find(db: &impl ConnectionTrait, id: OrganisationId) -> Result<Option<Organisation>, StorageError> {
    Entity::find_by_id(id.to_string()).one(db).await?.map(from_row).transpose()
}

pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Organisation>, StorageError> {
    Entity::find().all(db).await?.into_iter().map(from_row).collect()
}

/// The organisations whose members read the reports of a consultation, by name.
pub async fn of_circle(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<Organisation>, StorageError> {
    let readers = circle_member::Entity::find()
        .filter(circle_member::Column::Consultation.eq(id.to_string()))
        .select_only()
        .column(circle_member::Column::Member)
        .into_query();
    let theirs = member::Entity::find()
        .filter(member::Column::Id.in_subquery(readers))
        .select_only()
        .column(member::Column::Organisation)
        .into_query();
    let rows = Entity::find().filter(Column::Id.in_subquery(theirs)).order_by_asc(Column::Name).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// The organisation that answers for a consultation; `None` when there is no such consultation.
pub async fn responsible(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Option<Organisation>, StorageError> {
    match super::consultation::organisation(db, id).await? {
        Some(organisation) => find(db, organisation).await,
        None => Ok(None),
    }
}

pub async fn insert(tx: &Tx, organisation: &Organisation) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(organisation.id.to_string()),
        name: Set(organisation.name.clone()),
        root_public: Set(organisation.root_public.clone().unwrap_or_default()),
        had_two: Set(organisation.had_two),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Sets the root key of an organisation. Returns false when it has one already.
pub async fn set_root(tx: &Tx, id: OrganisationId, root: &str) -> Result<bool, StorageError> {
    let done = Entity::update_many()
        .col_expr(Column::RootPublic, Expr::value(root))
        .filter(Column::Id.eq(id.to_string()))
        .filter(Column::RootPublic.eq(""))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Remembers for ever that two persons could agree to something here.
pub async fn set_had_two(tx: &Tx, id: OrganisationId) -> Result<(), StorageError> {
    Entity::update_many()
        .col_expr(Column::HadTwo, Expr::value(true))
        .filter(Column::Id.eq(id.to_string()))
        .exec(tx)
        .await?;
    Ok(())
}
