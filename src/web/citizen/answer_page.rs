//! Forms without JavaScript are answered by a redirection to the page, so that no browser keeps what was sent.

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::app::App;
use crate::error::Error;
use crate::services::answer_page::{self, AnswerPage};
use crate::web::http::extract::Path;
use crate::web::http::fixed;
use crate::web::http::path;

/// Bytes of the largest page that is kept: a form that comes back with several long texts. A larger page is the answer
/// itself, so that nothing that was typed is lost.
const LARGEST: usize = 512 * 1024;
/// The forms without JavaScript. Other answers are not kept: keeping a page costs a commit.
const FORMS: [&str; 3] = [path::PLAIN, path::SEALED, path::INBOX_PLAIN];

/// `GET /{lang}/shown/{token}`: the page as it would have been answered.
pub async fn page(State(app): State<App>, Path((_, token)): Path<(String, String)>) -> Result<Response, Error> {
    let kept = answer_page::open(&app, &token).await?;
    let mut response = fixed::present_private(kept.html);
    *response.status_mut() = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    Ok(response)
}

/// The layer: a page that answers a POST is kept and shown at its own address.
pub async fn elsewhere(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_form = request.extensions().get::<MatchedPath>().is_some_and(|route| FORMS.contains(&route.as_str()));
    let tag = request.uri().path().split('/').nth(1).filter(|tag| app.texts.find(tag).is_some()).map(str::to_owned);
    let posted = is_form && request.method() == Method::POST;
    let response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    match tag {
        Some(tag) if posted && is_page => redirect(&app, &tag, response).await,
        _ => response,
    }
}

async fn redirect(app: &App, tag: &str, response: Response) -> Response {
    if response.body().size_hint().upper().is_none_or(|size| size > LARGEST as u64) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let Ok(html) = String::from_utf8(bytes.to_vec()) else { return Response::from_parts(parts, Body::from(bytes)) };
    let kept = answer_page::keep(app, &AnswerPage { status: parts.status.as_u16(), html }).await;
    // When there is no room to keep it, the page is the answer: to lose a receipt would be worse.
    let Ok(Some(token)) = kept else { return Response::from_parts(parts, Body::from(bytes)) };
    let Ok(address) = HeaderValue::try_from(format!("/{tag}/shown/{token}")) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    parts.status = StatusCode::SEE_OTHER;
    parts.headers.insert(header::LOCATION, address);
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    // The page says it; a browser must not wait for the page.
    parts.headers.remove(header::RETRY_AFTER);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(parts, Body::empty())
}
