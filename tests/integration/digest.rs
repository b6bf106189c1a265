//! The daily mail, through a real SMTP conversation on loopback: once a day, the same words for everybody, to whoever
//! wants it.

use std::sync::{Arc, Mutex};

use reqwest::Method;
use serde_json::json;
use sutura::jobs::run;
use sutura::services::digest;
use time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::TestApp;

type Mails = Arc<Mutex<Vec<String>>>;

/// Takes one mail as RFC 5321 asks, and keeps the whole conversation.
async fn take(stream: TcpStream, mails: Mails) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut said = String::new();
    let mut in_data = false;
    write.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        said.push_str(&line);
        said.push('\n');
        let answer: &[u8] = match (in_data, line.as_str()) {
            (true, ".") => {
                in_data = false;
                mails.lock().unwrap().push(std::mem::take(&mut said));
                b"250 kept\r\n"
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_data = true;
                b"354 go on\r\n"
            }
            (false, "QUIT") => b"221 bye\r\n",
            (false, _) => b"250 fine\r\n",
        };
        write.write_all(answer).await?;
    }
    Ok(())
}

async fn server() -> (String, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("bound"));
    let mails = Mails::default();
    let kept = mails.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take(stream, kept.clone()));
        }
    });
    (url, mails)
}

async fn set(app: &TestApp, login: &str, address: &str) -> u16 {
    let desk = app.desk(login).await;
    let request = desk.request(Method::PUT, "/api/desk/account/mail").json(&json!({ "address": address }));
    request.send().await.expect("answers").status().as_u16()
}

async fn day(app: &TestApp) {
    digest::begin(&app.app).await.expect("begins");
    while run::step(&app.app).await.expect("works") {}
}

#[tokio::test]
async fn one_mail_a_day_says_the_same_to_everybody_who_wants_it_and_nothing_of_reports() {
    let (url, mails) = server().await;
    let app = TestApp::start_with(|config| {
        config.smtp_url = url.as_str().into();
        config.mail_from = "sutura@example.org".into();
        config.digest_hour = 0;
    })
    .await;
    assert_eq!(set(&app, "awa", "awa@example.org").await, 204);
    assert_eq!(set(&app, "fanta", "fanta@example.org").await, 204);
    assert_eq!(set(&app, "fanta", "not an address\r\nBcc: x@example.org").await, 422);
    day(&app).await;
    day(&app).await;
    let first = mails.lock().unwrap().clone();
    assert_eq!(first.len(), 2, "one each, although asked twice");
    let body = |mail: &str| mail.split("\n\n").nth(1).unwrap_or_default().to_owned();
    assert_eq!(body(&first[0]), body(&first[1]));
    assert!(body(&first[0]).contains("chaque jour"), "{}", first[0]);
    assert!(!first.concat().to_lowercase().contains("signalement"));
    app.app.clock.advance(Duration::days(1));
    assert_eq!(set(&app, "fanta", "").await, 204);
    day(&app).await;
    let mails = mails.lock().unwrap().clone();
    assert_eq!(mails.len(), 3, "the next day, and not to a member who no longer wants it");
    assert_eq!(body(&mails[2]), body(&mails[0]), "the same words every day");
    assert!(mails[2].contains("awa@example.org"));
}

#[test]
fn the_password_of_the_mail_server_does_not_print() {
    let config = sutura::config::Config { smtp_url: "smtps://u:geheim@h".into(), ..Default::default() };
    assert!(!format!("{config:?}").contains("geheim"));
}
