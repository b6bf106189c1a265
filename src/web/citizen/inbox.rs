//! The inbox: its page, and the API under the receipt's authenticator.

use std::time::Duration;

use askama::Template;
use axum::Json;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::api::bytes::Base64;
use crate::api::citizen::inbox::{AnswerForm, Inbox, InboxMessage};
use crate::api::citizen::intake::Received;
use crate::api::done::Done;
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::id::{ConsultationId, MessageId, UploadId};
use crate::domain::label::Label;
use crate::domain::refusal::Refusal;
use crate::domain::thread::Author;
use crate::error::Error;
use crate::services::authority::Source;
use crate::services::thread::Answered;
use crate::services::{epoch, report, thread};
use crate::storage;
use crate::web::citizen::sealed_form::SealedForm;
use crate::web::http::answer::{Created, Download, NoContent};
use crate::web::http::extract::{self, Form, Path};
use crate::web::http::files::stream_file;
use crate::web::http::fixed;
use crate::web::http::openapi::RECEIPT;
use crate::web::http::openapi::describe::{Describe, Description};
use crate::web::http::page::Page;

#[derive(Template)]
#[template(path = "inbox.html")]
struct InboxPage {
    page: Page,
    circles: Vec<Circle>,
}

/// Whom answers may go to: their names and the root of their keys are part of the page, the same for everybody, and
/// only which of them it is comes from the server with the messages.
struct Circle {
    id: ConsultationId,
    title: Label,
    organisation: String,
    root: String,
}

/// `GET /{lang}/inbox`
pub async fn page(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/inbox")?;
    let mut circles = Vec::new();
    for consultation in storage::consultation::list(app.db.read()).await? {
        let Some(chain) = epoch::chain(&app, consultation.id).await? else { continue };
        let organisation = storage::organisation::responsible(app.db.read(), consultation.id).await?;
        circles.push(Circle {
            id: consultation.id,
            title: consultation.questionnaire.title,
            organisation: organisation.ok_or(Refusal::NotFound)?.name,
            root: chain.root,
        });
    }
    fixed::page(&headers, &InboxPage { page, circles })
}

/// `Authorization: Bearer <authenticator>`; nobody's when no report has it.
pub struct Claim(Option<Source>);

impl FromRequestParts<App> for Claim {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        extract::same_origin(&parts.headers)?;
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Refusal::ReceiptUnknown)?;
        let authenticator = Authenticator::parse(token.trim()).map_err(|_| Refusal::ReceiptUnknown)?;
        Ok(Self(Source::find(app, &authenticator).await?))
    }
}

/// A [`Claim`] that somebody has: what acts need.
pub struct Bearer(Source);

impl FromRequestParts<App> for Bearer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        Claim::from_request_parts(parts, app).await?.0.map(Self).ok_or_else(|| Refusal::ReceiptUnknown.into())
    }
}

impl Describe for Claim {
    fn describe(operation: &mut Description) {
        operation.needs(&[RECEIPT]);
    }
}

impl Describe for Bearer {
    fn describe(operation: &mut Description) {
        operation.needs(&[RECEIPT]);
    }
}

/// Answers after the same time, whatever there was to look up. What it takes is far below.
pub const TIME: Duration = Duration::from_millis(150);

/// The layer of the inbox API: nobody can tell by the time whether a receipt exists, or whether there is news.
pub async fn steady(request: Request, next: Next) -> Response {
    let answer_at = tokio::time::Instant::now() + TIME;
    let response = next.run(request).await;
    tokio::time::sleep_until(answer_at).await;
    response
}

/// `GET /api/inbox`: the circle's messages, padded to a power of two. A receipt that no report has gets the answer of
/// one without news, but for an empty `consultation`, which only the holder of the receipt sees.
pub async fn open(State(app): State<App>, Claim(source): Claim) -> Result<Json<Inbox>, Error> {
    let report = source.as_ref().map(Source::report);
    let thread = match report {
        Some(report) => storage::thread::list(app.db.read(), report.id).await?,
        None => Vec::new(),
    };
    let answers = thread.iter().filter(|(message, _)| message.author == Author::Source).count();
    let of_circle = thread.into_iter().filter(|(message, _)| message.author == Author::Circle);
    let messages = of_circle.map(|(message, sealed)| InboxMessage {
        id: message.id,
        sequence: message.sequence,
        week: message.week,
        ciphertext: Base64(sealed.into_bytes()),
    });
    let consultation = report.map(|report| report.consultation.to_string()).unwrap_or_default();
    let answers = u32::try_from(answers).unwrap_or(u32::MAX);
    let mut inbox = Inbox { consultation, messages: messages.collect(), answers, padding: String::new() };
    let bare = serde_json::to_string(&inbox).map_err(|error| Error::Internal(error.to_string()))?;
    inbox.padding = "0".repeat(fixed::padding(bare.len()));
    Ok(Json(inbox))
}

/// `GET /api/inbox/attachments/{upload}`: a file of the circle, as ciphertext. What the source sent is not handed back.
pub async fn attachment(
    State(app): State<App>,
    Bearer(source): Bearer,
    Path(upload): Path<UploadId>,
) -> Result<Download, Error> {
    stream_file::open(&app, &thread::attachment(&app, &source, upload).await?).await
}

/// `POST /api/inbox/messages`
pub async fn answer(
    State(app): State<App>,
    Bearer(source): Bearer,
    mut form: Form<AnswerForm>,
) -> Result<Created<Received>, Error> {
    let (mut id, mut sequence, mut sealed) = (None, None, SealedForm::default());
    while let Some(field) = form.next().await? {
        match field.name().unwrap_or_default() {
            "id" => id = extract::read_text(field, 64).await?.trim().parse().ok(),
            "sequence" => sequence = extract::read_text(field, 10).await?.parse().ok(),
            _ => sealed.read(&app, field).await?,
        }
    }
    let answered = Answered {
        id: id.ok_or(Refusal::BadRequest)?,
        epoch: sealed.epoch()?.ok_or(Refusal::BadRequest)?,
        sequence: sequence.ok_or(Refusal::BadRequest)?,
        ciphertext: sealed.take_envelope()?,
        attachments: sealed.attachments,
    };
    thread::answer(&app, &source, answered).await?;
    Ok(Created(Received { received: Done }))
}

/// `DELETE /api/inbox/messages/{message}`
pub async fn delete_reply(
    State(app): State<App>,
    Bearer(source): Bearer,
    Path(message): Path<MessageId>,
) -> Result<NoContent, Error> {
    thread::delete_reply(&app, &source, message).await?;
    Ok(NoContent)
}

/// `DELETE /api/inbox`
pub async fn withdraw(State(app): State<App>, Bearer(source): Bearer) -> Result<NoContent, Error> {
    report::withdraw(&app, &source).await?;
    Ok(NoContent)
}
