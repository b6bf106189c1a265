//! The canary: after a whole scenario, words, names and secrets are in no table, no file and no blob.

use std::path::Path;

use reqwest::multipart::{Form, Part};
use sutura::client::source::File;
use sutura::domain::thread::CircleMessage;

use crate::support::{CANARY, PASSPHRASE, TestApp, http, said, submit};

/// Every file below a folder that holds one of the needles.
fn search(folder: &Path, needles: &[String], found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            search(&path, needles, found);
            continue;
        }
        let bytes = std::fs::read(&path).expect("readable");
        for needle in needles {
            if bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
                found.push(format!("{} holds {needle}", path.display()));
            }
        }
    }
}

/// All rows of all tables as text, on PostgreSQL where there is no file to read.
async fn tables(app: &TestApp) -> String {
    use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
    let db = app.app.db.read();
    if db.get_database_backend() != DbBackend::Postgres {
        return String::new();
    }
    let mut all = String::new();
    for table in [
        "report",
        "message",
        "case_record",
        "upload",
        "summary",
        "audit",
        "task",
        "session",
        "shown",
        "ticket",
        "member",
    ] {
        let sql = format!("SELECT encode(convert_to(row_to_json(t)::text, 'UTF8'), 'escape') FROM \"{table}\" t");
        for row in db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.expect("reads") {
            all.push_str(&row.try_get_by_index::<String>(0).expect("text"));
        }
    }
    all
}

#[tokio::test]
async fn after_a_whole_scenario_the_canary_is_nowhere() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let mut report = said(&format!("récit {CANARY}"));
    report.files = vec![File {
        question: None,
        name: format!("{CANARY}.txt"),
        media_type: "text/plain".into(),
        bytes: format!("{CANARY} en fichier").repeat(50_000).into_bytes(),
    }];
    let receipt = citizen.report(app.consultation.id, report).await.expect("received");
    let desk = app.desk("awa").await;
    let row = desk.reports(app.consultation.id).await.expect("lists").remove(0);
    let envelope = desk.envelope(app.consultation.id, &row).await.expect("opens");
    let source = envelope["source_recipient"].as_str().expect("text").parse().expect("a recipient");
    let message = CircleMessage {
        report: row.id.parse().expect("an id"),
        sequence: 0,
        body: format!("question {CANARY}"),
        attachments: Vec::new(),
        status: "question".into(),
        week: "2026-W47".parse().expect("a week"),
    };
    desk.ask(app.consultation.id, &row, 0, &source, &message).await.expect("asked");
    desk.save(app.consultation.id, &row, "active", &serde_json::json!({ "notes": CANARY })).await.expect("saved");
    citizen.answer(app.consultation.id, &receipt, &format!("réponse {CANARY}"), Vec::new()).await.expect("answered");
    let plain = Form::new()
        .text("agree", "yes")
        .text("account", format!("sans script {CANARY}"))
        .part("attach", Part::bytes(CANARY.repeat(60_000).into_bytes()).file_name(format!("{CANARY}.bin")));
    let html = submit(http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(plain)).await;
    assert_eq!(html.status(), 200);
    assert_eq!(desk.reports(app.consultation.id).await.expect("lists").len(), 2, "the scenario did happen");

    let identity = envelope["source_recipient"].as_str().expect("text").to_owned();
    let needles = [
        CANARY.to_owned(),
        receipt.expose().to_owned(),
        PASSPHRASE.to_owned(),
        "SEC1.3".to_owned(),
        identity,
        "AGE-SECRET-KEY".to_owned(),
    ];
    let mut found = Vec::new();
    search(app.folder.path(), &needles, &mut found);
    assert!(found.is_empty(), "{found:#?}");
    let rows = tables(&app).await;
    // PostgreSQL shows bytes as hexadecimal.
    let hidden =
        |needle: &String| rows.contains(needle.as_str()) || rows.contains(&sutura::crypto::hex::hex(needle.as_bytes()));
    assert!(!needles.iter().any(hidden), "a row holds a secret");
}

#[tokio::test]
async fn tables_about_citizens_do_not_keep_the_order_of_insertion() {
    use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
    let app = TestApp::start().await;
    let db = app.app.db.read();
    if db.get_database_backend() != DbBackend::Sqlite {
        // PostgreSQL has no such table kind; the ids are random there too.
        return;
    }
    for table in ["report", "message", "case_record", "upload", "upload_part", "shown", "ticket", "task"] {
        let sql = format!("SELECT sql FROM sqlite_master WHERE name = '{table}'");
        let row =
            db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("reads").expect("exists");
        let sql: String = row.try_get_by_index(0).expect("text");
        assert!(sql.ends_with("WITHOUT ROWID"), "{table}: {sql}");
    }
}
