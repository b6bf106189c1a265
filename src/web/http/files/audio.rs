//! Recorded prompts, by the hash of their bytes: immutable, fetched when somebody asks to hear one.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use crate::app::App;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::web::http::extract::Path;

/// `GET /audio/{tag}/{file}`
pub async fn serve(State(app): State<App>, Path((tag, file)): Path<(String, String)>) -> Result<Response, Error> {
    let prompt = app.prompts.at(&tag, &file).ok_or(Refusal::NotFound)?;
    let bytes = prompt.bytes().map_err(|error| Error::Internal(format!("recording {}: {error}", prompt.name)))?;
    let mut response = bytes.into_response();
    let out = response.headers_mut();
    // RFC 7845: Opus in Ogg.
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("audio/ogg; codecs=opus"));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
