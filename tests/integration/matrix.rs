//! Every route × every role -> the expected status. A route that is missing here fails the test.

use std::collections::BTreeSet;

use reqwest::Method;
use sutura::domain::role::Role;
use sutura::web::http::path;

use crate::support::{TestApp, http, said, submit, welch};

/// Expected statuses of: nobody, a source, a moderator of the circle, a moderator outside it, a journalist, an
/// administrator, an owner outside the circle.
type Row = (&'static str, Method, [u16; 7]);

const fn all(status: u16) -> [u16; 7] {
    [status; 7]
}

fn rows() -> Vec<Row> {
    use Method as M;
    // Where the owner of an organisation may do no more than an administrator.
    let member = |inside, outside, journalist, administrator| {
        [401, 401, inside, outside, journalist, administrator, administrator]
    };
    let mut rows: Vec<Row> = [
        path::PICKER,
        path::HOME,
        path::SAFETY,
        path::CLOSED,
        path::ABOUT,
        path::CONSULTATION,
        path::REPORT,
        path::PLAIN,
        path::SEALED,
        path::INBOX,
        path::INBOX_PLAIN,
        path::ISSUES,
        path::ISSUES_FEED,
        path::KEYS,
        path::PRESS,
        path::DESK,
        path::DESK_VIEWER,
        path::API_INSTANCE,
        path::API_INTAKE,
        path::API_ALL_KEYS,
        path::API_KEYS,
        path::API_ISSUES,
        path::API_DELETIONS,
        path::API_OPENAPI,
    ]
    .map(|path| (path, M::GET, all(200)))
    .into();
    rows.extend([
        // To the home page; the members' client follows.
        (path::LANGUAGE, M::GET, [308, 308, 200, 200, 200, 200, 200]),
        (path::ASSET, M::GET, all(404)),
        (path::AUDIO, M::GET, all(404)),
        (path::ISSUE, M::GET, all(404)),
        (path::POSTER, M::GET, all(404)),
        // To the page that answers.
        (path::PLAIN, M::POST, [303, 303, 400, 400, 400, 400, 400]),
        (path::SEALED, M::POST, [303, 303, 400, 400, 400, 400, 400]),
        (path::INBOX_PLAIN, M::POST, [303, 303, 400, 400, 400, 400, 400]),
        (path::SHOWN, M::GET, all(410)),
        (path::API_INTAKE, M::POST, all(400)),
        (path::API_UPLOADS, M::POST, all(400)),
        (path::API_UPLOADS, M::OPTIONS, all(204)),
        (path::API_UPLOAD, M::HEAD, all(404)),
        (path::API_UPLOAD, M::PATCH, all(400)),
        (path::API_UPLOAD, M::DELETE, all(404)),
        (path::API_INBOX, M::GET, [404, 200, 404, 404, 404, 404, 404]),
        (path::API_INBOX_MESSAGES, M::POST, [404, 400, 404, 404, 404, 404, 404]),
        (path::API_INBOX_MESSAGE, M::DELETE, all(404)),
        (path::API_INBOX_ATTACHMENT, M::GET, all(404)),
        (path::DESK_SALT, M::GET, all(200)),
        (path::DESK_SESSION, M::POST, all(400)),
        (path::DESK_ME, M::GET, member(200, 200, 200, 200)),
        (path::DESK_REPORTS, M::GET, member(200, 404, 403, 403)),
        (path::DESK_CIPHERTEXTS, M::POST, member(200, 404, 403, 403)),
        (path::DESK_SUMMARIES, M::GET, member(200, 404, 403, 403)),
        (path::DESK_SUMMARIES, M::POST, member(400, 404, 403, 403)),
        (path::DESK_EPOCHS, M::POST, member(409, 404, 403, 403)),
        (path::DESK_MEMBERS, M::GET, member(200, 404, 403, 403)),
        (path::DESK_MEMBERS, M::POST, member(404, 404, 403, 403)),
        (path::DESK_REMOVALS, M::POST, member(404, 404, 403, 403)),
        (path::DESK_LOCK, M::POST, member(204, 404, 403, 403)),
        // The first of two who open it again; the rows below work under the lock.
        (path::DESK_LOCK, M::DELETE, member(204, 404, 403, 403)),
        (path::DESK_ORGANISATION_LOCK, M::POST, member(204, 204, 403, 204)),
        // Of a member of the circle, but not signed by them.
        (path::DESK_HEAD, M::PUT, member(400, 404, 403, 403)),
        (path::DESK_EPOCH_OF, M::PUT, member(204, 404, 403, 403)),
        (path::DESK_CONFIRM, M::POST, member(401, 401, 401, 401)),
        (path::DESK_SESSIONS, M::GET, member(200, 200, 200, 200)),
        (path::DESK_SESSION_ENDED, M::DELETE, member(404, 404, 404, 404)),
        (path::DESK_PASSPHRASE, M::PUT, member(400, 400, 400, 400)),
        (path::DESK_TEAM, M::GET, member(200, 200, 403, 200)),
        // The first one invites; for the others the login is taken.
        (path::DESK_INVITATIONS, M::POST, member(204, 409, 403, 409)),
        // Not who invited.
        (path::DESK_INVITATION_APPROVAL, M::POST, member(409, 204, 403, 204)),
        (path::DESK_INVITATION, M::DELETE, member(204, 410, 403, 410)),
        (path::DESK_JOIN_LOOK, M::POST, all(410)),
        (path::DESK_JOIN, M::POST, all(400)),
        (path::DESK_JOIN_SECOND, M::POST, all(400)),
        (path::DESK_RECOVERY, M::POST, all(401)),
        (path::DESK_RECOVERY, M::PUT, all(400)),
        (path::DESK_RECOVERY_SHEET, M::PUT, member(400, 400, 400, 400)),
        (path::DESK_ROOT, M::PUT, [401, 401, 403, 403, 403, 403, 409]),
        (path::DESK_REPAIRS, M::POST, [401, 401, 403, 403, 403, 403, 409]),
        // The instance of the tests has no name but an address: no passkeys there.
        (path::DESK_PASSKEYS, M::GET, member(200, 200, 200, 200)),
        (path::DESK_PASSKEYS, M::POST, member(400, 400, 400, 400)),
        (path::DESK_PASSKEY_REGISTRATION, M::POST, member(401, 401, 401, 401)),
        (path::DESK_PASSKEY, M::DELETE, member(404, 404, 404, 404)),
        (path::DESK_SESSION_PASSKEY, M::GET, all(401)),
        (path::DESK_SESSION_PASSKEY, M::POST, all(400)),
        (path::DESK_CONFIRM_PASSKEY, M::POST, member(400, 400, 400, 400)),
        // Nobody has this id.
        (path::DESK_CLOSING, M::POST, member(404, 404, 403, 404)),
        (path::DESK_AUDIT, M::GET, member(200, 200, 403, 200)),
        (path::DESK_ENVELOPE, M::GET, member(200, 404, 403, 403)),
        (path::DESK_CASE, M::GET, member(204, 404, 403, 403)),
        (path::DESK_CASE, M::PUT, member(400, 404, 403, 403)),
        (path::DESK_MAIL, M::PUT, member(204, 204, 204, 204)),
        (path::DESK_POSTPONEMENT, M::POST, member(200, 404, 403, 403)),
        (path::DESK_DOCUMENT, M::GET, member(204, 404, 403, 403)),
        (path::DESK_DOCUMENT, M::PUT, member(400, 404, 403, 403)),
        (path::DESK_MESSAGES, M::GET, member(200, 404, 403, 403)),
        (path::DESK_MESSAGES, M::POST, member(400, 404, 403, 403)),
        (path::DESK_ATTACHMENT, M::GET, member(404, 404, 403, 403)),
        (path::DESK_APPROVAL, M::POST, member(400, 404, 403, 403)),
        (path::PRESS_SUMMARIES, M::GET, member(200, 200, 200, 403)),
        (path::DESK_SESSION, M::DELETE, member(204, 204, 204, 204)),
        (path::API_INBOX, M::DELETE, [404, 204, 404, 404, 404, 404, 404]),
    ]);
    rows
}

/// A body that is well formed, so that authority decides.
fn body(template: &str, method: &Method) -> Option<serde_json::Value> {
    let document = serde_json::json!({"v": 1, "kind": "summary", "by": "member:x", "signed": "{}", "signature": ""});
    match template {
        path::DESK_CIPHERTEXTS => Some(serde_json::json!({"envelopes": [], "records": []})),
        path::DESK_EPOCHS if method == Method::POST => Some(serde_json::json!({
            "signed": {"statement": "x", "signature": "x", "signer": "root"}, "wraps": [],
        })),
        path::DESK_MEMBERS if method == Method::POST => {
            Some(serde_json::json!({"member": "ab".repeat(16), "wraps": []}))
        }
        path::DESK_REMOVALS => Some(serde_json::json!({
            "member": "ab".repeat(16), "account": false,
            "epoch": {"signed": {"statement": "x", "signature": "x", "signer": "root"}, "wraps": []},
        })),
        path::DESK_INVITATIONS => Some(serde_json::json!({
            "kind": "join", "hash": "cd".repeat(32), "login": "nouveau", "role": "moderator",
        })),
        path::DESK_JOIN_LOOK => Some(serde_json::json!({"token": "x"})),
        path::DESK_RECOVERY if method == Method::POST => {
            Some(serde_json::json!({"login": "awa", "authenticator": "A".repeat(43)}))
        }
        path::DESK_ROOT => {
            Some(serde_json::json!({"root": sutura::crypto::signing::Seed::generate().public().to_string()}))
        }
        path::DESK_REPAIRS => Some(serde_json::json!({
            "signed": {"statement": "x", "signature": "x", "signer": "root"}, "wraps": [],
        })),
        path::DESK_HEAD => Some(document),
        path::DESK_MAIL => Some(serde_json::json!({"address": "a@example.org"})),
        path::DESK_EPOCH_OF => Some(serde_json::json!({"epoch": 0})),
        path::DESK_CONFIRM => Some(serde_json::json!({"authenticator": "A".repeat(43)})),
        path::DESK_APPROVAL => Some(serde_json::json!({"author_document": document, "approver_document": document})),
        _ => None,
    }
}

fn fill(template: &str, app: &TestApp, report: &str, draft: &str) -> String {
    let query = match template {
        path::DESK_SALT => "?login=awa",
        path::DESK_CASE => "?epoch=0&state=active",
        path::DESK_DOCUMENT => "?epoch=0",
        path::DESK_MESSAGES => "?epoch=0&sequence=0",
        path::DESK_SUMMARIES => "?epoch=0",
        _ => "",
    };
    let path = template
        .replace("{lang}", "fr")
        .replace("{slug}", "signaler")
        .replace("{consultation}", &app.consultation.id.to_string())
        .replace("{report}", report)
        .replace("{upload}", &"ab".repeat(16))
        .replace("{message}", &"ab".repeat(16))
        .replace("{summary}", draft)
        .replace("{name}", "views")
        .replace("{file}", "nothing.js")
        .replace("{handle}", "nothing")
        .replace("{member}", &"ab".repeat(16))
        .replace("{id}", &"cd".repeat(32))
        .replace("{hash}", &"cd".repeat(32))
        .replace("{organisation}", &"ab".repeat(16));
    // The slug of a published issue, not of the consultation.
    let path = if template == path::ISSUE { "/fr/issues/nothing".to_owned() } else { path };
    format!("{path}{query}")
}

#[tokio::test]
async fn every_route_answers_every_role_as_the_table_says() {
    let mut app = TestApp::start().await;
    app.add("oumar", Role::Journalist).await;
    app.add("kadi", Role::Administrator).await;
    app.add("dehors", Role::Moderator).await;
    app.add("hawa", Role::Owner).await;
    leave_circle(&app, "dehors").await;
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said("x")).await.expect("received");
    let token = citizen.derive(&receipt).expect("derives").authenticator.expose();
    let awa = app.desk("awa").await;
    let report = awa.reports(app.consultation.id).await.expect("lists").remove(0).id;
    let draft = draft(&app, &awa).await;
    let desks = [
        app.desk("awa").await,
        app.desk("dehors").await,
        app.desk("oumar").await,
        app.desk("kadi").await,
        app.desk("hawa").await,
    ];

    for desk in &desks {
        desk.confirm().await.expect("confirms");
    }
    let mut wrong = Vec::new();
    for (template, method, expected) in rows() {
        let path = fill(template, &app, &report, &draft);
        let url = format!("{}{path}", app.url);
        let mut statuses = Vec::new();
        for role in 0..7 {
            let request = match role {
                0 => http().request(method.clone(), &url),
                1 => http().request(method.clone(), &url).bearer_auth(&token),
                member => desks[member - 2].request(method.clone(), &path),
            };
            let request = match body(template, &method) {
                Some(body) => request.json(&body),
                None => request,
            };
            statuses.push(request.send().await.expect("answers").status().as_u16());
        }
        if statuses != expected {
            wrong.push(format!("{method} {template}: {statuses:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let covered: BTreeSet<_> = rows().iter().map(|(template, _, _)| *template).collect();
    let missing: Vec<_> = path::ALL.iter().filter(|path| !covered.contains(**path)).collect();
    assert!(missing.is_empty(), "not in the matrix: {missing:?}");
}

/// A sealed draft; what it says does not matter to the server.
async fn draft(app: &TestApp, desk: &sutura::client::desk::Desk) -> String {
    let epoch = desk.epoch(app.consultation.id, 0).expect("held").identity.recipient();
    let sealed = sutura::crypto::seal::seal(&[epoch], b"{}").expect("seals");
    let path = format!("/api/desk/circles/{}/summaries?epoch=0", app.consultation.id);
    let answer = desk.request(Method::POST, &path).body(sealed).send().await.expect("answers");
    answer.json::<serde_json::Value>().await.expect("JSON")["id"].as_str().expect("an id").to_owned()
}

async fn leave_circle(app: &TestApp, login: &str) {
    use sea_orm::ConnectionTrait as _;
    let sql = format!("DELETE FROM circle_member WHERE member = (SELECT id FROM member WHERE login = '{login}')");
    app.app.db.read().execute_unprepared(&sql).await.expect("deletes");
}

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
    let again =
        sutura::client::desk::Desk::sign_in(http(), &app.url, "awa", crate::support::PASSPHRASE, &app.totp("awa"), now)
            .await;
    assert!(again.is_err(), "the code of the first epoch was used already");
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
        let solved = sutura::crypto::ticket::solve(challenge, 12);
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
