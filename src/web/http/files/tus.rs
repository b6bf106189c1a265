//! tus 1.0 (core, creation, termination, expiration by configuration) for ciphertext. Upload-Metadata is ignored:
//! a file's name is inside the envelope.

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use utoipa::PartialSchema as _;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::{Required, ResponseBuilder};

use crate::app::App;
use crate::crypto::random;
use crate::domain::id::UploadId;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::crowd;
use crate::services::upload::{self, PIECE};
use crate::storage;
use crate::web::http::answer::NoContent;
use crate::web::http::extract::{self, Path};
use crate::web::http::openapi::describe::{self, Describe, Description};

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const TICKET: &str = "sutura-ticket";
const ID: &str = "sutura-upload";
const PIECE_TYPE: &str = "application/offset+octet-stream";

/// An answer of tus: a status and headers.
pub struct Answer<const STATUS: u16>(Vec<(HeaderName, String)>);

impl<const STATUS: u16> IntoResponse for Answer<STATUS> {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(STATUS).expect("a status of HTTP");
        for (name, value) in self.0 {
            response.headers_mut().insert(name, HeaderValue::from_str(&value).expect("numbers and paths"));
        }
        response
    }
}

impl<const STATUS: u16> Describe for Answer<STATUS> {
    fn describe(operation: &mut Description) {
        let number = |text: &str| describe::header(describe::number(), text);
        let response = ResponseBuilder::new().description("Done; headers say the rest.");
        let response = match STATUS {
            200 => {
                response.header("Upload-Offset", number("Bytes received.")).header("Upload-Length", number("Bytes."))
            }
            201 => response.header("Location", describe::header(String::schema(), "The upload.")),
            _ => response,
        };
        operation.response(STATUS, response.build());
    }
}

/// What an appended piece is answered with.
pub enum Appended {
    /// Bytes received so far.
    Offset(u64),
    /// The body is not `application/offset+octet-stream`.
    OtherType,
}

impl IntoResponse for Appended {
    fn into_response(self) -> Response {
        match self {
            Self::Offset(offset) => Answer::<204>(vec![(OFFSET, offset.to_string())]).into_response(),
            Self::OtherType => StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response(),
        }
    }
}

impl Describe for Appended {
    fn describe(operation: &mut Description) {
        let offset = describe::header(describe::number(), "Bytes received so far.");
        let appended = ResponseBuilder::new().description("Appended.").header("Upload-Offset", offset);
        operation.response(204, appended.build());
        operation.empty(415, "The body is not `application/offset+octet-stream`.");
        operation.parameter("Upload-Offset", ParameterIn::Header, Required::True, describe::number());
        operation.body(PIECE_TYPE, describe::bytes());
    }
}

/// The upload in the path. Refuses `UploadUnknown` for text that is no id.
pub struct Target(UploadId);

impl FromRequestParts<App> for Target {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let Path(id) = Path::from_request_parts(parts, app).await.map_err(|_| Refusal::UploadUnknown)?;
        Ok(Self(id))
    }
}

impl Describe for Target {
    fn describe(operation: &mut Description) {
        Path::<UploadId>::describe(operation);
    }
}

/// What an upload is created with: its length, a solved ticket, and the id that the sender drew for it. The same id
/// again is the same upload.
pub struct NewUpload {
    length: Option<u64>,
    ticket: Option<String>,
    id: Option<UploadId>,
}

impl FromRequestParts<App> for NewUpload {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        extract::same_origin(&parts.headers)?;
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let id = text(ID).map(|id| id.parse().map_err(|_| Refusal::BadRequest)).transpose()?;
        Ok(Self { length: number(&parts.headers, &LENGTH), ticket: text(TICKET).map(str::to_owned), id })
    }
}

impl Describe for NewUpload {
    fn describe(operation: &mut Description) {
        operation.parameter("Upload-Length", ParameterIn::Header, Required::True, describe::number());
        operation.parameter("Sutura-Ticket", ParameterIn::Header, Required::False, String::schema());
        let id = operation.refer::<UploadId>();
        operation.parameter("Sutura-Upload", ParameterIn::Header, Required::False, id);
    }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// The layer: a client that names another version of tus is told so (412); one that names none is taken at its word.
pub async fn version(request: Request, next: Next) -> Response {
    let other = request.headers().get(RESUMABLE).is_some_and(|version| version != "1.0.0");
    let mut response = if other { StatusCode::PRECONDITION_FAILED.into_response() } else { next.run(request).await };
    response.headers_mut().insert(RESUMABLE, HeaderValue::from_static("1.0.0"));
    if other {
        response.headers_mut().insert("tus-version", HeaderValue::from_static("1.0.0"));
    }
    response
}

/// `OPTIONS /api/uploads`
pub async fn options(State(app): State<App>) -> Answer<204> {
    Answer(vec![
        (HeaderName::from_static("tus-version"), "1.0.0".to_owned()),
        (HeaderName::from_static("tus-extension"), "creation,termination".to_owned()),
        (HeaderName::from_static("tus-max-size"), app.config.max_file_size.to_string()),
    ])
}

/// `POST /api/uploads`
pub async fn create(State(app): State<App>, new: NewUpload) -> Result<Answer<201>, Error> {
    let length = new.length.ok_or(Refusal::BadRequest)?;
    let ticket = extract::ticket(&app, new.ticket.as_deref())?;
    let id = new.id.unwrap_or_else(random::id);
    upload::create(&app, id, length, ticket.as_ref()).await?;
    Ok(Answer(vec![(header::LOCATION, format!("/api/uploads/{id}"))]))
}

/// `HEAD /api/uploads/{upload}`
pub async fn offset(State(app): State<App>, Target(id): Target) -> Result<Answer<200>, Error> {
    let found = storage::upload::find(app.db.read(), id).await?;
    // An attached upload is nobody's to ask about any more.
    let found = found.filter(|upload| upload.report.is_none()).ok_or(Refusal::UploadUnknown)?;
    Ok(Answer(vec![(OFFSET, found.received.to_string()), (LENGTH, found.size.to_string())]))
}

/// `PATCH /api/uploads/{upload}`: what arrives is stored piece by piece, so a broken connection loses one piece.
pub async fn append(
    State(app): State<App>,
    Target(id): Target,
    headers: HeaderMap,
    body: Body,
) -> Result<Appended, Error> {
    extract::same_origin(&headers)?;
    let mut offset = number(&headers, &OFFSET).ok_or(Refusal::BadRequest)?;
    if headers.get(header::CONTENT_TYPE).is_none_or(|value| value != PIECE_TYPE) {
        return Ok(Appended::OtherType);
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
        // On a slow link a whole piece takes minutes.
        crowd::sender_is_there(&app, id);
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
    Ok(Appended::Offset(offset))
}

/// `DELETE /api/uploads/{upload}`
pub async fn terminate(State(app): State<App>, Target(id): Target, headers: HeaderMap) -> Result<NoContent, Error> {
    extract::same_origin(&headers)?;
    upload::terminate(&app, id).await?;
    Ok(NoContent)
}
