//! Whom a source does not want as a reader: what the pages offer, what the form without JavaScript takes, and what
//! desks are told.

use reqwest::multipart::Form;
use serde_json::Value;

use crate::support::{TestApp, http, submit};

async fn post(app: &TestApp, withheld: &[&str]) -> (u16, String) {
    let form = Form::new().text("agree", "yes").text("account", "À ne pas montrer");
    let form = withheld.iter().fold(form, |form, code| form.text("withheld", (*code).to_owned()));
    let response = submit(http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(form)).await;
    (response.status().as_u16(), response.text().await.expect("a body"))
}

fn offered(html: &str) -> usize {
    html.matches("name=\"withheld\"").count()
}

#[tokio::test]
async fn organisations_are_offered_where_several_read_and_what_is_chosen_is_in_the_envelope() {
    let mut app = TestApp::start().await;
    for path in ["/fr/c/signaler/plain", "/ar/c/signaler/report"] {
        let html = app.get(path).await.text().await.expect("HTML");
        assert_eq!(offered(&html), 1, "the only organisation cannot be left out: {path}");
    }
    let partner = app.add_partner("Réseau <Sira>", "sira").await.to_string();
    for path in ["/fr/c/signaler/plain", "/ar/c/signaler/report"] {
        let html = app.get(path).await.text().await.expect("HTML");
        assert_eq!(offered(&html), 3, "{path}");
        assert!(html.contains("Réseau &") && !html.contains("<Sira>") && html.contains(&partner), "{path}");
        assert!(
            html.contains("n'envoyez rien ici") || html.contains("n&#39;envoyez rien ici"),
            "the limit is told in French too: {path}"
        );
    }
    let html = app.get("/fr/c/signaler").await.text().await.expect("HTML");
    assert!(
        html.contains("Essai") && html.contains("Réseau &") && !html.contains("<Sira>"),
        "who reads is named in full: {html}"
    );
    assert_eq!(post(&app, &["near", &partner, "somebody", &partner]).await.0, 200);
    let awa = app.desk("awa").await;
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    let envelope = awa.envelope(app.consultation.id, &row).await.expect("opens");
    assert_eq!(envelope["withheld_from"], serde_json::json!(["near", partner]));
    let me: Value =
        awa.request(reqwest::Method::GET, "/api/desk/me").send().await.expect("answers").json().await.expect("JSON");
    assert_eq!(me["organisations"][&partner], "Réseau <Sira>");
    let sira =
        me["members"].as_object().expect("members").values().find(|one| one["login"] == "sira").expect("a colleague");
    assert_eq!(sira["organisation"], Value::String(partner));
}

#[tokio::test]
async fn a_report_that_nobody_might_read_is_not_taken_and_nothing_is_lost() {
    let mut app = TestApp::start().await;
    let partner = app.add_partner("Réseau Sira", "sira").await;
    let organisations =
        sutura::storage::organisation::of_circle(app.app.db.read(), app.consultation.id).await.expect("lists");
    let codes: Vec<String> = organisations.iter().map(|one| one.id.to_string()).collect();
    assert_eq!(codes.len(), 2);
    let (status, html) = post(&app, &codes.iter().map(String::as_str).collect::<Vec<_>>()).await;
    assert_eq!(status, 422);
    assert!(html.contains("Il doit rester une organisation") && html.contains("À ne pas montrer"), "{html}");
    assert!(!html.contains("data-withheld-all hidden") && html.contains("data-withheld open"), "the error is in sight");
    assert!(html.contains(&format!("value=\"{partner}\" checked")), "what was chosen stays");
    assert!(app.desk("awa").await.reports(app.consultation.id).await.expect("lists").is_empty());
}
