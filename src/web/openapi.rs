//! `GET /api/openapi.json`: the API described, made from `openapi.yaml`'s JSON sister and checked against the routes.

use axum::http::header;
use axum::response::IntoResponse;

const DOCUMENT: &str = include_str!("openapi.json");

/// The document as it is in the repository.
pub async fn document() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT)
}
