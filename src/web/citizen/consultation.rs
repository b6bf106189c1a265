//! A consultation's page and its report form.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::app::App;
use crate::domain::consultation::{Consultation, Intake, PlainForm};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::epoch;
use crate::storage::{self, organisation::Organisation};
use crate::web::citizen::refill::Refill;
use crate::web::http::extract::Path;
use crate::web::http::fixed;
use crate::web::http::page::Page;

/// What the address of a consultation's page says: `/{lang}/c/{slug}`.
#[derive(Deserialize)]
pub struct Address {
    pub lang: String,
    pub slug: String,
}

impl Address {
    /// The page `rest` of the consultation, in the language of the address. Refuses [`Refusal::NotFound`] for a
    /// language that is not offered.
    pub fn page(&self, app: &App, rest: &str) -> Result<Page, Error> {
        Page::new(app, &self.lang, format!("/c/{}{rest}", self.slug))
    }
}

#[derive(Template)]
#[template(path = "consultation.html")]
struct ConsultationPage {
    page: Page,
    consultation: Consultation,
    organisation: String,
    open: bool,
    locked: bool,
    plain: bool,
}

/// `GET /{lang}/c/{slug}`
pub async fn consultation(
    State(app): State<App>,
    Path(address): Path<Address>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let consultation = find(&app, &address.slug).await?;
    let page = address.page(&app, "")?;
    let (open, plain) = (consultation.intake == Intake::Open, consultation.plain_form == PlainForm::Offered);
    let locked = matches!(consultation.intake, Intake::Locked { .. });
    let readers = storage::organisation::of_circle(app.db.read(), consultation.id).await?;
    let organisation = match readers.as_slice() {
        [] => organisation(&app, &consultation).await?,
        readers => readers.iter().map(|organisation| organisation.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    fixed::page(&headers, &ConsultationPage { page, consultation, organisation, open, locked, plain })
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    consultation: Consultation,
    plain: bool,
    refill: Refill,
    /// The groups of the receipt: none yet.
    groups: [&'static str; 0],
    /// Whose members read: what a source may exclude.
    organisations: Vec<Organisation>,
    /// The root key is part of the page, the same for all: a chain under another root raises the alarm.
    root: String,
}

/// `GET /{lang}/c/{slug}/report`
pub async fn report(
    State(app): State<App>,
    Path(address): Path<Address>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let consultation = find_open(&app, &address.slug).await?;
    let page = address.page(&app, "/report")?;
    let root = epoch::chain(&app, consultation.id).await?.map(|chain| chain.root).unwrap_or_default();
    let organisations = storage::organisation::of_circle(app.db.read(), consultation.id).await?;
    let refill = Refill::default();
    fixed::page(&headers, &ReportPage { page, consultation, plain: false, refill, groups: [], organisations, root })
}

pub async fn find(app: &App, slug: &str) -> Result<Consultation, Error> {
    Ok(storage::consultation::find_by_slug(app.db.read(), slug).await?.ok_or(Refusal::NotFound)?)
}

pub async fn find_open(app: &App, slug: &str) -> Result<Consultation, Error> {
    let consultation = find(app, slug).await?;
    consultation.takes_reports()?;
    Ok(consultation)
}

/// The name of the organisation whose reviewers read.
pub async fn organisation(app: &App, consultation: &Consultation) -> Result<String, Error> {
    let organisation = storage::organisation::responsible(app.db.read(), consultation.id).await?;
    Ok(organisation.ok_or(Refusal::NotFound)?.name)
}
