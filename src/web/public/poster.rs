//! The poster: an organisation's root key as eight words, digits and QR, on a sheet of A4 for walls and the radio.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use qrcode::{EcLevel, QrCode, render::svg};

use crate::app::App;
use crate::crypto::chain::root_fingerprint;
use crate::crypto::words::root_words;
use crate::domain::id::OrganisationId;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage;
use crate::web::http::extract::Path;
use crate::web::http::fixed;
use crate::web::http::page::Page;
use crate::web::public::key::grouped;

#[derive(Template)]
#[template(path = "poster.html")]
struct PosterPage {
    page: Page,
    organisation: String,
    words: String,
    fingerprint: String,
    address: String,
    /// The address of the key history with the fingerprint behind `#`, as SVG.
    code: String,
}

/// `GET /{lang}/poster/{organisation}`
pub async fn page(
    State(app): State<App>,
    Path((lang, id)): Path<(String, OrganisationId)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let found = storage::organisation::find(app.db.read(), id).await?.ok_or(Refusal::NotFound)?;
    let root = found.root_public.ok_or(Refusal::NotFound)?;
    let page = Page::new(&app, &lang, format!("/poster/{id}"))?;
    let fingerprint = root_fingerprint(&root)?;
    let address = format!("{}/{lang}/keys", app.config.public_url);
    let poster = PosterPage {
        code: draw(&format!("{address}#{fingerprint}"))?,
        page,
        words: root_words(&root)?,
        fingerprint: grouped(&fingerprint),
        organisation: found.name,
        address,
    };
    fixed::page(&headers, &poster)
}

/// A QR code (ISO/IEC 18004, level M) as an SVG element.
fn draw(text: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|_| Error::Internal("the address does not fit a QR code".to_owned()))?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(240, 240).build();
    // Without the XML declaration, which HTML does not allow.
    Ok(svg.find("<svg").map_or(svg.clone(), |at| svg[at..].to_owned()))
}
