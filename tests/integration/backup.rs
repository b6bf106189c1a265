//! Backups: what comes back, and what must not: keys that were shredded since, and people who were removed since.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::Value;
use sutura::app::App;
use sutura::client::desk::Desk;
use sutura::client::source::NewFile;
use sutura::config::Config;
use sutura::domain::epoch::EpochNumber;
use sutura::services::epoch;
use sutura::storage::{InBackup, TABLES};

use crate::support::founded::database;
use crate::support::{CANARY, PASSPHRASE, TestApp, http, said, serve};

pub fn sutura(config: &Config, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_sutura"))
        .args(["--data", config.data.to_str().expect("UTF-8")])
        .args(["--database-url", &config.database_url, "--blob-url", &config.blob_url])
        .args(arguments)
        .output()
        .expect("runs");
    (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The only day's folder of a backup, moved to where an operator keeps old days.
fn put_by(backups: &Path, name: &str) -> std::path::PathBuf {
    let mut days = std::fs::read_dir(backups).expect("lists").flatten().map(|entry| entry.path());
    let day = days.find(|path| path.is_dir() && !path.ends_with("old")).expect("a day");
    let old = backups.join(name);
    std::fs::rename(day, &old).expect("moves");
    old
}

/// A second machine: empty database and blobs, and what a backup puts there.
struct Elsewhere {
    app: App,
    url: String,
    _folder: tempfile::TempDir,
}

/// `secret` is the copy of the secret key that was kept apart.
async fn restored(from: &Path, keys: &Path, secret: &Path) -> Elsewhere {
    let folder = tempfile::tempdir().expect("a folder");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let config = Config {
        data: folder.path().join("data"),
        database_url: database(folder.path()).await,
        blob_url: format!("file://{}", folder.path().join("blobs").display()),
        listen: address,
        public_url: format!("http://{address}"),
        ticket_work: 4,
        totp_single_use: false,
        ..Config::default()
    };
    let (done, told) = sutura(&config, &["restore", "--from", text(from), "--keys", text(keys)]);
    assert!(done, "{told}");
    let (again, told) = sutura(&config, &["restore", "--from", text(from), "--keys", text(keys)]);
    assert!(!again && told.contains("holds an instance"), "{told}");
    let (sound, told) = sutura(&config, &["check"]);
    assert!(!sound && told.contains("secret.key is missing"), "the backup has no secret key: {told}");
    std::fs::copy(secret, config.secret_key_path()).expect("copies");
    let (sound, told) = sutura(&config, &["check"]);
    assert!(sound, "{told}");
    let app = App::open(config).await.expect("opens");
    serve(&app, listener);
    Elsewhere { app, url: format!("http://{address}"), _folder: folder }
}

fn secret(app: &TestApp) -> std::path::PathBuf {
    app.app.config.secret_key_path()
}

async fn sign_in(at: &Elsewhere, app: &TestApp, login: &str) -> Desk {
    let now = u64::try_from(at.app.clock.unix()).expect("after 1970");
    Desk::sign_in(http(), &at.url, login, PASSPHRASE, &app.totp(login), now).await.expect("signs in")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_while_running_brings_reports_files_accounts_and_keys_back() {
    let app = TestApp::start().await;
    let id = app.consultation.id;
    let citizen = app.citizen().await;
    let mut report = said(CANARY);
    report.files = vec![NewFile {
        name: "preuve.txt".into(),
        media_type: "text/plain".into(),
        bytes: b"ce que j'ai vu".to_vec(),
        question: None,
    }];
    citizen.report(id, report).await.expect("received");
    let backups = app.folder.path().join("backups");
    let (done, told) = sutura(&app.app.config, &["backup", "--to", text(&backups)]);
    assert!(done && told.contains("keys.jsonl"), "{told}");
    let day = put_by(&backups, "one");
    for path in [day.join("data.jsonl"), backups.join("keys.jsonl")] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is its owner's alone", path.display());
        assert!(!std::fs::read_to_string(&path).expect("text").contains(CANARY));
    }
    let elsewhere = restored(&day, &backups.join("keys.jsonl"), &secret(&app)).await;
    let awa = sign_in(&elsewhere, &app, "awa").await;
    let row = awa.reports(id).await.expect("lists").remove(0);
    let envelope = awa.envelope(id, &row).await.expect("opens");
    assert!(envelope.to_string().contains(CANARY));
    let blobs = std::fs::read_dir(day.join("attachments")).expect("lists").count();
    assert!(blobs > 0);
}

/// How many rows of each table a file of a backup holds.
fn rows_in(file: &Path) -> BTreeMap<String, i64> {
    let mut rows = BTreeMap::new();
    for line in std::fs::read_to_string(file).expect("text").lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        if let Some(table) = line["table"].as_str() {
            *rows.entry(table.to_owned()).or_default() += 1;
        }
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_holds_every_row_of_every_table_but_of_those_left_out_for_a_reason() {
    let app = TestApp::start().await;
    let id = app.consultation.id;
    let citizen = app.citizen().await;
    let receipt = citizen.report(id, said("x")).await.expect("received");
    citizen.answer(id, &receipt, "y", Vec::new()).await.expect("answered");
    let awa = app.desk("awa").await;
    let row = awa.reports(id).await.expect("lists").remove(0);
    awa.save(id, &row, "active", &serde_json::json!({ "notes": "n" })).await.expect("saved");
    let backups = app.folder.path().join("backups");
    assert!(sutura(&app.app.config, &["backup", "--to", text(&backups)]).0);
    let data = rows_in(&put_by(&backups, "one").join("data.jsonl"));
    let keys = rows_in(&backups.join("keys.jsonl"));
    let db = app.app.db.read();
    for table in TABLES {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.name);
        let counted = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("counts");
        let count: i64 = counted.expect("a row").try_get_by_index(0).expect("a number");
        let saved = [&data, &keys].map(|file| file.get(table.name).copied().unwrap_or_default());
        let expected = match table.backup {
            InBackup::Data => [count, 0],
            InBackup::Keys => [0, count],
            InBackup::LeftOut(reason) => {
                assert!(!reason.is_empty());
                [0, 0]
            }
        };
        assert_eq!(saved, expected, "rows of {} in the file of the day, and in that of keys", table.name);
    }
    for filled in ["instance", "member", "report", "message", "case_record", "audit"] {
        assert!(data[filled] > 0, "the scenario leaves rows in {filled}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_backup_opens_for_no_member_once_its_keys_were_shredded() {
    let app = TestApp::start().await;
    let id = app.consultation.id;
    let citizen = app.citizen().await;
    let receipt = citizen.report(id, said(CANARY)).await.expect("received");
    let backups = app.folder.path().join("backups");
    assert!(sutura(&app.app.config, &["backup", "--to", text(&backups)]).0);
    let old = put_by(&backups, "old");
    // Kept against the advice of the program, to show what that advice protects from.
    let old_keys = app.folder.path().join("old-keys.jsonl");
    std::fs::copy(backups.join("keys.jsonl"), &old_keys).expect("copies");

    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    citizen.withdraw(&receipt).await.expect("withdraws");
    app.app.clock.advance(time::Duration::days(31));
    epoch::shred(&app.app).await.expect("shreds");
    assert!(sutura(&app.app.config, &["backup", "--to", text(&backups)]).0);

    let elsewhere = restored(&old, &backups.join("keys.jsonl"), &secret(&app)).await;
    for login in ["awa", "fanta"] {
        let desk = sign_in(&elsewhere, &app, login).await;
        let rows = desk.reports(id).await.expect("lists");
        assert_eq!(rows.len(), 1, "the ciphertext is there again");
        assert!(desk.epoch(id, EpochNumber(0)).is_err(), "{login} holds no key of it");
        assert!(desk.envelope(id, &rows[0]).await.is_err());
        assert!(desk.epoch(id, EpochNumber(1)).is_ok(), "and goes on with the present period");
    }
    let chain = epoch::chain(&elsewhere.app, id).await.expect("answers").expect("exists");
    assert_eq!(chain.epochs.len(), 2, "the published history does not go back");
    let careless = restored(&old, &old_keys, &secret(&app)).await;
    let desk = sign_in(&careless, &app, "awa").await;
    let row = desk.reports(id).await.expect("lists").remove(0);
    assert!(desk.envelope(id, &row).await.is_ok(), "the old keys are what would have opened it");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_removed_since_does_not_come_back_into_the_circle() {
    let app = TestApp::start_in_second_epoch().await;
    let id = app.consultation.id;
    let moussa = app.desk("moussa").await;
    assert!(moussa.epoch(id, EpochNumber(1)).is_ok());
    let backups = app.folder.path().join("backups");
    assert!(sutura(&app.app.config, &["backup", "--to", text(&backups)]).0);
    let old = put_by(&backups, "old");
    let mut awa = app.desk("awa").await;
    awa.confirm().await.expect("confirms");
    let next = app.epoch_without(&awa, Some(moussa.id)).await;
    awa.remove_member(id, moussa.id, true, next).await.expect("removes");
    assert!(sutura(&app.app.config, &["backup", "--to", text(&backups)]).0);
    let elsewhere = restored(&old, &backups.join("keys.jsonl"), &secret(&app)).await;
    let now = u64::try_from(elsewhere.app.clock.unix()).expect("after 1970");
    let again = Desk::sign_in(http(), &elsewhere.url, "moussa", PASSPHRASE, &app.totp("moussa"), now).await;
    assert!(again.is_err(), "the account stays closed");
    let awa = sign_in(&elsewhere, &app, "awa").await;
    assert_eq!(awa.circle(id).expect("a circle").len(), 2);
}
