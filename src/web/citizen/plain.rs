//! The report form without JavaScript (protocol 4.6). The server sees the text for an instant and seals it at once.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use zeroize::{Zeroize as _, Zeroizing};

use crate::app::App;
use crate::crypto::chain::Statement;
use crate::crypto::derive::{self, Derived};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::{random, scrub, seal};
use crate::domain::consent::Consent;
use crate::domain::consultation::{Consultation, PlainForm};
use crate::domain::invalid::Invalid;
use crate::domain::questionnaire::Kind;
use crate::domain::receipt::Receipt;
use crate::domain::refusal::Refusal;
use crate::domain::report::{self, Attachment, Envelope};
use crate::domain::withheld;
use crate::error::Error;
use crate::services::report::{Submission, intake, submit as receive};
use crate::services::{crowd, derivation};
use crate::storage::{self, organisation::Organisation};
use crate::web::citizen::consultation::{self, Address};
use crate::web::citizen::refill::Refill;
use crate::web::http::extract::{self, Form, Path};
use crate::web::http::files::spool;
use crate::web::http::fixed;
use crate::web::http::page::Page;

/// The box that must be ticked.
pub const AGREE: &str = "agree";
/// Bytes of one text field: 100,000 characters of four bytes.
const LONGEST_TEXT: usize = 400_000;
/// Bytes of every other field; other words are 500 characters of four bytes.
const SHORT: usize = 2000;
/// Fields of one form: every ticked box is a field.
const MOST_FIELDS: usize = 200;

#[derive(Template)]
#[template(path = "plain.html")]
struct PlainPage {
    page: Page,
    consultation: Consultation,
    plain: bool,
    refill: Refill,
    organisations: Vec<Organisation>,
}

#[derive(Template)]
#[template(path = "receipt.html")]
pub struct ReceiptPage {
    pub page: Page,
    pub plain: bool,
    pub groups: Vec<String>,
}

/// `GET /{lang}/c/{slug}/plain`
pub async fn page(State(app): State<App>, Path(address): Path<Address>, headers: HeaderMap) -> Result<Response, Error> {
    let consultation = find_offered(&app, &address.slug).await?;
    let page = address.page(&app, "/plain")?;
    let organisations = storage::organisation::of_circle(app.db.read(), consultation.id).await?;
    fixed::page(&headers, &PlainPage { page, consultation, plain: true, refill: Refill::default(), organisations })
}

/// The consultation, if it takes reports and offers this form. Refuses [`Refusal::PlainSwitchedOff`] when it does not
/// offer it.
async fn find_offered(app: &App, slug: &str) -> Result<Consultation, Error> {
    let consultation = consultation::find_open(app, slug).await?;
    if consultation.plain_form == PlainForm::Offered { Ok(consultation) } else { Err(Refusal::PlainSwitchedOff.into()) }
}

fn is_words(consultation: &Consultation, name: &str) -> bool {
    consultation.questionnaire.question(name).is_some_and(|question| question.kind.is_words())
}

/// What a person filled in. Erased when dropped.
#[derive(Default)]
struct Filled {
    agreed: bool,
    fields: Vec<(String, String)>,
    attachments: Vec<Attachment>,
}

impl Drop for Filled {
    fn drop(&mut self) {
        for (_, value) in &mut self.fields {
            value.zeroize();
        }
    }
}

/// Reads the form field by field. Refuses `ConsentMissing` for a person who has not agreed.
async fn read_form(
    app: &App,
    consultation: &Consultation,
    recipient: &HybridRecipient,
    form: &mut Form,
) -> Result<Filled, Error> {
    let files = consultation.questionnaire.of_kind(Kind::Files).map(|question| question.id.clone());
    let mut filled = Filled::default();
    while let Some(field) = form.next().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == AGREE {
            filled.agreed = !extract::read_text(field, 16).await?.is_empty();
        } else if Some(&name) == files.as_ref() {
            // Nothing of a person who has not agreed is looked at; the box comes before the files.
            if !filled.agreed {
                return Err(Refusal::ConsentMissing.into());
            }
            if filled.attachments.len() >= usize::try_from(app.config.max_files).unwrap_or(usize::MAX) {
                return Err(Refusal::TooLarge.into());
            }
            filled.attachments.extend(spool::store(app, recipient, field).await?);
        } else {
            // A form has a field per answer and no more.
            if filled.fields.len() >= MOST_FIELDS {
                return Err(Refusal::TooLarge.into());
            }
            let mut value =
                extract::read_text(field, if is_words(consultation, &name) { LONGEST_TEXT } else { SHORT }).await?;
            filled.fields.push((name, std::mem::take(&mut *value)));
        }
    }
    if !filled.agreed {
        return Err(Refusal::ConsentMissing.into());
    }
    Ok(filled)
}

/// `POST /{lang}/c/{slug}/plain`
pub async fn submit(State(app): State<App>, Path(address): Path<Address>, mut form: Form) -> Result<Response, Error> {
    let consultation = find_offered(&app, &address.slug).await?;
    let page = Page::new(&app, &address.lang, "/")?;
    crowd::turn(&app, crowd::Counter::Report).await?;
    let (_, epoch, signed) = intake(&app, consultation.id).await?;
    let recipient = Statement::parse(&signed.statement)?.recipient;
    let organisations = storage::organisation::of_circle(app.db.read(), consultation.id).await?;
    let mut filled = read_form(&app, &consultation, &recipient, &mut form).await?;
    let receipt = random::receipt();
    let derived = derive_receipt(&app, receipt.clone()).await?;
    let envelope = match envelope(&consultation, &organisations, &address.lang, &mut filled, &derived) {
        Err(Error::Invalid(invalid)) => return again(page, consultation, organisations, filled, &invalid),
        other => other?,
    };
    let attachments = envelope.attachments.iter().map(|attachment| attachment.blob).collect();
    let plain = Zeroizing::new(serde_json::to_vec(&envelope).map_err(|_| Refusal::BadRequest)?);
    let submission = Submission {
        consultation: consultation.id,
        epoch: Some(epoch),
        verifier: derived.authenticator.verifier(),
        envelope: seal::seal(&[recipient], &plain)?,
        attachments,
        form: report::Form::Envelope,
        source_recipient: None,
        ticket: None,
    };
    erase(envelope);
    scrub::stack();
    receive(&app, submission).await?;
    fixed::private(&ReceiptPage { page, plain: true, groups: receipt.groups() })
}

/// The form again, with what was filled in and what is wrong with it. Files have to be chosen again.
fn again(
    mut page: Page,
    consultation: Consultation,
    organisations: Vec<Organisation>,
    mut filled: Filled,
    invalid: &Invalid,
) -> Result<Response, Error> {
    page.rest = format!("/c/{}/plain", consultation.slug);
    let refill = Refill::new(std::mem::take(&mut filled.fields), invalid);
    let mut response = fixed::private(&PlainPage { page, consultation, plain: true, refill, organisations })?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn envelope(
    consultation: &Consultation,
    organisations: &[Organisation],
    lang: &str,
    filled: &mut Filled,
    source: &Derived,
) -> Result<Envelope, Error> {
    let ids: Vec<_> = organisations.iter().map(|organisation| organisation.id).collect();
    let excluded = filled.fields.iter().filter(|(name, _)| name == withheld::FIELD).map(|(_, code)| code.as_str());
    let withheld_from = withheld::read(excluded, &ids);
    let (answers, withheld_from) = Invalid::both(consultation.questionnaire.validate(&filled.fields), withheld_from)?;
    let value_of = |kind: Kind| {
        let id = &consultation.questionnaire.of_kind(kind)?.id;
        filled.fields.iter().find(|(name, _)| name == id).map(|(_, value)| value.as_str())
    };
    if answers.is_empty() && filled.attachments.is_empty() {
        return Err(Refusal::EmptyReport.into());
    }
    let consent = value_of(Kind::Consent).and_then(|level| level.parse::<u8>().ok()).map(Consent::try_from);
    Ok(Envelope {
        v: report::VERSION,
        consultation: consultation.id,
        version: consultation.version(),
        answers,
        interface_language: lang.to_owned(),
        report_language: value_of(Kind::Language).unwrap_or(lang).chars().take(12).collect(),
        consent: consent.transpose().map_err(|_| Refusal::BadRequest)?.unwrap_or_default(),
        source_recipient: source.identity.recipient().to_string(),
        source_signing: source.signing.public().to_string(),
        attachments: std::mem::take(&mut filled.attachments),
        withheld_from,
    })
}

/// Overwrites the words of an envelope that is sealed.
fn erase(envelope: Envelope) {
    for (_, answer) in envelope.answers {
        if let serde_json::Value::String(mut text) = answer {
            text.zeroize();
        }
    }
}

/// The keys of a receipt, derived on a blocking thread. Refuses [`Refusal::Crowded`] when too many wait for theirs.
pub async fn derive_receipt(app: &App, receipt: Receipt) -> Result<Derived, Error> {
    let salt = derive::receipt_salt(app.instance.id.as_bytes());
    let turn = derivation::turn(&app.lines.sources).await?;
    derivation::run(turn, move || derive::derive(receipt.expose(), &salt, derive::RECEIPT)).await
}
