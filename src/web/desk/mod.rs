//! The members' application: two pages and the JSON API behind them. Everything of a report passes as ciphertext.

pub mod account;
pub mod case;
pub mod ciphertexts;
pub mod circle;
pub mod document;
pub mod invitation;
pub mod me;
pub mod organisation;
pub mod passkey;
pub mod recovery;
pub mod session;
pub mod summary;
pub mod thread;
pub mod viewer;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::api::bytes::Secret;
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::language::SOURCE;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::web::http::extract::{Path, Query};
use crate::web::http::fixed;
use crate::web::http::page::Page;

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
    let lang = chosen.lang.filter(|lang| app.texts.find(lang).is_some()).unwrap_or_else(|| SOURCE.to_owned());
    let page = Page::new(&app, &lang, "/")?;
    let title = page.t.desk_title().plain();
    Ok(viewer::may_be_shown(fixed::page(&headers, &DeskPage { page, title, view: "desk" })?))
}

/// `GET /{lang}/press`
pub async fn press(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/press")?;
    let title = page.t.press_title().plain();
    fixed::page(&headers, &DeskPage { page, title, view: "press" })
}

/// The authenticator of a new passphrase. Refuses `BadRequest`, since a malformed one is the browser's mistake and not
/// a wrong guess.
fn new_authenticator(text: &Secret) -> Result<Authenticator, Refusal> {
    Authenticator::parse(text.expose()).map_err(|_| Refusal::BadRequest)
}

/// A one-time secret that a browser has made: 20 bytes (RFC 4226, section 4).
fn totp_secret(base64url: &Secret) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(base64url.expose()).map_err(|_| Refusal::BadRequest)?;
    if bytes.len() == 20 { Ok(Zeroizing::new(bytes)) } else { Err(Refusal::BadRequest) }
}
