//! The public key history: as a page, as data, and checked from outside by `sutura keys verify`.

use std::process::Command;

use serde_json::Value;
use sutura::crypto::chain::root_fingerprint;

use crate::support::TestApp;

fn verify(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_sutura")).args(["keys", "verify"]).args(arguments).output();
    let output = output.expect("runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).expect("UTF-8"))
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_verifies_all_chains_of_an_address_or_a_file_against_the_poster() {
    let app = TestApp::start().await;
    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    let root = app.root.public().to_string();
    let fingerprint = root_fingerprint(&root).expect("a fingerprint");
    let grouped: Vec<_> = fingerprint.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();

    let (held, said) = verify(&[&app.url, "--root", &grouped.join(" ")]);
    assert!(held && said.contains("2 key periods") && said.contains(&fingerprint), "{said}");
    let (held, said) = verify(&[&app.url, "--root", &"00".repeat(32)]);
    assert!(!held && said.contains("another root key"), "{said}");
    let (held, said) = verify(&[&app.url, "--consultation", "nothing"]);
    assert!(!held && said.contains("no key chain"), "{said}");

    let mut chains: Value = app.get("/api/keys").await.json().await.expect("JSON");
    let file = app.folder.path().join("keys.json");
    std::fs::write(&file, chains.to_string()).expect("writes");
    let name = file.to_str().expect("UTF-8");
    assert!(verify(&[name, "--root", &root]).0);
    chains["chains"][0]["epochs"].as_array_mut().expect("a list").remove(0);
    std::fs::write(&file, chains.to_string()).expect("writes");
    assert!(!verify(&[name, "--root", &root]).0, "an epoch was dropped");
    let chain = app.get(&format!("/api/keys/{}", app.consultation.id)).await.text().await.expect("JSON");
    std::fs::write(&file, chain).expect("writes");
    assert!(!verify(&[name]).0, "a bare chain needs the name of its consultation");
    assert!(verify(&[name, "--consultation", &app.consultation.id.to_string()]).0);

    let page = app.get("/fr/keys").await.text().await.expect("a page").replace(['\u{2068}', '\u{2069}'], "");
    assert!(page.contains(&format!("Période 1, à partir du {}", app.app.clock.today())), "{page}");
}

/// Serves one answer to everything, until the test ends.
async fn always(answer: axum::routing::MethodRouter) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback_service(answer)).await });
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn chains_that_another_server_hands_over_by_a_redirection_or_as_a_page_are_not_verified() {
    use axum::response::{Html, Redirect};
    let app = TestApp::start().await;
    let root = app.root.public().to_string();
    assert!(verify(&[&app.url, "--root", &root]).0);
    let chains = app.get("/api/keys").await.text().await.expect("JSON");
    let there = format!("{}/api/keys", app.url);
    let elsewhere = always(axum::routing::get(async move || Redirect::temporary(&there))).await;
    let page = always(axum::routing::get(async move || Html(chains.clone()))).await;
    for url in [elsewhere, page] {
        let (held, said) = verify(&[&url, "--root", &root]);
        assert!(!held && said.contains("not what the protocol says"), "{said}");
    }
}

#[tokio::test]
async fn the_key_page_and_the_poster_show_the_same_words_and_say_when_a_period_is_due() {
    let app = TestApp::start().await;
    let words = sutura::crypto::words::root_words(&app.root.public().to_string()).expect("words");
    let organisation = sutura::storage::organisation::list(app.app.db.read()).await.expect("lists")[0].id;
    let page = async |path: &str| app.get(path).await.text().await.expect("a page");
    let keys = page("/fr/keys").await;
    assert!(keys.contains(&words) && keys.contains(&format!("/fr/poster/{organisation}")), "{keys}");
    assert!(!keys.contains("keys-due"), "the period has just begun");
    let poster = page(&format!("/ar/poster/{organisation}")).await;
    assert!(poster.contains(&words) && poster.contains("<svg"), "{poster}");
    assert!(poster.contains("comparez ces huit mots"), "the French stands beside the draft");
    app.app.clock.advance(time::Duration::days(30));
    assert!(page("/fr/keys").await.contains("keys-due"));
}
