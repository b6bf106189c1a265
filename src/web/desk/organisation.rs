//! An organisation at the desk: its people and open invitations, its root key, all of its intakes, a circle's repair.

use axum::Json;
use axum::extract::State;

use super::circle::new_epoch;
use crate::api::desk::circle::NewEpoch;
use crate::api::desk::organisation::{
    CircleRepaired, OpenInvitation, RootKey, RootProof, Team, TeamCircle, TeamCirclePerson, TeamOrganisation,
    TeamPerson,
};
use crate::app::App;
use crate::crypto::signing::Public;
use crate::domain::id::ConsultationId;
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::authority::{Colleague, Owner};
use crate::services::{epoch, organisation, party};
use crate::storage;
use crate::storage::member::Member;
use crate::web::http::answer::{Created, NoContent};
use crate::web::http::extract::{ConfirmedIn, JsonBody, Path, SignedIn};

/// `GET /api/desk/team`
pub async fn team(State(app): State<App>, by: SignedIn) -> Result<Json<Team>, Error> {
    let colleague = Colleague::find(&by.member)?;
    let own = storage::organisation::find(app.db.read(), colleague.member().organisation).await?;
    let own = own.ok_or(Refusal::NotFound)?;
    let members = storage::member::list(app.db.read()).await?;
    let people = members.iter().filter(|member| member.organisation == own.id).map(person);
    Ok(Json(Team {
        people: people.collect(),
        invitations: invitations(&app, &by.member, &members).await?,
        circles: circles(&app, &by.member, &members).await?,
        organisation: TeamOrganisation { id: own.id, name: own.name, root: own.root_public },
    }))
}

fn person(member: &Member) -> TeamPerson {
    let active = member.standing == Standing::Active;
    TeamPerson {
        member: member.id,
        person: member.person,
        organisation: member.organisation,
        login: member.login.clone(),
        role: member.role,
        last_week: member.last_week,
        active,
        second_from: member.second_from.map(|day| day.to_string()),
        may_review: member.role.may(Capability::JoinCircle) && active,
        recovery: member.recovery.is_some(),
        recipient: member.recipient.clone(),
        signing: member.signing.clone(),
    }
}

async fn invitations(app: &App, by: &Member, members: &[Member]) -> Result<Vec<OpenInvitation>, Error> {
    let login = |id| members.iter().find(|member| Some(member.id) == id).map(|member| member.login.clone());
    let now = app.clock.unix();
    let circles = storage::consultation::circles_of(app.db.read(), by.id).await?;
    let mut shared = Vec::new();
    for circle in circles {
        shared.extend(storage::consultation::circle(app.db.read(), circle).await?);
    }
    let open = storage::invitation::list(app.db.read(), now).await?;
    let concern = open.into_iter().filter(|invitation| {
        let by_colleague = invitation.invited_by.is_some_and(|id| shared.contains(&id));
        invitation.organisation == by.organisation || by_colleague
    });
    let rows = concern.map(|invitation| OpenInvitation {
        hash: invitation.hash,
        kind: invitation.kind,
        login: invitation.login,
        role: invitation.role,
        invited_by: login(invitation.invited_by),
        approved_by: login(invitation.approved_by),
        root_agreed: invitation.root_agreed,
        needs_two: invitation.needs_two,
        mine: invitation.invited_by == Some(by.id) || invitation.member == Some(by.id),
        days: (invitation.expires_at - now) / 86_400,
    });
    Ok(rows.collect())
}

/// The circles that the organisation answers for: who is in them, and how far their chain has come.
async fn circles(app: &App, by: &Member, members: &[Member]) -> Result<Vec<TeamCircle>, Error> {
    let mut circles = Vec::new();
    for consultation in storage::consultation::list(app.db.read()).await? {
        if storage::consultation::organisation(app.db.read(), consultation.id).await? != Some(by.organisation) {
            continue;
        }
        let circle = storage::consultation::circle(app.db.read(), consultation.id).await?;
        let people = members.iter().filter(|member| circle.contains(&member.id)).map(|member| TeamCirclePerson {
            member: member.id,
            person: member.person,
            organisation: member.organisation,
            role: member.role,
            login: member.login.clone(),
            recipient: member.recipient.clone(),
            signing: member.signing.clone(),
        });
        let periods = storage::epoch::list(app.db.read(), consultation.id).await?.len();
        circles.push(TeamCircle {
            consultation: consultation.id,
            title: consultation.questionnaire.title,
            people: people.collect(),
            periods,
        });
    }
    Ok(circles)
}

/// `PUT /api/desk/organisation/root`: the public half of the key that the owner's browser has made.
pub async fn set_root(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(key): JsonBody<RootKey>,
) -> Result<NoContent, Error> {
    let owner = Owner::find(&by.member)?;
    let root = Public::parse(&key.root).map_err(|_| Refusal::BadRequest)?;
    organisation::set_root(&app, &owner, &by.proof, &root).await?;
    Ok(NoContent)
}

/// A proof of the root key as services take it.
pub(super) fn root_proof(proof: Option<RootProof>) -> Option<party::RootProof> {
    proof.map(|RootProof { day, signature }| party::RootProof { day, signature })
}

/// `POST /api/desk/organisation/lock`: stops every intake of the organisation. One member is enough.
pub async fn lock(State(app): State<App>, by: SignedIn) -> Result<NoContent, Error> {
    organisation::lock(&app, &Colleague::find(&by.member)?).await?;
    Ok(NoContent)
}

/// `POST /api/desk/circles/{consultation}/repairs`: an epoch that the root has signed, and with it the circle's people.
pub async fn repair(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(consultation): Path<ConsultationId>,
    JsonBody(next): JsonBody<NewEpoch>,
) -> Result<Created<CircleRepaired>, Error> {
    let owner = Owner::find(&by.member)?;
    organisation::repair(&app, &owner, &by.proof, consultation, new_epoch(next)).await?;
    let chain = epoch::chain(&app, consultation).await?.ok_or(Refusal::NotFound)?;
    Ok(Created(CircleRepaired { periods: chain.epochs.len() }))
}
