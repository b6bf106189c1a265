//! Answers of the API besides JSON: each says its status and its headers once.

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa::openapi::{Content, ResponseBuilder};
use utoipa::{PartialSchema as _, ToSchema};

use crate::crypto::sealed::Sealed;
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;
use crate::web::http::openapi::describe::{self, Describe, Description};

/// The epoch that a sealed record or document is sealed to.
const EPOCH: &str = "sutura-epoch";
const OCTETS: &str = "application/octet-stream";

/// 204: it is done, and there is nothing to say.
pub struct NoContent;

/// 201, with what was made.
pub struct Created<T>(pub T);

/// Ciphertext in memory.
pub struct Octets(pub Vec<u8>);

/// Ciphertext that is streamed from the store.
pub struct Download {
    pub size: u64,
    pub body: Body,
}

/// The current revision of a record or a document, sealed; `None` when nobody has saved one yet.
pub struct Current(pub Option<(Revision, EpochNumber, Sealed)>);

/// 204, with the revision that was saved as its entity tag.
pub struct Saved(pub Revision);

/// The entity tag of a revision.
fn etag(revision: Revision) -> HeaderValue {
    HeaderValue::from_str(&revision.etag()).expect("digits in quotes")
}

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl<T: serde::Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

impl IntoResponse for Octets {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, OCTETS)], self.0).into_response()
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let headers = [(header::CONTENT_TYPE, OCTETS.to_owned()), (header::CONTENT_LENGTH, self.size.to_string())];
        (headers, self.body).into_response()
    }
}

impl IntoResponse for Current {
    fn into_response(self) -> Response {
        let Some((revision, epoch, sealed)) = self.0 else {
            return (StatusCode::NO_CONTENT, [(header::ETAG, etag(Revision(0)))]).into_response();
        };
        let mut response = Octets(sealed.into_bytes()).into_response();
        response.headers_mut().insert(EPOCH, HeaderValue::from(epoch.0));
        response.headers_mut().insert(header::ETAG, etag(revision));
        response
    }
}

impl IntoResponse for Saved {
    fn into_response(self) -> Response {
        (StatusCode::NO_CONTENT, [(header::ETAG, etag(self.0))]).into_response()
    }
}

fn octets(description: &str) -> ResponseBuilder {
    ResponseBuilder::new().description(description).content(OCTETS, Content::new(Some(describe::bytes())))
}

fn with_revision(response: ResponseBuilder) -> ResponseBuilder {
    response.header("ETag", describe::header(String::schema(), "The revision, in quotes."))
}

impl Describe for NoContent {
    fn describe(operation: &mut Description) {
        operation.empty(204, "Done.");
    }
}

impl<T: ToSchema> Describe for Created<T> {
    fn describe(operation: &mut Description) {
        operation.json::<T>(201);
    }
}

impl Describe for Octets {
    fn describe(operation: &mut Description) {
        operation.response(200, octets("Ciphertext.").build());
    }
}

impl Describe for Download {
    fn describe(operation: &mut Description) {
        operation.response(200, octets("An age file.").build());
    }
}

impl Describe for Current {
    fn describe(operation: &mut Description) {
        let epoch = describe::header(describe::number(), "The epoch that it is sealed to.");
        let found = with_revision(octets("An age file.")).header("Sutura-Epoch", epoch);
        operation.response(200, found.build());
        operation.response(204, with_revision(ResponseBuilder::new().description("There is none yet.")).build());
    }
}

impl Describe for Saved {
    fn describe(operation: &mut Description) {
        operation.response(204, with_revision(ResponseBuilder::new().description("Saved.")).build());
    }
}
