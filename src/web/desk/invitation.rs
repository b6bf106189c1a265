//! Invitations: made, agreed to and taken back by members; looked at and accepted by whoever holds the link.

use axum::Json;
use axum::extract::State;

use super::organisation::root_proof;
use super::{new_authenticator, totp_secret};
use crate::api::desk::invitation::{Invitation, InvitationToken, NewAccount, NewInvitation, NewSecondFactor};
use crate::api::desk::organisation::Agreement;
use crate::app::App;
use crate::crypto::signing::Public;
use crate::domain::invitation::Kind;
use crate::domain::member::Login;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Colleague;
use crate::services::invitation::{self, Accepted, Newcomer};
use crate::storage;
use crate::web::http::answer::NoContent;
use crate::web::http::extract::{ConfirmedIn, JsonBody, Path, SignedIn};

/// `POST /api/desk/invitations`
pub async fn invite(
    State(app): State<App>,
    by: ConfirmedIn,
    JsonBody(new): JsonBody<NewInvitation>,
) -> Result<NoContent, Error> {
    let colleague = Colleague::find(&by.member)?;
    match new {
        NewInvitation::Join { hash, login, role, same_as } => {
            let newcomer = Newcomer { login: Login::parse(&login)?, role, same_as };
            invitation::invite(&app, &colleague, &by.proof, &hash, newcomer).await?;
        }
        NewInvitation::Readmit { hash, member } => {
            invitation::invite_back(&app, &colleague, &by.proof, &hash, Kind::Readmit, member).await?;
        }
        NewInvitation::SecondFactor { hash, member } => {
            invitation::invite_back(&app, &colleague, &by.proof, &hash, Kind::SecondFactor, member).await?;
        }
    }
    Ok(NoContent)
}

/// `DELETE /api/desk/invitations/{hash}`
pub async fn withdraw(State(app): State<App>, by: SignedIn, Path(hash): Path<String>) -> Result<NoContent, Error> {
    invitation::withdraw(&app, &Colleague::find(&by.member)?, &hash).await?;
    Ok(NoContent)
}

/// `POST /api/desk/invitations/{hash}/approval`
pub async fn approve(
    State(app): State<App>,
    by: ConfirmedIn,
    Path(hash): Path<String>,
    JsonBody(agreement): JsonBody<Agreement>,
) -> Result<NoContent, Error> {
    let root = root_proof(agreement.root);
    invitation::approve(&app, &Colleague::find(&by.member)?, &by.proof, &hash, root.as_ref()).await?;
    Ok(NoContent)
}

/// `POST /api/desk/join/look`: what a link is for. A POST, so that the token stands in no log of addresses.
pub async fn look(
    State(app): State<App>,
    JsonBody(link): JsonBody<InvitationToken>,
) -> Result<Json<Invitation>, Error> {
    let found = invitation::look(&app, link.token.expose()).await?;
    let organisation = storage::organisation::find(app.db.read(), found.organisation).await?;
    Ok(Json(Invitation {
        kind: found.kind,
        login: found.login,
        role: found.role,
        organisation: organisation.map(|organisation| organisation.name),
    }))
}

/// `POST /api/desk/join`: the account that an invited browser made.
pub async fn accept(State(app): State<App>, JsonBody(new): JsonBody<NewAccount>) -> Result<NoContent, Error> {
    let accepted = Accepted {
        id: new.member,
        salt: new.salt.0,
        authenticator: new_authenticator(&new.authenticator)?,
        totp: totp_secret(&new.totp)?,
        code: new.code,
        recipient: new.recipient.parse().map_err(|_| Refusal::BadRequest)?,
        signing: Public::parse(&new.signing).map_err(|_| Refusal::BadRequest)?,
        wrap: new.wrap.0,
    };
    invitation::accept(&app, new.token.expose(), accepted).await?;
    Ok(NoContent)
}

/// `POST /api/desk/join/second-factor`
pub async fn renew_second_factor(
    State(app): State<App>,
    JsonBody(new): JsonBody<NewSecondFactor>,
) -> Result<NoContent, Error> {
    let authenticator = new_authenticator(&new.authenticator)?;
    let totp = totp_secret(&new.totp)?;
    invitation::renew_second_factor(&app, new.token.expose(), authenticator, &totp, &new.code).await?;
    Ok(NoContent)
}
