//! Passkeys: registered and removed by a member, and used at the door and for acts on keys and members.

use axum::Json;
use axum::extract::State;
use tower_sessions::Session;

use super::session::begin_session;
use crate::api::bytes::Base64;
use crate::api::desk::passkey::{NewPasskey, Passkey, PasskeyAssertion, PasskeyChallenge, PasskeySession, Passkeys};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::passkey::Challenge;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::passkey::{self, Assertion};
use crate::storage;
use crate::storage::session::CONFIRMED;
use crate::web::http::answer::NoContent;
use crate::web::http::extract::{ConfirmedIn, JsonBody, Path, SignedIn};

impl From<Challenge> for PasskeyChallenge {
    fn from(challenge: Challenge) -> Self {
        Self { options: challenge.options, state: challenge.state }
    }
}

/// `GET /api/desk/passkeys`: the member's own, and whether each opens their keys without the passphrase.
pub async fn list(State(app): State<App>, by: SignedIn) -> Result<Json<Passkeys>, Error> {
    let passkeys = storage::passkey::list(app.db.read(), by.member.id).await?;
    let passkeys = passkeys.into_iter().map(|passkey| Passkey {
        id: passkey.id,
        name: passkey.name,
        opens: passkey.wrap.is_some(),
    });
    Ok(Json(Passkeys { possible: passkey::is_possible(&app), passkeys: passkeys.collect() }))
}

/// `POST /api/desk/passkeys/registration`
pub async fn begin(State(app): State<App>, by: ConfirmedIn) -> Result<Json<PasskeyChallenge>, Error> {
    Ok(Json(passkey::begin(&app, &by.member, &by.proof).await?.into()))
}

/// `POST /api/desk/passkeys`
pub async fn register(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(new): JsonBody<NewPasskey>,
) -> Result<NoContent, Error> {
    let wrap = new.wrap.map(|wrap| wrap.0);
    let made = passkey::NewPasskey { name: new.name, state: new.state, credential: new.credential, wrap };
    passkey::register(&app, &by.member, &by.proof, made).await?;
    Ok(NoContent)
}

/// `DELETE /api/desk/passkeys/{id}`
pub async fn remove(State(app): State<App>, by: ConfirmedIn, Path(id): Path<String>) -> Result<NoContent, Error> {
    passkey::remove(&app, by.member.id, &by.proof, &id).await?;
    Ok(NoContent)
}

/// `GET /api/desk/session/passkey`: a challenge for anybody's passkey.
pub async fn challenge(State(app): State<App>) -> Result<Json<PasskeyChallenge>, Error> {
    Ok(Json(passkey::challenge(&app)?.into()))
}

fn assertion(signed: PasskeyAssertion) -> Assertion {
    Assertion { state: signed.state, credential: signed.credential }
}

/// `POST /api/desk/session/passkey`: signs in. The wrap is the one that the passkey's PRF opens.
pub async fn enter(
    State(app): State<App>,
    session: Session,
    JsonBody(mut signed): JsonBody<PasskeyAssertion>,
) -> Result<Json<PasskeySession>, Error> {
    let authenticator = signed.authenticator.take().map(|text| Authenticator::parse(text.expose()));
    let assertion = assertion(signed);
    let authenticator = authenticator.transpose().map_err(|_| Refusal::SignInFailed)?;
    let (member, passkey) = passkey::sign_in(&app, &assertion, authenticator).await?;
    let session = begin_session(&app, &session, &member).await?;
    Ok(Json(PasskeySession { session, wrap: passkey.wrap.map(Base64) }))
}

/// `POST /api/desk/session/confirm/passkey`: in place of the passphrase, before acts on keys and members.
pub async fn confirm(
    State(app): State<App>,
    by: SignedIn,
    JsonBody(signed): JsonBody<PasskeyAssertion>,
) -> Result<NoContent, Error> {
    let (member, _) = passkey::check(&app, &assertion(signed)).await?;
    if member.id != by.member.id {
        return Err(Refusal::PasskeyRefused.into());
    }
    by.remember(CONFIRMED, app.clock.minute()).await?;
    Ok(NoContent)
}
