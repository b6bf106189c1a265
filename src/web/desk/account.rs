//! A member's own account: confirming, sessions, the passphrase; and the audit log.

use axum::Json;
use axum::extract::State;

use super::new_authenticator;
use crate::api::desk::account::{AuditEntry, AuditLog, MailAddress, NewPassphrase};
use crate::api::desk::session::{Confirmation, OpenSession, Sessions};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::{digest, member};
use crate::storage;
use crate::storage::session::{self, CONFIRMED};
use crate::web::http::answer::NoContent;
use crate::web::http::extract::{ConfirmedIn, JsonBody, Path, SignedIn};

/// `POST /api/desk/session/confirm`
pub async fn confirm(
    State(app): State<App>,
    by: SignedIn,
    JsonBody(confirmation): JsonBody<Confirmation>,
) -> Result<NoContent, Error> {
    let authenticator = Authenticator::parse(confirmation.authenticator.expose()).map_err(|_| Refusal::SignInFailed)?;
    member::confirm(&app, &by.member, authenticator).await?;
    by.remember(CONFIRMED, app.clock.minute()).await?;
    Ok(NoContent)
}

/// `GET /api/desk/sessions`. Hours, not minutes; no address, no device.
pub async fn sessions(State(app): State<App>, by: SignedIn) -> Result<Json<Sessions>, Error> {
    let own = by.session.id().map(|id| session::handle_of(&id)).unwrap_or_default();
    let now = app.clock.unix();
    let open = session::list(app.db.read(), by.member.id, now).await?;
    let sessions = open.into_iter().map(|session| OpenSession {
        hours: (now - session.started_at) / 3600,
        current: session.handle == own,
        handle: session.handle,
    });
    Ok(Json(Sessions { sessions: sessions.collect() }))
}

/// `DELETE /api/desk/sessions/{handle}`
pub async fn end_session(State(app): State<App>, by: SignedIn, Path(handle): Path<String>) -> Result<NoContent, Error> {
    member::end_session(&app, by.member.id, &handle).await?;
    Ok(NoContent)
}

/// `PUT /api/desk/account/passphrase`
pub async fn change_passphrase(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(new): JsonBody<NewPassphrase>,
) -> Result<NoContent, Error> {
    let new = member::NewPassphrase {
        salt: new.salt.0,
        authenticator: new_authenticator(&new.authenticator)?,
        wrap: new.wrap.0,
    };
    member::change_passphrase(&app, by.member.id, &by.proof, new, by.session.id().as_ref()).await?;
    Ok(NoContent)
}

/// `GET /api/desk/audit`: who did what in which week, and whether the chain holds. For who runs the instance
/// and for reviewers.
pub async fn audit(State(app): State<App>, by: SignedIn) -> Result<Json<AuditLog>, Error> {
    if !by.member.role.may(Capability::LookAfterPeople) {
        return Err(Refusal::NotAllowed.into());
    }
    let holds = storage::audit::verify(&app.db, &app.secret).await?.is_ok();
    let members = storage::member::list(app.db.read()).await?;
    let entries = storage::audit::list_last(app.db.read(), 500).await?.into_iter().map(|entry| {
        let id = entry.actor.strip_prefix("member:");
        let login = members.iter().find(|member| Some(member.id.to_string().as_str()) == id);
        let actor = login.map_or_else(|| "operator".to_owned(), |member| member.login.clone());
        AuditEntry { sequence: entry.sequence, actor, act: entry.act, week: entry.week }
    });
    Ok(Json(AuditLog { holds, entries: entries.collect() }))
}

/// `PUT /api/desk/account/mail`
pub async fn set_mail(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(mail): JsonBody<MailAddress>,
) -> Result<NoContent, Error> {
    digest::set_address(&app, by.member.id, &by.proof, &mail.address).await?;
    Ok(NoContent)
}
