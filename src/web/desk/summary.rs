//! Drafting, approving and reading summaries.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::document::SignedDocument;
use crate::domain::epoch::EpochNumber;
use crate::domain::refusal::Refusal;
use crate::domain::summary::Reader;
use crate::error::Error;
use crate::services::authority::{Journalist, Moderator};
use crate::services::summary;
use crate::storage;
use crate::web::http::extract::{CipherBody, JsonBody, SignedIn};
use crate::web::public::issue;

/// `GET /api/desk/circles/{consultation}/summaries`: the sealed drafts.
pub async fn list(State(app): State<App>, by: SignedIn, Path(circle): Path<String>) -> Result<Json<Value>, Error> {
    let circle = circle.parse().map_err(|_| Refusal::NotFound)?;
    let moderator = Moderator::find(&app, &by.member, circle).await?;
    let drafts = storage::summary::list_drafts(app.db.read(), moderator.consultation()).await?;
    let drafts = drafts.iter().map(|draft| {
        json!({
            "id": draft.id,
            "epoch": draft.epoch,
            "author": draft.author,
            "week": draft.week,
            "ciphertext": BASE64_STANDARD.encode(draft.sealed.as_bytes()),
        })
    });
    Ok(Json(json!({ "drafts": drafts.collect::<Vec<_>>() })))
}

#[derive(Deserialize)]
pub struct Drafted {
    epoch: EpochNumber,
}

/// `POST /api/desk/circles/{consultation}/summaries?epoch=…`
pub async fn draft(
    State(app): State<App>,
    by: SignedIn,
    Path(circle): Path<String>,
    Query(drafted): Query<Drafted>,
    CipherBody(ciphertext): CipherBody,
) -> Result<(StatusCode, Json<Value>), Error> {
    let circle = circle.parse().map_err(|_| Refusal::NotFound)?;
    let moderator = Moderator::find(&app, &by.member, circle).await?;
    let id = summary::draft(&app, &moderator, drafted.epoch, ciphertext).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    author_document: SignedDocument,
    approver_document: SignedDocument,
}

/// `POST /api/desk/summaries/{summary}/approval`: the first moment the server sees the words.
pub async fn approve(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<String>,
    JsonBody(approval): JsonBody<Approval>,
) -> Result<(StatusCode, Json<Value>), Error> {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let draft = storage::summary::find_draft(app.db.read(), id).await?.ok_or(Refusal::NotFound)?;
    let moderator = Moderator::find(&app, &by.member, draft.consultation).await?;
    let slug =
        summary::approve(&app, &moderator, &draft, &approval.author_document, &approval.approver_document).await?;
    Ok((StatusCode::CREATED, Json(json!({ "slug": slug }))))
}

/// `GET /api/desk/press`: what journalists may read, under embargo where the sources allowed it.
pub async fn press(State(app): State<App>, by: SignedIn) -> Result<Json<Value>, Error> {
    Journalist::find(&by.member)?;
    let today = app.clock.today();
    let all = storage::summary::list_approved(app.db.read()).await?;
    let rows = all.iter().filter(|one| one.readable(Reader::Press, today)).map(|one| {
        let mut row = issue::json(one);
        row["embargoed"] = json!(!one.readable(Reader::Public, today));
        row
    });
    Ok(Json(json!({ "summaries": rows.collect::<Vec<_>>() })))
}
