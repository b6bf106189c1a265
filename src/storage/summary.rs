//! Summaries: sealed drafts, and the words that two members have approved.

use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryTrait as _,
};
use time::Date;

use super::entity::summary::{ActiveModel, Column, Entity, Model};
use super::{StorageError, Tx, column};
use crate::crypto::document::SignedDocument;
use crate::crypto::sealed::Sealed;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId, SummaryId};
use crate::domain::summary::{Approved, Text, parse_day};
use crate::domain::week::Week;

const DRAFT: &str = "draft";
const APPROVED: &str = "approved";

/// A draft: the circle's, sealed.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: SummaryId,
    pub consultation: ConsultationId,
    pub epoch: EpochNumber,
    pub author: MemberId,
    pub week: Week,
    pub sealed: Sealed,
}

/// What approval adds to a draft.
pub struct Approval<'a> {
    pub approver: MemberId,
    pub slug: &'a str,
    pub text: &'a Text,
    pub embargo_until: Date,
    pub author_document: &'a SignedDocument,
    pub approver_document: &'a SignedDocument,
}

/// An approved summary as its two people signed it.
#[derive(Clone, Debug)]
pub struct Signed {
    pub slug: String,
    pub author_document: SignedDocument,
    pub approver_document: SignedDocument,
}

fn signed(row: Model) -> Result<Signed, StorageError> {
    let corrupt = || StorageError::Corrupt("summary");
    let document = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok()).ok_or_else(corrupt);
    Ok(Signed {
        slug: row.slug.ok_or_else(corrupt)?,
        author_document: document(row.author_document)?,
        approver_document: document(row.approver_document)?,
    })
}

fn draft(row: Model) -> Result<Draft, StorageError> {
    Ok(Draft {
        id: column::parse(&row.id, "summary id")?,
        consultation: column::parse(&row.consultation, "consultation id")?,
        epoch: column::epoch(row.epoch)?,
        author: column::parse(&row.author, "member id")?,
        week: column::parse(&row.week, "week")?,
        sealed: Sealed::from_storage(row.draft.ok_or(StorageError::Corrupt("draft"))?),
    })
}

fn approved(row: Model) -> Result<Approved, StorageError> {
    let corrupt = || StorageError::Corrupt("summary");
    Ok(Approved {
        id: column::parse(&row.id, "summary id")?,
        consultation: column::parse(&row.consultation, "consultation id")?,
        slug: row.slug.ok_or_else(corrupt)?,
        text: row.text.and_then(|text| serde_json::from_str(&text).ok()).ok_or_else(corrupt)?,
        embargo_until: row.embargo_until.as_deref().and_then(parse_day).ok_or_else(corrupt)?,
        revised: column::parse(&row.week, "week")?,
    })
}

pub async fn find_draft(db: &impl ConnectionTrait, id: SummaryId) -> Result<Option<Draft>, StorageError> {
    let row = Entity::find_by_id(id.to_string()).filter(Column::State.eq(DRAFT)).one(db).await?;
    row.map(draft).transpose()
}

/// The consultation and the author of a draft, or of what became of it.
pub async fn find_author(
    db: &impl ConnectionTrait,
    id: SummaryId,
) -> Result<Option<(ConsultationId, MemberId)>, StorageError> {
    let Some(row) = Entity::find_by_id(id.to_string()).one(db).await? else { return Ok(None) };
    Ok(Some((column::parse(&row.consultation, "consultation id")?, column::parse(&row.author, "member id")?)))
}

/// How a summary was approved.
pub struct Approving {
    pub approver: MemberId,
    pub slug: String,
    pub document: SignedDocument,
}

pub async fn find_approval(db: &impl ConnectionTrait, id: SummaryId) -> Result<Option<Approving>, StorageError> {
    let row = Entity::find_by_id(id.to_string()).filter(Column::State.eq(APPROVED)).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let corrupt = || StorageError::Corrupt("summary");
    let document = row.approver_document.and_then(|text| serde_json::from_str(&text).ok());
    Ok(Some(Approving {
        approver: column::parse(&row.approver.ok_or_else(corrupt)?, "member id")?,
        slug: row.slug.ok_or_else(corrupt)?,
        document: document.ok_or_else(corrupt)?,
    }))
}

pub async fn list_drafts(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<Draft>, StorageError> {
    let rows =
        Entity::find().filter(Column::Consultation.eq(id.to_string())).filter(Column::State.eq(DRAFT)).all(db).await?;
    rows.into_iter().map(draft).collect()
}

/// Every approved summary, embargoed ones included: ask [`Approved::readable`] before anything leaves.
pub async fn list_approved(db: &impl ConnectionTrait) -> Result<Vec<Approved>, StorageError> {
    let rows = Entity::find().filter(Column::State.eq(APPROVED)).all(db).await?;
    let mut summaries = rows.into_iter().map(approved).collect::<Result<Vec<_>, _>>()?;
    summaries.sort_by(|a, b| b.embargo_until.cmp(&a.embargo_until).then_with(|| a.slug.cmp(&b.slug)));
    Ok(summaries)
}

/// What a circle has approved, with both signatures. Nothing of it is told before the embargo but to the circle.
pub async fn list_signed(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<Signed>, StorageError> {
    let approved = Entity::find().filter(Column::Consultation.eq(id.to_string())).filter(Column::State.eq(APPROVED));
    approved.all(db).await?.into_iter().map(signed).collect()
}

pub async fn find_approved(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Approved>, StorageError> {
    let row = Entity::find().filter(Column::Slug.eq(slug)).filter(Column::State.eq(APPROVED)).one(db).await?;
    row.map(approved).transpose()
}

pub async fn insert_draft(tx: &Tx, new: &Draft) -> Result<(), StorageError> {
    let row = ActiveModel {
        id: Set(new.id.to_string()),
        consultation: Set(new.consultation.to_string()),
        epoch: Set(column::number(new.epoch.0)),
        author: Set(new.author.to_string()),
        week: Set(new.week.to_string()),
        state: Set(DRAFT.to_owned()),
        draft: Set(Some(new.sealed.as_bytes().to_vec())),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Turns a draft into an approved summary and deletes the sealed words. Returns false when it is no longer a draft.
/// Fails as a duplicate ([`StorageError::is_duplicate`]) when the slug is taken.
pub async fn approve(tx: &Tx, id: SummaryId, week: Week, approval: &Approval<'_>) -> Result<bool, StorageError> {
    let json = |value: serde_json::Result<String>| value.map_err(|_| StorageError::Corrupt("summary"));
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(APPROVED))
        .col_expr(Column::Draft, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Week, Expr::value(week.to_string()))
        .col_expr(Column::Approver, Expr::value(approval.approver.to_string()))
        .col_expr(Column::Slug, Expr::value(approval.slug))
        .col_expr(Column::Text, Expr::value(json(serde_json::to_string(approval.text))?))
        .col_expr(Column::EmbargoUntil, Expr::value(approval.embargo_until.to_string()))
        .col_expr(Column::AuthorDocument, Expr::value(json(serde_json::to_string(approval.author_document))?))
        .col_expr(Column::ApproverDocument, Expr::value(json(serde_json::to_string(approval.approver_document))?))
        .filter(Column::Id.eq(id.to_string()))
        .filter(Column::State.eq(DRAFT))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The drafts of a consultation that are sealed to an epoch. What was approved is not sealed.
pub(super) fn sealed_to(id: ConsultationId, epoch: EpochNumber) -> SelectStatement {
    let drafts = Entity::find().filter(Column::Consultation.eq(id.to_string())).filter(Column::State.eq(DRAFT));
    drafts.filter(Column::Epoch.eq(column::number(epoch.0))).into_query()
}
