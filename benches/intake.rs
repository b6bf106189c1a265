//! Reports per second: the whole intake against a bare axum handler that inserts and commits the same bytes with the
//! same durability, in one run, round by round. Prints both and their ratio.
#![allow(clippy::print_stdout, clippy::disallowed_methods, dead_code, reason = "a benchmark")]

#[path = "../tests/integration/support/mod.rs"]
mod support;

use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use futures_util::{StreamExt as _, stream};
use reqwest::multipart::{Form, Part};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement, TransactionTrait as _};
use sutura::crypto::{random, seal};
use sutura::storage::Db;

const REPORTS: usize = 200;
const ROUNDS: usize = 5;
const AT_ONCE: usize = 16;

async fn bare(State(db): State<Db>, body: Bytes) -> &'static str {
    let tx = db.read().begin().await.expect("begins");
    let values = [sutura::crypto::hex::hex(&random::bytes::<16>()).into(), body.to_vec().into()];
    let insert = Statement::from_sql_and_values(DbBackend::Sqlite, "INSERT INTO bare (id, body) VALUES (?, ?)", values);
    tx.execute_raw(insert).await.expect("inserts");
    tx.commit().await.expect("commits");
    "ok"
}

async fn serve_bare(folder: &std::path::Path) -> String {
    let db = Db::connect(&format!("sqlite://{}", folder.join("bare.db").display())).await.expect("connects");
    let table = "CREATE TABLE bare (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID";
    db.read().execute_unprepared(table).await.expect("creates");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    let router = Router::new().route("/", post(bare)).with_state(db);
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// Reports per second of `send`, `AT_ONCE` at a time.
async fn rate<F: Future<Output = ()>>(send: impl Fn() -> F) -> f64 {
    let start = Instant::now();
    stream::iter(0..REPORTS).for_each_concurrent(AT_ONCE, |_| send()).await;
    REPORTS as f64 / start.elapsed().as_secs_f64()
}

#[tokio::main]
async fn main() {
    let app = support::TestApp::start_with(|config| config.ticket_work = 0).await;
    let offer = app.citizen().await.offer(app.consultation.id).await.expect("an offer");
    let sealed = seal::seal(&[offer.recipient], &[b'x'; 1000]).expect("seals");
    let bare_url = serve_bare(app.folder.path()).await;
    let http = support::http();
    let intake_url = format!("{}/api/intake/{}", app.url, app.consultation.id);
    let whole = || async {
        let form = Form::new()
            .text("verifier", BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<32>()))
            .text("epoch", "0")
            .part("envelope", Part::bytes(sealed.clone()));
        assert_eq!(http.post(&intake_url).multipart(form).send().await.expect("answers").status(), 201);
    };
    let plain = || async {
        let form = Form::new()
            .text("verifier", BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<32>()))
            .text("epoch", "0")
            .part("envelope", Part::bytes(sealed.clone()));
        assert_eq!(http.post(&bare_url).multipart(form).send().await.expect("answers").status(), 200);
    };
    let mut ratios = Vec::new();
    let (mut intake, mut handler) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (a, b) = (rate(whole).await, rate(plain).await);
        intake.push(a);
        handler.push(b);
        ratios.push(a / b);
    }
    let median = |values: &mut Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    println!("intake_per_second {:.0}", median(&mut intake));
    println!("bare_per_second {:.0}", median(&mut handler));
    println!("intake_ratio {:.2}", median(&mut ratios));
}
