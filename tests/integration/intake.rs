//! Receiving reports: what is accepted, and that everything else is refused with its own code.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::multipart::{Form, Part};
use serde_json::Value;
use sutura::client::ClientError;
use sutura::crypto::hybrid::{HybridIdentity, HybridRecipient};
use sutura::crypto::{random, seal, ticket};
use sutura::domain::consultation::Intake;
use sutura::services::consultation;
use sutura::storage;

use crate::support::{CANARY, TestApp, http, problem, said};

pub struct Parts {
    pub solved: String,
    epoch: String,
    verifier: String,
    envelope: Vec<u8>,
    attachments: String,
}

pub async fn offer(app: &TestApp) -> Value {
    app.get(&format!("/api/intake/{}", app.consultation.id)).await.json().await.expect("an offer")
}

/// A report with a solved ticket, without the cost of deriving a receipt.
pub async fn parts(app: &TestApp) -> Parts {
    let offer = offer(app).await;
    let recipient: HybridRecipient = offer["recipient"].as_str().expect("text").parse().expect("a recipient");
    let work = u8::try_from(offer["ticket"]["work"].as_u64().expect("a number")).expect("small");
    Parts {
        solved: ticket::solve(offer["ticket"]["challenge"].as_str().expect("text"), work),
        epoch: offer["epoch"].to_string(),
        verifier: BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<32>()),
        envelope: seal::seal(&[recipient], b"{}").expect("seals"),
        attachments: String::new(),
    }
}

pub fn form(parts: &Parts) -> Form {
    Form::new()
        .text("ticket", parts.solved.clone())
        .text("epoch", parts.epoch.clone())
        .text("verifier", parts.verifier.clone())
        .part("envelope", Part::bytes(parts.envelope.clone()))
        .text("attachments", parts.attachments.clone())
}

pub async fn post(app: &TestApp, parts: &Parts) -> (u16, String) {
    post_to(&app.url, app, form(parts)).await
}

pub async fn post_to(url: &str, app: &TestApp, form: Form) -> (u16, String) {
    let url = format!("{url}/api/intake/{}", app.consultation.id);
    problem(http().post(url).multipart(form).send().await.expect("answers")).await
}

async fn count(app: &TestApp) -> u64 {
    storage::report::count(app.app.db.read()).await.expect("counts")
}

#[tokio::test]
async fn a_report_reaches_its_reviewers_word_for_word() {
    let app = TestApp::start().await;
    let long = "é".repeat(100_000);
    for account in ["x", "ߒߞߏ 𞤆𞤵𞤤𞤢𞤪 ⵜⵎⵛⵈ العربية 🌍 \u{202e}abc", long.as_str()] {
        app.citizen().await.report(app.consultation.id, said(account)).await.expect("received");
        let desk = app.desk("fanta").await;
        let mut found = false;
        for row in desk.reports(app.consultation.id).await.expect("lists") {
            let envelope = desk.envelope(app.consultation.id, &row).await.expect("opens");
            found |= envelope["answers"]["account"] == account;
        }
        assert!(found);
    }
}

#[tokio::test]
async fn the_same_submission_twice_is_one_report_and_a_spent_ticket_serves_nobody_else() {
    let app = TestApp::start().await;
    let mut parts = parts(&app).await;
    assert_eq!(post(&app, &parts).await.0, 201);
    assert_eq!(post(&app, &parts).await.0, 201, "the first answer may have been lost");
    assert_eq!(count(&app).await, 1);
    parts.verifier = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<32>());
    assert_eq!(post(&app, &parts).await, (403, "ticket-spent".into()));
}

#[tokio::test]
async fn a_report_that_is_sent_again_is_received_also_after_its_intake_has_ended_and_twice_at_once() {
    let app = TestApp::start().await;
    let [parts, other] = [parts(&app).await, parts(&app).await];
    let (left, right) = tokio::join!(post(&app, &parts), post(&app, &parts));
    assert_eq!((left.0, right.0, count(&app).await), (201, 201, 1));
    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    assert_eq!(post(&app, &parts).await.0, 201);
    assert_eq!(post(&app, &other).await, (409, "stale-epoch".into()));
    consultation::set_intake(&app.app, app.consultation.id, Intake::Closed).await.expect("closes");
    assert_eq!(post(&app, &parts).await.0, 201);
    assert_eq!(post(&app, &other).await, (410, "consultation-closed".into()));
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn an_expired_forged_or_missing_ticket_is_refused() {
    let app = TestApp::start().await;
    let mut late = parts(&app).await;
    app.app.clock.advance(time::Duration::hours(7));
    assert_eq!(post(&app, &late).await, (403, "ticket-expired".into()));
    late.solved = ticket::solve(&ticket::issue(b"another key", i64::MAX, 4), 4);
    assert_eq!(post(&app, &late).await, (403, "ticket-invalid".into()));
    late.solved = String::new();
    assert_eq!(post(&app, &late).await, (403, "ticket-invalid".into()));
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn what_is_not_a_padded_age_file_with_one_hybrid_stanza_is_refused() {
    let app = TestApp::start().await;
    let good = parts(&app).await;
    let recipient: HybridRecipient = offer(&app).await["recipient"].as_str().expect("text").parse().expect("parses");
    let second = HybridIdentity::generate().recipient();
    let classic = age::encrypt(&age::x25519::Identity::generate().to_public(), &[0; 4096]).expect("encrypts");
    let cases = [
        (CANARY.as_bytes().to_vec(), "not-sealed"),
        (seal::seal(&[recipient.clone(), second], b"{}").expect("seals"), "not-sealed"),
        (classic, "not-sealed"),
        (seal::seal_unpadded(&[recipient], b"{}").expect("seals"), "unpadded"),
        (Vec::new(), "not-sealed"),
    ];
    for (envelope, code) in cases {
        let parts = Parts {
            envelope,
            solved: good.solved.clone(),
            epoch: good.epoch.clone(),
            verifier: good.verifier.clone(),
            attachments: String::new(),
        };
        assert_eq!(post(&app, &parts).await, (400, code.into()));
    }
    let huge = Parts { envelope: vec![0; 3 << 20], ..good };
    assert_eq!(post(&app, &huge).await, (413, "too-large".into()));
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn a_stale_epoch_is_told_and_the_next_attempt_succeeds() {
    let app = TestApp::start().await;
    let before = parts(&app).await;
    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    assert_eq!(post(&app, &before).await, (409, "stale-epoch".into()));
    app.citizen().await.report(app.consultation.id, said("après")).await.expect("received");
    let rows = app.desk("fanta").await.reports(app.consultation.id).await.expect("lists");
    assert_eq!(rows.iter().map(|row| row.epoch.0).collect::<Vec<_>>(), [1]);
}

#[tokio::test]
async fn a_closed_consultation_refuses_and_says_so() {
    let app = TestApp::start().await;
    let parts = parts(&app).await;
    consultation::set_intake(&app.app, app.consultation.id, Intake::Closed).await.expect("closes");
    assert_eq!(post(&app, &parts).await, (410, "consultation-closed".into()));
    assert_eq!(app.get("/fr/c/signaler/report").await.status(), 410);
    assert!(app.get("/fr/c/signaler").await.text().await.expect("HTML").contains("fermée"));
}

#[tokio::test]
async fn unknown_fields_and_attachments_are_refused() {
    let app = TestApp::start().await;
    let mut parts = parts(&app).await;
    parts.attachments = "ab".repeat(16);
    assert_eq!(post(&app, &parts).await, (404, "upload-unknown".into()));
    let form = Form::new().text("colour", "red");
    let url = format!("{}/api/intake/{}", app.url, app.consultation.id);
    let answer = problem(http().post(url).multipart(form).send().await.expect("answers")).await;
    assert_eq!(answer, (400, "bad-request".into()));
}

#[tokio::test]
async fn a_client_refuses_a_key_outside_the_chain() {
    let app = TestApp::start().await;
    // The server is compelled to publish another epoch: it has no key to sign with.
    let stranger = HybridIdentity::generate().recipient().to_string();
    let chain: Value = app.get(&format!("/api/keys/{}", app.consultation.id)).await.json().await.expect("a chain");
    let statement = chain["epochs"][0]["statement"].as_str().expect("text");
    let own = statement.lines().find_map(|line| line.strip_prefix("recipient ")).expect("a line");
    use sea_orm::ConnectionTrait as _;
    let forged = statement.replace(own, &stranger).replace('\'', "''");
    let sql = format!("UPDATE epoch SET statement = '{forged}'");
    app.app.db.read().execute_unprepared(&sql).await.expect("updates");
    let refused = app.citizen().await.report(app.consultation.id, said("x")).await;
    assert!(matches!(refused, Err(ClientError::Crypto(_))), "{refused:?}");
    assert_eq!(count(&app).await, 0);
}
