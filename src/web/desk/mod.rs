//! The members' application: two pages and the JSON API behind them. Everything of a report passes as ciphertext.

pub mod account;
pub mod case;
pub mod circle;
pub mod session;
pub mod summary;
pub mod thread;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::fixed;
use super::page::Page;
use crate::app::App;
use crate::error::Error;

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    page: Page,
    title: String,
    view: &'static str,
}

/// The language of the desk: members choose, French otherwise.
#[derive(Deserialize)]
pub struct Chosen {
    lang: Option<String>,
}

/// `GET /desk`
pub async fn page(State(app): State<App>, Query(chosen): Query<Chosen>, headers: HeaderMap) -> Result<Response, Error> {
    let lang = chosen.lang.filter(|lang| app.texts.find(lang).is_some()).unwrap_or_else(|| "fr".to_owned());
    let page = Page::new(&app, &lang, "/")?;
    let title = page.t.desk_title().plain();
    fixed::page(&headers, &DeskPage { page, title, view: "desk" })
}

/// `GET /{lang}/press`
pub async fn press(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/press")?;
    let title = page.t.press_title().plain();
    fixed::page(&headers, &DeskPage { page, title, view: "press" })
}
