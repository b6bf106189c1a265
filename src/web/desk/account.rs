//! A member's own account: confirming, sessions, the passphrase; and the audit log.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{decode, new_authenticator, salt};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::digest;
use crate::services::member::{self, NewPassphrase};
use crate::storage;
use crate::storage::session::{self, CONFIRMED};
use crate::web::http::extract::{ConfirmedIn, JsonBody, SignedIn};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirming {
    authenticator: Zeroizing<String>,
}

/// `POST /api/desk/session/confirm`
pub async fn confirm(
    State(app): State<App>,
    by: SignedIn,
    JsonBody(given): JsonBody<Confirming>,
) -> Result<StatusCode, Error> {
    let authenticator = Authenticator::parse(&given.authenticator).map_err(|_| Refusal::SignInFailed)?;
    member::confirm(&app, &by.member, authenticator).await?;
    let failed = |_| Error::Internal("the session could not be stored".to_owned());
    by.session.insert(CONFIRMED, app.clock.unix()).await.map_err(failed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/desk/sessions`: where the member is signed in, the latest first. Hours, not minutes; no address, no device.
pub async fn sessions(State(app): State<App>, by: SignedIn) -> Result<Json<Value>, Error> {
    let own = by.session.id().map(|id| session::handle_of(&id)).unwrap_or_default();
    let all = session::list(app.db.read(), by.member.id, app.clock.unix()).await?;
    let rows = all.iter().map(|one| {
        let hours = (app.clock.unix() - one.started_at) / 3600;
        json!({ "handle": one.handle, "hours": hours, "current": one.handle == own })
    });
    Ok(Json(json!({ "sessions": rows.collect::<Vec<_>>() })))
}

/// `DELETE /api/desk/sessions/{handle}`
pub async fn end_session(
    State(app): State<App>,
    by: SignedIn,
    Path(handle): Path<String>,
) -> Result<StatusCode, Error> {
    member::end_session(&app, by.member.id, &handle).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangedPassphrase {
    salt: String,
    authenticator: Zeroizing<String>,
    wrap: String,
}

/// `PUT /api/desk/account/passphrase`
pub async fn change_passphrase(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(given): JsonBody<ChangedPassphrase>,
) -> Result<StatusCode, Error> {
    let new = NewPassphrase {
        salt: salt(&given.salt)?,
        authenticator: new_authenticator(&given.authenticator)?,
        wrap: decode(&given.wrap)?,
    };
    member::change_passphrase(&app, by.member.id, &by.proof, new, by.session.id().as_ref()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/desk/audit`: who did what in which week, and whether the chain of hashes holds. For who runs the instance and
/// for reviewers.
pub async fn audit(State(app): State<App>, by: SignedIn) -> Result<Json<Value>, Error> {
    if !by.member.role.may(Capability::LookAfterPeople) {
        return Err(Refusal::NotAllowed.into());
    }
    let holds = storage::audit::verify(app.db.read()).await?.is_ok();
    let names = storage::member::list(app.db.read()).await?;
    let entries = storage::audit::list_last(app.db.read(), 500).await?;
    let entries = entries.iter().map(|entry| {
        let id = entry.actor.strip_prefix("member:");
        let login = names.iter().find(|one| Some(one.id.to_string().as_str()) == id).map(|one| one.login.as_str());
        json!({ "sequence": entry.sequence, "actor": login.unwrap_or("operator"), "act": entry.act, "week": entry.week })
    });
    Ok(Json(json!({ "holds": holds, "entries": entries.collect::<Vec<_>>() })))
}

/// An address for the daily mail; empty for none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailAddress {
    address: String,
}

/// `PUT /api/desk/account/mail`
pub async fn set_mail(
    State(app): State<App>,
    by: SignedIn,
    JsonBody(given): JsonBody<MailAddress>,
) -> Result<StatusCode, Error> {
    digest::set_address(&app, by.member.id, &given.address).await?;
    Ok(StatusCode::NO_CONTENT)
}
