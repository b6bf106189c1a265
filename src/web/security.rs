//! Headers of every response, and the one log line per request: method, route pattern, status, milliseconds.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;

/// One constant policy, no nonce. `trusted-types` names one policy because `new Worker(url)`, and asking again for a
/// script that failed, need one; it accepts the addresses of our own scripts only (`web/src/worker.ts`).
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

/// Adds what a response does not say itself.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let proxied_tls = app.config.behind_proxy
        && request.headers().get("x-forwarded-proto").is_some_and(|value| value.as_bytes() == b"https");
    let mut response = next.run(request).await;
    let out = response.headers_mut();
    for (name, value) in FIXED {
        out.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if proxied_tls {
        out.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    response
}

/// Logs the route's pattern, never the address that was asked for: it may name a report.
pub async fn observe(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    #[allow(clippy::disallowed_methods, reason = "a duration for the operator, not a time of day")]
    let start = std::time::Instant::now();
    let response = next.run(request).await;
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(method = %method, route, status = response.status().as_u16(), milliseconds, "request");
    response
}
