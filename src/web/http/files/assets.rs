//! The web bundle: embedded at build time, hashed into its names, immutable.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::web::http::extract::Path;
use crate::web::http::fixed::Encoding;

/// One file of the bundle.
pub struct Asset {
    /// Its name in `web/dist`.
    pub name: &'static str,
    /// Its name with the hash of its bytes.
    pub served: &'static str,
    /// For `integrity` (SRI).
    pub integrity: &'static str,
    pub identity: &'static [u8],
    pub brotli: &'static [u8],
    pub gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The key-derivation Worker has the policy of its own response; WebAssembly is allowed there and nowhere else.
const WORKER: &str = "kdf-worker.js";
pub const WORKER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

impl Asset {
    #[must_use]
    pub fn path(&self) -> String {
        format!("/assets/{}", self.served)
    }
}

/// The asset with this name in `web/dist`.
///
/// # Panics
/// When the bundle lacks it: a build that does not fit its templates.
#[must_use]
pub fn find(name: &str) -> &'static Asset {
    ASSETS.iter().find(|asset| asset.name == name).unwrap_or_else(|| panic!("the web bundle has no {name}"))
}

/// `GET /assets/{file}`
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = ASSETS.iter().find(|asset| asset.served == file).ok_or(Refusal::NotFound)?;
    let (encoding, bytes) = match Encoding::accepted(&headers) {
        Encoding::Brotli => ("br", asset.brotli),
        Encoding::Gzip => ("gzip", asset.gzip),
        Encoding::Identity => ("", asset.identity),
    };
    let mut response = Bytes::from_static(bytes).into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(asset.served)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if !encoding.is_empty() {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if asset.name == WORKER {
        out.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_POLICY));
    }
    Ok(response)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        _ => "application/octet-stream",
    }
}
