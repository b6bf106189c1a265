//! The thread and the attachments of a report, as ciphertext.

use axum::Json;
use axum::extract::State;

use crate::api::bytes::Base64;
use crate::api::desk::thread::{MessageQuery, MessageSent, Thread, ThreadMessage};
use crate::app::App;
use crate::domain::id::{ReportId, UploadId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::services::thread;
use crate::storage;
use crate::web::http::answer::{Created, Download};
use crate::web::http::extract::{CipherBody, Path, Query, SignedIn};
use crate::web::http::files::stream_file;

/// `GET /api/desk/reports/{report}/messages`
pub async fn list(State(app): State<App>, by: SignedIn, Path(report): Path<ReportId>) -> Result<Json<Thread>, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, report).await?;
    let messages = storage::thread::list(app.db.read(), report.id).await?;
    let messages = messages.into_iter().map(|(message, sealed)| ThreadMessage {
        id: message.id,
        sequence: message.sequence,
        epoch: message.epoch,
        author: message.author,
        week: message.week,
        ciphertext: Base64(sealed.into_bytes()),
    });
    let next_sequence = storage::thread::next_sequence(app.db.read(), report.id).await?;
    Ok(Json(Thread { messages: messages.collect(), next_sequence }))
}

/// `POST /api/desk/reports/{report}/messages?id=…&epoch=…&sequence=…&attachments=…`
pub async fn ask(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<ReportId>,
    Query(query): Query<MessageQuery>,
    CipherBody(ciphertext): CipherBody,
) -> Result<Created<MessageSent>, Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, report).await?;
    let MessageQuery { id, epoch, sequence, attachments } = query;
    let asked = thread::Asked { id, epoch, sequence, ciphertext, attachments: attachments.0 };
    thread::ask(&app, &moderator, &report, asked).await?;
    Ok(Created(MessageSent { id }))
}

/// `GET /api/desk/reports/{report}/attachments/{upload}`: the ciphertext, streamed piece by piece.
pub async fn attachment(
    State(app): State<App>,
    by: SignedIn,
    Path((report, upload)): Path<(ReportId, UploadId)>,
) -> Result<Download, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, report).await?;
    let upload = storage::upload::find(app.db.read(), upload).await?;
    let upload = upload.filter(|upload| upload.report == Some(report.id)).ok_or(Refusal::NotFound)?;
    stream_file::open(&app, &upload).await
}
