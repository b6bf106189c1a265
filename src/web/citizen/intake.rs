//! The intake API: what a client needs to know before it encrypts, and the report itself.

use axum::Json;
use axum::extract::State;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};

use crate::api::citizen::intake::{IntakeLimits, IntakeOffer, IntakeTicket, Received, ReportForm};
use crate::api::done::Done;
use crate::app::App;
use crate::crypto::chain::Statement;
use crate::crypto::ticket;
use crate::domain::id::ConsultationId;
use crate::domain::refusal::Refusal;
use crate::domain::report;
use crate::error::Error;
use crate::services::crowd;
use crate::services::report::{Submission, intake, submit as receive};
use crate::web::citizen::sealed_form::SealedForm;
use crate::web::http::answer::Created;
use crate::web::http::extract::{self, Form, Path};

/// `GET /api/intake/{consultation}`
pub async fn offer(State(app): State<App>, Path(id): Path<ConsultationId>) -> Result<Json<IntakeOffer>, Error> {
    let (consultation, epoch, signed) = intake(&app, id).await?;
    let statement = Statement::parse(&signed.statement)?;
    let expires_at = app.clock.unix() + app.config.ticket_lifetime;
    let work = crowd::work(&app);
    Ok(Json(IntakeOffer {
        consultation: id,
        version: consultation.version(),
        epoch,
        recipient: statement.recipient.to_string(),
        limits: IntakeLimits {
            files: app.config.max_files,
            file_size: app.config.max_file_size,
            envelope_size: app.config.max_envelope_size,
        },
        ticket: IntakeTicket { challenge: ticket::issue(app.secret.tickets(), expires_at, work), work, expires_at },
    }))
}

/// `POST /api/intake/{consultation}`: 201 only when the report is durable.
pub async fn submit(
    State(app): State<App>,
    Path(consultation): Path<ConsultationId>,
    mut form: Form<ReportForm>,
) -> Result<Created<Received>, Error> {
    let (mut solved, mut verifier, mut sealed) = (None, None, SealedForm::default());
    while let Some(field) = form.next().await? {
        match field.name().unwrap_or_default() {
            "ticket" => solved = Some(extract::read_text(field, 200).await?),
            "verifier" => verifier = Some(extract::read_text(field, 64).await?),
            _ => sealed.read(&app, field).await?,
        }
    }
    let verifier = verifier.and_then(|text| BASE64_URL_SAFE_NO_PAD.decode(text.trim()).ok()?.try_into().ok());
    let ticket = extract::ticket(&app, solved.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty()))?;
    let submission = Submission {
        consultation,
        epoch: sealed.epoch()?,
        verifier: verifier.ok_or(Refusal::BadRequest)?,
        envelope: sealed.take_envelope()?,
        attachments: sealed.attachments,
        form: report::Form::Envelope,
        source_recipient: None,
        ticket,
    };
    receive(&app, submission).await?;
    Ok(Created(Received { received: Done }))
}
