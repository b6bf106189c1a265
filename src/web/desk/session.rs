//! Signing in and out.

use axum::Json;
use axum::extract::State;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use tower_sessions::Session;

use crate::api::bytes::Base64Url;
use crate::api::desk::session::{self as api, Credentials, Salt, SaltQuery, SessionStarted, SignInTicket};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::random;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::attempt::{self, SinceLastSignIn};
use crate::services::member;
use crate::storage::member::Member;
use crate::storage::session::{MEMBER, STARTED};
use crate::web::http::answer::NoContent;
use crate::web::http::extract::{CSRF, JsonBody, Query, SignedIn, remember};

/// `GET /api/desk/salt?login=…`: answers any login.
pub async fn salt(State(app): State<App>, Query(SaltQuery { login }): Query<SaltQuery>) -> Result<Json<Salt>, Error> {
    let salt = member::salt(&app, &login).await?;
    let (challenge, work) = member::challenge(&app, &login);
    Ok(Json(Salt { salt: Base64Url(salt), ticket: SignInTicket { challenge, work } }))
}

/// `POST /api/desk/session`
pub async fn enter(
    State(app): State<App>,
    session: Session,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<Json<SessionStarted>, Error> {
    let Credentials { login, authenticator, totp, ticket } = credentials;
    let authenticator = Authenticator::parse(authenticator.expose()).map_err(|_| Refusal::SignInFailed)?;
    let member = member::sign_in(&app, &login, authenticator, &totp, ticket.as_deref()).await?;
    Ok(Json(begin_session(&app, &session, &member).await?))
}

impl From<SinceLastSignIn> for api::SinceLastSignIn {
    fn from(since: SinceLastSignIn) -> Self {
        let changes = since.changes.into_iter();
        Self {
            week: since.week,
            wrong_passphrases: since.failed.wrong_passphrases,
            wrong_codes: since.failed.wrong_codes,
            changes: changes.map(|entry| api::AccountChange { act: entry.act, week: entry.week }).collect(),
        }
    }
}

/// A fresh session of a member, and what their browser is told of it.
pub(super) async fn begin_session(app: &App, session: &Session, member: &Member) -> Result<SessionStarted, Error> {
    session.cycle_id().await.map_err(|_| Error::Internal("the session could not be renewed".to_owned()))?;
    let csrf = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<16>());
    remember(session, MEMBER, member.id).await?;
    remember(session, STARTED, app.clock.minute()).await?;
    remember(session, CSRF, &csrf).await?;
    let since = attempt::since_last_sign_in(app, member).await?;
    Ok(SessionStarted { member: member.id, role: member.role, csrf, since: since.into() })
}

/// `DELETE /api/desk/session`
pub async fn leave(by: SignedIn) -> Result<NoContent, Error> {
    by.session.flush().await.map_err(|_| Error::Internal("the session could not be ended".to_owned()))?;
    Ok(NoContent)
}
