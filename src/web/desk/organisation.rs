//! An organisation at the desk: its people and open invitations, its root key, all of its intakes, a circle's repair.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::circle::NewEpoch;
use crate::app::App;
use crate::crypto::signing::Public;
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::authority::{Colleague, Owner};
use crate::services::{epoch, organisation};
use crate::storage;
use crate::storage::member::Member;
use crate::web::http::extract::{ConfirmedIn, JsonBody, SignedIn};

/// `GET /api/desk/team`: the organisation, its people, who is invited, and the circles that it answers for. Invitations of
/// other organisations' people are listed too where their circles are shared: a second colleague may be needed from there.
pub async fn team(State(app): State<App>, by: SignedIn) -> Result<Json<Value>, Error> {
    let colleague = Colleague::find(&by.member)?;
    let own = storage::organisation::find(app.db.read(), colleague.member().organisation).await?;
    let own = own.ok_or(Refusal::NotFound)?;
    let all = storage::member::list(app.db.read()).await?;
    let people = all.iter().filter(|one| one.organisation == own.id).map(|one| {
        json!({
            "member": one.id,
            "login": one.login,
            "role": one.role,
            "last_week": one.last_week,
            "active": one.standing == Standing::Active,
            "may_review": one.role.may(Capability::JoinCircle) && one.standing == Standing::Active,
            "recovery": one.recovery.is_some(),
            "recipient": one.recipient,
            "signing": one.signing,
        })
    });
    Ok(Json(json!({
        "organisation": { "id": own.id, "name": own.name, "root": own.root_public },
        "people": people.collect::<Vec<_>>(),
        "invitations": invitations(&app, &by.member, &all).await?,
        "circles": circles(&app, &by.member, &all).await?,
    })))
}

async fn invitations(app: &App, by: &Member, all: &[Member]) -> Result<Vec<Value>, Error> {
    let login = |id| all.iter().find(|one| Some(one.id) == id).map(|one| one.login.as_str());
    let now = app.clock.unix();
    let circles = storage::consultation::circles_of(app.db.read(), by.id).await?;
    let mut shared = Vec::new();
    for circle in circles {
        shared.extend(storage::consultation::circle(app.db.read(), circle).await?);
    }
    let open = storage::invitation::list(app.db.read(), now).await?;
    let concern = open.iter().filter(|one| {
        let by_colleague = one.invited_by.is_some_and(|id| shared.contains(&id));
        one.organisation == by.organisation || by_colleague
    });
    let rows = concern.map(|one| {
        json!({
            "hash": one.hash,
            "kind": one.kind,
            "login": one.login,
            "role": one.role,
            "invited_by": login(one.invited_by),
            "approved_by": login(one.approved_by),
            "needs_two": one.needs_two,
            "mine": one.invited_by == Some(by.id) || one.member == Some(by.id),
            "days": (one.expires_at - now) / 86_400,
        })
    });
    Ok(rows.collect())
}

/// The circles that the organisation answers for: who is in them, and how far their chain has come.
async fn circles(app: &App, by: &Member, all: &[Member]) -> Result<Vec<Value>, Error> {
    let mut circles = Vec::new();
    for consultation in storage::consultation::list(app.db.read()).await? {
        if storage::consultation::organisation(app.db.read(), consultation.id).await? != Some(by.organisation) {
            continue;
        }
        let circle = storage::consultation::circle(app.db.read(), consultation.id).await?;
        let people = all.iter().filter(|one| circle.contains(&one.id)).map(
            |one| json!({ "member": one.id, "login": one.login, "recipient": one.recipient, "signing": one.signing }),
        );
        let periods = storage::epoch::list(app.db.read(), consultation.id).await?.len();
        circles.push(json!({
            "consultation": consultation.id,
            "title": consultation.questionnaire.title,
            "people": people.collect::<Vec<_>>(),
            "periods": periods,
        }));
    }
    Ok(circles)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    root: String,
}

/// `PUT /api/desk/organisation/root`: the public half of the key that the owner's browser has made.
pub async fn set_root(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(given): JsonBody<Root>,
) -> Result<StatusCode, Error> {
    let owner = Owner::find(&by.member)?;
    let root = Public::parse(&given.root).map_err(|_| Refusal::BadRequest)?;
    organisation::set_root(&app, &owner, &by.proof, &root).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/desk/organisation/lock`: stops every intake of the organisation. One member is enough.
pub async fn lock(State(app): State<App>, by: SignedIn) -> Result<StatusCode, Error> {
    organisation::lock(&app, &Colleague::find(&by.member)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/desk/circles/{consultation}/repairs`: an epoch that the root has signed, and with it the circle's people.
pub async fn repair(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(circle): Path<String>,
    JsonBody(next): JsonBody<NewEpoch>,
) -> Result<(StatusCode, Json<Value>), Error> {
    let owner = Owner::find(&by.member)?;
    let consultation = circle.parse().map_err(|_| Refusal::NotFound)?;
    organisation::repair(&app, &owner, &by.proof, consultation, next.read()?).await?;
    let chain = epoch::chain(&app, consultation).await?.ok_or(Refusal::NotFound)?;
    Ok((StatusCode::CREATED, Json(json!({ "periods": chain.epochs.len() }))))
}
