//! The third way: the recipient in full, and a form for a file that the citizen encrypted by hand, or that the report
//! page encrypted and could not send.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::Field;
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;

use crate::app::App;
use crate::crypto::chain::Statement;
use crate::crypto::random;
use crate::domain::consultation::Consultation;
use crate::domain::refusal::Refusal;
use crate::domain::report;
use crate::error::Error;
use crate::services::crowd;
use crate::services::report::{Submission, intake, submit as receive};
use crate::web::citizen::consultation::{self, Address};
use crate::web::citizen::parcel;
use crate::web::citizen::plain::{ReceiptPage, derive_receipt};
use crate::web::http::extract::{self, Form, Path};
use crate::web::http::fixed;
use crate::web::http::page::Page;

#[derive(Template)]
#[template(path = "sealed.html")]
struct SealedPage {
    page: Page,
    consultation: Consultation,
    organisation: String,
    recipient: String,
    number: u32,
}

/// `GET /{lang}/c/{slug}/sealed`
pub async fn page(State(app): State<App>, Path(address): Path<Address>, headers: HeaderMap) -> Result<Response, Error> {
    let consultation = consultation::find_open(&app, &address.slug).await?;
    let page = address.page(&app, "/sealed")?;
    let (_, number, signed) = intake(&app, consultation.id).await?;
    let recipient = Statement::parse(&signed.statement)?.recipient.to_string();
    let organisation = consultation::organisation(&app, &consultation).await?;
    fixed::page(&headers, &SealedPage { page, consultation, organisation, recipient, number: number.0 })
}

#[derive(Template)]
#[template(path = "parcel.html")]
struct ParcelPage {
    page: Page,
}

/// Bytes that tell an age file from an archive.
const ENOUGH: usize = 512;

/// `POST /{lang}/c/{slug}/sealed`: one age file, or the archive that the report page makes.
pub async fn submit(State(app): State<App>, Path(address): Path<Address>, mut form: Form) -> Result<Response, Error> {
    let consultation = consultation::find_open(&app, &address.slug).await?;
    let page = Page::new(&app, &address.lang, "/")?;
    let limit = usize::try_from(app.config.max_envelope_size).unwrap_or(usize::MAX);
    crowd::turn(&app, crowd::Counter::Report).await?;
    // The body has no limit of its own here: only the first field is read, and only if it is the one asked for.
    let mut field = form.next().await?.filter(|field| field.name() == Some("sealed")).ok_or(Refusal::BadRequest)?;
    let start = extract::start(&mut field, ENOUGH).await?;
    if start.get(257..262) == Some(b"ustar") {
        receive_parcel(&app, start, field).await?;
        return fixed::private(&ParcelPage { page });
    }
    let mut file = start.to_vec();
    file.extend_from_slice(&extract::read(field, limit).await?);
    let groups = receive_file(&app, &consultation, file).await?;
    fixed::private(&ReceiptPage { page, plain: true, groups })
}

/// Stores a file that was encrypted by hand and returns its receipt, in groups.
async fn receive_file(app: &App, consultation: &Consultation, file: Vec<u8>) -> Result<Vec<String>, Error> {
    let receipt = random::receipt();
    let derived = derive_receipt(app, receipt.clone()).await?;
    let submission = Submission {
        consultation: consultation.id,
        epoch: None,
        verifier: derived.authenticator.verifier(),
        envelope: file,
        attachments: Vec::new(),
        form: report::Form::Sealed,
        source_recipient: Some(derived.identity.recipient().to_string()),
        ticket: None,
    };
    receive(app, submission).await?;
    Ok(receipt.groups())
}

/// Stores a kept report under the receipt that was shown when it was kept.
async fn receive_parcel(app: &App, start: Bytes, field: Field<'_>) -> Result<(), Error> {
    let parcel = parcel::receive(app, start, field).await?;
    if parcel.known {
        return Ok(());
    }
    let submission = Submission {
        consultation: parcel.consultation,
        // It may have been on its way for longer than an epoch lasts.
        epoch: None,
        verifier: parcel.verifier,
        envelope: parcel.envelope,
        attachments: parcel.attachments.clone(),
        form: report::Form::Envelope,
        source_recipient: None,
        ticket: None,
    };
    let received = receive(app, submission).await;
    if received.is_err() {
        parcel::discard(app, &parcel.attachments).await;
    }
    received
}
