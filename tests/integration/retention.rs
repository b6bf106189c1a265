//! Reports are deleted at the end of their retention, with everything that belongs to them, and never because a clock
//! is wrong.

use reqwest::Method;
use serde_json::{Value, json};
use sutura::client::source::NewFile;
use sutura::jobs::run;
use sutura::services::retention::{Swept, sweep};
use sutura::storage;
use time::Duration;

use crate::support::{TestApp, said};

/// Lets weeks pass as they do, with a sweep in each.
async fn weeks(app: &TestApp, count: i64) -> u64 {
    let mut deleted = 0;
    for _ in 0..count {
        app.app.clock.advance(Duration::weeks(1));
        match sweep(&app.app, false).await.expect("sweeps") {
            Swept::Deleted(count) => deleted += count,
            Swept::Doubtful { .. } => panic!("a week is no jump"),
        }
    }
    deleted
}

/// Lets days pass until one in the middle of a month: thirteen weeks later it is the middle of a month again, with a
/// week to both sides, on whatever day of the calendar the test runs.
fn middle_of_a_month(app: &TestApp) {
    while app.app.clock.today().day() != 14 {
        app.app.clock.advance(Duration::days(1));
    }
}

async fn left(app: &TestApp) -> u64 {
    storage::report::count(app.app.db.read()).await.expect("counts")
}

/// How many blobs there are; the lock of the directory is none.
fn blobs_in(folder: &std::path::Path) -> usize {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| !name.as_encoded_bytes().starts_with(b".")).count()
}

#[tokio::test]
async fn a_report_that_nobody_reviews_goes_after_ninety_days_with_its_files() {
    let app = TestApp::start().await;
    let mut with_file = said("x");
    with_file.files.push(NewFile {
        name: "plan.txt".into(),
        media_type: "text/plain".into(),
        bytes: vec![7; 9000],
        question: None,
    });
    app.citizen().await.report(app.consultation.id, with_file).await.expect("received");
    let blobs = app.folder.path().join("blobs");
    assert!(blobs_in(&blobs) > 0);
    assert_eq!((weeks(&app, 11).await, left(&app).await), (0, 1), "77 days");
    assert_eq!((weeks(&app, 2).await, left(&app).await), (1, 0), "91 days");
    while run::step(&app.app).await.expect("works") {}
    assert_eq!(blobs_in(&blobs), 0, "its pieces are gone too");
}

#[tokio::test]
async fn rejected_closed_and_open_have_their_own_time_and_only_a_reason_makes_it_longer() {
    let app = TestApp::start().await;
    for account in ["rejected", "closed", "open", "postponed"] {
        app.citizen().await.report(app.consultation.id, said(account)).await.expect("received");
    }
    sweep(&app.app, false).await.expect("sweeps");
    let awa = app.desk("awa").await;
    let id = app.consultation.id;
    let rows = awa.reports(id).await.expect("lists");
    for (row, state) in rows.iter().zip(["closed&rejected=true", "closed", "active", "closed"]) {
        awa.save(id, row, state, &json!({"notes": "n"})).await.expect("saved");
    }
    // Writing on what is closed does not keep it longer, and who rejects it later only makes it shorter.
    assert_eq!((weeks(&app, 1).await, left(&app).await), (0, 4), "a week");
    assert_eq!((weeks(&app, 1).await, left(&app).await), (1, 3), "the rejected one, after two");
    let awa = app.desk("awa").await;
    let again = awa.reports(id).await.expect("lists");
    let closed = again.iter().find(|row| row.id == rows[1].id).expect("there");
    weeks(&app, 10).await;
    let awa = app.desk("awa").await;
    awa.save(id, closed, "closed", &json!({"notes": "later"})).await.expect("saved");
    let path = format!("/api/desk/reports/{}/postponement", rows[3].id);
    let told = awa.request(Method::POST, &path).send().await.expect("postponed");
    let told: Value = told.json().await.expect("JSON");
    let week = storage::report::find(app.app.db.read(), rows[3].id).await.expect("found");
    assert_eq!(told["due"], json!(week.expect("there").due.expect("set")));
    assert_eq!((weeks(&app, 15).await, left(&app).await), (1, 2), "the closed one, half a year after it was closed");
    assert_eq!((weeks(&app, 11).await, left(&app).await), (1, 1), "the postponed one has begun anew");
    assert_eq!((weeks(&app, 15).await, left(&app).await), (1, 0), "the open one, a year after the last act");
}

#[tokio::test]
async fn who_takes_a_rejection_back_gives_the_report_its_time_again() {
    let app = TestApp::start().await;
    app.citizen().await.report(app.consultation.id, said("x")).await.expect("received");
    let (awa, id) = (app.desk("awa").await, app.consultation.id);
    for (revision, state) in ["closed", "closed&rejected=true", "closed"].into_iter().enumerate() {
        let row = awa.reports(id).await.expect("lists").remove(0);
        assert_eq!(row.revision as usize, revision);
        awa.save(id, &row, state, &json!({"notes": state})).await.expect("saved");
    }
    assert_eq!((weeks(&app, 20).await, left(&app).await), (0, 1), "140 days");
    assert_eq!((weeks(&app, 7).await, left(&app).await), (1, 0), "189 days");
}

#[tokio::test]
async fn a_clock_that_jumps_deletes_nothing_until_somebody_says_that_it_is_right() {
    let app = TestApp::start().await;
    app.citizen().await.report(app.consultation.id, said("x")).await.expect("received");
    sweep(&app.app, false).await.expect("sweeps");
    app.app.clock.advance(Duration::days(200));
    assert!(matches!(sweep(&app.app, false).await.expect("sweeps"), Swept::Doubtful { .. }));
    assert_eq!(left(&app).await, 1);
    assert_eq!(sweep(&app.app, true).await.expect("sweeps"), Swept::Deleted(1));
    assert_eq!(left(&app).await, 0);
}

#[tokio::test]
async fn deletions_are_counted_in_public_by_month_and_small_numbers_are_hidden() {
    let app = TestApp::start().await;
    middle_of_a_month(&app);
    let months = async || -> Value {
        let body: Value =
            reqwest::get(format!("{}/api/public/deletions", app.url)).await.unwrap().json().await.unwrap();
        body["months"].clone()
    };
    for _ in 0..6 {
        app.citizen().await.report(app.consultation.id, said("x")).await.expect("received");
    }
    assert_eq!(weeks(&app, 13).await, 6);
    assert_eq!(months().await, json!([]), "a month that goes on shows nothing");
    app.citizen().await.report(app.consultation.id, said("x")).await.expect("received");
    assert_eq!(weeks(&app, 13).await, 1);
    weeks(&app, 5).await;
    let shown = months().await;
    let counts: Vec<_> = shown.as_array().unwrap().iter().map(|one| one["count"].clone()).collect();
    assert_eq!(counts, [Value::Null, json!(6)], "the latest first, one alone hidden");
    let page = reqwest::get(format!("{}/fr/about", app.url)).await.unwrap().text().await.unwrap();
    let page = page.replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        page.contains(" : 6 effacés") && page.contains("moins de cinq effacés") && page.contains("90 jours"),
        "{page}"
    );
}
