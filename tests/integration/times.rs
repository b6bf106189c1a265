//! What the rows of the database tell of time: every column of every table that holds one is listed here, and is a
//! week, a month, a day, an hour or a rounded minute. The tables come from the list in `src/storage/entity`.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::Method;
use reqwest::multipart::Form;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::{Value, json};
use sutura::crypto::derive;
use sutura::crypto::{ticket, totp};
use sutura::domain::epoch::EpochNumber;
use sutura::domain::summary::Text;
use sutura::domain::task::Task;
use sutura::services::{digest, remains, retention};
use sutura::storage::{self, TABLES};

use crate::summary::{approve, words};
use crate::support::{PASSPHRASE, TestApp, http, said, submit};

/// How finely a column tells of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Month,
    Week,
    Day,
    /// Uploads that belong to no report yet.
    Hour,
    /// Pages that answer a form: gone after twice this time.
    TenMinutes,
    /// Only of members and of our own tasks.
    Minute,
}

use Grain::{Day, Hour, Minute, Month, TenMinutes, Week};

/// Every column that holds a time.
const TIMES: &[(&str, &str, Grain)] = &[
    ("answer_page", "expires_at", TenMinutes),
    ("audit", "week", Week),
    ("deletion", "month", Month),
    ("epoch", "statement", Day),
    ("instance", "counted", Day),
    ("instance", "mailed", Day),
    ("instance", "shuffled", Day),
    ("instance", "swept", Week),
    ("invitation", "expires_at", Day),
    ("member", "last_week", Week),
    ("member", "totp_step", Minute),
    ("message", "week", Week),
    ("report", "due", Week),
    ("report", "week", Week),
    ("session", "expires_at", Minute),
    ("session", "started_at", Minute),
    ("summary", "approver_document", Day),
    ("summary", "author_document", Day),
    ("summary", "embargo_until", Day),
    ("summary", "text", Day),
    ("summary", "week", Week),
    ("task", "run_at", Minute),
    ("ticket", "expires_at", Day),
    ("upload", "expires_at", Hour),
];

/// The finest grain of the times in a text; `None` without any.
///
/// # Panics
/// With a time that is finer than a minute.
fn grain(text: &str, now: i64) -> Option<Grain> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != 'W');
    let found = words.filter_map(|word| {
        let shape: String = word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
        match shape.as_str() {
            "0000-W00" => return Some(Week),
            "0000-00" => return Some(Month),
            "0000-00-00" => return Some(Day),
            _ => {}
        }
        assert!(!shape.starts_with("0000-00-00T"), "{text} has a time of day");
        let number: i64 = word.parse().ok()?;
        let near = |unit: i64| (number - now / unit).abs() < 400 * 86_400 / unit;
        assert!(!(number / 1000 - now).abs().lt(&(400 * 86_400)), "{text} has milliseconds");
        // Steps of one-time codes: the last one of each minute.
        if near(30) {
            assert_eq!(number % 2, 1, "{text} has half a minute");
            return Some(Minute);
        }
        if !near(1) {
            return None;
        }
        match number {
            _ if number % 86_400 == 0 => Some(Day),
            _ if number % 3600 == 0 => Some(Hour),
            _ if number % 600 == 0 => Some(TenMinutes),
            _ => {
                assert_eq!(number % 60, 0, "{text} has seconds");
                Some(Minute)
            }
        }
    });
    found.max()
}

#[test]
#[should_panic(expected = "has seconds")]
fn a_second_is_noticed() {
    grain("{\"started\":1795988941}", 1_795_988_000);
}

#[test]
fn the_grain_of_a_time_is_recognised() {
    let now = 1_795_988_000;
    for (text, is) in [
        ("2026-W48", Some(Week)),
        ("from 2026-11-29\nprevious -", Some(Day)),
        ("2026-11", Some(Month)),
        ("{\"confirmed\":1795988940}", Some(Minute)),
        ("1795996800", Some(Day)),
        ("1795988400", Some(TenMinutes)),
        ("59866267", Some(Minute)),
        ("00f31795988941ab", None),
        ("1500000", None),
    ] {
        assert_eq!(grain(text, now), is, "{text}");
    }
}

/// The finest grain of every column of every table. Bytes are no times.
async fn grains(app: &TestApp) -> BTreeMap<(&'static str, &'static str), Grain> {
    let db = app.app.db.read();
    let mut found: BTreeMap<_, Grain> = BTreeMap::new();
    for table in TABLES {
        for column in (table.columns)() {
            let sql = match db.get_database_backend() {
                DbBackend::Sqlite => format!(
                    "SELECT CAST(\"{column}\" AS TEXT) FROM \"{}\" WHERE typeof(\"{column}\") IN ('text', 'integer')",
                    table.name
                ),
                _ => format!("SELECT \"{column}\"::text FROM \"{}\" WHERE \"{column}\" IS NOT NULL", table.name),
            };
            let sql = Statement::from_string(db.get_database_backend(), sql);
            for row in db.query_all_raw(sql).await.expect("reads") {
                let text: String = row.try_get_by_index(0).expect("text");
                if let Some(grain) = grain(&text, app.app.clock.unix()) {
                    let finest = found.entry((table.name, column)).or_insert(grain);
                    *finest = grain.max(*finest);
                }
            }
        }
    }
    found
}

/// Rows in every table that knows times.
async fn scenario(app: &TestApp) {
    let id = app.consultation.id;
    let citizen = app.citizen().await;
    let receipt = citizen.report(id, said("x")).await.expect("received");
    citizen.answer(id, &receipt, "y", Vec::new()).await.expect("answered");
    let form = Form::new().text("agree", "yes").text("account", "z");
    assert_eq!(submit(http().post(format!("{}/fr/c/signaler/plain", app.url)).multipart(form)).await.status(), 200);
    let offer: Value = app.get(&format!("/api/intake/{id}")).await.json().await.expect("JSON");
    let solved = ticket::solve(offer["ticket"]["challenge"].as_str().expect("text"), 4);
    let upload = http().post(format!("{}/api/uploads", app.url)).header("upload-length", 8192);
    assert_eq!(upload.header("sutura-ticket", solved).send().await.expect("answers").status(), 201);
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    awa.confirm().await.expect("confirms");
    let draft = awa.draft(id, EpochNumber(0), &words("Titre")).await.expect("drafted");
    let day = (app.app.clock.today() + time::Duration::days(5)).to_string();
    approve(app, &fanta, draft, &Text { embargo_until: Some(day), ..words("Titre") }).await.expect("approved");
    let invitation = json!({ "kind": "join", "hash": "a".repeat(64), "login": "moussa", "role": "journalist" });
    let invited = awa.request(Method::POST, "/api/desk/invitations").json(&invitation).send().await;
    assert!(invited.expect("answers").status().is_success());
    let tx = app.app.db.begin().await.expect("begins");
    storage::deletion::add(&tx, "2026-11").await.expect("counts");
    tx.commit().await.expect("commits");
    retention::sweep(&app.app, false).await.expect("sweeps");
    digest::begin(&app.app).await.expect("begins");
    remains::count(&app.app).await.expect("counts");
    assert!(remains::night(&app.app).await.expect("works"));
    storage::task::push(app.app.db.read(), &Task::Sweep, app.app.clock.unix()).await.expect("takes it");
}

#[tokio::test]
async fn every_time_in_a_row_is_a_week_a_day_or_a_rounded_minute() {
    let app = TestApp::start_with(|config| (config.digest_hour, config.night_hour) = (0, 0)).await;
    scenario(&app).await;
    let found = grains(&app).await;
    let listed: BTreeMap<_, _> = TIMES.iter().map(|(table, column, grain)| ((*table, *column), *grain)).collect();
    let finer: Vec<_> =
        found.iter().filter(|(column, grain)| listed.get(*column).is_none_or(|it| *grain > it)).collect();
    assert!(finer.is_empty(), "times that are finer than listed, or not listed: {finer:?}");
    let missing: Vec<_> = listed.keys().filter(|column| !found.contains_key(*column)).collect();
    assert!(missing.is_empty(), "the scenario fills no time into {missing:?}");
    // Names that promise a time are in the list, whether the scenario filled them or not.
    let names = TABLES.iter().flat_map(|table| (table.columns)().into_iter().map(move |column| (table.name, column)));
    let promises = ["_at", "_until", "week", "day", "month", "time", "date", "_step", "due", "swept", "seen"];
    let promising = names.filter(|(_, column)| promises.iter().any(|end| column.ends_with(end)));
    let unlisted: Vec<_> = promising.filter(|column| *column != ("consultation", "rekey_due")).collect();
    assert!(unlisted.iter().all(|column| listed.contains_key(column)), "{unlisted:?}");
    app.take_tasks().await;
}

#[tokio::test]
async fn the_database_holds_no_cookie_and_no_session_that_could_be_gone_on_with() {
    let app = TestApp::start().await;
    let person = app.totp("awa");
    let salt: Value = app.get("/api/desk/salt?login=awa").await.json().await.expect("JSON");
    let salt = BASE64_URL_SAFE_NO_PAD.decode(salt["salt"].as_str().expect("text")).expect("base64url");
    let derived = derive::derive_passphrase(PASSPHRASE, &salt, derive::PASSPHRASE).expect("derives");
    let now = u64::try_from(app.app.clock.unix()).expect("after 1970");
    let code = totp::code(&person, now).expect("a code");
    let entered = http().post(format!("{}/api/desk/session", app.url)).json(&json!({
        "login": "awa", "authenticator": derived.authenticator.expose(), "totp": code,
    }));
    let entered = entered.send().await.expect("answers");
    assert_eq!(entered.status(), 200);
    let cookie = entered.headers()["set-cookie"].to_str().expect("ASCII");
    let value = cookie.split(['=', ';']).nth(1).expect("a value").to_owned();
    let with = async |value: &str| {
        let me = http().get(format!("{}/api/desk/me", app.url)).header("cookie", format!("sutura={value}"));
        me.send().await.expect("answers").status().as_u16()
    };
    assert_eq!(with(&value).await, 200, "the cookie is good");
    let sql = "SELECT id FROM session";
    let sql = Statement::from_string(app.app.db.read().get_database_backend(), sql);
    let rows = app.app.db.read().query_all_raw(sql).await.expect("reads");
    assert!(!rows.is_empty());
    for row in rows {
        let row: String = row.try_get_by_index(0).expect("text");
        assert!(!row.contains(&value), "{row}");
        for guess in [row.as_str(), &row[..22], &BASE64_URL_SAFE_NO_PAD.encode(&hex_bytes(&row)[..16])] {
            assert_eq!(with(guess).await, 401);
        }
    }
}

fn hex_bytes(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("hex")).collect()
}
