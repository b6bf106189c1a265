//! The OpenAPI document describes every API route, and no other.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::TestApp;
use sutura::web::http::path;

#[tokio::test]
async fn the_document_names_exactly_the_api_routes() {
    let app = TestApp::start().await;
    let document: serde_json::Value = app.get(path::API_OPENAPI).await.json().await.expect("JSON");
    let described: BTreeSet<&str> = document["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    let routes: BTreeSet<&str> = path::ALL.iter().copied().filter(|path| path.starts_with("/api/")).collect();
    assert_eq!(described, routes);
}

/// What is checked in is what TypeScript's types are made of.
#[test]
fn the_document_that_is_checked_in_is_the_one_that_is_served() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/http/openapi/openapi.json");
    let generated = sutura::web::http::openapi::text();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&path, &generated).expect("writes");
    }
    let checked_in = std::fs::read_to_string(&path).expect("readable");
    // The first lines that differ: the whole would hide everything else.
    let differs = checked_in.lines().zip(generated.lines()).find(|(old, new)| old != new);
    assert!(
        checked_in == generated,
        "{differs:?}: UPDATE_OPENAPI=1 cargo test --test integration openapi, then npm run generate in web"
    );
}
