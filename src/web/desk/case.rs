//! Reports and case records, as ciphertext.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;

use crate::api::desk::case::{CaseQuery, Postponed, ReportEpoch, ReportRow, Reports};
use crate::app::App;
use crate::domain::id::{ConsultationId, ReportId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::services::{case, circle, retention};
use crate::storage;
use crate::web::http::answer::{Current, NoContent, Octets, Saved};
use crate::web::http::extract::{CipherBody, IfMatch, JsonBody, Path, Query, SignedIn};

/// `GET /api/desk/circles/{consultation}/reports`
pub async fn list(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
) -> Result<Json<Reports>, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    let (db, consultation) = (app.db.read(), moderator.consultation());
    let revisions: HashMap<_, _> = storage::case::revisions(db, consultation).await?.into_iter().collect();
    let answers: HashMap<_, _> = storage::thread::answers(db, consultation).await?.into_iter().collect();
    let reports = storage::report::list(db, consultation).await?;
    let reports = reports.into_iter().map(|report| ReportRow {
        id: report.id,
        epoch: report.epoch,
        week: report.week,
        form: report.form,
        state: report.state,
        burst: report.burst,
        due: report.due,
        answers: answers.get(&report.id).copied().unwrap_or_default(),
        epoch_known: report.epoch_known,
        source_recipient: report.source_recipient,
        revision: revisions.get(&report.id).map_or(0, |revision| revision.0),
    });
    Ok(Json(Reports { reports: reports.collect() }))
}

/// `GET /api/desk/reports/{report}/envelope`: the very bytes that were received.
pub async fn envelope(State(app): State<App>, by: SignedIn, Path(report): Path<ReportId>) -> Result<Octets, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, report).await?;
    let sealed = storage::report::envelope(app.db.read(), report.id).await?.ok_or(Refusal::NotFound)?;
    Ok(Octets(sealed.into_bytes()))
}

/// `GET /api/desk/reports/{report}/case`
pub async fn record(State(app): State<App>, by: SignedIn, Path(report): Path<ReportId>) -> Result<Current, Error> {
    let (_, report) = Moderator::of_report(&app, &by.member, report).await?;
    Ok(Current(storage::case::find(app.db.read(), report.id).await?))
}

/// `PUT /api/desk/reports/{report}/case?epoch=…&state=…` with `If-Match`.
pub async fn save(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<ReportId>,
    Query(query): Query<CaseQuery>,
    before: IfMatch,
    CipherBody(ciphertext): CipherBody,
) -> Result<Saved, Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, report).await?;
    let CaseQuery { epoch, state, rejected } = query;
    let before = before.revision()?;
    let saved = case::Saved { before, epoch, state, rejected, ciphertext };
    Ok(Saved(case::save(&app, &moderator, &report, saved).await?))
}

/// `POST /api/desk/reports/{report}/postponement`: the time for which it is kept begins anew.
pub async fn postpone(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<ReportId>,
) -> Result<Json<Postponed>, Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, report).await?;
    Ok(Json(Postponed { due: retention::postpone(&app, &moderator, &report).await? }))
}

/// `PUT /api/desk/reports/{report}/epoch`: to which epoch a kept report was found to be sealed.
pub async fn set_epoch(
    State(app): State<App>,
    by: SignedIn,
    Path(report): Path<ReportId>,
    JsonBody(sealed): JsonBody<ReportEpoch>,
) -> Result<NoContent, Error> {
    let (moderator, report) = Moderator::of_report(&app, &by.member, report).await?;
    circle::set_epoch(&app, &moderator, report.id, sealed.epoch).await?;
    Ok(NoContent)
}
