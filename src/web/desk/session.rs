//! Signing in and out, and what a member's browser needs to unlock.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use serde::Deserialize;
use serde_json::{Value, json};
use tower_sessions::Session;
use zeroize::Zeroizing;

use crate::app::App;
use crate::crypto::derive::{Authenticator, PASSPHRASE};
use crate::crypto::random;
use crate::domain::consultation::Intake;
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::services::{digest, member};
use crate::storage;
use crate::storage::member::Member;
use crate::storage::session::{MEMBER, STARTED};
use crate::web::http::extract::{CSRF, JsonBody, SignedIn};

#[derive(Deserialize)]
pub struct Login {
    login: String,
}

/// `GET /api/desk/salt?login=…`: answers any login.
pub async fn salt(State(app): State<App>, Query(Login { login }): Query<Login>) -> Result<Json<Value>, Error> {
    let salt = member::salt(&app, &login).await?;
    let (challenge, work) = member::challenge(&app, &login);
    Ok(Json(json!({
        "salt": BASE64_URL_SAFE_NO_PAD.encode(salt),
        "m": PASSPHRASE.memory,
        "t": PASSPHRASE.passes,
        "p": 1,
        "ticket": { "challenge": challenge, "work": work },
    })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    login: String,
    authenticator: Zeroizing<String>,
    totp: String,
    /// Solved, where the salt's answer asked for work.
    #[serde(default)]
    ticket: Option<String>,
}

/// `POST /api/desk/session`
pub async fn enter(
    State(app): State<App>,
    session: Session,
    JsonBody(given): JsonBody<Credentials>,
) -> Result<Json<Value>, Error> {
    let authenticator = Authenticator::parse(&given.authenticator).map_err(|_| Refusal::SignInFailed)?;
    let member = member::sign_in(&app, &given.login, authenticator, &given.totp, given.ticket.as_deref()).await?;
    Ok(Json(begin_session(&app, &session, &member).await?))
}

/// A fresh session of a member, and what their browser is told of it.
pub(super) async fn begin_session(app: &App, session: &Session, member: &Member) -> Result<Value, Error> {
    let failed = |_| Error::Internal("the session could not be stored".to_owned());
    session.cycle_id().await.map_err(failed)?;
    session.insert(MEMBER, member.id).await.map_err(failed)?;
    session.insert(STARTED, app.clock.unix()).await.map_err(failed)?;
    let csrf = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<16>());
    session.insert(CSRF, &csrf).await.map_err(failed)?;
    Ok(json!({ "member": member.id, "role": member.role, "csrf": csrf }))
}

/// `DELETE /api/desk/session`
pub async fn leave(by: SignedIn) -> Result<StatusCode, Error> {
    by.session.flush().await.map_err(|_| Error::Internal("the session could not be ended".to_owned()))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/desk/me`: the member's wrap, their circles with the wraps of each epoch, and the circle's public keys.
pub async fn me(State(app): State<App>, by: SignedIn) -> Result<Json<Value>, Error> {
    let member = &by.member;
    let csrf: Option<String> = by.session.get(CSRF).await.map_err(|_| Refusal::SignedOut)?;
    let mut circles = Vec::new();
    let mut colleagues = BTreeMap::new();
    let mut organisations = BTreeMap::new();
    for id in storage::consultation::circles_of(app.db.read(), member.id).await? {
        let consultation = storage::consultation::find(app.db.read(), id).await?.ok_or(Refusal::NotFound)?;
        let wraps = storage::epoch::wraps(app.db.read(), id, member.id).await?;
        let wraps =
            wraps.iter().map(|(number, wrap)| json!({ "number": number, "wrap": BASE64_STANDARD.encode(wrap) }));
        let circle = storage::consultation::circle(app.db.read(), id).await?;
        for colleague in &circle {
            if let Some(found) = storage::member::find(app.db.read(), *colleague).await? {
                let told = json!({
                    "login": found.login,
                    "organisation": found.organisation,
                    "recipient": found.recipient,
                    "signing": found.signing,
                });
                colleagues.insert(found.id.to_string(), told);
            }
        }
        let theirs = storage::organisation::of_circle(app.db.read(), id).await?;
        organisations.extend(theirs.into_iter().map(|one| (one.id.to_string(), one.name)));
        let heads = storage::consultation::heads(app.db.read(), id).await?;
        let heads: Vec<Value> = heads.iter().filter_map(|head| serde_json::from_str(head).ok()).collect();
        circles.push(json!({
            "consultation": id,
            "slug": consultation.slug,
            "questionnaire": consultation.questionnaire,
            "epochs": wraps.collect::<Vec<_>>(),
            "members": circle,
            "heads": heads,
            "rekey_due": consultation.rekey_due,
            "lock": match consultation.intake {
                Intake::Locked { by, unlock_by } => json!({ "by": by, "unlock_by": unlock_by }),
                Intake::Open | Intake::Closed => Value::Null,
            },
        }));
    }
    Ok(Json(json!({
        "member": member.id,
        "login": member.login,
        "role": member.role,
        "csrf": csrf,
        "wrap": BASE64_STANDARD.encode(&member.wrap),
        "circles": circles,
        "members": colleagues,
        "organisations": organisations,
        "others": others(&app, &colleagues).await?,
        "recovery": member.recovery.is_some(),
        "mail": member.mail,
        "mail_offered": digest::is_on(&app),
        "week": app.clock.week(),
        "today": app.clock.today().to_string(),
    })))
}

/// Everybody else who may be in a circle or may have been: what they signed must stay readable after they left.
async fn others(app: &App, colleagues: &BTreeMap<String, Value>) -> Result<BTreeMap<String, Value>, Error> {
    let all = storage::member::list(app.db.read()).await?;
    let of_circles: BTreeSet<_> =
        all.iter().filter(|one| colleagues.contains_key(&one.id.to_string())).map(|one| one.organisation).collect();
    let others = all
        .iter()
        .filter(|one| one.role.may(Capability::JoinCircle) && of_circles.contains(&one.organisation))
        .map(|one| (one.id.to_string(), json!({ "login": one.login, "signing": one.signing })))
        .filter(|(id, _)| !colleagues.contains_key(id));
    Ok(others.collect())
}
