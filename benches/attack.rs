//! Useful reports per second while an attack runs, as a ratio of the undisturbed rate. The server is a process of its
//! own; attackers and useful senders share this one and the machine, so the ratio includes what the attack costs here.
//!
//! The attack: 10,000 connections that say nothing or half a header, 2,000 uploads that never finish, and a hundred
//! requests a second with bodies that are too large or without end and with forged and used tickets.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a benchmark")]

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use futures_util::{StreamExt as _, stream};
use reqwest::multipart::{Form, Part};
use reqwest::{Body, Client};
use serde_json::Value;
use sutura::crypto::{random, seal, ticket};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

const REPORTS: usize = 300;
const ROUNDS: usize = 3;
const AT_ONCE: usize = 16;
const CONNECTIONS: usize = 10_000;
const UPLOADS: usize = 2000;
const JUNK_PAUSE: Duration = Duration::from_millis(10);

/// A fresh instance that asks everybody for the same little work: what is measured is the server, not the hash.
struct Target {
    server: Child,
    _folder: tempfile::TempDir,
    url: String,
    address: SocketAddr,
    intake: String,
}

impl Drop for Target {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

async fn target() -> Target {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("d");
    let server = Command::new(env!("CARGO_BIN_EXE_sutura"))
        .args(["demo", "--listen", "127.0.0.1:0", "--ticket-work", "8", "--data"])
        .arg(&data)
        .env("SUTURA_TICKET_COMFORT", "0")
        .stdout(Stdio::null())
        .spawn()
        .expect("starts");
    let described = loop {
        if let Ok(text) = std::fs::read_to_string(data.join("demo.json")) {
            break serde_json::from_str::<Value>(&text).expect("JSON");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let url = described["url"].as_str().expect("text").to_owned();
    let intake = format!("{url}/api/intake/{}", described["consultations"][0]["id"].as_str().expect("text"));
    let address = url.trim_start_matches("http://").parse().expect("an address");
    Target { server, _folder: folder, url, address, intake }
}

/// A solved ticket and what else a report needs.
struct Ready {
    ticket: String,
    epoch: String,
    envelope: Vec<u8>,
}

async fn ready(client: &Client, intake: &str) -> Ready {
    let offer: Value = client.get(intake).send().await.expect("answers").json().await.expect("JSON");
    let recipient = offer["recipient"].as_str().expect("text").parse().expect("a recipient");
    let work = u8::try_from(offer["ticket"]["work"].as_u64().expect("a number")).expect("small");
    Ready {
        ticket: ticket::solve(offer["ticket"]["challenge"].as_str().expect("text"), work),
        epoch: offer["epoch"].to_string(),
        envelope: seal::seal(&[recipient], &[b'x'; 1000]).expect("seals"),
    }
}

fn form(report: &Ready) -> Form {
    Form::new()
        .text("ticket", report.ticket.clone())
        .text("epoch", report.epoch.clone())
        .text("verifier", BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<32>()))
        .part("envelope", Part::bytes(report.envelope.clone()))
}

/// Reports per second, `AT_ONCE` at a time; each must be received.
async fn rate(client: &Client, intake: &str) -> f64 {
    let reports: Vec<Ready> = stream::iter(0..REPORTS).then(|_| ready(client, intake)).collect().await;
    let start = Instant::now();
    stream::iter(&reports)
        .for_each_concurrent(AT_ONCE, |one| async move {
            let answer = client.post(intake).multipart(form(one)).send().await.expect("answers");
            assert_eq!(answer.status(), 201);
        })
        .await;
    REPORTS as f64 / start.elapsed().as_secs_f64()
}

async fn hold_connections(address: SocketAddr) -> Vec<TcpStream> {
    let mut held = Vec::new();
    for number in 0..CONNECTIONS {
        let mut stream = TcpStream::connect(address).await.expect("connects");
        if number % 2 == 1 {
            let _ = stream.write_all(b"POST /api/intake/x HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
        }
        held.push(stream);
    }
    held
}

async fn begin_uploads(client: &Client, target: &Target) {
    for _ in 0..UPLOADS / 10 {
        let ticket = ready(client, &target.intake).await.ticket;
        for _ in 0..10 {
            let request = client.post(format!("{}/api/uploads", target.url)).header("upload-length", 500_000);
            let _ = request.header("sutura-ticket", &ticket).send().await;
        }
    }
}

/// One piece of junk after another until the end of the process; counts what was let in.
async fn junk(client: Client, intake: String, used: Ready, let_in: Arc<AtomicU64>) {
    for number in 0u64.. {
        let forged = Ready { ticket: format!("{}x", used.ticket), epoch: used.epoch.clone(), envelope: vec![0; 1000] };
        let request = client.post(&intake).timeout(Duration::from_secs(10));
        let request = match number % 4 {
            0 => request.multipart(form(&forged)),
            1 => request.multipart(form(&used)),
            2 => request.multipart(form(&Ready { envelope: vec![0; 3 << 20], ..forged })),
            _ => request
                .header("content-type", "multipart/form-data; boundary=b")
                .body(Body::wrap_stream(stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'a'; 16_384])))),
        };
        if request.send().await.is_ok_and(|answer| answer.status().is_success()) {
            let_in.fetch_add(1, Ordering::Relaxed);
        }
        tokio::time::sleep(JUNK_PAUSE * 4).await;
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[tokio::main]
async fn main() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    rlimit::increase_nofile_limit(u64::MAX).expect("files");
    let target = target().await;
    let client = Client::new();
    let mut alone = Vec::new();
    for _ in 0..ROUNDS {
        alone.push(rate(&client, &target.intake).await);
    }
    let held = hold_connections(target.address).await;
    begin_uploads(&client, &target).await;
    let let_in = Arc::new(AtomicU64::new(0));
    for _ in 0..4 {
        let used = ready(&client, &target.intake).await;
        assert_eq!(client.post(&target.intake).multipart(form(&used)).send().await.expect("answers").status(), 201);
        tokio::spawn(junk(client.clone(), target.intake.clone(), used, Arc::clone(&let_in)));
    }
    let mut attacked = Vec::new();
    for _ in 0..ROUNDS {
        attacked.push(rate(&client, &target.intake).await);
    }
    assert_eq!(let_in.load(Ordering::Relaxed), 0, "junk was received");
    println!("attacked_per_second {:.0}", median(&mut attacked));
    println!("attacked_ratio {:.2}", median(&mut attacked) / median(&mut alone));
    println!("attack_connections {}", held.len());
}
