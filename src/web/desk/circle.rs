//! A circle's keys and people: starting an epoch, adding and removing a member, the lock on its intake.

use axum::Json;
use axum::extract::State;

use super::organisation::root_proof;
use crate::api::bytes::Base64;
use crate::api::desk::circle::{
    Admission, CirclePeople, CirclePerson, CircleRosters, EpochStarted, NewEpoch, Removal, RosterQuery, SealedRoster,
};
use crate::api::desk::organisation::Closing;
use crate::api::done::Done;
use crate::app::App;
use crate::crypto::document::SignedDocument;
use crate::domain::id::{ConsultationId, MemberId};
use crate::domain::member::Standing;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::authority::{Colleague, Moderator};
use crate::services::{circle, epoch};
use crate::storage;
use crate::web::http::answer::{Created, NoContent};
use crate::web::http::extract::{ConfirmedIn, JsonBody, Path, Query, SignedIn};

/// A new epoch as services take it.
pub(super) fn new_epoch(new: NewEpoch) -> epoch::NewEpoch {
    let wraps = new.wraps.into_iter().map(|wrap| (wrap.member, wrap.wrap.0));
    epoch::NewEpoch { signed: new.signed, roster: new.roster.0, wraps: wraps.collect() }
}

/// `POST /api/desk/circles/{consultation}/epochs`
pub async fn start_epoch(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
    JsonBody(new): JsonBody<NewEpoch>,
) -> Result<Created<EpochStarted>, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    epoch::start(&app, &moderator, new_epoch(new)).await?;
    Ok(Created(EpochStarted { started: Done }))
}

/// `GET /api/desk/circles/{consultation}/rosters?from=…`
pub async fn rosters(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
    Query(query): Query<RosterQuery>,
) -> Result<Json<CircleRosters>, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    let rosters = epoch::rosters(&app, &moderator, query.from).await?;
    let rosters = rosters.into_iter().map(|(number, roster)| SealedRoster { number, roster: Base64(roster) });
    Ok(Json(CircleRosters { rosters: rosters.collect() }))
}

/// `GET /api/desk/circles/{consultation}/members`: the circle, who could join it, and who holds which epochs.
pub async fn people(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
) -> Result<Json<CirclePeople>, Error> {
    Moderator::find(&app, &by.member, consultation).await?;
    let circle = storage::consultation::circle(app.db.read(), consultation).await?;
    let holders = storage::epoch::holders(app.db.read(), consultation).await?;
    let organisations = storage::organisation::list(app.db.read()).await?;
    let members = storage::member::list(app.db.read()).await?;
    let could_join = members
        .into_iter()
        .filter(|member| member.role.may(Capability::JoinCircle) && member.standing == Standing::Active);
    let people = could_join.map(|member| {
        let held = holders.iter().filter(|(holder, _)| *holder == member.id);
        let mut epochs: Vec<_> = held.map(|(_, number)| *number).collect();
        epochs.sort_unstable();
        let organisation = organisations.iter().find(|organisation| organisation.id == member.organisation);
        CirclePerson {
            role: member.role,
            organisation: member.organisation,
            organisation_name: organisation.map(|organisation| organisation.name.clone()),
            in_circle: circle.contains(&member.id),
            member: member.id,
            person: member.person,
            login: member.login,
            last_week: member.last_week,
            epochs,
            recipient: member.recipient,
            signing: member.signing,
        }
    });
    let shredded = storage::epoch::shredded(app.db.read(), consultation).await?;
    Ok(Json(CirclePeople { people: people.collect(), shredded }))
}

/// `POST /api/desk/circles/{consultation}/members`
pub async fn add(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(consultation): Path<ConsultationId>,
    JsonBody(admission): JsonBody<Admission>,
) -> Result<NoContent, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    let wraps = admission.wraps.into_iter().map(|wrap| (wrap.number, wrap.wrap.0));
    let next = admission.epoch.map(new_epoch);
    circle::add(&app, &moderator, &by.proof, admission.member, wraps.collect(), next).await?;
    Ok(NoContent)
}

/// `POST /api/desk/circles/{consultation}/removals`
pub async fn remove(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(consultation): Path<ConsultationId>,
    JsonBody(removal): JsonBody<Removal>,
) -> Result<NoContent, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    let extent = if removal.account { circle::Removal::Account } else { circle::Removal::Circle };
    let root = root_proof(removal.root);
    let leaving = (removal.member, removal.also.as_slice());
    circle::remove(&app, &moderator, &by.proof, leaving, extent, (new_epoch(removal.epoch), root.as_ref())).await?;
    Ok(NoContent)
}

/// `POST /api/desk/members/{member}/closing`: for people of the organisation or of a shared circle, in a circle or not.
pub async fn close(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(member): Path<MemberId>,
    JsonBody(closing): JsonBody<Closing>,
) -> Result<NoContent, Error> {
    let root = root_proof(closing.root);
    circle::close(&app, &Colleague::find(&by.member)?, &by.proof, member, root.as_ref()).await?;
    Ok(NoContent)
}

/// `POST /api/desk/circles/{consultation}/lock`
pub async fn lock(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
) -> Result<NoContent, Error> {
    circle::lock(&app, &Moderator::find(&app, &by.member, consultation).await?).await?;
    Ok(NoContent)
}

/// `DELETE /api/desk/circles/{consultation}/lock`: the first member asks, the second opens.
pub async fn unlock(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(consultation): Path<ConsultationId>,
) -> Result<NoContent, Error> {
    circle::unlock(&app, &Moderator::find(&app, &by.member, consultation).await?, &by.proof).await?;
    Ok(NoContent)
}

/// `PUT /api/desk/circles/{consultation}/head`: the head of the chain that the member's browser has verified.
pub async fn set_head(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
    JsonBody(head): JsonBody<SignedDocument>,
) -> Result<NoContent, Error> {
    circle::set_head(&app, &Moderator::find(&app, &by.member, consultation).await?, &head).await?;
    Ok(NoContent)
}
