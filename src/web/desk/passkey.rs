//! Passkeys: registered and removed by a member, and used at the door and for acts on keys and members.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Deserialize;
use serde_json::{Value, json};
use tower_sessions::Session;
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};
use zeroize::Zeroizing;

use super::decode;
use super::session::begin_session;
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::passkey::{self, Assertion, NewPasskey};
use crate::storage;
use crate::storage::session::CONFIRMED;
use crate::web::http::extract::{ConfirmedIn, JsonBody, SignedIn};

fn value(challenge: &impl serde::Serialize) -> Result<Value, Error> {
    serde_json::to_value(challenge).map_err(|error| Error::Internal(error.to_string()))
}

/// `GET /api/desk/passkeys`: the member's own, and whether each opens their keys without the passphrase.
pub async fn list(State(app): State<App>, by: SignedIn) -> Result<Json<Value>, Error> {
    let all = storage::passkey::list(app.db.read(), by.member.id).await?;
    let rows = all.iter().map(|one| json!({ "id": one.id, "name": one.name, "opens": one.wrap.is_some() }));
    Ok(Json(json!({ "possible": passkey::is_possible(&app), "passkeys": rows.collect::<Vec<_>>() })))
}

/// `POST /api/desk/passkeys/registration`
pub async fn begin(State(app): State<App>, by: ConfirmedIn) -> Result<Json<Value>, Error> {
    let (challenge, state) = passkey::begin(&app, &by.member, &by.proof).await?;
    let mut options = value(&challenge)?;
    // Found without a login: the library asks for this with its own resident keys only.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    options["publicKey"]["authenticatorSelection"]["userVerification"] = json!("required");
    Ok(Json(json!({ "options": options["publicKey"], "state": state })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct New {
    name: String,
    state: String,
    credential: RegisterPublicKeyCredential,
    #[serde(default)]
    wrap: Option<String>,
}

/// `POST /api/desk/passkeys`
pub async fn register(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(new): JsonBody<New>,
) -> Result<StatusCode, Error> {
    let wrap = new.wrap.as_deref().map(decode).transpose()?;
    let made = NewPasskey { name: new.name, state: new.state, credential: new.credential, wrap };
    passkey::register(&app, &by.member, &by.proof, made).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/desk/passkeys/{id}`
pub async fn remove(State(app): State<App>, by: ConfirmedIn, Path(id): Path<String>) -> Result<StatusCode, Error> {
    passkey::remove(&app, by.member.id, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/desk/session/passkey`: a challenge for anybody's passkey.
pub async fn challenge(State(app): State<App>) -> Result<Json<Value>, Error> {
    let (challenge, state) = passkey::challenge(&app)?;
    Ok(Json(json!({ "options": value(&challenge)?["publicKey"], "state": state })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    state: String,
    credential: PublicKeyCredential,
    #[serde(default)]
    authenticator: Option<Zeroizing<String>>,
}

/// `POST /api/desk/session/passkey`: signs in. The wrap is the one that the passkey's PRF opens.
pub async fn enter(
    State(app): State<App>,
    session: Session,
    JsonBody(given): JsonBody<Given>,
) -> Result<Json<Value>, Error> {
    let authenticator = given.authenticator.as_deref().map(|text| Authenticator::parse(text));
    let authenticator = authenticator.transpose().map_err(|_| Refusal::SignInFailed)?;
    let assertion = Assertion { state: given.state, credential: given.credential };
    let (member, passkey) = passkey::sign_in(&app, &assertion, authenticator).await?;
    let mut entered = begin_session(&app, &session, &member).await?;
    entered["wrap"] = json!(passkey.wrap.map(|wrap| BASE64_STANDARD.encode(wrap)));
    Ok(Json(entered))
}

/// `POST /api/desk/session/confirm/passkey`: in place of the passphrase, before acts on keys and members.
pub async fn confirm(
    State(app): State<App>,
    by: SignedIn,
    JsonBody(given): JsonBody<Given>,
) -> Result<StatusCode, Error> {
    let assertion = Assertion { state: given.state, credential: given.credential };
    let (member, _) = passkey::check(&app, &assertion).await?;
    if member.id != by.member.id {
        return Err(Refusal::PasskeyRefused.into());
    }
    let failed = |_| Error::Internal("the session could not be stored".to_owned());
    by.session.insert(CONFIRMED, app.clock.unix()).await.map_err(failed)?;
    Ok(StatusCode::NO_CONTENT)
}
