//! The OpenAPI document, from the routes and the types of their handlers. `openapi.json` beside this file is a copy for
//! readers and for `web/src/wire.ts`; a test compares both (`UPDATE_OPENAPI=1` writes it again).

pub mod describe;
pub mod routes;

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::ToSchema as _;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, InfoBuilder, License, OpenApi, Ref, ResponseBuilder};

use self::describe::{Describe, Description};
use crate::api::problem::{Problem, ProblemCode};
use crate::web::http::router::routes;

/// The security schemes, as operations name them.
pub const SESSION: &str = "session";
pub const CSRF: &str = "csrf";
pub const RECEIPT: &str = "receipt";

/// A JSON document that is served as it is.
pub struct Document(&'static str);

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.0).into_response()
    }
}

impl Describe for Document {
    fn describe(operation: &mut Description) {
        let response = ResponseBuilder::new().description("An OpenAPI 3.1 document.");
        let content = Content::new(Some(crate::api::schema::anything()));
        operation.response(200, response.content("application/json", content).build());
    }
}

/// `GET /api/openapi.json`
pub async fn document() -> Document {
    static TEXT: LazyLock<String> = LazyLock::new(text);
    Document(&TEXT)
}

/// The document as JSON, indented.
#[must_use]
pub fn text() -> String {
    let mut text = generate().to_pretty_json().expect("strings and numbers only");
    text.push('\n');
    text
}

fn generate() -> OpenApi {
    let (paths, mut components) = routes().into_document();
    let mut schemas = vec![(Problem::name().into_owned(), <Problem as utoipa::PartialSchema>::schema())];
    Problem::schemas(&mut schemas);
    schemas.push((ProblemCode::name().into_owned(), <ProblemCode as utoipa::PartialSchema>::schema()));
    components.schemas.extend(schemas);
    let problem = Content::new(Some(Ref::from_schema_name(Problem::name())));
    let problem = ResponseBuilder::new().description("Refused.").content("application/problem+json", problem).build();
    components.responses.insert("Problem".to_owned(), problem.into());
    for (name, scheme) in schemes() {
        components.add_security_scheme(name, scheme);
    }
    let mut license = License::new("AGPL-3.0-or-later");
    license.identifier = Some("AGPL-3.0-or-later".to_owned());
    let info = InfoBuilder::new().title("Sutura").version(env!("CARGO_PKG_VERSION")).license(Some(license));
    let info =
        info.description(Some("Everything of a report passes as age files; docs/protocol.md says what is inside."));
    let mut document = OpenApi::new(info.build(), paths);
    document.components = Some(components);
    document
}

fn schemes() -> [(&'static str, SecurityScheme); 3] {
    let receipt = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
    let receipt = receipt.description(Some("The authenticator of a receipt, base64url.")).build();
    let session = ApiKeyValue::with_description("sutura", "`__Host-sutura` where the instance has TLS.");
    let csrf = ApiKeyValue::with_description("Sutura-Csrf", "The CSRF token of the session, for every act.");
    [
        (RECEIPT, SecurityScheme::Http(receipt)),
        (SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(session))),
        (CSRF, SecurityScheme::ApiKey(ApiKey::Header(csrf))),
    ]
}
