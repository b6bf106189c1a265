//! Publication: two people, a checklist, and an embargo that holds on every output.

use reqwest::Method;
use sutura::client::ClientError;
use sutura::client::desk::Desk;
use sutura::crypto::{random, seal};
use sutura::domain::epoch::EpochNumber;
use sutura::domain::id::SummaryId;
use sutura::domain::role::Role;
use sutura::domain::summary::Text;

use crate::support::TestApp;

pub fn words(title: &str) -> Text {
    let words: Text = serde_json::from_str(include_str!("../fixtures/summary.json")).expect("a summary's words");
    Text { title: title.into(), ..words }
}

pub async fn approve(app: &TestApp, by: &Desk, id: SummaryId, text: &Text) -> Result<String, ClientError> {
    let drafts = by.drafts(app.consultation.id).await?;
    let (_, _, document) = drafts.into_iter().find(|(draft, _, _)| *draft == id).expect("the draft");
    by.approve(id, &document, text).await
}

pub fn refused(result: Result<String, ClientError>) -> String {
    match result {
        Err(ClientError::Refused(_, code)) => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_embargo_holds_on_page_list_feed_and_data_and_ends_on_its_day() {
    let mut app = TestApp::start().await;
    app.add("oumar", Role::Journalist).await;
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let title = "Titre sous embargo";
    let id = awa.draft(app.consultation.id, EpochNumber(0), &words(title)).await.expect("drafted");
    let day = app.app.clock.today() + time::Duration::days(10);
    let text = Text { embargo_until: Some(day.to_string()), ..words(title) };
    let slug = approve(&app, &fanta, id, &text).await.expect("approved");

    let outputs = [
        format!("/fr/issues/{slug}"),
        format!("/ar/issues/{slug}"),
        "/fr/issues".into(),
        "/fr/issues.atom".into(),
        "/en/issues.atom".into(),
        "/api/public/issues".into(),
        "/fr/".into(),
        "/fr/about".into(),
    ];
    for path in &outputs {
        let response = app.get(path).await;
        let status = response.status().as_u16();
        let body = response.text().await.expect("a body");
        assert!(!body.contains(title) && !body.contains(&slug[..12]), "{path} breaks the embargo ({status})");
    }
    assert_eq!(app.get(&outputs[0]).await.status(), 404);
    let press = app.desk("oumar").await.request(reqwest::Method::GET, "/api/desk/press").send().await.expect("answers");
    assert!(press.text().await.expect("a body").contains(title));

    app.app.clock.advance(time::Duration::days(10));
    for path in [&outputs[0], &outputs[2], &outputs[3], &outputs[5]] {
        assert!(app.get(path).await.text().await.expect("a body").contains(title), "{path} after the embargo");
    }
}

#[tokio::test]
async fn a_draft_and_an_approval_that_are_sent_again_count_once_and_are_answered_as_before() {
    let app = TestApp::start().await;
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let id: SummaryId = random::id();
    let draft = async |by: &Desk| {
        let document = by.summary_document(&words("Titre")).expect("signs");
        let epoch = by.epoch(app.consultation.id, EpochNumber(0)).expect("held").identity.recipient();
        let sealed = seal::seal(&[epoch], &serde_json::to_vec(&document).expect("JSON")).expect("seals");
        let path = format!("/api/desk/circles/{}/summaries?id={id}&epoch=0", app.consultation.id);
        by.request(Method::POST, &path).body(sealed).send().await.expect("answers").status().as_u16()
    };
    assert_eq!((draft(&awa).await, draft(&awa).await), (201, 201));
    assert_eq!(draft(&fanta).await, 400, "an id of somebody else's draft");
    let drafts = fanta.drafts(app.consultation.id).await.expect("lists");
    let [(_, _, document)] = drafts.as_slice() else { panic!("{} drafts", drafts.len()) };
    let text = Text { embargo_until: Some(app.app.clock.today().to_string()), ..words("Titre") };
    let slug = fanta.approve(id, document, &text).await.expect("approved");
    assert_eq!(fanta.approve(id, document, &text).await.expect("approved before"), slug);
    let later = Text { embargo_until: Some("2031-01-01".into()), ..text.clone() };
    assert_eq!(refused(fanta.approve(id, document, &later).await), "not-found", "another approval than the first");
    assert_eq!(refused(awa.approve(id, document, &text).await), "not-found");
    assert_eq!(draft(&awa).await, 201, "also when it was approved meanwhile");
    assert!(fanta.drafts(app.consultation.id).await.expect("lists").is_empty());
}

#[tokio::test]
async fn the_author_cannot_approve_and_words_and_checklists_are_checked() {
    let app = TestApp::start().await;
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let today = Some(app.app.clock.today().to_string());
    let id = awa.draft(app.consultation.id, EpochNumber(0), &words("Titre")).await.expect("drafted");
    let good = Text { embargo_until: today, ..words("Titre") };
    assert_eq!(refused(approve(&app, &awa, id, &good).await), "same-author");
    let other = Text { title: "Autre".into(), ..good.clone() };
    assert_eq!(refused(approve(&app, &fanta, id, &other).await), "document-forged");
    let unticked = Text { checklist: Vec::new(), ..good.clone() };
    assert_eq!(refused(approve(&app, &fanta, id, &unticked).await), "checklist-incomplete");
    let no_day = Text { embargo_until: None, ..good.clone() };
    assert_eq!(refused(approve(&app, &fanta, id, &no_day).await), "invalid");
    approve(&app, &fanta, id, &good).await.expect("approved");
    assert!(fanta.drafts(app.consultation.id).await.expect("lists").is_empty());
    let again = fanta.approve(id, &awa.summary_document(&other).expect("signs"), &other).await;
    assert_eq!(refused(again), "not-found");
}

#[tokio::test]
async fn a_journalist_sees_no_draft_and_only_what_sources_allowed() {
    let mut app = TestApp::start().await;
    app.add("oumar", Role::Journalist).await;
    let (awa, fanta, oumar) = (app.desk("awa").await, app.desk("fanta").await, app.desk("oumar").await);
    let id = awa.draft(app.consultation.id, EpochNumber(0), &words("Brouillon")).await.expect("drafted");
    let path = format!("/api/desk/circles/{}/summaries", app.consultation.id);
    assert_eq!(oumar.request(reqwest::Method::GET, &path).send().await.expect("answers").status(), 403);
    assert_eq!(app.get(&format!("/fr/issues/{id}")).await.status(), 404);
    let day = (app.app.clock.today() + time::Duration::days(5)).to_string();
    let silent = Text { press: false, ..words("Sans accord") };
    let second = awa.draft(app.consultation.id, EpochNumber(0), &silent).await.expect("drafted");
    approve(&app, &fanta, second, &Text { embargo_until: Some(day), ..silent }).await.expect("approved");
    let press = oumar.request(reqwest::Method::GET, "/api/desk/press").send().await.expect("answers");
    let body = press.text().await.expect("a body");
    assert!(!body.contains("Brouillon") && !body.contains("Sans accord"));
}
