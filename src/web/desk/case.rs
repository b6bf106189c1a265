//! Reports and case records, as ciphertext.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;
use crate::domain::refusal::Refusal;
use crate::domain::report::State as ReportState;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::services::{case, retention};
use crate::storage;
use crate::web::http::extract::{CipherBody, SignedIn};

pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Refusal> {
    text.parse().map_err(|_| Refusal::NotFound)
}

pub(super) fn octets(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
}

pub(super) fn etag(revision: Revision) -> HeaderValue {
    HeaderValue::from_str(&revision.etag()).expect("digits in quotes")
}

/// The revision that the client has read.
pub(super) fn read_revision(headers: &HeaderMap) -> Result<Revision, Refusal> {
    let given = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    given.and_then(Revision::parse).ok_or(Refusal::BadRequest)
}

/// `GET /api/desk/circles/{consultation}/reports`
pub async fn list(State(app): State<App>, by: SignedIn, Path(circle): Path<String>) -> Result<Json<Value>, Error> {
    let moderator = Moderator::find(&app, &by.member, id(&circle)?).await?;
    let (db, consultation) = (app.db.read(), moderator.consultation());
    let revisions: HashMap<_, _> = storage::case::revisions(db, consultation).await?.into_iter().collect();
    let answers: HashMap<_, _> = storage::thread::answers(db, consultation).await?.into_iter().collect();
    let reports = storage::report::list(db, consultation).await?;
    let rows = reports.iter().map(|report| {
        json!({
            "id": report.id,
            "epoch": report.epoch,
            "week": report.week,
            "form": report.form,
            "state": report.state,
            "burst": report.burst,
            "due": report.due,
            "answers": answers.get(&report.id).copied().unwrap_or_default(),
            "epoch_known": report.epoch_known,
            "source_recipient": report.source_recipient,
            "revision": revisions.get(&report.id).map_or(0, |revision| revision.0),
        })
    });
    Ok(Json(json!({ "reports": rows.collect::<Vec<_>>() })))
}

/// `GET /api/desk/reports/{report}/envelope`: the very bytes that were received.
pub async fn envelope(State(app): State<App>, by: SignedIn, Path(report): Path<String>) -> Result<Response, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, id(&report)?).await?;
    let sealed = storage::report::envelope(app.db.read(), report.id).await?.ok_or(Refusal::NotFound)?;
    Ok(octets(sealed.into_bytes()))
}

/// `GET /api/desk/reports/{report}/case`: the record with its revision as `ETag`; 204 when there is none yet.
pub async fn record(State(app): State<App>, by: SignedIn, Path(report): Path<String>) -> Result<Response, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, id(&report)?).await?;
    let (revision, mut response) = match storage::case::find(app.db.read(), report.id).await? {
        Some((revision, epoch, sealed)) => {
            let mut response = octets(sealed.into_bytes());
            response.headers_mut().insert("sutura-epoch", HeaderValue::from(epoch.0));
            (revision, response)
        }
        None => (Revision(0), StatusCode::NO_CONTENT.into_response()),
    };
    response.headers_mut().insert(header::ETAG, etag(revision));
    Ok(response)
}

#[derive(Deserialize)]
pub struct Saved {
    epoch: EpochNumber,
    state: ReportState,
    /// Rejected: kept for a short time only.
    #[serde(default)]
    brief: bool,
}

/// `PUT /api/desk/reports/{report}/case?epoch=…&state=…` with `If-Match`.
pub async fn save(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<String>,
    Query(saved): Query<Saved>,
    headers: HeaderMap,
    CipherBody(ciphertext): CipherBody,
) -> Result<Response, Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, id(&report)?).await?;
    let Saved { epoch, state, brief } = saved;
    let saved = case::Saved { before: read_revision(&headers)?, epoch, state, rejected: brief, ciphertext };
    let revision = case::save(&app, &moderator, &report, saved).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(revision))]).into_response())
}

/// `POST /api/desk/reports/{report}/postponement`: its time begins anew.
pub async fn postpone(State(app): State<App>, by: SignedIn, Path(report): Path<String>) -> Result<Json<Value>, Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, id(&report)?).await?;
    let due = retention::postpone(&app, &moderator, &report).await?;
    Ok(Json(json!({ "due": due })))
}
