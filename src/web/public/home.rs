//! The language picker, the home page, guidance, and what this instance is.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Redirect, Response};

use crate::api::bytes::Base64Url;
use crate::api::public::instance::Instance;
use crate::app::App;
use crate::domain::consultation::{Consultation, Intake};
use crate::domain::language::SOURCE;
use crate::domain::refusal::Refusal;
use crate::domain::retention::Retention;
use crate::error::Error;
use crate::storage;
use crate::text::Language;
use crate::web::http::extract::Path;
use crate::web::http::fixed;
use crate::web::http::page::Page;
use crate::web::public::deletion;

#[derive(Template)]
#[template(path = "picker.html")]
struct Picker {
    page: Page,
}

/// `GET /`
pub async fn picker(State(app): State<App>, headers: HeaderMap) -> Result<Response, Error> {
    fixed::page(&headers, &Picker { page: Page::new(&app, SOURCE, "/")? })
}

/// `GET /{lang}`: people type addresses without the slash.
pub async fn slash(State(app): State<App>, Path(lang): Path<String>) -> Result<Redirect, Error> {
    app.texts.find(&lang).ok_or(Refusal::NotFound)?;
    Ok(Redirect::permanent(&format!("/{lang}/")))
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
    consultations: Vec<Consultation>,
}

/// `GET /{lang}/`
pub async fn home(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/")?;
    let mut consultations = storage::consultation::list(app.db.read()).await?;
    consultations.retain(|consultation| consultation.intake != Intake::Closed);
    fixed::page(&headers, &Home { page, consultations })
}

#[derive(Template)]
#[template(path = "safety.html")]
struct Safety {
    page: Page,
}

/// `GET /{lang}/safety`
pub async fn safety(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    fixed::page(&headers, &Safety { page: Page::new(&app, &lang, "/safety")? })
}

#[derive(Template)]
#[template(path = "closed.html")]
struct Closed {
    page: Page,
}

/// `GET /{lang}/closed`: where an inbox or a receipt is left. Tells the browser to drop what it kept of this site;
/// browsers heed that on safe origins only.
pub async fn closed(State(app): State<App>, Path(lang): Path<String>) -> Result<Response, Error> {
    let mut response = fixed::private(&Closed { page: Page::new(&app, &lang, "/")? })?;
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    page: Page,
    organisation: String,
    languages: Vec<(Language, String)>,
    version: String,
    kept: Retention,
    deleted: Vec<deletion::Month>,
}

/// `GET /{lang}/about`
pub async fn about(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/about")?;
    let languages = app.texts.languages().map(|language| (language.clone(), page.percent(&language.tag).to_string()));
    let languages = languages.collect();
    let organisation = organisations(&app).await?;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let (kept, deleted) = (app.config.retention(), deletion::months(&app).await?);
    fixed::page(&headers, &About { page, organisation, languages, version, kept, deleted })
}

/// The names of all organisations of this instance.
pub async fn organisations(app: &App) -> Result<String, Error> {
    let organisations = storage::organisation::list(app.db.read()).await?;
    let mut names: Vec<_> = organisations.into_iter().map(|organisation| organisation.name).collect();
    names.sort();
    Ok(names.join(", "))
}

/// `GET /api/instance`
pub async fn instance(State(app): State<App>) -> Json<Instance> {
    Json(Instance {
        id: Base64Url(*app.instance.id.as_bytes()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        languages: app.texts.languages().map(|language| language.tag.clone()).collect(),
    })
}
