//! The canary: after a whole scenario, words, names and secrets are in no table, no file and no blob. What is a table
//! comes from the list in `src/storage/entity`, which is compared with the database here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use sutura::client::desk::Desk;
use sutura::client::source::NewFile;
use sutura::crypto::hex::hex;
use sutura::crypto::seal::seal;
use sutura::domain::epoch::EpochNumber;
use sutura::domain::summary::Text;
use sutura::domain::thread::CircleMessage;
use sutura::storage::{RowOrder, TABLES};

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

/// The first column of every row that a query gives, as text.
async fn texts(db: &DatabaseConnection, sql: String) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("reads");
    rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("text")).collect()
}

/// The tables that the migrations made, but for the migrations' own.
async fn migrated_tables(db: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        _ => "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
    };
    texts(db, sql.to_owned()).await.into_iter().filter(|name| name != "seaql_migrations").collect()
}

/// Every table with all its rows as text. Bytes are hexadecimal, as the database writes them.
pub async fn rows_by_table(db: &DatabaseConnection) -> BTreeMap<&'static str, Vec<String>> {
    let mut tables = BTreeMap::new();
    for table in TABLES {
        let name = table.name;
        let sql = match db.get_database_backend() {
            DbBackend::Sqlite => {
                let columns: Vec<_> = (table.columns)().iter().map(|column| format!("quote(\"{column}\")")).collect();
                format!("SELECT {} FROM \"{name}\"", columns.join(" || ' ' || "))
            }
            _ => format!("SELECT r::text FROM \"{name}\" r"),
        };
        tables.insert(name, texts(db, sql).await);
    }
    tables
}

/// Tables without a row when the scenario ends: counts, work that is done, and what only members bring. Every other
/// one must be filled, or the search finds nothing there whatever is stored.
const MAY_BE_EMPTY: &[&str] = &["deletion", "task", "invitation", "passkey"];

/// What a circle keeps besides its cases.
async fn circle_work(app: &TestApp, desk: &Desk) {
    let mut words: Text = serde_json::from_str(include_str!("../fixtures/summary.json")).expect("a summary's words");
    words.body = format!("résumé {CANARY}");
    desk.draft(app.consultation.id, EpochNumber(0), &words).await.expect("drafted");
    let recipient = desk.epoch(app.consultation.id, EpochNumber(0)).expect("held").identity.recipient();
    let sealed = seal(&[recipient], CANARY.as_bytes()).expect("seals");
    let path = format!("/api/desk/circles/{}/documents/views?epoch=0", app.consultation.id);
    let saved = desk.request(Method::PUT, &path).header("If-Match", "\"0\"").body(sealed).send().await;
    assert!(saved.expect("answers").status().is_success());
}

#[tokio::test]
async fn after_a_whole_scenario_the_canary_is_nowhere() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let mut report = said(&format!("récit {CANARY}"));
    report.files = vec![NewFile {
        question: None,
        name: format!("{CANARY}.txt"),
        media_type: "text/plain".into(),
        bytes: format!("{CANARY} en fichier").repeat(50_000).into_bytes(),
    }];
    let receipt = citizen.report(app.consultation.id, report).await.expect("received");
    let desk = app.desk("awa").await;
    let row = desk.reports(app.consultation.id).await.expect("lists").remove(0);
    let envelope = desk.envelope(app.consultation.id, &row).await.expect("opens");
    let source = envelope["source_recipient"].as_str().expect("text").to_owned();
    let message = CircleMessage {
        report: row.id,
        source,
        sequence: 0,
        body: format!("question {CANARY}"),
        attachments: Vec::new(),
        status: "question".into(),
        week: app.app.clock.week(),
    };
    desk.ask(app.consultation.id, &row, EpochNumber(0), &message).await.expect("asked");
    desk.save(app.consultation.id, &row, "active", &serde_json::json!({ "notes": CANARY })).await.expect("saved");
    citizen.answer(app.consultation.id, &receipt, &format!("réponse {CANARY}"), Vec::new()).await.expect("answered");
    circle_work(&app, &desk).await;
    let plain = Form::new()
        .text("agree", "yes")
        .text("account", format!("sans script {CANARY}"))
        .part("attach", Part::bytes(CANARY.repeat(60_000).into_bytes()).file_name(format!("{CANARY}.bin")));
    let html = submit(http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(plain)).await;
    assert_eq!(html.status(), 200);
    assert_eq!(desk.reports(app.consultation.id).await.expect("lists").len(), 2, "the scenario did happen");

    let identity = envelope["source_recipient"].as_str().expect("text").to_owned();
    let needles = [CANARY, receipt.expose(), PASSPHRASE, "SEC1.3", &identity, "AGE-SECRET-KEY"].map(str::to_owned);
    let mut found = Vec::new();
    search(app.folder.path(), &needles, &mut found);
    assert!(found.is_empty(), "{found:#?}");
    let tables = rows_by_table(app.app.db.read()).await;
    for (table, rows) in &tables {
        let rows = rows.concat().to_lowercase();
        for needle in &needles {
            let shown = [needle.to_lowercase(), hex(needle.as_bytes())];
            assert!(!shown.iter().any(|text| rows.contains(text)), "a row of {table} holds {needle}");
        }
    }
    let searched: BTreeSet<_> = tables.keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(searched, migrated_tables(app.app.db.read()).await, "every table of the database was searched");
    let empty = tables.iter().filter(|(name, rows)| rows.is_empty() && !MAY_BE_EMPTY.contains(name));
    let empty: Vec<_> = empty.map(|(name, _)| name).collect();
    assert!(empty.is_empty(), "the scenario leaves rows with canaries in every table, but not in {empty:?}");
    assert!(tables["member"].concat().contains("fanta"), "the search does find what is there");
}

#[tokio::test]
async fn the_list_of_tables_and_columns_is_that_of_the_migrated_database() {
    let app = TestApp::start().await;
    let db = app.app.db.read();
    let listed: BTreeSet<_> = TABLES.iter().map(|table| table.name.to_owned()).collect();
    assert_eq!(listed, migrated_tables(db).await, "src/storage/entity/mod.rs lists every table");
    for table in TABLES {
        let name = table.name;
        let sql = match db.get_database_backend() {
            DbBackend::Sqlite => format!("SELECT name FROM pragma_table_info('{name}')"),
            _ => format!(
                "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{name}'"
            ),
        };
        let migrated: BTreeSet<_> = texts(db, sql).await.into_iter().collect();
        let columns: BTreeSet<_> = (table.columns)().into_iter().map(str::to_owned).collect();
        assert_eq!(columns, migrated, "the entity of {name} has its columns");
    }
}

#[tokio::test]
async fn tables_about_citizens_do_not_keep_the_order_of_insertion() {
    let app = TestApp::start().await;
    let db = app.app.db.read();
    if db.get_database_backend() != DbBackend::Sqlite {
        // PostgreSQL has no such table kind; the ids are random there too.
        return;
    }
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID'";
    let without: BTreeSet<_> = texts(db, sql.to_owned()).await.into_iter().collect();
    let hidden = TABLES.iter().filter(|table| table.order == RowOrder::Hidden);
    assert_eq!(without, hidden.map(|table| table.name.to_owned()).collect());
}
