//! The recovery sheet: printed by a member, used by who holds it when the passphrase is lost.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Deserialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{decode, new_authenticator, salt, totp_secret};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::recovery::{self, Renewed};
use crate::web::http::extract::{ConfirmedIn, JsonBody};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    authenticator: Zeroizing<String>,
    wrap: String,
}

/// `PUT /api/desk/account/recovery`
pub async fn print(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(given): JsonBody<Printed>,
) -> Result<StatusCode, Error> {
    let authenticator = new_authenticator(&given.authenticator)?;
    recovery::print(&app, by.member.id, &by.proof, &authenticator, decode(&given.wrap)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    login: String,
    authenticator: Zeroizing<String>,
}

fn sheet(authenticator: &str) -> Result<Authenticator, Refusal> {
    Authenticator::parse(authenticator).map_err(|_| Refusal::RecoveryRefused)
}

/// `POST /api/desk/recovery`: the wrap that the sheet opens.
pub async fn open(State(app): State<App>, JsonBody(given): JsonBody<Sheet>) -> Result<Json<Value>, Error> {
    let (member, wrap) = recovery::open(&app, &given.login, &sheet(&given.authenticator)?).await?;
    Ok(Json(json!({ "member": member.id, "wrap": BASE64_STANDARD.encode(wrap) })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anew {
    login: String,
    sheet: Zeroizing<String>,
    salt: String,
    authenticator: Zeroizing<String>,
    wrap: String,
    totp: Zeroizing<String>,
    code: String,
}

/// `PUT /api/desk/recovery`: a new passphrase and a new one-time secret.
pub async fn renew(State(app): State<App>, JsonBody(given): JsonBody<Anew>) -> Result<StatusCode, Error> {
    let new = Renewed {
        salt: salt(&given.salt)?,
        authenticator: new_authenticator(&given.authenticator)?,
        wrap: decode(&given.wrap)?,
        totp: totp_secret(&given.totp)?,
        code: given.code,
    };
    recovery::renew(&app, &given.login, &sheet(&given.sheet)?, new).await?;
    Ok(StatusCode::NO_CONTENT)
}
