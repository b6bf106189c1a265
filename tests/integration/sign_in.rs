//! Signing in and acting in a session: what is refused, what it costs, and that it tells nobody who has an account.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;
use sutura::client::desk::Desk;
use sutura::crypto::{derive, ticket, totp};

use crate::support::{PASSPHRASE, TestApp, http, problem, submit, welch};

#[tokio::test]
async fn an_act_without_the_csrf_token_or_from_another_site_is_refused() {
    let app = TestApp::start().await;
    let awa = app.desk("awa").await;
    let foreign = awa.request(Method::DELETE, "/api/desk/session").header("origin", "https://example.org");
    assert_eq!(foreign.send().await.expect("answers").status(), 403);
    let stale = awa.request(Method::DELETE, "/api/desk/session").build().expect("a request");
    let mut bare = stale;
    bare.headers_mut().remove("sutura-csrf");
    assert_eq!(http().execute(bare).await.expect("answers").status(), 401, "the cookie lives in the client");
    assert_eq!(awa.request(Method::GET, "/api/desk/me").send().await.expect("answers").status(), 200);
    let submitted = http().post(format!("{}/fr/c/signaler/plain", app.url)).header("origin", "https://example.org");
    assert_eq!(submit(submitted).await.status(), 403);
}

#[tokio::test]
async fn sign_in_tells_nothing_about_which_part_was_wrong() {
    let app = TestApp::start().await;
    let mut answers = BTreeSet::new();
    for (login, code) in [("awa", "000000"), ("nobody", "000000"), ("x", ""), ("awa", "not a code")] {
        let authenticator =
            sutura::crypto::derive::derive("x", &[0; 16], sutura::crypto::derive::Cost { memory: 64, passes: 1 });
        let authenticator = authenticator.expect("derives").authenticator.expose();
        let body = serde_json::json!({ "login": login, "authenticator": authenticator, "totp": code });
        let response = http().post(format!("{}/api/desk/session", app.url)).json(&body).send().await.expect("answers");
        answers.insert((response.status().as_u16(), response.text().await.expect("a body")));
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
    let salt = async |login: &str| app.get(&format!("/api/desk/salt?login={login}")).await.text().await.expect("JSON");
    assert_eq!(salt("nobody").await, salt("nobody").await, "a fake salt is stable");
    assert_ne!(salt("nobody").await, salt("somebody").await);
}

#[tokio::test]
async fn a_one_time_code_works_once() {
    let app = TestApp::start_with(|config| config.totp_single_use = true).await;
    let now = u64::try_from(app.app.clock.unix()).expect("after 1970");
    let totp = app.totp("fanta");
    let sign_in = || Desk::sign_in(http(), &app.url, "fanta", PASSPHRASE, &totp, now);
    assert!(sign_in().await.is_ok());
    assert!(sign_in().await.is_err(), "the code was used already");
}

/// Signs in with the right passphrase and a code of this secret: the answer as it comes, with its cookie.
async fn enter(app: &TestApp, login: &str, totp: &[u8]) -> reqwest::Response {
    let salt: sutura::api::desk::session::Salt =
        app.get(&format!("/api/desk/salt?login={login}")).await.json().await.expect("JSON");
    let derived = derive::derive_passphrase(PASSPHRASE, &salt.salt.0, derive::PASSPHRASE).expect("derives");
    let body = serde_json::json!({
        "login": login,
        "authenticator": derived.authenticator.expose(),
        "totp": totp::code(totp, u64::try_from(app.app.clock.unix()).expect("after 1970")).expect("a code"),
        "ticket": ticket::solve(&salt.ticket.challenge, salt.ticket.work),
    });
    http().post(format!("{}/api/desk/session", app.url)).json(&body).send().await.expect("answers")
}

/// One attempt with a wrong secret: the answer and how long it took.
async fn attempt(app: &TestApp, login: &str, ticket: Option<&str>) -> (u16, f64) {
    let body =
        serde_json::json!({ "login": login, "authenticator": "A".repeat(43), "totp": "000000", "ticket": ticket });
    let began = tokio::time::Instant::now();
    let answer = http().post(format!("{}/api/desk/session", app.url)).json(&body).send().await.expect("answers");
    (answer.status().as_u16(), began.elapsed().as_secs_f64())
}

#[tokio::test]
async fn after_failures_attempts_cost_work_and_whoever_has_the_secrets_still_gets_in() {
    let app = TestApp::start().await;
    for login in ["awa", "nobody"] {
        for _ in 0..5 {
            assert_eq!(attempt(&app, login, None).await.0, 401);
        }
        assert_eq!(attempt(&app, login, None).await.0, 403, "{login}: work is asked for, known or not");
        let salt: serde_json::Value =
            app.get(&format!("/api/desk/salt?login={login}")).await.json().await.expect("JSON");
        assert_eq!(salt["ticket"]["work"], 12);
        let challenge = salt["ticket"]["challenge"].as_str().expect("text");
        let solved = ticket::solve(challenge, 12);
        assert_eq!(attempt(&app, login, Some(&solved)).await.0, 401);
        assert_eq!(attempt(&app, login, Some(&solved)).await.0, 403, "a ticket pays once");
    }
    app.desk("awa").await;
    assert_eq!(attempt(&app, "awa", None).await.0, 401, "who got in starts afresh");
}

#[tokio::test]
async fn sign_in_takes_the_same_time_whether_an_account_exists_or_not() {
    let app = TestApp::start().await;
    let mut times: [Vec<f64>; 2] = Default::default();
    // In turns, and in another order each time, so that whatever slows the machine slows both.
    for round in 0..60 {
        for step in 0..2 {
            let which = (round + step) % 2;
            times[which].push(attempt(&app, ["awa", "nobody"][which], None).await.1);
        }
        // Failures fade, so that no attempt costs work.
        app.app.clock.advance(time::Duration::hours(1));
    }
    let t = welch(&times[0], &times[1]);
    assert!(t.abs() < 4.5, "Welch's t is {t}");
}

/// What awa is told when she signs in.
async fn told(app: &TestApp) -> Value {
    let session: Value = enter(app, "awa", &app.totp("awa")).await.json().await.expect("JSON");
    session["since"].clone()
}

#[tokio::test]
async fn the_owner_is_told_at_the_next_sign_in_of_attempts_that_failed_and_of_changes() {
    let app = TestApp::start().await;
    app.desk("awa").await;
    assert_eq!(attempt(&app, "awa", None).await.0, 401);
    assert_eq!(attempt(&app, "awa", None).await.0, 401);
    assert_eq!(enter(&app, "awa", &[7; 20]).await.status(), 401, "the passphrase, and a code of another telephone");
    // Counted by a process that has stopped since.
    sutura::services::attempt::keep(&app.app).await.expect("keeps");
    assert_eq!(attempt(&app, "awa", None).await.0, 401);
    let week = app.app.clock.week();
    let awa = told(&app).await;
    assert_eq!(
        awa,
        serde_json::json!({ "week": week, "wrong_passphrases": 3, "wrong_codes": 1, "changes": [] }),
        "counts and weeks, and nothing else"
    );
    let nothing = serde_json::json!({ "week": week, "wrong_passphrases": 0, "wrong_codes": 0, "changes": [] });
    assert_eq!(told(&app).await, nothing, "told once");

    let desk = app.desk("awa").await;
    desk.confirm().await.expect("confirms");
    let mail = desk.request(Method::PUT, "/api/desk/account/mail");
    let mail = mail.json(&serde_json::json!({ "address": "voleur@example.org" })).send().await.expect("answers");
    assert_eq!(mail.status(), 204);
    desk.change_passphrase(PASSPHRASE).await.expect("changes");
    let changes = told(&app).await["changes"].clone();
    let expected = ["mail-changed", "passphrase-changed"].map(|act| serde_json::json!({ "act": act, "week": week }));
    assert_eq!(changes, serde_json::json!(expected));
    assert_eq!(told(&app).await, nothing);
}

#[tokio::test]
async fn what_an_account_is_changed_by_asks_for_the_passphrase_again() {
    let app = TestApp::start().await;
    let awa = app.desk("awa").await;
    let mail = serde_json::json!({ "address": "voleur@example.org" });
    for (method, path, body) in
        [(Method::PUT, "/api/desk/account/mail", mail), (Method::DELETE, "/api/desk/passkeys/x", Value::Null)]
    {
        let answer = awa.request(method, path).json(&body).send().await.expect("answers");
        assert_eq!(problem(answer).await, (403, "confirm-again".to_owned()), "{path}");
    }
    let row = sutura::storage::member::find(app.app.db.read(), awa.id).await.expect("answers").expect("a row");
    assert_eq!(row.mail(&app.app.secret).expect("opens"), None);
}

/// The work that an attempt at a login costs now.
async fn asked(app: &TestApp, login: &str) -> (String, u8) {
    let salt: serde_json::Value = app.get(&format!("/api/desk/salt?login={login}")).await.json().await.expect("JSON");
    let challenge = salt["ticket"]["challenge"].as_str().expect("text").to_owned();
    (challenge, u8::try_from(salt["ticket"]["work"].as_u64().expect("a number")).expect("small"))
}

#[tokio::test]
async fn when_many_logins_are_tried_everybody_does_work_until_it_is_over() {
    let app = TestApp::start().await;
    for number in 0..49 {
        assert_eq!(attempt(&app, &format!("login-{number}"), None).await.0, 401);
    }
    assert_eq!(asked(&app, "awa").await.1, 0);
    // What was counted first has faded a little meanwhile.
    for number in 49..60 {
        attempt(&app, &format!("login-{number}"), None).await;
    }
    assert_eq!(asked(&app, "awa").await.1, 12);
    assert_eq!(attempt(&app, "fanta", None).await.0, 403, "nobody had failed at this login");
    app.desk("awa").await;
    app.app.clock.advance(time::Duration::minutes(30));
    assert_eq!(asked(&app, "awa").await.1, 0);
    assert_eq!(attempt(&app, "fanta", None).await.0, 401);
}

/// Signs in as awa, with the work that is asked for: the status, the answer's words, and when to come again.
async fn enter_as_awa(app: &TestApp, authenticator: &str, code: &str) -> (u16, String, Option<u64>) {
    let (challenge, work) = asked(app, "awa").await;
    let solved = ticket::solve(&challenge, work);
    let body = serde_json::json!({ "login": "awa", "authenticator": authenticator, "totp": code, "ticket": solved });
    let answer = http().post(format!("{}/api/desk/session", app.url)).json(&body).send().await.expect("answers");
    let later = answer.headers().get("retry-after");
    let later = later.map(|value| value.to_str().expect("ASCII").parse().expect("seconds"));
    (answer.status().as_u16(), answer.text().await.expect("a body"), later)
}

#[tokio::test]
async fn after_ten_wrong_codes_behind_the_right_passphrase_no_code_is_accepted_for_an_hour() {
    let app = TestApp::start().await;
    let salt: serde_json::Value = app.get("/api/desk/salt?login=awa").await.json().await.expect("JSON");
    let salt: sutura::api::bytes::Base64Url<16> = serde_json::from_value(salt["salt"].clone()).expect("a salt");
    let right = derive::derive_passphrase(PASSPHRASE, &salt.0, derive::PASSPHRASE).expect("derives");
    let (right, wrong) = (right.authenticator.expose(), "A".repeat(43));
    let code = || totp::code(&app.totp("awa"), u64::try_from(app.app.clock.unix()).expect("after 1970"));
    let refused = enter_as_awa(&app, &wrong, "000000").await;
    assert_eq!((refused.0, refused.2), (401, None));
    for _ in 0..5 {
        assert_eq!(enter_as_awa(&app, &right, "000000").await, refused, "nobody learns that the passphrase was right");
    }
    // What a wrong passphrase costs fades meanwhile; wrong codes stay for an hour.
    app.app.clock.advance(time::Duration::minutes(40));
    for _ in 0..4 {
        assert_eq!(enter_as_awa(&app, &right, "000000").await, refused);
    }
    assert_eq!(enter_as_awa(&app, &wrong, &code().expect("a code")).await, refused, "this is no wrong code");
    assert_eq!(enter_as_awa(&app, &right, "000000").await, refused, "the tenth");
    assert_eq!(enter_as_awa(&app, &right, "000000").await, refused, "and the next: nothing tells that it was the end");
    let (status, words, later) = enter_as_awa(&app, &right, &code().expect("a code")).await;
    assert_eq!(status, 429, "{words}");
    assert!(words.contains("/problems/too-many-codes"), "{words}");
    assert!(later.is_some_and(|seconds| (1100..=1200).contains(&seconds)), "{later:?}");
    assert_eq!(enter_as_awa(&app, &wrong, "000000").await, refused);
    app.app.clock.advance(time::Duration::minutes(21));
    assert_eq!(enter_as_awa(&app, &right, &code().expect("a code")).await.0, 200);
}

#[tokio::test]
async fn too_many_strangers_at_once_are_told_when_to_come_back() {
    let app = TestApp::start().await;
    let (url, client) = (format!("{}/api/desk/session", app.url), http());
    let attempts = (0..300).map(|number| {
        let login = format!("stranger-{number}");
        let body = serde_json::json!({ "login": login, "authenticator": "A".repeat(43), "totp": "000000" });
        let request = client.post(&url).json(&body);
        async move {
            let answer = request.send().await.expect("answers");
            let later = answer.headers().get("retry-after").map(|value| value.to_str().expect("ASCII").to_owned());
            (answer.status().as_u16(), later)
        }
    });
    let answers = futures_util::future::join_all(attempts).await;
    let count = |wanted: u16| answers.iter().filter(|(status, _)| *status == wanted).count();
    assert_eq!(count(401) + count(403) + count(503), 300, "{answers:?}");
    assert!(count(401) > 0 && count(503) > 0, "{answers:?}");
    assert!(answers.iter().all(|(status, later)| later.is_some() == (*status == 503)), "{answers:?}");
}
