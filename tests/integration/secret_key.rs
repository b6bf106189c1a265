//! The secret key, which is not in the database: what a copy of the rows is worth without it, rows that were moved, a
//! journal that was written anew, and a key that is replaced or lost.

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::Method;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use sutura::app::App;
use sutura::client::desk::Desk;
use sutura::config::Config;
use sutura::crypto::hex::{hex, sha256};
use sutura::crypto::secret_key::SecretKey;
use sutura::crypto::{derive, totp};
use sutura::storage::session::{MEMBER, STARTED, SessionId, Sessions};
use sutura::storage::{self, secret_key};
use tower_sessions::SessionStore as _;
use tower_sessions::session::Record;

use crate::backup::sutura;
use crate::secrecy::rows_by_table;
use crate::support::{PASSPHRASE, TestApp, http, serve};

fn now(app: &TestApp) -> u64 {
    u64::try_from(app.app.clock.unix()).expect("after 1970")
}

async fn sign_in(app: &TestApp, url: &str, login: &str, totp: &[u8]) -> bool {
    Desk::sign_in(http(), url, login, PASSPHRASE, totp, now(app)).await.is_ok()
}

/// Gives awa a recovery sheet with this authenticator, and an address of mail.
async fn furnish(app: &TestApp, login: &str, authenticator: &str) {
    let desk = app.desk(login).await;
    desk.confirm().await.expect("confirms");
    let sheet = json!({ "authenticator": authenticator, "wrap": BASE64_STANDARD.encode(&desk.me.wrap.0) });
    for (path, body) in [("recovery", sheet), ("mail", json!({ "address": format!("{login}@example.org") }))] {
        let request = desk.request(Method::PUT, &format!("/api/desk/account/{path}")).json(&body);
        assert_eq!(request.send().await.expect("answers").status(), 204, "{path}");
    }
}

async fn open_sheet(app: &TestApp, login: &str, authenticator: &str) -> u16 {
    let body = json!({ "login": login, "authenticator": authenticator });
    let request = http().post(format!("{}/api/desk/recovery", app.url)).json(&body);
    request.send().await.expect("answers").status().as_u16()
}

/// A sign-in as a browser makes it: the value of its cookie, and its CSRF token.
async fn entered(app: &TestApp, login: &str) -> (String, String) {
    let derived =
        derive::derive_passphrase(PASSPHRASE, &salt(&app.url, login).await, derive::PASSPHRASE).expect("derives");
    let code = totp::code(&app.totp(login), now(app)).expect("a code");
    let body = json!({ "login": login, "authenticator": derived.authenticator.expose(), "totp": code });
    let answer = http().post(format!("{}/api/desk/session", app.url)).json(&body).send().await.expect("answers");
    let cookie = answer.headers()["set-cookie"].to_str().expect("ASCII").to_owned();
    let cookie = cookie.split(['=', ';']).nth(1).expect("a value").to_owned();
    let session: Value = answer.json().await.expect("JSON");
    (cookie, session["csrf"].as_str().expect("a token").to_owned())
}

async fn salt(url: &str, login: &str) -> [u8; 16] {
    let answer = http().get(format!("{url}/api/desk/salt?login={login}")).send().await.expect("answers");
    let salt: Value = answer.json().await.expect("JSON");
    let salt = BASE64_URL_SAFE_NO_PAD.decode(salt["salt"].as_str().expect("text")).expect("base64");
    salt.try_into().expect("16 bytes")
}

#[tokio::test]
async fn a_copy_of_the_database_alone_has_no_second_factor_no_ticket_and_no_address() {
    let app = TestApp::start().await;
    let authenticator = "A".repeat(43);
    furnish(&app, "awa", &authenticator).await;
    let verifier = derive::Authenticator::parse(&authenticator).expect("one").verifier();
    let secret = &app.app.secret;
    let bytes = [app.totp("awa"), app.totp("fanta"), secret.tickets().to_vec(), secret.salts().to_vec()];
    let bytes = bytes.into_iter().chain([verifier.to_vec(), b"awa@example.org".to_vec()]);
    let (cookie, csrf) = entered(&app, "fanta").await;
    let texts = ["awa@example.org".to_owned(), secret.expose().to_string(), cookie, csrf];
    // A column of bytes is written in hexadecimal.
    let needles = bytes.map(|bytes| hex(&bytes)).chain(texts.iter().map(|text| hex(text.as_bytes())));
    let needles: Vec<_> = needles.chain(texts.iter().map(|text| text.to_lowercase())).collect();
    for (table, rows) in rows_by_table(app.app.db.read()).await {
        let rows = rows.concat().to_lowercase();
        for needle in &needles {
            assert!(!rows.contains(needle), "a row of {table} holds {needle}");
        }
    }
    let elsewhere = tempfile::tempdir().expect("a folder");
    let thief = Config { data: elsewhere.path().to_owned(), ..app.app.config.clone() };
    let refused = App::open(thief.clone()).await.err().expect("refused").to_string();
    assert!(refused.contains("is missing"), "{refused}");
    secret_key::create(&thief.secret_key_path()).expect("makes a key");
    let refused = App::open(thief).await.err().expect("refused").to_string();
    assert!(refused.contains("is not that of this database"), "{refused}");
}

#[tokio::test]
async fn a_sealed_value_that_was_moved_to_another_account_is_refused() {
    let app = TestApp::start().await;
    let authenticator = "A".repeat(43);
    furnish(&app, "fanta", &authenticator).await;
    furnish(&app, "awa", &("B".repeat(42) + "A")).await;
    assert_eq!(open_sheet(&app, "fanta", &authenticator).await, 200);
    assert!(sign_in(&app, &app.url, "awa", &app.totp("awa")).await);
    for column in ["totp", "recovery_verifier", "mail"] {
        let sql = format!(
            "UPDATE member SET {column} = (SELECT {column} FROM member WHERE login = 'fanta') WHERE login = 'awa'"
        );
        app.app.db.read().execute_unprepared(&sql).await.expect("writes");
    }
    assert!(!sign_in(&app, &app.url, "awa", &app.totp("fanta")).await, "fanta's telephone opens fanta's account only");
    assert_ne!(open_sheet(&app, "awa", &authenticator).await, 200, "and so does her sheet");
    let id = storage::member::find_by_login(app.app.db.read(), "awa").await.expect("answers").expect("a row");
    assert!(id.mail(&app.app.secret).is_err(), "and her mail goes to her only");
    assert!(sign_in(&app, &app.url, "fanta", &app.totp("fanta")).await, "others are not touched");
}

/// What the server answers to whoever brings this cookie.
async fn with_cookie(app: &TestApp, cookie: &str) -> u16 {
    let me = http().get(format!("{}/api/desk/me", app.url)).header("cookie", format!("sutura={cookie}"));
    me.send().await.expect("answers").status().as_u16()
}

#[tokio::test]
async fn a_session_that_was_made_or_moved_in_the_database_lets_nobody_in() {
    let app = TestApp::start().await;
    let (own, _) = entered(&app, "awa").await;
    let (other, _) = entered(&app, "fanta").await;
    assert_eq!((with_cookie(&app, &own).await, with_cookie(&app, &other).await), (200, 200));
    let (from, to) = (sha256(other.as_bytes()), sha256(own.as_bytes()));
    let moved = format!("UPDATE session SET data = (SELECT data FROM session WHERE id = '{from}') WHERE id = '{to}'");
    app.app.db.read().execute_unprepared(&moved).await.expect("writes");
    assert_eq!(with_cookie(&app, &own).await, 401, "what is fanta's opens in her session only");
    assert_eq!(
        with_cookie(&app, &made(&app, "fanta", &app.app.secret).await).await,
        200,
        "a row as the program makes it"
    );
    assert_eq!(with_cookie(&app, &made(&app, "fanta", &SecretKey::generate()).await).await, 401, "under another key");
    assert_eq!(with_cookie(&app, &other).await, 200, "hers is not touched");
}

/// The cookie of a session of this member that was written into the database, sealed under a key.
async fn made(app: &TestApp, login: &str, key: &SecretKey) -> String {
    let now = app.app.clock.unix();
    let member = storage::member::find_by_login(app.app.db.read(), login).await.expect("answers").expect("a row").id;
    let data = [(MEMBER.to_owned(), json!(member)), (STARTED.to_owned(), json!(now / 60 * 60))];
    let expiry_date = time::OffsetDateTime::from_unix_timestamp(now + 3600).expect("a time");
    let mut record = Record { id: SessionId::default(), data: data.into(), expiry_date };
    Sessions::new(app.app.db.clone(), key.clone()).create(&mut record).await.expect("writes");
    record.id.to_string()
}

/// What the desk is told of the journal, and what the doctor says.
async fn journal(app: &TestApp) -> (bool, String) {
    let awa = app.desk("awa").await;
    let log: Value =
        awa.request(Method::GET, "/api/desk/audit").send().await.expect("answers").json().await.expect("JSON");
    (log["holds"].as_bool().expect("a truth"), sutura(&app.app.config, &["check"]).1)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_is_written_anew_without_the_key_is_noticed() {
    let app = TestApp::start().await;
    let (holds, told) = journal(&app).await;
    assert!(holds && told.contains("The audit log holds"), "{told}");
    let tx = app.app.db.begin().await.expect("begins");
    tx.execute_unprepared("UPDATE audit SET actor = 'operator' WHERE act = 'signed-in'").await.expect("writes");
    // Consistent from the first entry to the head, under a key that the thief has made.
    storage::audit::rekey(&tx, &SecretKey::generate()).await.expect("writes");
    tx.commit().await.expect("commits");
    let (holds, told) = journal(&app).await;
    assert!(!holds && told.contains("The audit log was altered at entry 0"), "{told}");
}

#[tokio::test]
async fn an_entry_that_is_cut_off_the_end_of_the_journal_is_noticed() {
    let app = TestApp::start().await;
    app.desk("awa").await;
    let verify = async || storage::audit::verify(&app.app.db, &app.app.secret).await.expect("answers");
    let rows = verify().await.expect("holds");
    let sql = "DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)";
    app.app.db.read().execute_unprepared(sql).await.expect("writes");
    assert_eq!(verify().await, Err(i32::try_from(rows).expect("few") - 1));
    app.app.db.read().execute_unprepared("DELETE FROM audit").await.expect("writes");
    assert_eq!(verify().await, Err(0), "nor can all of it go");
}

/// The same instance as another process opens it.
async fn reopened(app: &TestApp) -> (App, String) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    let again = App::open(app.app.config.clone()).await.expect("opens");
    serve(&again, listener);
    (again, url)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_key_opens_what_the_old_one_had_sealed_and_the_old_one_nothing() {
    let app = TestApp::start().await;
    furnish(&app, "awa", &"A".repeat(43)).await;
    let (cookie, _) = entered(&app, "fanta").await;
    let (done, told) = sutura(&app.app.config, &["keys", "secret"]);
    assert!(done, "{told}");
    let (again, url) = reopened(&app).await;
    assert_ne!(*again.secret.expose(), *app.app.secret.expose());
    let old = http().get(format!("{url}/api/desk/me")).header("cookie", format!("sutura={cookie}"));
    assert_eq!(old.send().await.expect("answers").status(), 401, "sessions end with the key");
    assert!(sign_in(&app, &url, "awa", &app.totp("awa")).await);
    let awa = storage::member::find_by_login(again.db.read(), "awa").await.expect("answers").expect("a row");
    assert_eq!(awa.mail(&again.secret).expect("opens").as_deref(), Some("awa@example.org"));
    assert!(awa.recovery_verifier(&again.secret).expect("opens").is_some());
    assert!(awa.totp(&app.app.secret).is_err(), "the old key opens nothing");
    assert!(storage::audit::verify(&again.db, &again.secret).await.expect("answers").is_ok());
    assert!(storage::audit::verify(&again.db, &app.app.secret).await.expect("answers").is_err());
}

/// Sets up another second factor with the link that a command has printed.
async fn renew(url: &str, app: &TestApp, told: &str) -> Vec<u8> {
    let token = told.split("#join.").nth(1).expect("a link").split_whitespace().next().expect("a token");
    let derived = derive::derive_passphrase(PASSPHRASE, &salt(url, "awa").await, derive::PASSPHRASE);
    let secret = totp::generate();
    let body = json!({
        "token": token,
        "authenticator": derived.expect("derives").authenticator.expose(),
        "totp": BASE64_URL_SAFE_NO_PAD.encode(&secret),
        "code": totp::code(&secret, now(app)).expect("a code"),
    });
    let answer = http().post(format!("{url}/api/desk/join/second-factor")).json(&body).send().await.expect("answers");
    assert_eq!(answer.status(), 204);
    secret
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_key_costs_second_factors_and_nothing_else() {
    let app = TestApp::start().await;
    furnish(&app, "awa", &"A".repeat(43)).await;
    let config = &app.app.config;
    let (done, told) = sutura(config, &["member", "second-factor", "--login", "awa"]);
    assert!(!done && told.contains("two colleagues"), "the operator replaces none that is there: {told}");
    std::fs::remove_file(config.secret_key_path()).expect("removes");
    let (sound, told) = sutura(config, &["check"]);
    assert!(!sound && told.contains("is missing") && told.contains("keys secret --lost"), "{told}");
    assert!(!sutura(config, &["keys", "secret"]).0, "not by mistake");
    assert!(!config.secret_key_path().exists(), "a key that fits nothing is not made");
    let (done, told) = sutura(config, &["keys", "secret", "--lost"]);
    assert!(done && told.contains("second-factor"), "{told}");
    let (_, told) = sutura(config, &["check"]);
    assert!(told.contains("The audit log holds"), "{told}");
    let (again, url) = reopened(&app).await;
    assert!(!sign_in(&app, &url, "awa", &app.totp("awa")).await);
    let (done, told) = sutura(config, &["member", "second-factor", "--login", "awa"]);
    assert!(done, "{told}");
    let secret = renew(&url, &app, &told).await;
    let desk = Desk::sign_in(http(), &url, "awa", PASSPHRASE, &secret, now(&app)).await.expect("signs in");
    assert!(desk.epoch(app.consultation.id, sutura::domain::epoch::EpochNumber(0)).is_ok(), "keys are what they were");
    let acts = storage::audit::list_last(again.db.read(), 20).await.expect("lists");
    assert!(acts.iter().any(|entry| entry.act == "secret-key-lost"), "the circle can see it");
}

#[test]
fn the_secret_key_of_a_configuration_does_not_print() {
    let config = Config { secret_key: "geheim".into(), ..Config::default() };
    assert!(!format!("{config:?}").contains("geheim"));
}
