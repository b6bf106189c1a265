//! Drafting, approving and reading summaries.

use axum::Json;
use axum::extract::State;

use crate::api::bytes::Base64;
use crate::api::desk::summary::{
    DraftQuery, SignedSummary, SummaryApproval, SummaryApproved, SummaryDraft, SummaryDrafted, SummaryDrafts,
};
use crate::api::public::issue::{PressIssue, PressIssues};
use crate::app::App;
use crate::domain::id::{ConsultationId, SummaryId};
use crate::domain::summary::Reader;
use crate::error::Error;
use crate::services::authority::{Journalist, Moderator};
use crate::services::summary;
use crate::storage;
use crate::web::http::answer::Created;
use crate::web::http::extract::{CipherBody, JsonBody, Path, Query, SignedIn};

/// `GET /api/desk/circles/{consultation}/summaries`: the sealed drafts, and who signed what was approved.
pub async fn list(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
) -> Result<Json<SummaryDrafts>, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    let drafts = storage::summary::list_drafts(app.db.read(), moderator.consultation()).await?;
    let drafts = drafts.into_iter().map(|draft| SummaryDraft {
        id: draft.id,
        epoch: draft.epoch,
        author: draft.author,
        week: draft.week,
        ciphertext: Base64(draft.sealed.into_bytes()),
    });
    let approved = storage::summary::list_signed(app.db.read(), moderator.consultation()).await?;
    let approved = approved.into_iter().map(|signed| SignedSummary {
        slug: signed.slug,
        author_document: signed.author_document,
        approver_document: signed.approver_document,
    });
    Ok(Json(SummaryDrafts { drafts: drafts.collect(), approved: approved.collect() }))
}

/// `POST /api/desk/circles/{consultation}/summaries?id=…&epoch=…`
pub async fn draft(
    State(app): State<App>,
    by: SignedIn,
    Path(consultation): Path<ConsultationId>,
    Query(DraftQuery { id, epoch }): Query<DraftQuery>,
    CipherBody(ciphertext): CipherBody,
) -> Result<Created<SummaryDrafted>, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    summary::draft(&app, &moderator, (id, epoch), ciphertext).await?;
    Ok(Created(SummaryDrafted { id }))
}

/// `POST /api/desk/summaries/{summary}/approval`: the first moment the server sees the words.
pub async fn approve(
    State(app): State<App>,
    by: SignedIn,
    Path(id): Path<SummaryId>,
    JsonBody(approval): JsonBody<SummaryApproval>,
) -> Result<Created<SummaryApproved>, Error> {
    let SummaryApproval { author_document, approver_document } = approval;
    let Some(draft) = storage::summary::find_draft(app.db.read(), id).await? else {
        let slug = summary::approved_before(&app, by.member.id, id, &approver_document).await?;
        return Ok(Created(SummaryApproved { slug }));
    };
    let moderator = Moderator::find(&app, &by.member, draft.consultation).await?;
    let slug = summary::approve(&app, &moderator, &draft, &author_document, &approver_document).await?;
    Ok(Created(SummaryApproved { slug }))
}

/// `GET /api/desk/press`: what journalists may read, under embargo where the sources allowed it.
pub async fn press(State(app): State<App>, by: SignedIn) -> Result<Json<PressIssues>, Error> {
    Journalist::find(&by.member)?;
    let today = app.clock.today();
    let approved = storage::summary::list_approved(app.db.read()).await?;
    let readable = approved.iter().filter(|issue| issue.readable(Reader::Press, today));
    let summaries =
        readable.map(|issue| PressIssue { issue: issue.into(), embargoed: !issue.readable(Reader::Public, today) });
    Ok(Json(PressIssues { summaries: summaries.collect() }))
}
