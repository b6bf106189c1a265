//! Resumable uploads of ciphertext.

use sutura::crypto::hybrid::HybridIdentity;
use sutura::crypto::{random, seal, ticket};
use sutura::domain::epoch::EpochNumber;
use sutura::domain::id::UploadId;
use sutura::storage;

use crate::support::{TestApp, http, problem, said};

async fn solved(app: &TestApp) -> String {
    let url = format!("/api/intake/{}", app.consultation.id);
    let offer: serde_json::Value = app.get(&url).await.json().await.expect("an offer");
    ticket::solve(offer["ticket"]["challenge"].as_str().expect("text"), 4)
}

async fn create(app: &TestApp, size: usize, ticket: &str) -> reqwest::Response {
    let request = http().post(format!("{}/api/uploads", app.url)).header("tus-resumable", "1.0.0");
    request.header("upload-length", size).header("sutura-ticket", ticket).send().await.expect("answers")
}

async fn patch(app: &TestApp, location: &str, offset: usize, bytes: Vec<u8>) -> reqwest::Response {
    http()
        .patch(format!("{}{location}", app.url))
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", offset)
        .header("content-type", "application/offset+octet-stream")
        .body(bytes)
        .send()
        .await
        .expect("answers")
}

async fn offset(app: &TestApp, location: &str) -> String {
    let head = http().head(format!("{}{location}", app.url)).send().await.expect("answers");
    head.headers()["upload-offset"].to_str().expect("digits").to_owned()
}

#[tokio::test]
async fn an_upload_that_is_asked_for_again_is_the_same_and_its_ticket_pays_once() {
    let app = TestApp::start().await;
    let ticket = solved(&app).await;
    let id = random::id::<UploadId>().to_string();
    let ask = async |size: usize| {
        let request = http().post(format!("{}/api/uploads", app.url)).header("sutura-upload", &id);
        request.header("upload-length", size).header("sutura-ticket", &ticket).send().await.expect("answers")
    };
    for _ in 0..app.app.config.max_files + 2 {
        let created = ask(5000).await;
        assert_eq!(created.status(), 201);
        assert_eq!(created.headers()["location"], format!("/api/uploads/{id}"));
    }
    assert_eq!(storage::upload::count(app.app.db.read()).await.expect("counts"), 1);
    assert_eq!(problem(ask(6000).await).await, (409, "upload-conflict".into()), "another upload");
    assert_eq!(create(&app, 5000, &ticket).await.status(), 201, "the ticket pays for others");
    let request = http().post(format!("{}/api/uploads", app.url)).header("sutura-upload", "../etc");
    let answer = request.header("upload-length", 5000).header("sutura-ticket", &ticket).send().await.expect("answers");
    assert_eq!(problem(answer).await, (400, "bad-request".into()));
}

#[tokio::test]
async fn an_upload_resumes_where_it_was_and_arrives_whole() {
    let app = TestApp::start().await;
    let bytes: Vec<u8> = (0..3_000_000u32).map(|n| n as u8).collect();
    let desk = app.desk("awa").await;
    let recipient = desk.epoch(app.consultation.id, EpochNumber(0)).expect("held").identity.recipient();
    let file = seal::seal(&[recipient], &bytes).expect("seals");
    let ticket = solved(&app).await;
    let created = create(&app, file.len(), &ticket).await;
    assert_eq!(created.status(), 201);
    let location = created.headers()["location"].to_str().expect("a path").to_owned();
    assert_eq!(patch(&app, &location, 0, file[..1_500_000].to_vec()).await.status(), 204);
    assert_eq!(offset(&app, &location).await, "1500000");
    assert_eq!(problem(patch(&app, &location, 7, vec![1]).await).await, (409, "upload-conflict".into()));
    assert_eq!(patch(&app, &location, 1_500_000, file[1_500_000..].to_vec()).await.status(), 204);
    let over = problem(patch(&app, &location, file.len(), vec![0; 10]).await).await;
    assert_eq!(over, (413, "too-large".into()));
    let id = location.rsplit('/').next().expect("an id").parse().expect("an id");
    let parts = storage::upload::parts(app.app.db.read(), id).await.expect("lists");
    let mut stored = Vec::new();
    for key in parts {
        stored.extend_from_slice(&app.app.blobs.get(&key).await.expect("a piece"));
    }
    assert_eq!(stored, file);
}

#[tokio::test]
async fn one_ticket_opens_as_many_uploads_as_files_are_allowed() {
    let app = TestApp::start_with(|config| config.max_files = 2).await;
    let ticket = solved(&app).await;
    assert_eq!(create(&app, 100, &ticket).await.status(), 201);
    assert_eq!(create(&app, 100, &ticket).await.status(), 201);
    assert_eq!(problem(create(&app, 100, &ticket).await).await, (403, "ticket-spent".into()));
    assert_eq!(problem(create(&app, 100, "").await).await, (403, "ticket-invalid".into()));
}

#[tokio::test]
async fn what_is_never_attached_expires_and_disk_use_is_bounded() {
    let app = TestApp::start_with(|config| config.max_pending_size = 5000).await;
    let ticket = solved(&app).await;
    let created = create(&app, 4000, &ticket).await;
    let location = created.headers()["location"].to_str().expect("a path").to_owned();
    assert_eq!(patch(&app, &location, 0, vec![1; 4000]).await.status(), 204);
    assert_eq!(problem(create(&app, 4000, &ticket).await).await, (507, "storage-full".into()));
    app.app.clock.advance(time::Duration::hours(49));
    sutura::services::upload::sweep(&app.app).await.expect("sweeps");
    app.work().await;
    assert_eq!(problem(patch(&app, &location, 4000, vec![1]).await).await, (404, "upload-unknown".into()));
    let left = std::fs::read_dir(app.folder.path().join("blobs")).expect("a folder");
    let files = left.flat_map(|entry| std::fs::read_dir(entry.expect("an entry").path()).into_iter().flatten()).count();
    assert_eq!(files, 0);
}

#[tokio::test]
async fn a_terminated_upload_is_gone_and_clear_bytes_never_become_an_attachment() {
    let app = TestApp::start().await;
    let ticket = solved(&app).await;
    let created = create(&app, 5, &ticket).await;
    let location = created.headers()["location"].to_str().expect("a path").to_owned();
    patch(&app, &location, 0, b"clair".to_vec()).await;
    let refused = app.citizen().await.offer(app.consultation.id).await.expect("an offer");
    let id = location.rsplit('/').next().expect("an id");
    let sealed = seal::seal(&[refused.recipient], b"{}").expect("seals");
    let form = reqwest::multipart::Form::new()
        .text("ticket", ticket.clone())
        .text("verifier", "A".repeat(43))
        .part("envelope", reqwest::multipart::Part::bytes(sealed))
        .text("attachments", id.to_owned());
    let url = format!("{}/api/intake/{}", app.url, app.consultation.id);
    let answer = problem(http().post(url).multipart(form).send().await.expect("answers")).await;
    assert_eq!(answer, (400, "not-sealed".into()));
    let ended = http().delete(format!("{}{location}", app.url)).send().await.expect("answers");
    assert_eq!(ended.status(), 204);
    assert_eq!(problem(patch(&app, &location, 5, vec![]).await).await.0, 404);
    app.work().await;
}

#[tokio::test]
async fn files_reach_the_desk_byte_for_byte_also_empty_and_large_ones() {
    let app = TestApp::start().await;
    let files =
        [("vide.bin", Vec::new()), ("صورة.jpg", random::bytes::<64>().to_vec()), ("grand.mp4", vec![7u8; 5_000_001])];
    let mut report = said("avec fichiers");
    report.files = files
        .iter()
        .map(|(name, bytes)| sutura::client::source::NewFile {
            question: None,
            name: (*name).into(),
            media_type: "application/octet-stream".into(),
            bytes: bytes.clone(),
        })
        .collect();
    app.citizen().await.report(app.consultation.id, report).await.expect("received");
    let desk = app.desk("fanta").await;
    let row = desk.reports(app.consultation.id).await.expect("lists").remove(0);
    let envelope = desk.envelope(app.consultation.id, &row).await.expect("opens");
    for (announced, (name, bytes)) in envelope["attachments"].as_array().expect("a list").iter().zip(&files) {
        assert_eq!(announced["name"], *name);
        let blob = announced["blob"].as_str().expect("an id");
        assert_eq!(&*desk.attachment(app.consultation.id, &row, blob).await.expect("opens"), bytes);
    }
    let stranger = HybridIdentity::generate();
    assert!(seal::open(&desk.ciphertext(row.id).await.expect("bytes"), &stranger).is_err());
}
