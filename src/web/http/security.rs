//! Headers of every response, and what is noted of a request: a line for a member's, a count for everybody else's.

use std::sync::PoisonError;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::domain::crowd::daily::Asked;
use crate::telemetry;
use crate::web::http::path;

/// One constant policy, no nonce. `trusted-types` names one policy because `new Worker(url)`, and asking again for a
/// script that failed, need one; it accepts the addresses of our own scripts only (`web/src/page/derivation.ts`).
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
     media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
     trusted-types sutura-worker";

const FIXED: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"),
    ("cache-control", "no-store"),
];

/// The headers of files that are no pages. Browsers heed the others on pages and workers only, and phones pay for each.
const OF_FILES: [&str; 2] = ["x-content-type-options", "cross-origin-resource-policy"];

/// Whether the address is one of a script, style, picture or recording. A Worker's own response carries its policy.
fn is_file(path: &str) -> bool {
    (path.starts_with("/assets/") && !path.contains("worker")) || path.starts_with("/audio/")
}

/// Where Tor Browser finds the same page as an onion service; never said on the onion service itself.
fn onion_location(app: &App, request: &Request) -> Option<HeaderValue> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let onion = app.config.onion_url.as_str();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if onion.is_empty() || name.ends_with(".onion") || request.uri().path().starts_with("/api/") {
        return None;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    HeaderValue::from_str(&format!("{onion}{path}")).ok()
}

/// The layer: adds the headers that a response does not set itself.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let file = is_file(request.uri().path());
    let onion = onion_location(&app, &request);
    let proxied_tls = app.config.behind_proxy
        && request.headers().get("x-forwarded-proto").is_some_and(|value| value.as_bytes() == b"https");
    let mut response = next.run(request).await;
    let file = file && response.status().is_success();
    let out = response.headers_mut();
    for (name, value) in FIXED.iter().filter(|(name, _)| !file || OF_FILES.contains(name)) {
        out.entry(*name).or_insert(HeaderValue::from_static(value));
    }
    let is_page = out.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if let Some(onion) = onion.filter(|_| is_page) {
        out.insert("onion-location", onion);
    }
    if proxied_tls {
        out.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    response
}

/// The method as a word of ours: a visitor may send any text in its place.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// The layer: writes a line for what members ask for, with the route's pattern and never the address that was asked
/// for. What anybody else asks for is counted by day, and nothing that happens on the way to the answer is written.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let method = word(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    if path::is_of_members(&route) {
        return logged(method, &route, next.run(request)).await;
    }
    let (response, cause) = telemetry::silently(next.run(request)).await;
    let asked = Asked { method, route, status: response.status().as_u16(), error: cause.unwrap_or_default() };
    app.crowd.daily.lock().unwrap_or_else(PoisonError::into_inner).add(app.clock.today(), asked);
    response
}

async fn logged(method: &str, route: &str, answer: impl Future<Output = Response>) -> Response {
    #[allow(clippy::disallowed_methods, reason = "a duration for the operator, not a time of day")]
    let start = std::time::Instant::now();
    let response = answer.await;
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(method, route, status = response.status().as_u16(), milliseconds, "request");
    response
}
