//! What was deleted is gone: from every file of the data folder, from every file of the database, and nothing that is
//! left tells in which order citizens came. What the rows themselves tell is in `times.rs`.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use serde_json::json;
use sutura::client::source::{Citizen, NewFile};
use sutura::services::remains;
use sutura::services::retention::{Swept, sweep};
use sutura::storage::Db;

use crate::process::{answers, consultation, demo, serve_again};
use crate::support::{TestApp, http, said};

const WINDOW: usize = 32;

/// Pieces of secret bytes that are looked for, one in sixteen bytes, to the last. Every age file begins with the same.
struct Needles(HashSet<Vec<u8>>);

impl Needles {
    fn of(secrets: &[Vec<u8>]) -> Self {
        let mut needles = HashSet::new();
        for secret in secrets {
            let last = secret.len().checked_sub(WINDOW).expect("long enough");
            let first = if secret.starts_with(b"age-encryption.org/v1") { 64 } else { 0 };
            needles.extend((first..=last).step_by(16).chain([last]).map(|at| secret[at..at + WINDOW].to_vec()));
        }
        Self(needles)
    }

    fn are_in(&self, bytes: &[u8]) -> bool {
        bytes.windows(WINDOW).any(|window| self.0.contains(window))
    }

    /// Every file below a folder that holds one of them, while a program writes there: looked for twice, because what
    /// moves from one file to another in between is seen in neither.
    fn moving(&self, folder: &Path) -> Vec<String> {
        let mut found = self.files(folder);
        found.extend(self.files(folder));
        found
    }

    /// Every file below a folder that holds one of them.
    fn files(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(self.files(&path));
            } else if std::fs::read(&path).is_ok_and(|bytes| self.are_in(&bytes)) {
                found.push(path.display().to_string());
            }
        }
        found
    }
}

/// The first column of every row that a query gives, as bytes.
async fn bytes(db: &DatabaseConnection, sql: &str) -> Vec<Vec<u8>> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql.to_owned())).await;
    rows.expect("reads").iter().map(|row| row.try_get_by_index::<Vec<u8>>(0).expect("bytes")).collect()
}

/// Everything of citizens that the database holds in bytes.
async fn secrets(db: &DatabaseConnection) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for sql in [
        "SELECT envelope FROM report",
        "SELECT verifier FROM report",
        "SELECT ciphertext FROM message",
        "SELECT ciphertext FROM case_record",
    ] {
        all.extend(bytes(db, sql).await);
    }
    all
}

fn blobs(folder: &Path) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder.join("blobs")).expect("a folder").flatten();
    files.map(|file| std::fs::read(file.path()).expect("readable")).filter(|bytes| bytes.len() > WINDOW).collect()
}

fn said_with_file() -> sutura::client::source::Said {
    let mut said = said("ce qui sera retiré");
    said.files.push(NewFile {
        question: None,
        name: "plan.txt".into(),
        media_type: "text/plain".into(),
        bytes: vec![7; 1_500_000],
    });
    said
}

#[tokio::test]
async fn a_withdrawn_report_leaves_no_byte_in_any_file_of_the_data_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("d");
    let (server, described) = demo(&data).await;
    drop(server);
    let _server = serve_again(&data, &described);
    let url = described["url"].as_str().expect("a url");
    answers(url).await;
    let database = format!("sqlite://{}", data.join("sutura.db").display());
    let read = async || {
        let db = Db::connect(&database).await.expect("connects");
        let read = secrets(db.read()).await;
        db.close().await.expect("closes");
        [read, blobs(&data)].concat()
    };
    let before = read().await;
    let citizen = Citizen::visit(http(), url).await.expect("answers");
    let id = consultation(&described);
    let receipt = citizen.report(id, said_with_file()).await.expect("received");
    citizen.answer(id, &receipt, "une réponse", Vec::new()).await.expect("answered");
    let new: Vec<_> = read().await.into_iter().filter(|secret| !before.contains(secret)).collect();
    assert!(new.len() >= 5, "a report, its verifier, a message and two pieces of a file: {}", new.len());
    let needles = Needles::of(&new);
    let found = needles.moving(&data);
    assert!(found.iter().any(|file| file.contains("sutura.db")), "the search finds what is there: {found:?}");
    assert!(found.iter().any(|file| file.contains("blobs")), "{found:?}");
    citizen.withdraw(&receipt).await.expect("withdrawn");
    let mut left = found;
    for _ in 0..240 {
        left = needles.moving(&data);
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_eq!(left, [""; 0], "two minutes later");
    let kept = Needles::of(&before);
    assert!(!kept.files(&data).is_empty(), "and what was not withdrawn is still there");
}

/// The files of the database, as they lie on the disk.
async fn database_files(app: &TestApp) -> Vec<u8> {
    let db = app.app.db.read();
    if db.get_database_backend() == DbBackend::Sqlite {
        let parts = ["sutura.db", "sutura.db-wal", "sutura.db-shm"];
        let read = parts.iter().map(|part| std::fs::read(app.folder.path().join(part)).unwrap_or_default());
        return read.collect::<Vec<_>>().concat();
    }
    // The server's own superuser reads its files: every table and index of this database, with long values.
    db.execute_unprepared("CHECKPOINT").await.expect("may");
    let sql = "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class \
               WHERE relkind IN ('r', 'i', 't') AND relnamespace::regnamespace::text IN ('public', 'pg_toast')";
    bytes(db, sql).await.concat()
}

#[tokio::test]
async fn a_report_whose_time_is_over_leaves_no_byte_in_the_database_and_none_in_the_blobs() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said_with_file()).await.expect("received");
    citizen.answer(app.consultation.id, &receipt, "une réponse", Vec::new()).await.expect("answered");
    let desk = app.desk("awa").await;
    let row = desk.reports(app.consultation.id).await.expect("lists").remove(0);
    desk.save(app.consultation.id, &row, "active", &json!({ "notes": "n" })).await.expect("saved");
    let mut of_rows = secrets(app.app.db.read()).await;
    // Saving again replaces the record: what it replaces must go as well.
    let row = desk.reports(app.consultation.id).await.expect("lists").remove(0);
    desk.save(app.consultation.id, &row, "active", &json!({ "notes": "m" })).await.expect("saved");
    of_rows.extend(secrets(app.app.db.read()).await);
    let (rows, files) = (Needles::of(&of_rows), Needles::of(&blobs(app.folder.path())));
    assert!(rows.are_in(&database_files(&app).await) && !files.files(app.folder.path()).is_empty());
    let mut gone = 0;
    for _ in 0..53 {
        app.app.clock.advance(time::Duration::weeks(1));
        if let Swept::Deleted(count) = sweep(&app.app, false).await.expect("sweeps") {
            gone += count;
        }
    }
    assert_eq!(gone, 1);
    app.work().await;
    assert!(remains::clear(&app.app).await.expect("clears"), "nobody is in the way");
    assert!(!rows.are_in(&database_files(&app).await), "the database");
    assert_eq!(rows.files(app.folder.path()), [""; 0]);
    assert_eq!(files.files(app.folder.path()), [""; 0]);
}

#[tokio::test]
async fn clearing_waits_its_turn_and_the_next_one_does_it() {
    let app = TestApp::start().await;
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said("x")).await.expect("received");
    let needles = Needles::of(&secrets(app.app.db.read()).await);
    let reader = app.app.db.snapshot().await.expect("begins");
    assert_eq!(reports_in(&reader).await, 1);
    citizen.withdraw(&receipt).await.expect("withdrawn");
    assert!(!remains::clear(&app.app).await.expect("answers"), "a backup is being written");
    assert_eq!(reports_in(&reader).await, 1, "which still has what it began with");
    reader.rollback().await.expect("ends");
    assert!(remains::clear(&app.app).await.expect("answers"));
    assert!(!needles.are_in(&database_files(&app).await));
}

async fn reports_in(tx: &sutura::storage::Tx) -> usize {
    let sql = Statement::from_string(tx.get_database_backend(), "SELECT id FROM report");
    tx.query_all_raw(sql).await.expect("reads").len()
}

/// The ids of all reports in each order that their places tell to whoever seizes the disk: those of rows and of their
/// long values.
async fn as_they_lie(app: &TestApp) -> Vec<Vec<String>> {
    let db = app.app.db.read();
    let sql = Statement::from_string(db.get_database_backend(), "SELECT id, envelope FROM report");
    let rows = db.query_all_raw(sql).await.expect("reads");
    let rows: Vec<(String, Vec<u8>)> = rows.iter().map(|row| row.try_get_many_by_index().expect("a row")).collect();
    let named = |part: &[u8]| rows.iter().find(|(_, envelope)| envelope.starts_with(part)).expect("known").0.clone();
    if db.get_database_backend() == DbBackend::Postgres {
        let toast = "SELECT reltoastrelid::regclass::text::bytea FROM pg_class WHERE oid = 'report'::regclass";
        let toast = String::from_utf8(bytes(db, toast).await.remove(0)).expect("a name");
        let chunks = bytes(db, &format!("SELECT chunk_data FROM {toast} WHERE chunk_seq = 0 ORDER BY chunk_id")).await;
        let heap = bytes(db, "SELECT envelope FROM report ORDER BY ctid").await;
        return [chunks, heap].iter().map(|order| order.iter().map(|part| named(part)).collect()).collect();
    }
    let file = std::fs::read(app.folder.path().join("sutura.db")).expect("readable");
    let place = |envelope: &[u8]| {
        let end = &envelope[envelope.len() - WINDOW..];
        file.windows(WINDOW).position(|window| window == end).expect("in the file")
    };
    let mut places: Vec<_> = rows.iter().map(|(id, envelope)| (place(envelope), id.clone())).collect();
    places.sort();
    vec![places.into_iter().map(|(_, id)| id).collect()]
}

#[tokio::test]
async fn after_the_night_no_place_in_the_database_tells_which_report_came_first() {
    let app = TestApp::start_with(|config| config.night_hour = 0).await;
    let citizen = app.citizen().await;
    let (mut arrived, mut known) = (Vec::new(), HashSet::new());
    for _ in 0..24 {
        citizen.report(app.consultation.id, said("x")).await.expect("received");
        let sql = Statement::from_string(app.app.db.read().get_database_backend(), "SELECT id FROM report");
        for row in app.app.db.read().query_all_raw(sql).await.expect("reads") {
            let id: String = row.try_get_by_index(0).expect("text");
            if known.insert(id.clone()) {
                arrived.push(id);
            }
        }
    }
    remains::clear(&app.app).await.expect("clears");
    let neighbours = |lie: &[String]| {
        let place = |id| lie.iter().position(|other| other == id).expect("there");
        arrived.windows(2).filter(|pair| place(&pair[0]) < place(&pair[1])).count()
    };
    for lie in as_they_lie(&app).await {
        assert!(neighbours(&lie) > 20, "by day the place does tell: the test can see it");
    }
    assert!(remains::night(&app.app).await.expect("works"));
    remains::clear(&app.app).await.expect("clears");
    for lie in as_they_lie(&app).await {
        let told = neighbours(&lie);
        assert!((3..=20).contains(&told), "{told} of 23 neighbours lie in their order: by chance it is half");
    }
    assert!(!remains::night(&app.app).await.expect("works"), "once a night");
    app.app.clock.advance(time::Duration::days(1));
    assert!(remains::night(&app.app).await.expect("works"), "and again in the next");
}

#[tokio::test]
async fn metrics_tell_what_was_counted_on_the_last_day() {
    let app = TestApp::start().await;
    let private = sutura::web::http::private::router(app.app.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/metrics", listener.local_addr().expect("bound"));
    tokio::spawn(async move { axum::serve(listener, private).await });
    let metrics = async || http().get(&url).send().await.expect("answers").text().await.expect("text");
    let citizen = app.citizen().await;
    let before = metrics().await;
    let receipt = citizen.report(app.consultation.id, said_with_file()).await.expect("received");
    assert_eq!(metrics().await, before, "before the first count");
    remains::count(&app.app).await.expect("counts");
    let counted = metrics().await;
    assert!(counted.contains("sutura_reports 1\n") && counted.contains("sutura_uploads 1\n"), "{counted}");
    citizen.report(app.consultation.id, said("x")).await.expect("received");
    citizen.withdraw(&receipt).await.expect("withdrawn");
    remains::count(&app.app).await.expect("counts");
    assert_eq!(metrics().await, counted, "whatever happens on one day, and its deletions in the queue");
    app.work().await;
    citizen.report(app.consultation.id, said("x")).await.expect("received");
    app.app.clock.advance(time::Duration::days(1));
    remains::count(&app.app).await.expect("counts");
    assert!(metrics().await.contains("sutura_reports 2\n"), "the next day");
}

#[tokio::test]
async fn what_citizens_ask_for_is_counted_by_day_and_what_members_ask_for_is_not() {
    let app = TestApp::start().await;
    app.citizen().await.report(app.consultation.id, said("x")).await.expect("received");
    let strange = reqwest::Method::from_bytes(b"GEHEIM").expect("a method");
    http().request(strange, format!("{}/fr/", app.url)).send().await.expect("answers");
    app.desk("awa").await;
    assert!(remains::asked(&app.app).is_empty(), "the day is not over");
    app.app.clock.advance(time::Duration::days(1));
    let asked = remains::asked(&app.app);
    let count = |method, route: &str| -> u64 {
        let those = asked.iter().filter(|(_, asked, _)| asked.method == method && asked.route == route);
        those.map(|(_, _, count)| count).sum()
    };
    assert_eq!(count("POST", "/api/intake/{consultation}"), 1);
    assert_eq!(count("other", "/{lang}/"), 1, "a method is a word of ours: {asked:?}");
    assert!(!asked.iter().any(|(_, asked, _)| asked.route.contains("desk")), "{asked:?}");
    assert!(remains::asked(&app.app).is_empty(), "given out once");
}
