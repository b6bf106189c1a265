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

/// What a request may hold is said whole (`src/api/mod.rs`). The document shows it of structures, not of enumerations;
/// a signed document is read by the rules of its protocol.
#[test]
fn a_request_in_json_refuses_fields_that_nobody_knows() {
    let document: serde_json::Value = serde_json::from_str(&sutura::web::http::openapi::text()).expect("JSON");
    let operations = document["paths"].as_object().expect("paths").values().filter_map(|item| item.as_object());
    let bodies = operations.flat_map(|item| item.values()).filter_map(|operation| {
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        schema["$ref"].as_str()?.rsplit('/').next()
    });
    let bodies: BTreeSet<_> = bodies.filter(|name| *name != "SignedDocument").collect();
    let schemas = &document["components"]["schemas"];
    let is_open = |schema: &serde_json::Value| schema["type"] == "object" && schema["additionalProperties"] != false;
    let open: Vec<_> = bodies.iter().filter(|name| is_open(&schemas[**name])).collect();
    assert!(bodies.len() > 15 && open.is_empty(), "without `deny_unknown_fields`: {open:?} of {bodies:?}");
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
