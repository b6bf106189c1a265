//! Security headers on every answer, errors included; HSTS only behind a proxy that is believed.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::routing::get;
use sutura::web::http::files::assets;
use sutura::web::http::router::layered;
use sutura::web::http::security::POLICY;
use tower::ServiceExt as _;

use crate::support::{TestApp, http};

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let app = TestApp::start().await;
    for path in ["/", "/fr/", "/xx/", "/fr/c/nowhere", "/api/instance", "/api/inbox", "/fr/press", "/assets/none.js"] {
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
async fn a_panic_is_answered_in_words_with_the_headers_of_every_answer() {
    let app = TestApp::start().await;
    let broken = || get(async || -> &'static str { panic!("a defect") });
    let routes = Router::new().route("/en/broken", broken()).route("/api/broken", broken());
    for (path, kind) in [("/en/broken", "text/html; charset=utf-8"), ("/api/broken", "application/problem+json")] {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = layered(routes.clone(), app.app.clone()).oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), 500, "{path}");
        let headers = response.headers();
        assert_eq!(headers["content-type"], kind, "{path}");
        assert_eq!(headers["content-security-policy"], POLICY, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        let body = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        assert!(!String::from_utf8_lossy(&body).contains("a defect"), "{path}");
    }
}

#[tokio::test]
async fn the_desk_frames_a_viewer_that_runs_its_own_script_and_reaches_nobody() {
    let app = TestApp::start().await;
    let desk = app.get("/desk").await;
    assert_eq!(desk.headers()["content-security-policy"], format!("{POLICY}; frame-src 'self'"));
    let viewer = app.get("/desk/viewer").await;
    let policy = viewer.headers()["content-security-policy"].to_str().expect("ASCII").to_owned();
    for rule in ["sandbox allow-scripts;", "default-src 'none'", "script-src 'sha384-", "frame-ancestors 'self'"] {
        assert!(policy.contains(rule), "{rule}: {policy}");
    }
    for weaker in ["allow-same-origin", "connect-src", "unsafe", "http", "*"] {
        assert!(!policy.contains(weaker), "{weaker}: {policy}");
    }
    assert!(!viewer.headers().contains_key("set-cookie"));
    // The script that runs is the one that the policy names, to the byte.
    let html = viewer.text().await.expect("HTML");
    let script = html.split_once("<script>").expect("a script").1.split_once("</script>").expect("its end").0;
    assert_eq!(script.as_bytes(), assets::find("viewer.js").identity);
}

#[tokio::test]
async fn only_the_key_derivation_worker_may_run_webassembly() {
    let app = TestApp::start().await;
    for asset in assets::ASSETS {
        let response = app.get(&asset.path()).await;
        let policy = response.headers().get("content-security-policy").map(|value| value.to_str().expect("ASCII"));
        let worker = asset.name.starts_with("kdf-worker") || asset.name == "desk-worker.js";
        assert_eq!(policy.is_some(), worker, "{}: only a page or a worker heeds a policy", asset.name);
        let wasm = policy.is_some_and(|policy| policy.contains("wasm-unsafe-eval"));
        assert_eq!(wasm, asset.name == "kdf-worker.js", "{}", asset.name);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff", "{}", asset.name);
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

#[tokio::test]
async fn the_onion_address_is_offered_on_pages_and_never_on_the_onion_itself() {
    let onion = "http://sutura7fictive.onion";
    let app = TestApp::start_with(|config| config.onion_url = onion.to_owned()).await;
    let page = app.get("/fr/safety?x=1").await;
    assert_eq!(page.headers()["onion-location"], format!("{onion}/fr/safety?x=1"));
    assert!(page.text().await.expect("a body").contains(onion), "also as text");
    let there = http().get(format!("{}/fr/safety", app.url)).header("host", "sutura7fictive.onion").send().await;
    assert!(!there.expect("answers").headers().contains_key("onion-location"));
    assert!(!app.get("/api/instance").await.headers().contains_key("onion-location"));
    let none = TestApp::start().await;
    assert!(!none.get("/fr/").await.headers().contains_key("onion-location"));
}

#[tokio::test]
async fn leaving_an_inbox_clears_what_the_browser_kept() {
    let app = TestApp::start().await;
    let left = app.get("/fr/closed").await;
    assert_eq!(left.headers()["clear-site-data"], "\"cache\", \"storage\"");
    assert_eq!(left.headers()["cache-control"], "no-store");
}
