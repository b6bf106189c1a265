//! Fixed pages: the same bytes for every visitor (docs/architecture.md, rule 4), compressed once per content,
//! revalidated by ETag.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::tight;
use crate::crypto::hex::sha256;
use crate::error::Error;

/// What a client takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The best of what `Accept-Encoding` names.
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(name) && !pieces.any(|piece| piece == "q=0")
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

struct Compressed {
    brotli: Bytes,
    gzip: Bytes,
}

/// Compressed pages by the hash of their content. Old content is dropped when the shelf is full.
static SHELF: LazyLock<Mutex<HashMap<String, Arc<Compressed>>>> = LazyLock::new(Mutex::default);
const SHELF_SIZE: usize = 512;

fn compressed(etag: &str, html: &str) -> Arc<Compressed> {
    if let Some(known) = SHELF.lock().unwrap_or_else(PoisonError::into_inner).get(etag) {
        return Arc::clone(known);
    }
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    brotli.write_all(html.as_bytes()).expect("writes to memory");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(html.as_bytes()).expect("writes to memory");
    let both = Arc::new(Compressed {
        brotli: brotli.into_inner().into(),
        gzip: gzip.finish().expect("writes to memory").into(),
    });
    let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
    if shelf.len() >= SHELF_SIZE {
        shelf.clear();
    }
    shelf.insert(etag.to_owned(), Arc::clone(&both));
    both
}

fn render(template: &impl Template) -> Result<String, Error> {
    template.render().map(|html| tight::tags(&html)).map_err(|error| Error::Internal(error.to_string()))
}

/// Presents a page that depends on nothing but its address and what is published.
pub fn page(headers: &HeaderMap, template: &impl Template) -> Result<Response, Error> {
    Ok(bytes(headers, render(template)?, "text/html; charset=utf-8"))
}

/// As [`page`], for text that is not HTML.
pub fn bytes(headers: &HeaderMap, text: String, media_type: &'static str) -> Response {
    let etag = format!("\"{}\"", &sha256(text.as_bytes())[..32]);
    let fresh = headers.get(header::IF_NONE_MATCH).is_some_and(|theirs| theirs.as_bytes() == etag.as_bytes());
    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let (encoding, body) = match Encoding::accepted(headers) {
            Encoding::Brotli => ("br", compressed(&etag, &text).brotli.clone()),
            Encoding::Gzip => ("gzip", compressed(&etag, &text).gzip.clone()),
            Encoding::Identity => ("", Bytes::from(text)),
        };
        let mut response = body.into_response();
        if !encoding.is_empty() {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    out.insert(header::ETAG, HeaderValue::from_str(&etag).expect("hex digits"));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// The smallest answer about a receipt: room for two messages of the circle.
const SMALLEST: usize = 32 * 1024;

/// How much is added to an answer about a receipt of `size` bytes, so that its size tells nobody on the way whether the
/// receipt exists or has news: to a power of two, 32 KiB at least.
pub fn padding(size: usize) -> usize {
    size.next_power_of_two().max(SMALLEST) - size
}

/// As [`private`], padded by a comment.
pub fn private_padded(template: &impl Template) -> Result<Response, Error> {
    let mut html = render(template)?;
    const FRAME: &str = "\n<!---->\n";
    let filler = padding(html.len() + FRAME.len());
    html.push_str("\n<!--");
    html.extend(std::iter::repeat_n('0', filler));
    html.push_str("-->\n");
    Ok(present_private(html))
}

/// Presents a page that belongs to one person: never stored anywhere.
pub fn private(template: &impl Template) -> Result<Response, Error> {
    render(template).map(present_private)
}

/// Presents a rendered page that belongs to one person: never stored anywhere.
pub fn present_private(html: String) -> Response {
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The buffers of this connection held a person's words: they go with it.
    out.insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
