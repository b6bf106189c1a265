//! The program as a process: killed, restarted, its memory searched, its installation checked. SQLite only.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use sutura::client::source::Citizen;
use sutura::crypto::seal;
use sutura::domain::id::ConsultationId;
use sutura::domain::receipt::Receipt;

use crate::support::{CANARY, http, said, submit};

const BINARY: &str = env!("CARGO_BIN_EXE_sutura");

pub struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(command: &str, data: &Path, listen: &str) -> Server {
    start_logging(command, data, listen, Stdio::null())
}

fn start_logging(command: &str, data: &Path, listen: &str, log: Stdio) -> Server {
    let child = Command::new(BINARY)
        .args([command, "--data", &data.display().to_string(), "--listen", listen, "--ticket-work", "0"])
        .env("SUTURA_LOG", "trace")
        .env("SUTURA_CLEAR_INTERVAL", "1")
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("starts");
    Server(child)
}

/// A finished demonstration, still running, and what it wrote of itself.
pub async fn demo(data: &Path) -> (Server, Value) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let server = start("demo", data, "127.0.0.1:0");
    for _ in 0..600 {
        if let Ok(text) = std::fs::read_to_string(data.join("demo.json"))
            && let Ok(described) = serde_json::from_str(&text)
        {
            return (server, described);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the demonstration did not start");
}

/// Serves a demonstration again that was ended, at the same address.
pub fn serve_again(data: &Path, described: &Value) -> Server {
    start("serve", data, described["url"].as_str().expect("a url").trim_start_matches("http://"))
}

pub async fn answers(url: &str) {
    for _ in 0..100 {
        if http().get(format!("{url}/api/instance")).send().await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the server did not come back");
}

pub fn consultation(described: &Value) -> ConsultationId {
    described["consultations"][0]["id"].as_str().expect("an id").parse().expect("an id")
}

#[tokio::test]
async fn after_sigkill_every_report_with_a_receipt_is_there_and_uploads_resume() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("d");
    let (mut server, described) = demo(&data).await;
    let url = described["url"].as_str().expect("a url").to_owned();
    let id = consultation(&described);
    let citizen = Citizen::visit(http(), &url).await.expect("answers");
    let offer = citizen.offer(id).await.expect("an offer");
    let file = seal::seal(&[offer.recipient], &vec![5; 3_000_000]).expect("seals");
    let created =
        http().post(format!("{url}/api/uploads")).header("upload-length", file.len()).send().await.expect("answers");
    let location = created.headers()["location"].to_str().expect("a path").to_owned();
    let patch = |offset: usize, bytes: Vec<u8>| {
        let request = http().patch(format!("{url}{location}")).header("upload-offset", offset);
        request.header("content-type", "application/offset+octet-stream").body(bytes).send()
    };
    assert_eq!(patch(0, file[..1_200_000].to_vec()).await.expect("answers").status(), 204);

    let (acknowledged, mut received) = tokio::sync::mpsc::unbounded_channel::<Receipt>();
    let sending = tokio::spawn({
        let url = url.clone();
        async move {
            let citizen = Citizen::visit(http(), &url).await.expect("answers");
            while let Ok(receipt) = citizen.report(id, said("pendant la coupure")).await {
                acknowledged.send(receipt).expect("somebody counts");
            }
        }
    });
    let mut receipts = Vec::new();
    while receipts.len() < 5 {
        receipts.push(received.recv().await.expect("reports arrive while the server runs"));
    }
    server.0.kill().expect("SIGKILL");
    server.0.wait().expect("dies");
    sending.await.expect("ends");
    while let Some(receipt) = received.recv().await {
        receipts.push(receipt);
    }

    let _again = start("serve", &data, url.trim_start_matches("http://"));
    answers(&url).await;
    for receipt in &receipts {
        citizen.inbox(receipt).await.expect("a report that was acknowledged is there");
    }
    let head = http().head(format!("{url}{location}")).send().await.expect("answers");
    assert_eq!(head.headers()["upload-offset"], "1200000");
    assert_eq!(patch(1_200_000, file[1_200_000..].to_vec()).await.expect("answers").status(), 204);
}

/// Whether the memory of a process holds a text.
fn remembers(pid: u32, needle: &[u8]) -> bool {
    use std::os::unix::fs::FileExt as _;
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).expect("readable");
    let memory = std::fs::File::open(format!("/proc/{pid}/mem")).expect("readable");
    for line in
        maps.lines().filter(|line| line.split_whitespace().nth(1).is_some_and(|rights| rights.starts_with("rw")))
    {
        let (start, end) = line.split_whitespace().next().and_then(|range| range.split_once('-')).expect("a range");
        let start = u64::from_str_radix(start, 16).expect("hex");
        let end = u64::from_str_radix(end, 16).expect("hex");
        let mut bytes = vec![0; usize::try_from(end - start).expect("fits")];
        let read = memory.read_at(&mut bytes, start).unwrap_or(0);
        if bytes[..read].windows(needle.len()).any(|window| window == needle) {
            return true;
        }
    }
    false
}

#[tokio::test]
async fn a_minute_after_the_plain_form_its_text_is_in_no_page_of_the_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let (server, described) = demo(&folder.path().join("d")).await;
    let url = described["url"].as_str().expect("a url");
    for _ in 0..3 {
        let form = reqwest::multipart::Form::new()
            .text("agree", "yes")
            .text("account", format!("récit {CANARY} ").repeat(2000))
            .part("attach", reqwest::multipart::Part::bytes(CANARY.repeat(40_000).into_bytes()).file_name("a.txt"));
        let sent = submit(http().post(format!("{url}/fr/c/signaler/plain")).multipart(form)).await;
        assert_eq!(sent.status(), 200);
    }
    let mut held = true;
    for _ in 0..60 {
        held = remembers(server.0.id(), CANARY.as_bytes());
        if !held {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    assert!(!held, "the process remembers what a person wrote");
    assert!(remembers(server.0.id(), b"sutura"), "the search does find what is there");
}

#[tokio::test]
async fn the_most_talkative_log_says_nothing_about_anybody() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("d");
    let (server, described) = demo(&data).await;
    drop(server);
    let url = described["url"].as_str().expect("a url").to_owned();
    let path = folder.path().join("log");
    let log = std::fs::File::create(&path).expect("a file");
    let listen = url.trim_start_matches("http://");
    let _server = start_logging("serve", &data, listen, log.into());
    answers(&url).await;
    let id = consultation(&described);
    let citizen = Citizen::visit(http(), &url).await.expect("answers");
    let receipt = citizen.report(id, said(CANARY)).await.expect("received");
    citizen.answer(id, &receipt, CANARY, Vec::new()).await.expect("answered");
    let token = citizen.derive(&receipt).expect("derives").authenticator.expose();
    let form = reqwest::multipart::Form::new().text("agree", "yes").text("account", CANARY);
    let request =
        http().post(format!("{url}/fr/c/signaler/plain")).header("user-agent", "navigateur-rare/7").multipart(form);
    assert_eq!(submit(request).await.status(), 200);
    http().get(format!("{url}/fr/{CANARY}?{CANARY}")).send().await.expect("answers");
    let created = http().post(format!("{url}/api/uploads")).header("upload-length", 8192).send().await;
    let upload = created.expect("answers").headers()["location"].to_str().expect("a path").to_owned();
    http().delete(format!("{url}{upload}")).send().await.expect("answers");
    citizen.withdraw(&receipt).await.expect("withdrawn");
    // What fails in a citizen's request is not written at its second either.
    std::fs::remove_dir_all(data.join("blobs")).expect("removes");
    let created = http().post(format!("{url}/api/uploads")).header("upload-length", 8192).send().await;
    let upload = created.expect("answers").headers()["location"].to_str().expect("a path").to_owned();
    let piece = http().patch(format!("{url}{upload}")).header("upload-offset", 0).body(vec![1; 8192]);
    let failed = piece.header("content-type", "application/offset+octet-stream").send().await.expect("answers");
    assert_eq!(failed.status(), 500);
    for path in ["/", "/fr/", "/fr/c/signaler", "/fr/c/signaler/report", "/fr/inbox", "/fr/safety", "/fr/keys"] {
        http().get(format!("{url}{path}")).send().await.expect("answers");
    }
    let member = "/api/desk/salt?login=awa";
    http().get(format!("{url}{member}")).header("user-agent", "navigateur-rare/7").send().await.expect("answers");
    let mut log = String::new();
    for _ in 0..100 {
        log = std::fs::read_to_string(&path).expect("readable");
        if log.contains("/api/desk/salt") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let lines: Vec<_> = log.lines().collect();
    assert!(lines.len() == 2 && lines[0].contains("serving") && lines[1].contains("/api/desk/salt"), "{log}");
    for needle in [CANARY, receipt.expose(), &token, "navigateur-rare", &id.to_string(), "login=awa"] {
        assert!(!log.contains(needle), "the log holds {needle}");
    }
    let addresses = log.lines().filter(|line| line.contains("127.0.0.1") && !line.contains("serving")).count();
    assert_eq!(addresses, 0, "{log}");
}

#[tokio::test]
async fn the_doctor_finds_a_sound_installation_and_names_what_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("d");
    let (server, _) = demo(&data).await;
    drop(server);
    let check = |arguments: &[&str]| {
        let output = Command::new(BINARY)
            .args(["check", "--data", &data.display().to_string()])
            .args(arguments)
            .output()
            .expect("runs");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let (sound, words) = check(&[]);
    assert!(sound, "{words}");
    assert!(words.contains("the chain holds") && words.contains("audit log holds"), "{words}");
    std::fs::remove_dir_all(data.join("blobs")).expect("removes");
    std::fs::write(data.join("blobs"), "").expect("writes");
    let (sound, words) = check(&[]);
    assert!(!sound, "{words}");
    let empty = folder.path().join("empty");
    let output = Command::new(BINARY).args(["check", "--data", &empty.display().to_string()]).output().expect("runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("sutura migrate"));
}

#[test]
fn an_unknown_option_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |command: &mut Command| String::from_utf8_lossy(&command.output().expect("runs").stderr).into_owned();
    let mut variable = Command::new(BINARY);
    variable.args(["check", "--data"]).arg(folder.path()).env("SUTURA_COLOUR", "red");
    assert!(run(&mut variable).contains("colour"));
    let mut flag = Command::new(BINARY);
    flag.args(["check", "--colour", "red"]);
    assert!(run(&mut flag).contains("--colour"));
}
