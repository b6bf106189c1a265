//! Floods: idle and slow connections, bodies without end, uploads that never finish. Intake goes on; the disk is
//! bounded.

use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::intake::{parts, post};
use crate::support::{TestApp, http, problem};

async fn connect(app: &TestApp) -> TcpStream {
    TcpStream::connect(app.app.config.listen).await.expect("connects")
}

#[tokio::test]
async fn idle_and_slow_connections_make_room_for_who_comes_with_something() {
    let app = TestApp::start_with(|config| config.max_connections = 40).await;
    let mut junk = Vec::new();
    for number in 0..400 {
        let mut stream = connect(&app).await;
        let start: &[u8] = match number % 3 {
            0 => b"",
            1 => b"GET /fr/ HTTP/1.1\r\nHost: x\r\nX-Slow: ",
            _ => {
                b"POST /fr/c/signaler/plain HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\
                   Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
            }
        };
        stream.write_all(start).await.expect("writes");
        junk.push(stream);
    }
    let report = tokio::time::timeout(Duration::from_secs(10), async { post(&app, &parts(&app).await).await }).await;
    assert_eq!(report.expect("in time").0, 201);
    drop(junk);
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let app = TestApp::start().await;
    let id = app.consultation.id;
    let upload = "x".repeat(32);
    for path in [
        format!("/api/intake/{id}"),
        "/fr/c/signaler/plain".into(),
        "/fr/c/signaler/sealed".into(),
        format!("/api/uploads/{upload}"),
        "/api/desk/session".into(),
    ] {
        let method = if path.starts_with("/api/uploads/") { "PATCH" } else { "POST" };
        let mut stream = connect(&app).await;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nUpload-Offset: 0\r\n\
             Content-Type: multipart/form-data; boundary=b\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.expect("writes");
        let field = b"--b\r\nContent-Disposition: form-data; name=\"account\"\r\n\r\n";
        let mut sent = 0usize;
        let mut chunk = field.to_vec();
        let (mut reader, mut writer) = stream.into_split();
        let answer = tokio::spawn(async move {
            let mut answer = vec![0; 12];
            reader.read_exact(&mut answer).await.map(|_| answer)
        });
        while !answer.is_finished() && sent < 64 << 20 {
            let framed = [format!("{:x}\r\n", chunk.len()).as_bytes(), &chunk, b"\r\n"].concat();
            if writer.write_all(&framed).await.is_err() {
                break;
            }
            sent += chunk.len();
            chunk = vec![b'a'; 64 * 1024];
        }
        assert!(sent < 32 << 20, "{path} took {sent} bytes");
        if let Ok(Ok(answer)) = answer.await {
            // A form is refused by a redirection to the page that says so.
            let refused = answer.starts_with(b"HTTP/1.1 4") || (path.starts_with("/fr/") && answer.ends_with(b"303"));
            assert!(refused, "{path}: {}", String::from_utf8_lossy(&answer));
        }
    }
    assert_eq!(post(&app, &parts(&app).await).await.0, 201);
}

fn bytes_in(folder: &Path) -> u64 {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| {
            if entry.path().is_dir() { bytes_in(&entry.path()) } else { entry.metadata().map_or(0, |file| file.len()) }
        })
        .sum()
}

async fn begin(app: &TestApp, ticket: &str, size: u64) -> (u16, String) {
    let request = http().post(format!("{}/api/uploads", app.url)).header("upload-length", size);
    let response = request.header("sutura-ticket", ticket).send().await.expect("answers");
    let location = response.headers().get("location").map(|value| value.to_str().expect("ASCII").to_owned());
    let status = response.status().as_u16();
    (status, location.unwrap_or_default())
}

#[tokio::test]
async fn two_thousand_uploads_that_never_finish_leave_the_disk_bounded_and_the_intake_open() {
    const PENDING: u64 = 1 << 20;
    let app = TestApp::start_with(|config| config.max_pending_size = PENDING).await;
    let client = http();
    let (mut begun, mut full) = (0, 0);
    for _ in 0..200 {
        let ticket = parts(&app).await.solved;
        for _ in 0..10 {
            let request = client.post(format!("{}/api/uploads", app.url)).header("upload-length", 500_000);
            let created = request.header("sutura-ticket", &ticket).send().await.expect("answers");
            let Some(location) = created.headers().get("location").cloned() else {
                assert_eq!(created.status(), 507);
                full += 1;
                continue;
            };
            begun += 1;
            let url = format!("{}{}", app.url, location.to_str().expect("ASCII"));
            let patch =
                client.patch(url).header("upload-offset", 0).header("content-type", "application/offset+octet-stream");
            let sent = patch.body(vec![0u8; 4096]).send().await.expect("answers");
            assert!([204, 507].contains(&sent.status().as_u16()), "{}", sent.status());
        }
    }
    assert_eq!(begun + full, 2000);
    assert!(full > 0 && bytes_in(&app.folder.path().join("blobs")) <= PENDING);
    assert_eq!(post(&app, &parts(&app).await).await.0, 201, "words need no room among the files");
    // Two days later the unfinished uploads are deleted, and there is room again.
    app.app.clock.advance(time::Duration::hours(50));
    sutura::services::upload::sweep(&app.app).await.expect("sweeps");
    app.work().await;
    assert_eq!(bytes_in(&app.folder.path().join("blobs")), 0);
    assert_eq!(begin(&app, &parts(&app).await.solved, 500_000).await.0, 201);
}

#[tokio::test]
async fn many_pieces_at_once_do_not_pass_the_limit_that_none_passes_alone() {
    const PENDING: u64 = 3 << 20;
    let app = TestApp::start_with(|config| config.max_pending_size = PENDING).await;
    let client = http();
    let (first, second) = (parts(&app).await.solved, parts(&app).await.solved);
    let mut locations = Vec::new();
    for number in 0..16 {
        let (status, location) = begin(&app, if number < 8 { &first } else { &second }, 1 << 20).await;
        assert_eq!(status, 201);
        locations.push(location);
    }
    let sends = locations.iter().map(|location| {
        let url = format!("{}{location}", app.url);
        let patch =
            client.patch(url).header("upload-offset", 0).header("content-type", "application/offset+octet-stream");
        patch.body(vec![0u8; 1 << 20]).send()
    });
    futures_util::future::join_all(sends).await;
    assert!(bytes_in(&app.folder.path().join("blobs")) <= PENDING);
}

#[tokio::test]
async fn files_stop_before_the_disk_is_full_so_that_words_still_arrive() {
    let app = TestApp::start_with(|config| config.max_stored_size = 100_000).await;
    let ticket = parts(&app).await.solved;
    let too_big = http().post(format!("{}/api/uploads", app.url)).header("upload-length", 95_000);
    let refused = problem(too_big.header("sutura-ticket", &ticket).send().await.expect("answers")).await;
    assert_eq!(refused, (507, "storage-full".into()));
    let mut taken = 0;
    while post(&app, &parts(&app).await).await == (201, String::new()) {
        taken += 1;
    }
    assert!(taken >= 10, "{taken} reports of 5.7 KB in 100 KB");
    assert_eq!(post(&app, &parts(&app).await).await, (507, "storage-full".into()));
}

#[tokio::test]
async fn who_begins_and_gives_up_again_and_again_does_not_fill_the_store() {
    let app = TestApp::start_with(|config| config.max_stored_size = 100_000).await;
    for _ in 0..6 {
        let (status, location) = begin(&app, &parts(&app).await.solved, 50_000).await;
        assert_eq!(status, 201);
        let url = format!("{}{location}", app.url);
        let patch = http().patch(&url).header("upload-offset", 0);
        let patch = patch.header("content-type", "application/offset+octet-stream").body(vec![0u8; 40_000]);
        assert_eq!(patch.send().await.expect("answers").status(), 204);
        assert_eq!(http().delete(&url).send().await.expect("answers").status(), 204);
    }
    app.work().await;
    assert_eq!(bytes_in(&app.folder.path().join("blobs")), 0);
}
