//! Invitations: made, agreed to and taken back by members; looked at and accepted by whoever holds the link.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{decode, new_authenticator, salt, totp_secret};
use crate::app::App;
use crate::crypto::signing::Public;
use crate::domain::id::MemberId;
use crate::domain::invitation::Kind;
use crate::domain::member::Login;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::error::Error;
use crate::services::authority::Colleague;
use crate::services::invitation::{self, Accepted, Newcomer};
use crate::storage;
use crate::web::http::extract::{ConfirmedIn, JsonBody, SignedIn};

/// Somebody new, by login and role, or somebody known, by what they lost.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "kind")]
pub enum Invited {
    Join { hash: String, login: String, role: Role },
    Readmit { hash: String, member: MemberId },
    SecondFactor { hash: String, member: MemberId },
}

/// `POST /api/desk/invitations`
pub async fn invite(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(given): JsonBody<Invited>,
) -> Result<StatusCode, Error> {
    let colleague = Colleague::find(&by.member)?;
    match given {
        Invited::Join { hash, login, role } => {
            let newcomer = Newcomer { login: Login::parse(&login)?, role };
            invitation::invite(&app, &colleague, &by.proof, &hash, newcomer).await?;
        }
        Invited::Readmit { hash, member } => {
            invitation::invite_back(&app, &colleague, &by.proof, &hash, Kind::Readmit, member).await?;
        }
        Invited::SecondFactor { hash, member } => {
            invitation::invite_back(&app, &colleague, &by.proof, &hash, Kind::SecondFactor, member).await?;
        }
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/desk/invitations/{hash}`
pub async fn withdraw(State(app): State<App>, by: SignedIn, Path(hash): Path<String>) -> Result<StatusCode, Error> {
    invitation::withdraw(&app, &Colleague::find(&by.member)?, &hash).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/desk/invitations/{hash}/approval`
pub async fn approve(State(app): State<App>, by: ConfirmedIn, Path(hash): Path<String>) -> Result<StatusCode, Error> {
    invitation::approve(&app, &Colleague::find(&by.member)?, &by.proof, &hash).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    token: Zeroizing<String>,
}

/// `POST /api/desk/join/look`: what a link is for. A POST, so that the token stands in no log of addresses.
pub async fn look(State(app): State<App>, JsonBody(link): JsonBody<Link>) -> Result<Json<Value>, Error> {
    let found = invitation::look(&app, &link.token).await?;
    let organisation = storage::organisation::find(app.db.read(), found.organisation).await?;
    Ok(Json(json!({
        "kind": found.kind,
        "login": found.login,
        "role": found.role,
        "organisation": organisation.map(|one| one.name),
    })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joining {
    token: Zeroizing<String>,
    member: MemberId,
    salt: String,
    authenticator: Zeroizing<String>,
    totp: Zeroizing<String>,
    code: String,
    recipient: String,
    signing: String,
    wrap: String,
}

/// `POST /api/desk/join`: the account that an invited browser made.
pub async fn accept(State(app): State<App>, JsonBody(given): JsonBody<Joining>) -> Result<StatusCode, Error> {
    let accepted = Accepted {
        id: given.member,
        salt: salt(&given.salt)?,
        authenticator: new_authenticator(&given.authenticator)?,
        totp: totp_secret(&given.totp)?,
        code: given.code,
        recipient: given.recipient.parse().map_err(|_| Refusal::BadRequest)?,
        signing: Public::parse(&given.signing).map_err(|_| Refusal::BadRequest)?,
        wrap: decode(&given.wrap)?,
    };
    invitation::accept(&app, &given.token, accepted).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondFactor {
    token: Zeroizing<String>,
    authenticator: Zeroizing<String>,
    totp: Zeroizing<String>,
    code: String,
}

/// `POST /api/desk/join/second-factor`
pub async fn renew_second_factor(
    State(app): State<App>,
    JsonBody(given): JsonBody<SecondFactor>,
) -> Result<StatusCode, Error> {
    let authenticator = new_authenticator(&given.authenticator)?;
    let totp = totp_secret(&given.totp)?;
    invitation::renew_second_factor(&app, &given.token, authenticator, &totp, &given.code).await?;
    Ok(StatusCode::NO_CONTENT)
}
