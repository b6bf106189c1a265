//! The circle's people and keys: joining, leaving, an arrest, two at once, the lock, and keys that go for good.

use reqwest::Method;
use serde_json::{Value, json};
use sutura::api::bytes::Base64;
use sutura::client::desk::Desk;
use sutura::crypto::seal::seal;
use sutura::domain::epoch::EpochNumber;
use sutura::domain::report::Form;
use sutura::domain::role::Role;
use sutura::services::epoch;
use sutura::services::report::{self, Submission};
use time::Duration;

use crate::support::{PASSPHRASE, TestApp, http, problem, said};

async fn send(request: reqwest::RequestBuilder) -> (u16, String) {
    problem(request.send().await.expect("answers")).await
}

async fn chain_length(app: &TestApp) -> usize {
    let chain = epoch::chain(&app.app, app.consultation.id).await.expect("answers").expect("exists");
    chain.verify(&app.consultation.id.to_string()).expect("holds").len()
}

#[tokio::test]
async fn an_arrested_member_is_out_at_once_and_the_next_key_is_not_theirs() {
    let mut app = TestApp::start().await;
    app.add("kadi", Role::Administrator).await;
    let (mut awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let arrested = fanta.id;
    let next = app.epoch_without(&awa, Some(arrested)).await;
    awa.confirm().await.expect("confirms");
    awa.remove_member(app.consultation.id, arrested, true, next).await.expect("removes");

    assert_eq!(send(fanta.request(Method::GET, "/api/desk/me")).await, (401, "signed-out".into()));
    let now = u64::try_from(app.app.clock.unix()).expect("after 1970");
    let again = Desk::sign_in(http(), &app.url, "fanta", PASSPHRASE, &app.totp("fanta"), now).await;
    assert!(again.is_err(), "the account is closed");
    let holders = sutura::storage::epoch::holders(app.app.db.read(), app.consultation.id).await.expect("answers");
    assert!(holders.iter().all(|(member, _)| *member != arrested), "no wrap is left: {holders:?}");
    assert_eq!(chain_length(&app).await, 2);

    let citizen = app.citizen().await;
    assert_eq!(citizen.offer(app.consultation.id).await.expect("offers").epoch.0, 1);
    citizen.report(app.consultation.id, said("après l'arrestation")).await.expect("received");
    let awa = app.desk("awa").await;
    let row = awa.reports(app.consultation.id).await.expect("lists").remove(0);
    assert!(awa.envelope(app.consultation.id, &row).await.is_ok());
    assert!(fanta.envelope(app.consultation.id, &row).await.is_err());
}

#[tokio::test]
async fn a_removal_without_an_epoch_that_leaves_the_person_out_changes_nothing() {
    let app = TestApp::start().await;
    let (mut awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    awa.confirm().await.expect("confirms");
    let with_everybody = app.epoch_without(&awa, None).await;
    assert!(awa.remove_member(app.consultation.id, fanta.id, true, with_everybody).await.is_err());
    let oneself = app.epoch_without(&awa, Some(awa.id)).await;
    let own = awa.id;
    assert!(awa.remove_member(app.consultation.id, own, false, oneself).await.is_err(), "nobody removes themselves");
    assert_eq!(chain_length(&app).await, 1);
    assert_eq!(send(fanta.request(Method::GET, "/api/desk/me")).await.0, 200);
}

#[tokio::test]
async fn a_new_member_reads_the_periods_they_were_given_and_no_others() {
    let mut app = TestApp::start().await;
    let id = app.consultation.id;
    let citizen = app.citizen().await;
    citizen.report(id, said("première période")).await.expect("received");
    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    citizen.report(id, said("deuxième période")).await.expect("received");
    app.add_outside("moussa", Role::Moderator).await;
    let moussa = app.desk("moussa").await;
    let path = format!("/api/desk/circles/{id}/reports");
    assert_eq!(send(moussa.request(Method::GET, &path)).await.0, 404, "outside the circle");
    awa.confirm().await.expect("confirms");
    let recipient = moussa.bundle.identity.recipient();
    let who = (moussa.id, &recipient);
    let without = awa.add_member(id, who, &[EpochNumber(1)], None).await;
    assert!(without.is_err(), "whoever comes in comes in with an epoch");
    let next = app.epoch_with(&awa, moussa.id).await;
    awa.add_member(id, who, &[EpochNumber(1)], Some(next)).await.expect("adds");

    let moussa = app.desk("moussa").await;
    let rows = moussa.reports(id).await.expect("lists");
    let mut opened = Vec::new();
    for row in &rows {
        opened.push((row.epoch.0, moussa.envelope(id, row).await.is_ok()));
    }
    opened.sort_unstable();
    assert_eq!(opened, [(0, false), (1, true)]);
    awa.add_member(id, who, &[EpochNumber(0)], None).await.expect("gives access to the past");
    let moussa = app.desk("moussa").await;
    for row in &rows {
        assert!(moussa.envelope(id, row).await.is_ok());
    }
    assert!(awa.add_member(id, who, &[EpochNumber(7)], None).await.is_err(), "there is no such period");
}

#[tokio::test]
async fn somebody_comes_in_with_an_epoch_in_one_act_or_not_at_all() {
    let mut app = TestApp::start().await;
    let id = app.consultation.id;
    let (mut awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let moussa = app.add_outside("moussa", Role::Moderator).await;
    awa.confirm().await.expect("confirms");
    let path = format!("/api/desk/circles/{id}/members");
    let next = app.epoch_with(&awa, moussa).await.published();
    let recipient = app.desk("moussa").await.bundle.identity.recipient();
    let wrap = awa.epoch(id, EpochNumber(0)).expect("held").wrap(&recipient).expect("wraps");
    let wraps = json!([{ "number": 0, "wrap": Base64(wrap) }]);
    let of = |change: &dyn Fn(&mut Value)| {
        let mut body = json!({ "member": moussa, "wraps": wraps, "epoch": next });
        change(&mut body);
        body
    };
    let refused: [(&str, Value); 5] = [
        ("no epoch", of(&|body| body["epoch"] = Value::Null)),
        ("no wrap for the newcomer", of(&|body| drop(body["epoch"]["wraps"].as_array_mut().expect("a list").pop()))),
        ("a roster that is no age file", of(&|body| body["epoch"]["roster"] = json!("AAAA"))),
        ("a roster that is not padded", of(&|body| body["epoch"]["roster"] = wraps[0]["wrap"].clone())),
        ("a statement that nobody signed", of(&|body| body["epoch"]["signed"]["signature"] = json!("A".repeat(86)))),
    ];
    for (what, body) in &refused {
        let (status, _) = send(awa.request(Method::POST, &path).json(body)).await;
        assert!((400..500).contains(&status), "{what}: {status}");
        assert_eq!(chain_length(&app).await, 1, "{what}");
        let circle = sutura::storage::consultation::circle(app.app.db.read(), id).await.expect("answers");
        assert!(!circle.contains(&moussa), "{what}");
        assert_eq!(sutura::storage::epoch::wraps(app.app.db.read(), id, moussa).await.expect("answers"), [], "{what}");
    }
    let next = app.epoch_with(&awa, moussa).await;
    awa.add_member(id, (moussa, &recipient), &[EpochNumber(0)], Some(next)).await.expect("admits");
    // Whoever was away sees the new roster next time, and so does the newcomer.
    drop(fanta);
    for login in ["awa", "fanta", "moussa"] {
        let desk = app.desk(login).await;
        let roster = desk.roster(id).expect("a roster");
        assert_eq!((roster.number, roster.in_force(EpochNumber(0)).count()), (EpochNumber(1), 2));
        assert!(roster.in_force(EpochNumber(1)).any(|reader| reader.member == moussa));
    }
}

#[tokio::test]
async fn a_client_refuses_a_roster_that_the_chain_does_not_name() {
    let app = TestApp::start_in_second_epoch().await;
    use sea_orm::ConnectionTrait as _;
    let sql = "UPDATE epoch SET roster = (SELECT roster FROM epoch AS other WHERE other.number = 0 \
               AND other.consultation = epoch.consultation) WHERE number = 1";
    let now = u64::try_from(app.app.clock.unix()).expect("after 1970");
    let totp = app.totp("awa");
    let sign_in = || Desk::sign_in(http(), &app.url, "awa", PASSPHRASE, &totp, now);
    assert!(sign_in().await.is_ok());
    app.app.db.read().execute_unprepared(sql).await.expect("writes");
    assert!(sign_in().await.is_err(), "an older roster in the place of the last one");
}

#[tokio::test]
async fn of_two_members_who_start_a_period_at_once_one_wins_and_the_chain_does_not_fork() {
    let app = TestApp::start().await;
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let (hers, other) = (app.epoch_without(&awa, None).await, app.epoch_without(&fanta, None).await);
    let path = format!("/api/desk/circles/{}/epochs", app.consultation.id);
    let (first, second) = tokio::join!(
        send(awa.request(Method::POST, &path).json(&hers.published())),
        send(fanta.request(Method::POST, &path).json(&other.published())),
    );
    let mut answers = [first, second];
    answers.sort();
    assert_eq!(answers, [(201, String::new()), (409, "epoch-taken".into())]);
    assert_eq!(chain_length(&app).await, 2);
}

#[tokio::test]
async fn acts_on_keys_and_members_ask_for_the_passphrase_again() {
    let app = TestApp::start().await;
    let awa = app.desk("awa").await;
    let path = format!("/api/desk/circles/{}/members", app.consultation.id);
    let body = json!({ "member": awa.id, "wraps": [] });
    let act = || send(awa.request(Method::POST, &path).json(&body));
    assert_eq!(act().await, (403, "confirm-again".into()));
    let wrong = json!({ "authenticator": "A".repeat(43) });
    let confirm = send(awa.request(Method::POST, "/api/desk/session/confirm").json(&wrong)).await;
    assert_eq!(confirm, (401, "sign-in-failed".into()));
    assert_eq!(act().await.0, 403);
    awa.confirm().await.expect("confirms");
    assert_eq!(act().await.0, 204);
    app.app.clock.advance(Duration::minutes(6));
    assert_eq!(act().await, (403, "confirm-again".into()));
}

#[tokio::test]
async fn one_member_locks_the_intake_and_two_open_it_again() {
    let app = TestApp::start().await;
    let (awa, fanta) = (app.desk("awa").await, app.desk("fanta").await);
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said("avant")).await.expect("received");
    let path = format!("/api/desk/circles/{}/lock", app.consultation.id);
    assert_eq!(send(awa.request(Method::POST, &path)).await.0, 204);
    let intake = format!("/api/intake/{}", app.consultation.id);
    assert_eq!(problem(app.get(&intake).await).await, (423, "intake-locked".into()));
    assert!(citizen.report(app.consultation.id, said("pendant")).await.is_err());
    assert!(
        citizen.answer(app.consultation.id, &receipt, "pendant", Vec::new()).await.is_err(),
        "answers are not taken either"
    );
    let page = app.get("/fr/c/signaler").await.text().await.expect("a page");
    assert!(page.contains("arrêtée par prudence"), "{page}");
    assert_eq!(app.get("/fr/c/signaler/report").await.status(), 423);

    assert_eq!(send(awa.request(Method::DELETE, &path)).await, (403, "confirm-again".into()));
    for desk in [&awa, &fanta] {
        desk.confirm().await.expect("confirms");
    }
    assert_eq!(send(awa.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(app.get(&intake).await.status(), 423, "one is not enough");
    assert_eq!(send(awa.request(Method::DELETE, &path)).await, (409, "second-person".into()));
    assert_eq!(send(fanta.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(app.get(&intake).await.status(), 200);
    citizen.answer(app.consultation.id, &receipt, "après", Vec::new()).await.expect("received");
    // Locking again while somebody has asked to open starts from the beginning.
    for (desk, method) in [(&awa, Method::POST), (&awa, Method::DELETE), (&fanta, Method::POST)] {
        assert_eq!(send(desk.request(method, &path)).await.0, 204);
    }
    assert_eq!(send(fanta.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(app.get(&intake).await.status(), 423);
}

#[tokio::test]
async fn sessions_are_listed_ended_and_limited() {
    let app = TestApp::start().await;
    let (here, there) = (app.desk("awa").await, app.desk("awa").await);
    let list = async |desk: &Desk| {
        let answer = desk.request(Method::GET, "/api/desk/sessions").send().await.expect("answers");
        let body: Value = answer.json().await.expect("JSON");
        body["sessions"].as_array().expect("a list").clone()
    };
    let sessions = list(&here).await;
    // The first epoch was started in a session of its own.
    assert_eq!(sessions.len(), 3, "{sessions:?}");
    assert_eq!(sessions.iter().filter(|one| one["current"] == true).count(), 1);
    let own = list(&there).await.into_iter().find(|one| one["current"] == true).expect("listed");
    let path = format!("/api/desk/sessions/{}", own["handle"].as_str().expect("text"));
    let fanta = app.desk("fanta").await;
    assert_eq!(send(fanta.request(Method::DELETE, &path)).await.0, 404, "of others nobody ends any");
    assert_eq!(send(here.request(Method::DELETE, &path)).await.0, 204);
    assert_eq!(send(there.request(Method::GET, "/api/desk/me")).await.0, 401);
    // A session ends even when it is in use.
    for _ in 0..13 {
        app.app.clock.advance(Duration::minutes(59));
    }
    assert_eq!(send(here.request(Method::GET, "/api/desk/me")).await.0, 401);
}

#[tokio::test]
async fn a_changed_passphrase_opens_the_same_keys_and_ends_the_other_sessions() {
    let app = TestApp::start().await;
    let (here, there) = (app.desk("awa").await, app.desk("awa").await);
    assert!(here.change_passphrase("autre phrase secrète").await.is_err(), "not without giving the old one");
    here.confirm().await.expect("confirms");
    here.change_passphrase("autre phrase secrète").await.expect("changes");
    assert_eq!(send(here.request(Method::GET, "/api/desk/me")).await.0, 200);
    assert_eq!(send(there.request(Method::GET, "/api/desk/me")).await.0, 401);
    let now = u64::try_from(app.app.clock.unix()).expect("after 1970");
    let sign_in = |passphrase: &'static str| {
        let totp = app.totp("awa");
        let url = app.url.clone();
        async move { Desk::sign_in(http(), &url, "awa", passphrase, &totp, now).await }
    };
    assert!(sign_in(PASSPHRASE).await.is_err());
    let again = sign_in("autre phrase secrète").await.expect("signs in");
    assert_eq!(again.bundle.identity.recipient().to_string(), here.bundle.identity.recipient().to_string());
    assert!(again.epoch(app.consultation.id, EpochNumber(0)).is_ok());
}

#[tokio::test]
async fn the_keys_of_a_period_go_when_its_last_report_is_gone() {
    let app = TestApp::start().await;
    let id = app.consultation.id;
    let citizen = app.citizen().await;
    let receipt = citizen.report(id, said("à effacer")).await.expect("received");
    let mut awa = app.desk("awa").await;
    let copy = awa.ciphertext(awa.reports(id).await.expect("lists")[0].id).await.expect("answers");
    app.next_epoch(&mut awa, false).await;
    let epochs = async || {
        let holders = sutura::storage::epoch::holders(app.app.db.read(), id).await.expect("answers");
        holders.iter().filter(|(_, number)| number.0 == 0).count()
    };
    app.app.clock.advance(Duration::days(31));
    epoch::shred(&app.app).await.expect("sweeps");
    assert_eq!(epochs().await, 2, "a report is still sealed to it");
    citizen.withdraw(&receipt).await.expect("withdraws");
    epoch::shred(&app.app).await.expect("sweeps");
    assert_eq!(epochs().await, 0);

    // A copy of the ciphertext, from a backup, opens for nobody who signs in now.
    let awa = app.desk("awa").await;
    assert!(awa.epoch(id, EpochNumber(0)).is_err());
    let current = awa.epoch(id, EpochNumber(1)).expect("the present key stays");
    assert!(sutura::crypto::seal::open(&copy, &current.identity).is_err());
    let fanta = app.desk("fanta").await;
    awa.confirm().await.expect("confirms");
    let path = format!("/api/desk/circles/{id}/members");
    let body = json!({ "member": fanta.id, "wraps": [{ "number": 0, "wrap": "AAAA" }] });
    assert_eq!(send(awa.request(Method::POST, &path).json(&body)).await, (409, "statement-refused".into()));
}

#[tokio::test]
async fn a_report_that_may_be_sealed_to_a_finished_period_holds_its_keys_until_its_reader_has_told() {
    let app = TestApp::start().await;
    let id = app.consultation.id;
    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    // Sealed to the first period, arrived in the second, as an archive kept on a phone does: nobody says to which.
    let first = awa.epoch(id, EpochNumber(0)).expect("held").identity.recipient();
    let kept = Submission {
        consultation: id,
        epoch: None,
        verifier: [7; 32],
        envelope: seal(&[first], b"{}").expect("seals"),
        attachments: Vec::new(),
        form: Form::Envelope,
        source_recipient: None,
        ticket: None,
    };
    report::submit(&app.app, kept).await.expect("received");
    app.app.clock.advance(Duration::days(31));
    let holders = async || {
        epoch::shred(&app.app).await.expect("sweeps");
        let holders = sutura::storage::epoch::holders(app.app.db.read(), id).await.expect("answers");
        holders.iter().filter(|(_, number)| number.0 == 0).count()
    };
    assert_eq!(holders().await, 2, "it may be sealed to the first period");
    let awa = app.desk("awa").await;
    let row = awa.reports(id).await.expect("lists").remove(0);
    let path = format!("/api/desk/reports/{}/epoch", row.id);
    let told = |epoch: u32| send(awa.request(Method::PUT, &path).json(&json!({ "epoch": epoch })));
    assert_eq!(told(5).await, (409, "statement-refused".into()));
    assert_eq!(told(0).await.0, 204);
    assert_eq!(holders().await, 2, "it is sealed to the first period");
    assert_eq!(told(1).await.0, 409, "what was told is not raised again");
    sutura::storage::report::find(app.app.db.read(), row.id)
        .await
        .expect("answers")
        .filter(|found| found.epoch_known && found.epoch.0 == 0)
        .expect("recorded");
}

#[tokio::test]
async fn the_audit_log_tells_acts_and_weeks_and_no_more() {
    let app = TestApp::start().await;
    let awa = app.desk("awa").await;
    let path = format!("/api/desk/circles/{}/lock", app.consultation.id);
    assert_eq!(send(awa.request(Method::POST, &path)).await.0, 204);
    let log: Value =
        awa.request(Method::GET, "/api/desk/audit").send().await.expect("answers").json().await.expect("JSON");
    assert_eq!(log["holds"], true);
    let last = &log["entries"][0];
    assert_eq!((last["actor"].as_str(), last["act"].as_str()), (Some("awa"), Some("intake-locked")));
    let mut keys: Vec<_> = last.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["act", "actor", "sequence", "week"]);
}

#[tokio::test]
async fn whom_the_removing_desk_does_not_know_goes_out_too_and_who_is_left_alone_opens_no_intake() {
    let app = TestApp::start_in_second_epoch().await;
    let id = app.consultation.id;
    let awa = app.desk("awa").await;
    let (fanta, moussa) = (app.desk("fanta").await, app.desk("moussa").await);
    awa.confirm().await.expect("confirms");
    let alone: Vec<_> = awa.circle(id).expect("a circle").into_iter().filter(|one| one.member == awa.id).collect();
    let next = app.epoch_of(&awa, &alone).await;
    let body = json!({ "member": fanta.id, "account": true, "also": [moussa.id], "epoch": next.published() });
    let path = format!("/api/desk/circles/{id}/removals");
    assert_eq!(send(awa.request(Method::POST, &path).json(&body)).await.0, 204);
    assert_eq!(send(fanta.request(Method::GET, "/api/desk/me")).await.0, 401);
    let moussa = app.desk("moussa").await;
    assert_eq!(moussa.me.circles.len(), 0, "out of the circle, with the account kept");
    let lock = format!("/api/desk/circles/{id}/lock");
    assert_eq!(send(awa.request(Method::POST, &lock)).await.0, 204);
    assert_eq!(send(awa.request(Method::DELETE, &lock)).await, (403, "root-needed".into()));
    assert_eq!(app.get(&format!("/api/intake/{id}")).await.status(), 423);
}
