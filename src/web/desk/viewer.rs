//! The frame in which the desk shows files of strangers (`web/src/viewer`): a page without an origin, whose policy lets
//! it run its own script, show what it is handed, and load nothing. The same bytes for everybody.

use std::sync::LazyLock;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::domain::language::SOURCE;
use crate::error::Error;
use crate::web::http::files::assets;
use crate::web::http::{fixed, security};

/// Script and style stand in the page itself, named by their hashes: the frame has no origin, and our files are served
/// to no other origin.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let (script, style) = (assets::find("viewer.js").integrity, assets::find("viewer.css").integrity);
    let policy = format!(
        "sandbox allow-scripts; default-src 'none'; script-src '{script}'; style-src '{style}'; img-src blob:; \
         media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    HeaderValue::from_str(&policy).expect("ASCII")
});

/// The policy of the page around it: that of every page, and frames of our own.
static AROUND: LazyLock<HeaderValue> =
    LazyLock::new(|| HeaderValue::from_str(&format!("{}; frame-src 'self'", security::POLICY)).expect("ASCII"));

/// Lets a page show the viewer in itself.
pub fn may_be_shown(mut around: Response) -> Response {
    around.headers_mut().insert(header::CONTENT_SECURITY_POLICY, AROUND.clone());
    around
}

#[derive(Template)]
#[template(path = "viewer.html")]
struct ViewerPage {
    /// The frame has no words of its own.
    lang: &'static str,
    script: &'static str,
    style: &'static str,
}

fn text(name: &str) -> Result<&'static str, Error> {
    std::str::from_utf8(assets::find(name).identity).map_err(|error| Error::Internal(error.to_string()))
}

/// `GET /desk/viewer`
pub async fn viewer(headers: HeaderMap) -> Result<Response, Error> {
    let mut response =
        fixed::page(&headers, &ViewerPage { lang: SOURCE, script: text("viewer.js")?, style: text("viewer.css")? })?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY.clone());
    Ok(response)
}
