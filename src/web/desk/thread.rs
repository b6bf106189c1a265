//! The thread and the attachments of a report, as ciphertext.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use futures_util::{StreamExt as _, stream};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ReportId, UploadId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::services::thread;
use crate::storage;
use crate::web::extract::{CipherBody, SignedIn};

fn report_id(text: &str) -> Result<ReportId, Refusal> {
    text.parse().map_err(|_| Refusal::NotFound)
}

/// `GET /api/desk/reports/{report}/messages`
pub async fn list(State(app): State<App>, by: SignedIn, Path(report): Path<String>) -> Result<Json<Value>, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, report_id(&report)?).await?;
    let all = storage::thread::list(app.db.read(), report.id).await?;
    let messages = all.iter().map(|(message, sealed)| {
        json!({
            "id": message.id,
            "sequence": message.sequence,
            "epoch": message.epoch,
            "from": message.from,
            "week": message.week,
            "ciphertext": BASE64_STANDARD.encode(sealed.as_bytes()),
        })
    });
    let next = storage::thread::next_sequence(app.db.read(), report.id).await?;
    Ok(Json(json!({ "messages": messages.collect::<Vec<_>>(), "next_sequence": next })))
}

#[derive(Deserialize)]
pub struct Asked {
    epoch: EpochNumber,
    sequence: u32,
}

/// `POST /api/desk/reports/{report}/messages?epoch=…&sequence=…`
pub async fn ask(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<String>,
    Query(asked): Query<Asked>,
    CipherBody(ciphertext): CipherBody,
) -> Result<(StatusCode, Json<Value>), Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, report_id(&report)?).await?;
    let id = thread::ask(&app, &moderator, &report, asked.epoch, asked.sequence, ciphertext).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))))
}

/// `GET /api/desk/reports/{report}/attachments/{upload}`: the ciphertext, streamed piece by piece.
pub async fn attachment(
    State(app): State<App>,
    by: SignedIn,
    Path((report, upload)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, report_id(&report)?).await?;
    let upload: UploadId = upload.parse().map_err(|_| Refusal::NotFound)?;
    let found = storage::upload::find(app.db.read(), upload).await?;
    let found = found.filter(|one| one.report == Some(report.id)).ok_or(Refusal::NotFound)?;
    let parts = storage::upload::parts(app.db.read(), found.id).await?;
    let pieces = stream::iter(parts).then(move |key| {
        let app = app.clone();
        async move { app.blobs.get(&key).await.map_err(std::io::Error::other) }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, found.size.to_string()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
