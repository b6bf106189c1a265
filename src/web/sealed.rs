//! The third way: the recipient in full, and a form for a file that the citizen encrypted by hand.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::extract::{self, Form};
use super::page::Page;
use super::plain::{ReceiptPage, derive_receipt};
use super::{consultation, fixed};
use crate::app::App;
use crate::crypto::random;
use crate::crypto::statement::Statement;
use crate::domain::consultation::Consultation;
use crate::domain::refusal::Refusal;
use crate::domain::report;
use crate::error::Error;
use crate::services::report::{Submission, intake, submit as receive};

#[derive(Template)]
#[template(path = "sealed.html")]
struct SealedPage {
    page: Page,
    one: Consultation,
    organisation: String,
    recipient: String,
    number: u32,
}

/// `GET /{lang}/c/{slug}/sealed`
pub async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let one = consultation::find_open(&app, &slug).await?;
    let page = Page::new(&app, &lang, format!("/c/{slug}/sealed"))?;
    let (_, number, signed) = intake(&app, one.id).await?;
    let recipient = Statement::parse(&signed.statement)?.recipient.to_string();
    let organisation = consultation::organisation(&app, &one).await?;
    fixed::page(&headers, &SealedPage { page, one, organisation, recipient, number: number.0 })
}

/// `POST /{lang}/c/{slug}/sealed`
pub async fn submit(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Error> {
    let one = consultation::find_open(&app, &slug).await?;
    let page = Page::new(&app, &lang, "/")?;
    let limit = usize::try_from(app.config.max_envelope_size).unwrap_or(usize::MAX);
    let mut file = None;
    while let Some(field) = form.next().await? {
        if field.name() == Some("sealed") {
            file = Some(extract::read(field, limit).await?.to_vec());
        }
    }
    let receipt = random::receipt();
    let derived = derive_receipt(&app, receipt.clone()).await?;
    let submission = Submission {
        consultation: one.id,
        epoch: None,
        verifier: derived.authenticator.verifier(),
        envelope: file.ok_or(Refusal::BadRequest)?,
        attachments: Vec::new(),
        form: report::Form::Sealed,
        source_recipient: Some(derived.identity.recipient().to_string()),
        ticket: None,
    };
    receive(&app, submission).await?;
    fixed::private(&ReceiptPage { page, groups: receipt.groups() })
}
