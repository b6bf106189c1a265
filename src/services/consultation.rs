//! Opening consultations and filling their circles.

use super::{authority, write};
use crate::app::App;
use crate::crypto::random;
use crate::domain::audit::{Act, Actor};
use crate::domain::consultation::{Consultation, Intake, PlainForm, is_slug};
use crate::domain::id::{ConsultationId, MemberId, OrganisationId};
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage::member::Member;
use crate::storage::{self, Tx};

/// Opens a consultation. Refuses [`Invalid`] for a slug that is malformed or taken, and for a definition that cannot be
/// served.
pub async fn open(
    app: &App,
    organisation: OrganisationId,
    slug: &str,
    questionnaire: Questionnaire,
) -> Result<Consultation, Error> {
    if !is_slug(slug) {
        return Err(Invalid::one("slug", Reason::Malformed).into());
    }
    questionnaire.check().map_err(|_| Invalid::one("questionnaire", Reason::Malformed))?;
    let new = Consultation {
        id: random::id::<ConsultationId>(),
        slug: slug.to_owned(),
        questionnaire,
        intake: Intake::Open,
        plain_form: PlainForm::Offered,
        rekey_due: false,
    };
    let tx = app.db.begin().await?;
    if storage::consultation::find_by_slug(&tx, slug).await?.is_some() {
        return Err(Invalid::one("slug", Reason::Unknown).into());
    }
    storage::consultation::insert(&tx, organisation, &new).await?;
    write::finish(app, tx, Actor::Operator, Act::ConsultationOpened).await?;
    Ok(new)
}

/// Opens or closes the intake of a consultation. Refuses [`Refusal::NotFound`].
pub async fn set_intake(app: &App, id: ConsultationId, intake: Intake) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    storage::consultation::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    storage::consultation::set_intake(&tx, id, intake).await?;
    Ok(tx.commit().await?)
}

/// Adds a moderator to a circle. They read what comes from the next epoch on, and older epochs once a member of the
/// circle gives them a wrap. Refuses [`Refusal::NotFound`] for an unknown consultation or member,
/// [`Refusal::NotAllowed`] for another role.
pub async fn add_to_circle(app: &App, id: ConsultationId, member: MemberId) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    storage::consultation::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    let member = authority::reviewer(&tx, member).await?;
    storage::consultation::add_to_circle(&tx, id, member.id).await?;
    write::finish(app, tx, Actor::Operator, Act::CircleJoined).await
}

/// Puts an organisation's first member into its circles that have no key yet. Once there is one, a member of the circle
/// admits who joins, after comparing their words.
pub(super) async fn join_keyless(app: &App, tx: &Tx, member: &Member) -> Result<(), Error> {
    for consultation in storage::consultation::list(tx).await? {
        let is_own = storage::consultation::organisation(tx, consultation.id).await? == Some(member.organisation);
        if !is_own || storage::epoch::current(tx, consultation.id).await?.is_some() {
            continue;
        }
        storage::consultation::add_to_circle(tx, consultation.id, member.id).await?;
        write::record(app, tx, Actor::Member(member.id), Act::CircleJoined).await?;
    }
    Ok(())
}
