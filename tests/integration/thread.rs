//! The thread between source and circle.

use sutura::client::ClientError;
use sutura::client::desk::{Desk, Row};
use sutura::crypto::document::{Document, Kind};
use sutura::crypto::seal;
use sutura::crypto::signing::Seed;
use sutura::domain::thread::CircleMessage;

use crate::support::{TestApp, http, said};

fn question(row: &Row, sequence: u32, body: &str) -> CircleMessage {
    CircleMessage {
        report: row.id.parse().expect("an id"),
        sequence,
        body: body.into(),
        attachments: Vec::new(),
        status: "question".into(),
        week: "2026-W47".parse().expect("a week"),
    }
}

async fn ask(app: &TestApp, desk: &Desk, row: &Row, sequence: u32, body: &str) -> Result<(), ClientError> {
    let envelope = desk.envelope(app.consultation.id, row).await?;
    let source = envelope["source_recipient"].as_str().expect("text").parse()?;
    desk.ask(app.consultation.id, row, row.epoch, &source, &question(row, sequence, body)).await
}

#[tokio::test]
async fn questions_and_answers_pass_both_ways_and_a_late_question_is_told() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said("bonjour")).await.expect("received");
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    ask(&app, &awa, &row, 0, "Où ?").await.expect("asked");
    let late = ask(&app, &fanta, &row, 0, "Quand ?").await;
    assert!(matches!(late, Err(ClientError::Refused(409, code)) if code == "stale-revision"));
    let inbox = citizen.inbox(&receipt).await.expect("opens");
    assert_eq!(inbox.iter().map(|message| message.body.as_str()).collect::<Vec<_>>(), ["Où ?"]);
    citizen.answer(app.consultation.id, &receipt, "Au marché.", Vec::new()).await.expect("answered");
    let thread = fanta.thread(app.consultation.id, &row.id).await.expect("lists");
    assert_eq!(thread[1]["body"], "Au marché.");
    assert_eq!(citizen.inbox(&receipt).await.expect("opens").len(), 1, "a source cannot re-read its own words");
}

#[tokio::test]
async fn a_message_that_the_epoch_did_not_sign_is_not_shown() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said("bonjour")).await.expect("received");
    let awa = app.desk("awa").await;
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    let envelope = awa.envelope(app.consultation.id, &row).await.expect("opens");
    let source = envelope["source_recipient"].as_str().expect("text").parse().expect("a recipient");
    let signed = serde_json::to_string(&question(&row, 0, "Donnez votre nom.")).expect("JSON");
    let forged = Document::sign(Kind::Message, "epoch:0".into(), signed, &Seed::generate());
    let epoch = awa.epoch(app.consultation.id, 0).expect("held").identity.recipient();
    let sealed = seal::seal(&[epoch, source], &serde_json::to_vec(&forged).expect("JSON")).expect("seals");
    let path = format!("/api/desk/reports/{}/messages?epoch=0&sequence=0", row.id);
    let sent = awa.request(reqwest::Method::POST, &path).body(sealed).send().await.expect("answers");
    assert_eq!(sent.status(), 201, "the server cannot see inside");
    assert!(matches!(citizen.inbox(&receipt).await, Err(ClientError::Crypto(_))));
}

#[tokio::test]
async fn inbox_answers_have_one_size_with_and_without_news() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said("bonjour")).await.expect("received");
    let token = citizen.derive(&receipt).expect("derives").authenticator.expose();
    let size = async || {
        let request = http().get(format!("{}/api/inbox", app.url)).bearer_auth(&token);
        request.send().await.expect("answers").bytes().await.expect("a body").len()
    };
    let before = size().await;
    let awa = app.desk("awa").await;
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    ask(&app, &awa, &row, 0, "Où ?").await.expect("asked");
    assert_eq!((before, size().await), (16384, 16384));
}

#[tokio::test]
async fn a_withdrawn_report_is_gone_everywhere() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let mut report = said("bonjour");
    report.files = vec![sutura::client::source::File {
        name: "a".into(),
        media_type: "text/plain".into(),
        bytes: vec![1; 10],
        question: None,
    }];
    let receipt = citizen.report(app.consultation.id, report).await.expect("received");
    let awa = app.desk("awa").await;
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    ask(&app, &awa, &row, 0, "Où ?").await.expect("asked");
    citizen.withdraw(&receipt).await.expect("withdrawn");
    app.work().await;
    assert!(awa.reports(app.consultation.id).await.expect("lists").is_empty());
    assert!(matches!(citizen.inbox(&receipt).await, Err(ClientError::Refused(404, code)) if code == "receipt-unknown"));
    let db = app.app.db.read();
    assert_eq!(sutura::storage::upload::count(db).await.expect("counts"), 0);
    let blobs = std::fs::read_dir(app.folder.path().join("blobs")).expect("a folder");
    let left = blobs.flat_map(|entry| std::fs::read_dir(entry.expect("an entry").path()).into_iter().flatten()).count();
    assert_eq!(left, 0, "ciphertext stays behind");
}
