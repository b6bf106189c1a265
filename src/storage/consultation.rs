//! Consultations and their circles.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::entity::{circle_member, consultation};
use super::{StorageError, Tx, column};
use crate::domain::consultation::{Consultation, Intake, PlainForm};
use crate::domain::id::{ConsultationId, MemberId, OrganisationId};

const OPEN: &str = "open";
const CLOSED: &str = "closed";
const OFFERED: &str = "offered";
const OFF: &str = "off";

fn from_row(row: consultation::Model) -> Result<Consultation, StorageError> {
    Ok(Consultation {
        id: column::parse(&row.id, "consultation id")?,
        slug: row.slug,
        questionnaire: serde_json::from_str(&row.definition).map_err(|_| StorageError::Corrupt("questionnaire"))?,
        intake: intake_from(&row.intake, row.locked_by.as_deref(), row.unlock_by.as_deref())?,
        plain_form: if row.plain_form == OFFERED { PlainForm::Offered } else { PlainForm::SwitchedOff },
        rekey_due: row.rekey_due,
    })
}

/// The intake as it is now: a lock takes precedence over the consultation's own setting, and leaves that as it is.
fn intake_from(text: &str, locked_by: Option<&str>, unlock_by: Option<&str>) -> Result<Intake, StorageError> {
    let member = |id: &str| column::parse(id, "member id");
    match locked_by {
        Some(by) => Ok(Intake::Locked { by: member(by)?, unlock_by: unlock_by.map(member).transpose()? }),
        None if text == OPEN => Ok(Intake::Open),
        None => Ok(Intake::Closed),
    }
}

pub async fn find(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Option<Consultation>, StorageError> {
    consultation::Entity::find_by_id(id.to_string()).one(db).await?.map(from_row).transpose()
}

pub async fn find_by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Consultation>, StorageError> {
    let row = consultation::Entity::find().filter(consultation::Column::Slug.eq(slug)).one(db).await?;
    row.map(from_row).transpose()
}

/// All consultations, the permanent one first.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Consultation>, StorageError> {
    let rows = consultation::Entity::find().order_by_asc(consultation::Column::Position).all(db).await?;
    rows.into_iter().map(from_row).collect()
}

/// The organisation that answers for a consultation.
pub async fn organisation(
    db: &impl ConnectionTrait,
    id: ConsultationId,
) -> Result<Option<OrganisationId>, StorageError> {
    let row = consultation::Entity::find_by_id(id.to_string()).one(db).await?;
    row.map(|row| column::parse(&row.organisation, "organisation id")).transpose()
}

/// Adds a consultation behind those that exist. Fails when the slug is taken.
pub async fn insert(tx: &Tx, organisation: OrganisationId, new: &Consultation) -> Result<(), StorageError> {
    let position = column::number(u32::try_from(list(tx).await?.len()).unwrap_or(0));
    let definition = serde_json::to_string(&new.questionnaire).map_err(|_| StorageError::Corrupt("questionnaire"))?;
    let row = consultation::ActiveModel {
        id: Set(new.id.to_string()),
        organisation: Set(organisation.to_string()),
        slug: Set(new.slug.clone()),
        position: Set(position),
        definition: Set(definition),
        intake: Set(intake_text(new.intake).to_owned()),
        locked_by: Set(None),
        unlock_by: Set(None),
        rekey_due: Set(false),
        plain_form: Set(if new.plain_form == PlainForm::Offered { OFFERED } else { OFF }.to_owned()),
    };
    consultation::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

fn intake_text(intake: Intake) -> &'static str {
    match intake {
        Intake::Open => OPEN,
        Intake::Closed | Intake::Locked { .. } => CLOSED,
    }
}

/// Opens or closes the intake.
pub async fn set_intake(tx: &Tx, id: ConsultationId, intake: Intake) -> Result<(), StorageError> {
    let row = consultation::ActiveModel {
        id: Set(id.to_string()),
        intake: Set(intake_text(intake).to_owned()),
        ..Default::default()
    };
    consultation::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// The members of a circle.
pub async fn circle(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<MemberId>, StorageError> {
    let rows =
        circle_member::Entity::find().filter(circle_member::Column::Consultation.eq(id.to_string())).all(db).await?;
    rows.iter().map(|row| column::parse(&row.member, "member id")).collect()
}

/// The consultations whose circle a member belongs to, the permanent one first.
pub async fn circles_of(db: &impl ConnectionTrait, member: MemberId) -> Result<Vec<ConsultationId>, StorageError> {
    let joined = circle_member::Entity::find()
        .filter(circle_member::Column::Member.eq(member.to_string()))
        .select_only()
        .column(circle_member::Column::Consultation)
        .into_query();
    let rows = consultation::Entity::find()
        .filter(consultation::Column::Id.in_subquery(joined))
        .order_by_asc(consultation::Column::Position)
        .all(db)
        .await?;
    rows.iter().map(|row| column::parse(&row.id, "consultation id")).collect()
}

/// Fails when the member is in the circle already.
pub async fn add_to_circle(tx: &Tx, id: ConsultationId, member: MemberId) -> Result<(), StorageError> {
    let row = circle_member::ActiveModel {
        consultation: Set(id.to_string()),
        member: Set(member.to_string()),
        head: Set(None),
    };
    circle_member::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn leave_circle(tx: &Tx, id: ConsultationId, member: MemberId) -> Result<(), StorageError> {
    circle_member::Entity::delete_by_id((id.to_string(), member.to_string())).exec(tx).await?;
    Ok(())
}

/// The heads of a chain that members of its circle have seen and signed (protocol 4.4), as JSON.
pub async fn heads(db: &impl ConnectionTrait, id: ConsultationId) -> Result<Vec<String>, StorageError> {
    let rows = circle_member::Entity::find().filter(circle_member::Column::Consultation.eq(id.to_string()));
    Ok(rows.all(db).await?.into_iter().filter_map(|row| row.head).collect())
}

pub async fn set_head(tx: &Tx, id: ConsultationId, member: MemberId, head: String) -> Result<(), StorageError> {
    let row = circle_member::ActiveModel {
        consultation: Set(id.to_string()),
        member: Set(member.to_string()),
        head: Set(Some(head)),
    };
    circle_member::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Locks the intake, or records who wants it open again, or opens it.
pub async fn set_lock(
    tx: &Tx,
    id: ConsultationId,
    locked_by: Option<MemberId>,
    unlock_by: Option<MemberId>,
) -> Result<(), StorageError> {
    let row = consultation::ActiveModel {
        id: Set(id.to_string()),
        locked_by: Set(locked_by.map(|id| id.to_string())),
        unlock_by: Set(unlock_by.map(|id| id.to_string())),
        ..Default::default()
    };
    consultation::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Says whether a new epoch is due at once.
pub async fn set_rekey_due(tx: &Tx, id: ConsultationId, due: bool) -> Result<(), StorageError> {
    let row = consultation::ActiveModel { id: Set(id.to_string()), rekey_due: Set(due), ..Default::default() };
    consultation::Entity::update(row).exec(tx).await?;
    Ok(())
}
