//! How members come and come back, at the server: what a link is worth, who must agree, what is gone afterwards.

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::Method;
use serde_json::{Value, json};
use sutura::client::desk::Desk;
use sutura::client::keys::MemberKeys;
use sutura::crypto::{derive, random, totp};
use sutura::domain::epoch::EpochNumber;
use sutura::domain::role::Role;
use sutura::services::invitation::hash;
use sutura::storage;

use crate::support::{PASSPHRASE, TestApp, http, problem};

/// Invites as `desk`; the token of the link.
pub async fn invite(desk: &Desk, mut invited: Value) -> (String, u16) {
    let token = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<20>());
    invited["hash"] = json!(hash(&token));
    let answer = desk.request(Method::POST, "/api/desk/invitations").json(&invited).send().await.expect("answers");
    (token, answer.status().as_u16())
}

pub fn newcomer(login: &str, role: &str) -> Value {
    json!({ "kind": "join", "login": login, "role": role })
}

pub async fn approve(desk: &Desk, token: &str) -> (u16, String) {
    let path = format!("/api/desk/invitations/{}/approval", hash(token));
    problem(desk.request(Method::POST, &path).json(&json!({})).send().await.expect("answers")).await
}

fn now(app: &TestApp) -> u64 {
    u64::try_from(app.app.clock.unix()).expect("after 1970")
}

/// What an invited browser sends.
pub fn joining(app: &TestApp, token: &str, keys: &MemberKeys) -> Value {
    json!({
        "token": token,
        "member": keys.id,
        "salt": BASE64_URL_SAFE_NO_PAD.encode(keys.salt),
        "authenticator": keys.authenticator.expose(),
        "totp": BASE64_URL_SAFE_NO_PAD.encode(&*keys.totp),
        "code": totp::code(&keys.totp, now(app)).expect("a code"),
        "recipient": keys.bundle.identity.recipient().to_string(),
        "signing": keys.bundle.signing.public().to_string(),
        "wrap": BASE64_STANDARD.encode(&keys.wrap),
    })
}

pub async fn join(app: &TestApp, token: &str, keys: &MemberKeys) -> (u16, String) {
    let request = http().post(format!("{}/api/desk/join", app.url)).json(&joining(app, token, keys));
    problem(request.send().await.expect("answers")).await
}

pub async fn sign_in(app: &TestApp, login: &str, keys: &MemberKeys) -> Desk {
    Desk::sign_in(http(), &app.url, login, &keys.passphrase, &keys.totp, now(app)).await.expect("signs in")
}

pub async fn confirmed(app: &TestApp, login: &str) -> Desk {
    let desk = app.desk(login).await;
    desk.confirm().await.expect("confirms");
    desk
}

#[tokio::test]
async fn a_link_works_once_within_a_week_and_only_with_the_code_of_its_secret() {
    let app = TestApp::start().await;
    let awa = confirmed(&app, "awa").await;
    let (token, status) = invite(&awa, newcomer("issa", "journalist")).await;
    assert_eq!(status, 204);
    assert_eq!(invite(&awa, newcomer("issa", "journalist")).await.1, 409, "one link for a login");
    assert_eq!(invite(&awa, newcomer("awa", "moderator")).await.1, 409);
    assert_eq!(invite(&awa, newcomer("chef", "owner")).await.1, 403, "a moderator makes no owner");

    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    let mut wrong = joining(&app, &token, &keys);
    wrong["code"] = json!("000000");
    let answer = http().post(format!("{}/api/desk/join", app.url)).json(&wrong).send().await.expect("answers");
    assert_eq!(problem(answer).await, (400, "code-wrong".to_owned()));
    let both = tokio::join!(join(&app, &token, &keys), async {
        let other = MemberKeys::generate(PASSPHRASE).expect("makes keys");
        join(&app, &token, &other).await
    });
    let statuses = [both.0.0, both.1.0];
    assert!(statuses.contains(&204) && statuses.contains(&410), "of two who use it at once one wins: {statuses:?}");
    assert_eq!(join(&app, &token, &keys).await.0, 410);

    let (late, _) = invite(&awa, newcomer("tard", "journalist")).await;
    let (withdrawn, _) = invite(&awa, newcomer("retire", "journalist")).await;
    let path = format!("/api/desk/invitations/{}", hash(&withdrawn));
    assert_eq!(awa.request(Method::DELETE, &path).send().await.expect("answers").status(), 204);
    assert_eq!(join(&app, &withdrawn, &keys).await, (410, "invitation-over".to_owned()));
    app.app.clock.advance(time::Duration::days(7));
    assert_eq!(join(&app, &late, &keys).await.0, 410);
}

#[tokio::test]
async fn an_invitation_that_is_sent_again_is_one_and_so_is_a_colleagues_consent_to_it() {
    let app = TestApp::start().await;
    let (awa, fanta) = (confirmed(&app, "awa").await, confirmed(&app, "fanta").await);
    let token = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<20>());
    let send = async |by: &Desk, invited: Value| {
        let mut body = invited;
        body["hash"] = json!(hash(&token));
        by.request(Method::POST, "/api/desk/invitations").json(&body).send().await.expect("answers").status().as_u16()
    };
    assert_eq!(send(&awa, newcomer("issa", "moderator")).await, 204);
    assert_eq!(send(&awa, newcomer("issa", "moderator")).await, 204, "the first answer was lost");
    assert_eq!(send(&fanta, newcomer("issa", "moderator")).await, 409, "somebody else's link");
    assert_eq!(send(&awa, newcomer("issa", "journalist")).await, 409, "another invitation");
    assert_eq!(send(&awa, newcomer("moussa2", "moderator")).await, 400, "a link is for one person");
    let acts = async || storage::audit::list_last(app.app.db.read(), 100).await.expect("lists").len();
    let before = acts().await;
    assert_eq!(approve(&fanta, &token).await.0, 204);
    assert_eq!(approve(&fanta, &token).await.0, 204);
    assert_eq!(acts().await, before + 1, "agreed to once");
}

#[tokio::test]
async fn an_invited_person_reads_nothing_until_a_member_admits_them() {
    let app = TestApp::start().await;
    let (awa, fanta) = (confirmed(&app, "awa").await, confirmed(&app, "fanta").await);
    let (token, _) = invite(&awa, newcomer("issa", "moderator")).await;
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(
        join(&app, &token, &keys).await,
        (403, "approval-missing".to_owned()),
        "nobody makes a second person alone"
    );
    assert_eq!(approve(&awa, &token).await, (409, "second-person".to_owned()));
    assert_eq!(approve(&fanta, &token).await.0, 204);
    assert_eq!(join(&app, &token, &keys).await.0, 204);
    let issa = sign_in(&app, "issa", &keys).await;
    assert_eq!(issa.me.circles.len(), 0);
    let path = format!("/api/desk/circles/{}/reports", app.consultation.id);
    assert_eq!(issa.request(Method::GET, &path).send().await.expect("answers").status(), 404);
}

#[tokio::test]
async fn who_lost_their_keys_comes_back_with_new_ones_when_two_colleagues_agree() {
    let mut app = TestApp::start().await;
    app.add("kadi", Role::Administrator).await;
    let (awa, fanta) = (confirmed(&app, "awa").await, app.desk("fanta").await);
    let back = json!({ "kind": "readmit", "member": fanta.id });
    let (token, status) = invite(&awa, back.clone()).await;
    assert_eq!(status, 204);
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(&app, &token, &keys).await, (403, "approval-missing".to_owned()));
    assert_eq!(approve(&awa, &token).await, (409, "second-person".to_owned()), "not who invited");
    fanta.confirm().await.expect("confirms");
    assert_eq!(approve(&fanta, &token).await, (409, "second-person".to_owned()), "not who is invited");
    assert_eq!(invite(&fanta, back).await.1, 403, "nobody readmits themselves");
    let kadi = confirmed(&app, "kadi").await;
    assert_eq!(approve(&kadi, &token).await.0, 204);
    assert_eq!(join(&app, &token, &keys).await.0, 204);

    // The old account is closed: no session, no wraps, no circle; its name keeps a number.
    assert_eq!(fanta.request(Method::GET, "/api/desk/me").send().await.expect("answers").status(), 401);
    let old = storage::member::find(app.app.db.read(), fanta.id).await.expect("answers").expect("a row");
    assert_eq!((old.login.as_str(), old.wrap.len()), ("fanta.1", 0));
    let wraps = storage::epoch::wraps(app.app.db.read(), app.consultation.id, fanta.id).await.expect("answers");
    assert!(wraps.is_empty());
    let found = storage::consultation::find(app.app.db.read(), app.consultation.id).await.expect("answers");
    assert!(found.expect("exists").rekey_due, "the circle starts another period");
    let again = sign_in(&app, "fanta", &keys).await;
    assert_eq!(again.me.circles.len(), 0, "admitted again by comparing words, not by the link");
}

#[tokio::test]
async fn another_second_factor_needs_two_colleagues_and_the_passphrase() {
    let mut app = TestApp::start().await;
    app.add("kadi", Role::Administrator).await;
    let (awa, kadi, fanta) = (confirmed(&app, "awa").await, confirmed(&app, "kadi").await, app.desk("fanta").await);
    let (token, _) = invite(&awa, json!({ "kind": "second_factor", "member": fanta.id })).await;
    assert_eq!(approve(&kadi, &token).await.0, 204);
    let secret = totp::generate();
    let row = storage::member::find(app.app.db.read(), fanta.id).await.expect("answers").expect("a row");
    let right = derive::derive(PASSPHRASE, &row.salt, derive::PASSPHRASE).expect("derives").authenticator.expose();
    let renew = async |authenticator: &str| {
        let body = json!({
            "token": token, "authenticator": authenticator, "totp": BASE64_URL_SAFE_NO_PAD.encode(&secret),
            "code": totp::code(&secret, now(&app)).expect("a code"),
        });
        let request = http().post(format!("{}/api/desk/join/second-factor", app.url)).json(&body);
        problem(request.send().await.expect("answers")).await
    };
    for _ in 0..20 {
        assert_eq!(renew(&"A".repeat(43)).await, (401, "sign-in-failed".to_owned()));
    }
    assert_eq!(renew(&right).await, (429, "too-many-guesses".to_owned()), "a colleague cannot guess on");
    app.app.clock.advance(time::Duration::hours(1));
    assert_eq!(renew(&right).await.0, 204);
    assert_eq!(fanta.request(Method::GET, "/api/desk/me").send().await.expect("answers").status(), 401);
    let again = Desk::sign_in(http(), &app.url, "fanta", PASSPHRASE, &secret, now(&app)).await.expect("signs in");
    assert_eq!(again.bundle.identity.recipient().to_string(), row.recipient, "the keys are the same");
    let old = Desk::sign_in(http(), &app.url, "fanta", PASSPHRASE, &app.totp("fanta"), now(&app)).await;
    assert!(old.is_err(), "the lost telephone opens nothing");
}

#[tokio::test]
async fn another_organisation_invites_nobody_back_and_agrees_to_nothing() {
    let app = TestApp::start().await;
    let awa = confirmed(&app, "awa").await;
    let fanta = app.desk("fanta").await;
    let other =
        sutura::services::organisation::create(&app.app.db, &app.app.secret, app.app.clock.week(), "Autre", None);
    let other = other.await.expect("founds").id;
    let token = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<20>());
    let stranger = sutura::services::invitation::Newcomer {
        login: sutura::domain::member::Login::parse("loin").expect("a login"),
        role: Role::Owner,
        same_as: None,
    };
    sutura::services::invitation::invite_as_operator(&app.app, other, &hash(&token), stranger).await.expect("invites");
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(&app, &token, &keys).await.0, 204);
    let far = sign_in(&app, "loin", &keys).await;
    far.confirm().await.expect("confirms");
    assert_eq!(far.me.circles.len(), 0, "the founder joins the circles of their own organisation only");
    assert_eq!(invite(&far, json!({ "kind": "readmit", "member": fanta.id })).await.1, 404);
    let (open, _) = invite(&awa, json!({ "kind": "readmit", "member": fanta.id })).await;
    assert_eq!(approve(&far, &open).await.0, 404);
    let team: Value =
        far.request(Method::GET, "/api/desk/team").send().await.expect("answers").json().await.expect("JSON");
    assert_eq!((&team["invitations"], team["people"].as_array().expect("people").len()), (&json!([]), 1));
    let path = format!("/api/desk/invitations/{}", hash(&open));
    assert_eq!(far.request(Method::DELETE, &path).send().await.expect("answers").status(), 410);
    let path = format!("/api/desk/circles/{}/repairs", app.consultation.id);
    let signed = json!({ "statement": "x", "signature": "x", "signer": "root" });
    let epoch = json!({ "signed": signed, "roster": "", "wraps": [{ "member": far.id, "wrap": "" }] });
    let answer = far.request(Method::POST, &path).json(&epoch).send().await.expect("answers");
    assert_eq!(answer.status(), 404, "an owner repairs their own organisation's circles only");
}

#[tokio::test]
async fn a_new_recovery_sheet_makes_the_old_one_worthless() {
    let app = TestApp::start().await;
    let awa = confirmed(&app, "awa").await;
    let print = async |authenticator: &str| {
        let body = json!({ "authenticator": authenticator, "wrap": BASE64_STANDARD.encode(awa_wrap(&awa)) });
        awa.request(Method::PUT, "/api/desk/account/recovery").json(&body).send().await.expect("answers").status()
    };
    let open = async |login: &str, authenticator: &str| {
        let body = json!({ "login": login, "authenticator": authenticator });
        let request = http().post(format!("{}/api/desk/recovery", app.url)).json(&body);
        problem(request.send().await.expect("answers")).await
    };
    let (first, second) = ("A".repeat(43), "B".repeat(42) + "A");
    assert_eq!(open("awa", &first).await, (401, "recovery-refused".to_owned()), "before there is one");
    assert_eq!(print(&first).await, 204);
    assert_eq!(open("awa", &first).await.0, 200);
    assert_eq!(open("fanta", &first).await, open("nobody", &first).await);
    assert_eq!(print(&second).await, 204);
    assert_eq!(open("awa", &first).await.0, 401);
    assert_eq!(open("awa", &second).await.0, 200);
}

/// Any age file does: the server cannot tell what is in it.
fn awa_wrap(awa: &Desk) -> Vec<u8> {
    awa.bundle.wrap(&awa.bundle.identity.recipient()).expect("wraps")
}

#[tokio::test]
async fn one_member_stops_every_intake_of_the_organisation() {
    let app = TestApp::start().await;
    let second = sutura::services::consultation::open(
        &app.app,
        storage::organisation::list(app.app.db.read()).await.expect("lists")[0].id,
        "autre",
        sutura::domain::questionnaire::survey(),
    );
    second.await.expect("opens");
    let awa = app.desk("awa").await;
    let answer = awa.request(Method::POST, "/api/desk/organisation/lock").send().await.expect("answers");
    assert_eq!(answer.status(), 204);
    for consultation in storage::consultation::list(app.app.db.read()).await.expect("lists") {
        assert_eq!(app.get(&format!("/api/intake/{}", consultation.id)).await.status(), 423, "{}", consultation.slug);
    }
}

pub async fn close(desk: &Desk, member: sutura::domain::id::MemberId) -> (u16, String) {
    let path = format!("/api/desk/members/{member}/closing");
    problem(desk.request(Method::POST, &path).json(&json!({})).send().await.expect("answers")).await
}

#[tokio::test]
async fn an_account_in_no_circle_is_closed_too_and_its_consent_no_longer_counts() {
    let mut app = TestApp::start().await;
    app.add("kadi", Role::Administrator).await;
    app.add("oumar", Role::Journalist).await;
    let (awa, kadi, fanta) = (confirmed(&app, "awa").await, confirmed(&app, "kadi").await, app.desk("fanta").await);
    let (token, _) = invite(&awa, json!({ "kind": "readmit", "member": fanta.id })).await;
    assert_eq!(approve(&kadi, &token).await.0, 204);
    assert_eq!(close(&awa, awa.id).await.0, 403, "nobody closes their own account by mistake");
    assert_eq!(close(&awa, kadi.id).await.0, 204);
    assert_eq!(kadi.request(Method::GET, "/api/desk/me").send().await.expect("answers").status(), 401);
    assert_eq!(close(&awa, kadi.id).await.0, 404);
    let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
    assert_eq!(join(&app, &token, &keys).await, (403, "approval-missing".to_owned()));
    let oumar = app.desk("oumar").await;
    assert_eq!(close(&awa, oumar.id).await.0, 204);
    assert!(app.desk("fanta").await.epoch(app.consultation.id, EpochNumber(0)).is_ok(), "others are not touched");
}

#[tokio::test]
async fn an_owners_account_is_touched_by_owners_only() {
    let mut app = TestApp::start().await;
    app.add("kadi", Role::Administrator).await;
    app.add_outside("hawa", Role::Owner).await;
    app.add_outside("sira", Role::Owner).await;
    let (awa, kadi) = (confirmed(&app, "awa").await, confirmed(&app, "kadi").await);
    let (hawa, sira) = (app.desk("hawa").await, confirmed(&app, "sira").await);
    for by in [&awa, &kadi] {
        assert_eq!(invite(by, json!({ "kind": "readmit", "member": hawa.id })).await.1, 403);
        assert_eq!(invite(by, json!({ "kind": "second_factor", "member": hawa.id })).await.1, 403);
        assert_eq!(close(by, hawa.id).await, (403, "owner-needed".to_owned()));
    }
    assert_eq!(invite(&sira, json!({ "kind": "readmit", "member": hawa.id })).await.1, 204);
    assert_eq!(close(&sira, hawa.id).await.0, 204);
}

#[tokio::test]
async fn a_new_passphrase_ends_what_whoever_knew_the_old_one_may_have_made() {
    let app = TestApp::start().await;
    let awa = confirmed(&app, "awa").await;
    let body = json!({ "authenticator": "A".repeat(43), "wrap": BASE64_STANDARD.encode(awa_wrap(&awa)) });
    let printed = awa.request(Method::PUT, "/api/desk/account/recovery").json(&body).send().await.expect("answers");
    assert_eq!(printed.status(), 204);
    let db = app.app.db.read();
    use sea_orm::ConnectionTrait as _;
    let sql = format!("INSERT INTO passkey (id, member, name, data) VALUES ('x', '{}', 'vol', '{{}}')", awa.id);
    db.execute_unprepared(&sql).await.expect("inserts");
    awa.change_passphrase("une autre phrase, longue et neuve").await.expect("changes");
    let row = storage::member::find(db, awa.id).await.expect("answers").expect("a row");
    assert!(row.recovery.is_none(), "the sheet");
    assert!(storage::passkey::list(db, awa.id).await.expect("answers").is_empty(), "and the passkeys");
}

#[tokio::test]
async fn a_wrap_that_is_larger_than_keys_can_be_is_refused() {
    let app = TestApp::start().await;
    let awa = confirmed(&app, "awa").await;
    let large = sutura::crypto::seal::seal(&[awa.bundle.identity.recipient()], &[0; 20_000]).expect("seals");
    let body = json!({ "authenticator": "A".repeat(43), "wrap": BASE64_STANDARD.encode(large) });
    let answer = awa.request(Method::PUT, "/api/desk/account/recovery").json(&body).send().await.expect("answers");
    assert_eq!(answer.status(), 400);
}
