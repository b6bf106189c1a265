//! A circle's keys and people: starting an epoch, adding and removing a member, the lock on its intake.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::decode;
use crate::app::App;
use crate::crypto::chain::SignedStatement;
use crate::crypto::document::SignedDocument;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::MemberId;
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::authority::{Colleague, Moderator};
use crate::services::circle::{self, Removal};
use crate::services::epoch;
use crate::storage;
use crate::web::http::extract::{ConfirmedIn, JsonBody, SignedIn};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEpoch {
    signed: SignedStatement,
    wraps: Vec<NewWrap>,
}

#[derive(Deserialize)]
struct NewWrap {
    member: MemberId,
    wrap: String,
}

impl NewEpoch {
    pub(super) fn read(self) -> Result<epoch::NewEpoch, Refusal> {
        let wraps = self.wraps.into_iter().map(|new| Ok((new.member, decode(&new.wrap)?)));
        Ok(epoch::NewEpoch { signed: self.signed, wraps: wraps.collect::<Result<_, Refusal>>()? })
    }
}

async fn moderator(app: &App, member: &storage::member::Member, circle: &str) -> Result<Moderator, Error> {
    Moderator::find(app, member, circle.parse().map_err(|_| Refusal::NotFound)?).await
}

/// `POST /api/desk/circles/{consultation}/epochs`
pub async fn start_epoch(
    State(app): State<App>,
    by: SignedIn,
    Path(circle): Path<String>,
    JsonBody(new): JsonBody<NewEpoch>,
) -> Result<(StatusCode, Json<Value>), Error> {
    let moderator = moderator(&app, &by.member, &circle).await?;
    epoch::start(&app, &moderator, new.read()?).await?;
    Ok((StatusCode::CREATED, Json(json!({ "started": true }))))
}

/// `GET /api/desk/circles/{consultation}/members`: the circle, who could join it, and who holds which epochs.
pub async fn people(State(app): State<App>, by: SignedIn, Path(circle): Path<String>) -> Result<Json<Value>, Error> {
    let moderator = moderator(&app, &by.member, &circle).await?;
    let id = moderator.consultation();
    let circle = storage::consultation::circle(app.db.read(), id).await?;
    let holders = storage::epoch::holders(app.db.read(), id).await?;
    let organisations = storage::organisation::list(app.db.read()).await?;
    let all = storage::member::list(app.db.read()).await?;
    let could = all.iter().filter(|one| one.role.may(Capability::JoinCircle) && one.standing == Standing::Active);
    let people = could.map(|one| {
        let mut epochs: Vec<_> =
            holders.iter().filter(|(member, _)| *member == one.id).map(|(_, number)| number).collect();
        epochs.sort_unstable();
        json!({
            "member": one.id,
            "login": one.login,
            "organisation": organisations.iter().find(|found| found.id == one.organisation).map(|found| &found.name),
            "last_week": one.last_week,
            "in_circle": circle.contains(&one.id),
            "epochs": epochs,
            "recipient": one.recipient,
            "signing": one.signing,
        })
    });
    let people: Vec<_> = people.collect();
    let shredded = storage::epoch::shredded(app.db.read(), id).await?;
    Ok(Json(json!({ "people": people, "shredded": shredded })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joining {
    member: MemberId,
    wraps: Vec<EpochWrap>,
}

#[derive(Deserialize)]
struct EpochWrap {
    number: EpochNumber,
    wrap: String,
}

/// `POST /api/desk/circles/{consultation}/members`
pub async fn add(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(circle): Path<String>,
    JsonBody(joining): JsonBody<Joining>,
) -> Result<StatusCode, Error> {
    let moderator = moderator(&app, &by.member, &circle).await?;
    let wraps = joining.wraps.into_iter().map(|new| Ok((new.number, decode(&new.wrap)?)));
    circle::add(&app, &moderator, &by.proof, joining.member, wraps.collect::<Result<_, Refusal>>()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    member: MemberId,
    /// Whether the account is closed too: an arrest, not a change of duties.
    account: bool,
    /// Who goes out of this circle with them: people whose keys the removing browser does not know.
    #[serde(default)]
    also: Vec<MemberId>,
    epoch: NewEpoch,
}

/// `POST /api/desk/circles/{consultation}/removals`
pub async fn remove(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(circle): Path<String>,
    JsonBody(leaving): JsonBody<Leaving>,
) -> Result<StatusCode, Error> {
    let moderator = moderator(&app, &by.member, &circle).await?;
    let removal = if leaving.account { Removal::Account } else { Removal::Circle };
    circle::remove(&app, &moderator, &by.proof, (leaving.member, &leaving.also), removal, leaving.epoch.read()?)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/desk/members/{member}/closing`: for people of the organisation or of a shared circle, in a circle or not.
pub async fn close(State(app): State<App>, by: ConfirmedIn, Path(member): Path<String>) -> Result<StatusCode, Error> {
    let member = member.parse().map_err(|_| Refusal::NotFound)?;
    circle::close(&app, &Colleague::find(&by.member)?, &by.proof, member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/desk/circles/{consultation}/lock`
pub async fn lock(State(app): State<App>, by: SignedIn, Path(circle): Path<String>) -> Result<StatusCode, Error> {
    circle::lock(&app, &moderator(&app, &by.member, &circle).await?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/desk/circles/{consultation}/lock`: the first member asks, the second opens.
pub async fn unlock(State(app): State<App>, by: ConfirmedIn, Path(circle): Path<String>) -> Result<StatusCode, Error> {
    circle::unlock(&app, &moderator(&app, &by.member, &circle).await?, &by.proof).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `PUT /api/desk/circles/{consultation}/head`: the head of the chain that the member's browser has verified.
pub async fn set_head(
    State(app): State<App>,
    by: SignedIn,
    Path(circle): Path<String>,
    JsonBody(head): JsonBody<SignedDocument>,
) -> Result<StatusCode, Error> {
    circle::set_head(&app, &moderator(&app, &by.member, &circle).await?, &head).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedTo {
    epoch: EpochNumber,
}

/// `PUT /api/desk/reports/{report}/epoch`: to which epoch a kept report was found to be sealed.
pub async fn set_epoch(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<String>,
    JsonBody(sealed): JsonBody<SealedTo>,
) -> Result<StatusCode, Error> {
    let report = report.parse().map_err(|_| Refusal::NotFound)?;
    let (moderator, report) = Moderator::of_report(&app, &by.member, report).await?;
    circle::set_epoch(&app, &moderator, report.id, sealed.epoch).await?;
    Ok(StatusCode::NO_CONTENT)
}
