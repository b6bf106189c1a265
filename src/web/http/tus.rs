//! tus 1.0 (core, creation, termination, expiration by configuration) for ciphertext. Upload-Metadata is ignored:
//! a file's name is inside the envelope.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;

use crate::app::App;
use crate::domain::id::UploadId;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::upload::{self, PIECE};
use crate::storage;
use crate::web::http::extract;

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const TICKET: &str = "sutura-ticket";

fn respond(status: StatusCode, headers: &[(HeaderName, String)]) -> Response {
    let mut response = status.into_response();
    let out = response.headers_mut();
    for (name, value) in headers {
        out.insert(name.clone(), HeaderValue::from_str(value).expect("numbers and paths"));
    }
    response
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

fn find(text: &str) -> Result<UploadId, Refusal> {
    text.parse().map_err(|_| Refusal::UploadUnknown)
}

/// A client that names another version of tus is told so (412); one that names none is taken at its word.
async fn version(request: Request, next: Next) -> Response {
    let other = request.headers().get(RESUMABLE).is_some_and(|version| version != "1.0.0");
    let mut response = if other { StatusCode::PRECONDITION_FAILED.into_response() } else { next.run(request).await };
    response.headers_mut().insert(RESUMABLE, HeaderValue::from_static("1.0.0"));
    if other {
        response.headers_mut().insert("tus-version", HeaderValue::from_static("1.0.0"));
    }
    response
}

/// The routes of tus, every answer with its version.
pub fn routes(router: Router<App>) -> Router<App> {
    router.layer(from_fn(version))
}

/// `OPTIONS /api/uploads`
pub async fn options(State(app): State<App>) -> Response {
    let size = HeaderName::from_static("tus-max-size");
    respond(
        StatusCode::NO_CONTENT,
        &[
            (HeaderName::from_static("tus-version"), "1.0.0".to_owned()),
            (HeaderName::from_static("tus-extension"), "creation,termination".to_owned()),
            (size, app.config.max_file_size.to_string()),
        ],
    )
}

/// `POST /api/uploads`
pub async fn create(State(app): State<App>, headers: HeaderMap) -> Result<Response, Error> {
    extract::same_origin(&headers)?;
    let size = number(&headers, &LENGTH).ok_or(Refusal::BadRequest)?;
    let ticket = extract::ticket(&app, headers.get(TICKET).and_then(|value| value.to_str().ok()))?;
    let id = upload::create(&app, size, ticket.as_ref()).await?;
    Ok(respond(StatusCode::CREATED, &[(header::LOCATION, format!("/api/uploads/{id}"))]))
}

/// `HEAD /api/uploads/{upload}`
pub async fn offset(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Error> {
    let found = storage::upload::find(app.db.read(), find(&id)?).await?;
    // An attached upload is nobody's to ask about any more.
    let found = found.filter(|one| one.report.is_none()).ok_or(Refusal::UploadUnknown)?;
    Ok(respond(StatusCode::OK, &[(OFFSET, found.received.to_string()), (LENGTH, found.size.to_string())]))
}

/// `PATCH /api/uploads/{upload}`: what arrives is stored piece by piece, so a broken connection loses one piece.
pub async fn append(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    extract::same_origin(&headers)?;
    let id = find(&id)?;
    let mut offset = number(&headers, &OFFSET).ok_or(Refusal::BadRequest)?;
    let typed = headers.get(header::CONTENT_TYPE).is_some_and(|value| value == "application/offset+octet-stream");
    if !typed {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let found = storage::upload::find(app.db.read(), id).await?.ok_or(Refusal::UploadUnknown)?;
    if found.received != offset {
        return Err(Refusal::UploadConflict.into());
    }
    let mut stream = body.into_data_stream();
    let mut pending = BytesMut::new();
    let mut broken = false;
    while let Some(chunk) = stream.next().await {
        let Ok(chunk) = chunk else {
            broken = true;
            break;
        };
        pending.extend_from_slice(&chunk);
        while pending.len() >= PIECE {
            offset = upload::append(&app, id, offset, pending.split_to(PIECE).freeze()).await?;
        }
    }
    if !pending.is_empty() {
        offset = upload::append(&app, id, offset, Bytes::from(pending)).await?;
    }
    if broken {
        return Err(Refusal::BadRequest.into());
    }
    Ok(respond(StatusCode::NO_CONTENT, &[(OFFSET, offset.to_string())]))
}

/// `DELETE /api/uploads/{upload}`
pub async fn terminate(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    extract::same_origin(&headers)?;
    upload::terminate(&app, find(&id)?).await?;
    Ok(respond(StatusCode::NO_CONTENT, &[]))
}
