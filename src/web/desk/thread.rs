//! The thread and the attachments of a report, as ciphertext.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use base64::prelude::{BASE64_STANDARD, Engine as _};
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
use crate::web::http::extract::{self, CipherBody, SignedIn};
use crate::web::http::stream_file;

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
            "from": message.author,
            "week": message.week,
            "ciphertext": BASE64_STANDARD.encode(sealed.as_bytes()),
        })
    });
    let next = storage::thread::next_sequence(app.db.read(), report.id).await?;
    Ok(Json(json!({ "messages": messages.collect::<Vec<_>>(), "next_sequence": next })))
}

#[derive(Deserialize)]
pub struct Asking {
    epoch: EpochNumber,
    sequence: u32,
    /// Upload ids, with anything between them.
    #[serde(default)]
    attachments: String,
}

/// `POST /api/desk/reports/{report}/messages?epoch=…&sequence=…&attachments=…`
pub async fn ask(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<String>,
    Query(asking): Query<Asking>,
    CipherBody(ciphertext): CipherBody,
) -> Result<(StatusCode, Json<Value>), Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, report_id(&report)?).await?;
    let attachments = extract::upload_ids(&asking.attachments);
    let asked = thread::Asked { sequence: asking.sequence, ciphertext, attachments };
    let id = thread::ask(&app, &moderator, &report, asking.epoch, asked).await?;
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
    stream_file::upload(&app, &found).await
}
