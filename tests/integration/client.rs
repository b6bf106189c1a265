//! What the Rust client takes for success.

use sutura::api::citizen::intake::Received;
use sutura::client::ClientError;
use sutura::client::error::{accepted, json, octets};

fn answer(status: u16, media_type: &str, body: &str) -> reqwest::Response {
    let answer = axum::http::Response::builder().status(status).header("content-type", media_type);
    answer.body(body.to_owned()).expect("an answer").into()
}

#[tokio::test]
async fn only_what_was_promised_is_success() {
    let wrong = [
        (200, "text/html", "<h1>Maintenance</h1>"),
        (200, "application/json", r#"{"received":true}"#),
        (201, "text/html", "<h1>OK</h1>"),
        (201, "application/json", r#"{"received":false}"#),
        (201, "application/json", "{}"),
        (202, "application/json", r#"{"received":true}"#),
        (204, "application/json", ""),
        (302, "application/json", r#"{"received":true}"#),
        (502, "text/html", "<h1>Bad gateway</h1>"),
        (404, "text/html", "<h1>Not found</h1>"),
    ];
    for (status, media_type, body) in wrong {
        let taken = json::<Received>(answer(status, media_type, body), 201).await;
        assert!(!matches!(taken, Ok(_) | Err(ClientError::Refused(..))), "{status} {media_type} {body}");
    }
    let right = answer(201, "application/json", r#"{"received":true}"#);
    assert!(json::<Received>(right, 201).await.is_ok());
    assert!(accepted(answer(200, "text/html", "<h1>Deleted</h1>"), 204).await.is_err());
    assert!(octets(answer(200, "text/html", "<h1>Maintenance</h1>")).await.is_err());
    let problem = r#"{"type":"/problems/stale-epoch","title":"","status":409,"detail":""}"#;
    let refused = json::<Received>(answer(409, "application/problem+json", problem), 201).await;
    assert!(matches!(refused, Err(ClientError::Refused(409, code)) if code == "stale-epoch"));
}
