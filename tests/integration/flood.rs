//! Floods: idle and slow connections, bodies without end, uploads that never finish, strangers at the door. Intake goes
//! on; the disk is bounded; members act.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sutura::client::desk::Desk;
use sutura::crypto::ticket;
use sutura::domain::role::Role;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::intake::{parts, post};
use crate::support::{TestApp, http, problem};

/// Sends bytes to an upload.
async fn send(app: &TestApp, location: &str, offset: usize, size: usize) -> u16 {
    let patch = http().patch(format!("{}{location}", app.url)).header("upload-offset", offset);
    let patch = patch.header("content-type", "application/offset+octet-stream").body(vec![0u8; size]);
    patch.send().await.expect("answers").status().as_u16()
}

async fn offset(app: &TestApp, location: &str) -> (u16, String) {
    let head = http().head(format!("{}{location}", app.url)).send().await.expect("answers");
    let offset = head.headers().get("upload-offset").map(|value| value.to_str().expect("ASCII").to_owned());
    (head.status().as_u16(), offset.unwrap_or_default())
}

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
        // Much more is offered than there is room for. On a slow machine the idlest make room, and none is refused.
        assert!(bytes_in(&app.folder.path().join("blobs")) <= PENDING);
    }
    assert_eq!(begun + full, 2000);
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

#[tokio::test]
async fn the_idlest_unfinished_upload_makes_room_and_one_that_is_being_sent_stays() {
    let app = TestApp::start_with(|config| config.max_pending_size = 100_000).await;
    let ticket = parts(&app).await.solved;
    let (_, idlest) = begin(&app, &ticket, 40_000).await;
    assert_eq!(send(&app, &idlest, 0, 30_000).await, 204);
    let (_, slow) = begin(&app, &ticket, 40_000).await;
    assert_eq!(send(&app, &slow, 0, 10_000).await, 204);
    app.app.clock.advance(time::Duration::minutes(3));
    assert_eq!(send(&app, &slow, 10_000, 10_000).await, 204);
    let (status, newcomer) = begin(&app, &ticket, 70_000).await;
    assert_eq!(status, 201);
    assert_eq!(offset(&app, &idlest).await.0, 404, "nobody had sent to it for three minutes");
    assert_eq!(offset(&app, &slow).await, (200, "20000".into()));
    assert_eq!(send(&app, &newcomer, 0, 50_000).await, 204);
    assert_eq!(begin(&app, &ticket, 40_000).await.0, 507, "nothing that is being sent makes room");
    assert_eq!((offset(&app, &slow).await.0, offset(&app, &newcomer).await.0), (200, 200));
    app.work().await;
    assert_eq!(bytes_in(&app.folder.path().join("blobs")), 70_000);
}

#[tokio::test]
async fn a_ticket_pays_for_as_many_bytes_as_there_is_work_in_it() {
    let app = TestApp::start().await;
    let offer: serde_json::Value =
        app.get(&format!("/api/intake/{}", app.consultation.id)).await.json().await.expect("an offer");
    let challenge = offer["ticket"]["challenge"].as_str().expect("text");
    // The least that is asked for, and not one bit more.
    let solved = (0..)
        .map(|nonce| format!("{challenge}.{nonce}"))
        .find(|solved| ticket::verify(app.app.secret.tickets(), solved, 0).is_ok_and(|ticket| ticket.extra == 0));
    let solved = solved.expect("there are enough nonces");
    assert_eq!(begin(&app, &solved, ticket::PAID + 1).await.0, 403);
    assert_eq!(begin(&app, &solved, ticket::PAID - 10).await.0, 201);
    assert_eq!(begin(&app, &solved, 11).await.0, 403, "all uploads together");
    let more = ticket::solve(challenge, ticket::work_for(4, 5 * ticket::PAID));
    assert_eq!(begin(&app, &more, 4 * ticket::PAID).await.0, 201, "more work at the same ticket pays for more");
    assert_eq!(begin(&app, &more, 100 * ticket::PAID).await.0, 413);
}

/// How long a member takes to remove a colleague: the passphrase again, then the removal.
async fn removal(app: &TestApp, login: &str) -> Duration {
    let mut awa = app.desk("awa").await;
    let arrested = app.desk(login).await.id;
    let next = app.epoch_without(&awa, Some(arrested)).await;
    remove(app, &mut awa, arrested, next).await
}

async fn remove(
    app: &TestApp,
    awa: &mut Desk,
    arrested: sutura::domain::id::MemberId,
    next: sutura::client::keys::NewEpoch,
) -> Duration {
    let began = Instant::now();
    awa.confirm().await.expect("confirms");
    awa.remove_member(app.consultation.id, arrested, true, next).await.expect("removes");
    began.elapsed()
}

/// Tries to sign in every second, and does the work that is asked for.
async fn stranger(url: String, login: String, solver: Arc<Semaphore>, answers: Arc<AtomicUsize>) {
    let client = http();
    loop {
        let salt = client.get(format!("{url}/api/desk/salt?login={login}")).send().await.expect("answers");
        let salt: serde_json::Value = salt.json().await.expect("JSON");
        let challenge = salt["ticket"]["challenge"].as_str().expect("text").to_owned();
        let work = u8::try_from(salt["ticket"]["work"].as_u64().expect("a number")).expect("small");
        // Strangers have machines of their own; here they share one, and must not take it away from the server.
        let solving = solver.acquire().await.expect("stays open");
        let solved = tokio::task::spawn_blocking(move || ticket::solve(&challenge, work)).await.expect("is solved");
        drop(solving);
        let body = serde_json::json!({
            "login": login, "authenticator": "A".repeat(43), "totp": "000000", "ticket": solved,
        });
        client.post(format!("{url}/api/desk/session")).json(&body).send().await.expect("answers");
        answers.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_hundred_strangers_at_the_door_do_not_delay_the_removal_of_an_arrested_colleague() {
    let mut app = TestApp::start_in_second_epoch().await;
    // Two are left when both are gone: the root key is not needed.
    app.add_outside("kadi", Role::Administrator).await;
    let alone = removal(&app, "moussa").await;
    let mut awa = app.desk("awa").await;
    let fanta = app.desk("fanta").await.id;
    let next = app.epoch_without(&awa, Some(fanta)).await;
    let (solver, answers) = (Arc::new(Semaphore::new(1)), Arc::new(AtomicUsize::new(0)));
    let mut strangers = tokio::task::JoinSet::new();
    for number in 0..300 {
        let login = format!("stranger-{number}");
        strangers.spawn(stranger(app.url.clone(), login, Arc::clone(&solver), Arc::clone(&answers)));
    }
    // They have come: some are served, as many as may wait do, the others were sent away.
    while answers.load(Ordering::Relaxed) < 100 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let crowded = remove(&app, &mut awa, fanta, next).await;
    strangers.shutdown().await;
    // On a machine that is busy with other things, too, it is the strangers who must not count.
    assert!(crowded < Duration::from_secs(2).max(alone * 10), "{crowded:?}; {alone:?} without strangers");
}
