//! The OpenAPI document describes every API route, and no other.

use std::collections::BTreeSet;

use crate::support::TestApp;
use sutura::web::http::path;

#[tokio::test]
async fn the_document_names_exactly_the_api_routes() {
    let app = TestApp::start().await;
    let document: serde_json::Value = app.get(path::API_OPENAPI).await.json().await.expect("JSON");
    let described: BTreeSet<&str> = document["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    let routes: BTreeSet<&str> = path::ALL.into_iter().filter(|path| path.starts_with("/api/")).collect();
    assert_eq!(described, routes);
}
