//! The recovery sheet: printed by a member, used by whoever holds it when the passphrase is lost.

use axum::Json;
use axum::extract::State;

use super::{new_authenticator, totp_secret};
use crate::api::bytes::{Base64, Secret};
use crate::api::desk::recovery::{Recovery, RecoverySheet, SheetCredentials, SheetOpened};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::recovery::{self, Renewed};
use crate::web::http::answer::NoContent;
use crate::web::http::extract::{ConfirmedIn, JsonBody};

/// `PUT /api/desk/account/recovery`
pub async fn print(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(sheet): JsonBody<RecoverySheet>,
) -> Result<NoContent, Error> {
    let authenticator = new_authenticator(&sheet.authenticator)?;
    recovery::print(&app, by.member.id, &by.proof, &authenticator, sheet.wrap.0).await?;
    Ok(NoContent)
}

/// The authenticator of a sheet. Refuses `RecoveryRefused` for a malformed one, as for a wrong one.
fn sheet_authenticator(text: &Secret) -> Result<Authenticator, Refusal> {
    Authenticator::parse(text.expose()).map_err(|_| Refusal::RecoveryRefused)
}

/// `POST /api/desk/recovery`: the wrap that the sheet opens.
pub async fn open(
    State(app): State<App>,
    JsonBody(sheet): JsonBody<SheetCredentials>,
) -> Result<Json<SheetOpened>, Error> {
    let authenticator = sheet_authenticator(&sheet.authenticator)?;
    let (member, wrap) = recovery::open(&app, &sheet.login, &authenticator).await?;
    Ok(Json(SheetOpened { member: member.id, wrap: Base64(wrap) }))
}

/// `PUT /api/desk/recovery`: a new passphrase and a new one-time secret.
pub async fn renew(State(app): State<App>, JsonBody(new): JsonBody<Recovery>) -> Result<NoContent, Error> {
    let renewed = Renewed {
        salt: new.salt.0,
        authenticator: new_authenticator(&new.authenticator)?,
        wrap: new.wrap.0,
        totp: totp_secret(&new.totp)?,
        code: new.code,
    };
    recovery::renew(&app, &new.login, &sheet_authenticator(&new.sheet)?, renewed).await?;
    Ok(NoContent)
}
