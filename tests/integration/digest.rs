//! The daily mail, through a real SMTP conversation on loopback: once a day, the same words for everybody, to whoever
//! wants it.

use reqwest::Method;
use serde_json::json;
use sutura::services::digest;
use time::Duration;

use crate::support::TestApp;

async fn set(app: &TestApp, login: &str, address: &str) -> u16 {
    let desk = app.desk(login).await;
    desk.confirm().await.expect("confirms");
    let request = desk.request(Method::PUT, "/api/desk/account/mail").json(&json!({ "address": address }));
    request.send().await.expect("answers").status().as_u16()
}

async fn day(app: &TestApp) {
    digest::begin(&app.app).await.expect("begins");
    app.work().await;
}

#[tokio::test]
async fn one_mail_a_day_says_the_same_to_everybody_who_wants_it_and_nothing_of_reports() {
    let app = TestApp::start_with(|config| config.digest_hour = 0).await;
    assert_eq!(set(&app, "awa", "awa@example.org").await, 204);
    assert_eq!(set(&app, "fanta", "fanta@example.org").await, 204);
    assert_eq!(set(&app, "fanta", "not an address\r\nBcc: x@example.org").await, 422);
    day(&app).await;
    day(&app).await;
    let first = app.mailbox.take();
    assert_eq!(first.len(), 2, "one each, although asked twice");
    let body = |mail: &str| mail.split("\n\n").nth(1).unwrap_or_default().to_owned();
    assert_eq!(body(&first[0]), body(&first[1]));
    assert!(body(&first[0]).contains("chaque jour"), "{}", first[0]);
    assert!(!first.concat().to_lowercase().contains("signalement"));
    app.app.clock.advance(Duration::days(1));
    assert_eq!(set(&app, "fanta", "").await, 204);
    day(&app).await;
    let second = app.mailbox.take();
    assert_eq!(second.len(), 1, "the next day, and not to a member who no longer wants it");
    assert_eq!(body(&second[0]), body(&first[0]), "the same words every day");
    assert!(second[0].contains("awa@example.org"));
}

#[test]
fn the_password_of_the_mail_server_does_not_print() {
    let config = sutura::config::Config { smtp_url: "smtps://u:geheim@h".into(), ..Default::default() };
    assert!(!format!("{config:?}").contains("geheim"));
}
