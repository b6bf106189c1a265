//! Security headers on every answer, errors included; HSTS only behind a proxy that is believed.

use crate::support::{TestApp, http};
use sutura::web::assets;
use sutura::web::security::POLICY;

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let app = TestApp::start().await;
    for path in ["/", "/fr/", "/xx/", "/fr/c/nowhere", "/api/instance", "/api/inbox", "/desk", "/assets/none.js"] {
        let response = app.get(path).await;
        let headers = response.headers();
        assert_eq!(headers["content-security-policy"], POLICY, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin", "{path}");
        assert!(headers.get("strict-transport-security").is_none(), "{path}");
        assert!(headers.get("server").is_none(), "{path}");
    }
}

#[tokio::test]
async fn only_the_key_derivation_worker_may_run_webassembly() {
    let app = TestApp::start().await;
    for asset in assets::ASSETS {
        let response = app.get(&asset.path()).await;
        let policy = response.headers()["content-security-policy"].to_str().expect("ASCII").to_owned();
        assert_eq!(policy.contains("wasm-unsafe-eval"), asset.name == "kdf-worker.js", "{}", asset.name);
        assert!(response.headers()["cache-control"].to_str().expect("ASCII").contains("immutable"));
    }
}

#[tokio::test]
async fn hsts_is_sent_behind_tls_and_believed_from_a_configured_proxy_only() {
    let behind = TestApp::start_with(|config| config.behind_proxy = true).await;
    let url = format!("{}/fr/", behind.url);
    let secure = http().get(&url).header("x-forwarded-proto", "https").send().await.expect("answers");
    assert!(secure.headers().contains_key("strict-transport-security"));
    let bare = TestApp::start().await;
    let pretended = http().get(format!("{}/fr/", bare.url)).header("x-forwarded-proto", "https").send().await;
    assert!(!pretended.expect("answers").headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn an_error_is_a_page_for_people_and_a_problem_document_for_programs() {
    let app = TestApp::start().await;
    let page = app.get("/ar/nothing").await;
    assert_eq!(page.status(), 404);
    assert!(page.text().await.expect("a body").contains("dir=\"rtl\""));
    let problem = app.get("/api/keys/nothing").await;
    assert_eq!(problem.headers()["content-type"], "application/problem+json");
    let body: serde_json::Value = problem.json().await.expect("JSON");
    assert_eq!(body["type"], "/problems/not-found");
    assert!(body["detail"].as_str().expect("words").contains("n'existe pas"));
}
