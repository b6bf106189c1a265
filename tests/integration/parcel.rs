//! Kept reports: the archive that the report page makes arrives under its own receipt, once, whole or not at all.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sutura::crypto::derive::{self, Derived};
use sutura::crypto::hex::hex;
use sutura::crypto::hybrid::HybridRecipient;
use sutura::crypto::{random, seal};
use sutura::domain::receipt::Receipt;

use crate::support::{CANARY, TestApp, http, submit};

struct Kept {
    receipt: Receipt,
    members: Vec<(String, Vec<u8>)>,
}

async fn recipient(app: &TestApp) -> HybridRecipient {
    let path = format!("/api/intake/{}", app.consultation.id);
    let offer: Value = app.get(&path).await.json().await.expect("JSON");
    offer["recipient"].as_str().expect("text").parse().expect("a recipient")
}

/// A report with one file, kept to the present epoch.
async fn kept(app: &TestApp) -> Kept {
    let recipient = recipient(app).await;
    let receipt = random::receipt();
    let salt = derive::receipt_salt(app.app.instance.id.as_bytes());
    let derived: Derived = derive::derive(receipt.expose(), &salt, derive::RECEIPT).expect("derives");
    let file = format!("fichier {CANARY}").into_bytes();
    let blob = hex(&random::bytes::<16>());
    let envelope = json!({
        "v": 1, "consultation": app.consultation.id, "version": 2, "answers": {"account": CANARY},
        "interface_language": "fr", "report_language": "fr", "consent": 1,
        "source_recipient": derived.identity.recipient().to_string(),
        "source_signing": derived.signing.public().to_string(),
        "attachments": [{
            "blob": blob, "name": "a.txt", "type": "text/plain",
            "size": file.len(), "sha256": hex(&Sha256::digest(&file)),
        }],
    });
    let seal = |plain: &[u8]| seal::seal(std::slice::from_ref(&recipient), plain).expect("seals");
    let manifest = json!({
        "v": 1, "consultation": app.consultation.id, "attachments": [blob],
        "verifier": BASE64_URL_SAFE_NO_PAD.encode(derived.authenticator.verifier()),
    });
    let members = vec![
        ("manifest.json".to_owned(), manifest.to_string().into_bytes()),
        (format!("{blob}.age"), seal(&file)),
        ("envelope.age".to_owned(), seal(envelope.to_string().as_bytes())),
    ];
    Kept { receipt, members }
}

fn archive(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        builder.append_data(&mut header, name, content.as_slice()).expect("writes to memory");
    }
    builder.into_inner().expect("writes to memory")
}

async fn hand_in(app: &TestApp, archive: Vec<u8>) -> (u16, String) {
    let form = Form::new().part("sealed", Part::bytes(archive).file_name("fichier.tar"));
    let response = submit(http().post(format!("{}/fr/c/signaler/sealed", app.url)).multipart(form)).await;
    (response.status().as_u16(), response.text().await.expect("a body"))
}

async fn uploads(app: &TestApp) -> u64 {
    sutura::storage::upload::count(app.app.db.read()).await.expect("counts")
}

#[tokio::test]
async fn a_kept_report_arrives_once_under_the_receipt_that_was_shown() {
    let app = TestApp::start().await;
    let kept = kept(&app).await;
    let inbox = app.citizen().await;
    assert!(inbox.inbox(&kept.receipt).await.is_err(), "the receipt opens nothing before");
    for _ in 0..2 {
        let (status, html) = hand_in(&app, archive(&kept.members)).await;
        assert_eq!(status, 200, "{html}");
        assert!(html.contains("parcel-arrived") && !html.contains("data-test=\"receipt\""));
    }
    assert!(inbox.inbox(&kept.receipt).await.expect("opens").is_empty());
    let desk = app.desk("awa").await;
    let rows = desk.reports(app.consultation.id).await.expect("lists");
    assert_eq!((rows.len(), uploads(&app).await), (1, 1));
    let envelope = desk.envelope(app.consultation.id, &rows[0]).await.expect("opens");
    let blob = envelope["attachments"][0]["blob"].as_str().expect("an id");
    let file = desk.attachment(app.consultation.id, &rows[0], blob).await.expect("opens");
    assert_eq!(&*file, format!("fichier {CANARY}").as_bytes());
}

#[tokio::test]
async fn a_report_that_was_kept_before_the_key_changed_is_taken_all_the_same() {
    let app = TestApp::start().await;
    let kept = kept(&app).await;
    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    assert_eq!(hand_in(&app, archive(&kept.members)).await.0, 200);
    assert_eq!(awa.reports(app.consultation.id).await.expect("lists").len(), 1);
}

#[tokio::test]
async fn a_damaged_archive_is_refused_and_leaves_nothing() {
    let app = TestApp::start().await;
    let kept = kept(&app).await;
    let whole = archive(&kept.members);
    let change = |at: usize, content: &[u8]| {
        let mut members = kept.members.clone();
        members[at].1 = content.to_vec();
        archive(&members)
    };
    let mut flipped = whole.clone();
    flipped[20] ^= 1;
    let mut swapped = kept.members.clone();
    swapped.swap(1, 2);
    let mut escaping = kept.members.clone();
    escaping[1].0 = "..x.age".to_owned();
    let mut huge = whole.clone();
    huge[124..136].copy_from_slice(b"77777777777\0");
    let clear = change(2, format!("en clair {CANARY}").as_bytes());
    let hostile = [
        ("cut in the manifest", whole[..600].to_vec()),
        ("cut in a file", whole[..4000].to_vec()),
        ("cut before the end", whole[..whole.len() - 6000].to_vec()),
        ("a flipped bit in a header", flipped),
        ("members in another order", archive(&swapped)),
        ("a member with another name", archive(&escaping)),
        ("a size beyond the archive", huge),
        ("a manifest that is none", change(0, b"{\"v\":1}")),
        (
            "a manifest of another version",
            change(0, b"{\"v\":2,\"consultation\":\"x\",\"verifier\":\"\",\"attachments\":[]}"),
        ),
        ("an envelope in clear", clear),
        ("a file in clear", change(1, &[b'a'; 5000])),
        ("zeros that call themselves an archive", zeros()),
    ];
    for (what, bytes) in hostile {
        let (status, html) = hand_in(&app, bytes).await;
        assert!((400..500).contains(&status), "{what}: {status}");
        assert!(!html.contains(CANARY), "{what}");
        assert_eq!(uploads(&app).await, 0, "{what} left an upload behind");
    }
    app.work().await;
    assert_eq!(app.desk("awa").await.reports(app.consultation.id).await.expect("lists").len(), 0);
    // The good one still goes in after all of them.
    assert_eq!(hand_in(&app, whole).await.0, 200);
}

fn zeros() -> Vec<u8> {
    let mut bytes = vec![0; 4096];
    bytes[257..262].copy_from_slice(b"ustar");
    bytes
}

#[tokio::test]
async fn an_archive_cannot_take_over_a_file_of_another_report() {
    let app = TestApp::start().await;
    let first = kept(&app).await;
    assert_eq!(hand_in(&app, archive(&first.members)).await.0, 200);
    let mut second = kept(&app).await;
    let stolen = first.members[1].0.trim_end_matches(".age").to_owned();
    let mut manifest: Value = serde_json::from_slice(&second.members[0].1).expect("JSON");
    manifest["attachments"] = json!([stolen]);
    second.members[0].1 = manifest.to_string().into_bytes();
    second.members[1].0 = first.members[1].0.clone();
    let (status, _) = hand_in(&app, archive(&second.members)).await;
    assert_eq!(status, 409);
    let desk = app.desk("awa").await;
    let rows = desk.reports(app.consultation.id).await.expect("lists");
    assert_eq!(rows.len(), 1);
    assert!(desk.attachment(app.consultation.id, &rows[0], &stolen).await.is_ok(), "the first report keeps its file");
}

#[tokio::test]
async fn limits_hold_for_kept_reports_too() {
    let app = TestApp::start_with(|config| config.max_envelope_size = 4096).await;
    let kept = kept(&app).await;
    assert_eq!(hand_in(&app, archive(&kept.members)).await.0, 413);
    app.work().await;
    let app = TestApp::start_with(|config| config.max_files = 0).await;
    let kept = self::kept(&app).await;
    assert_eq!(hand_in(&app, archive(&kept.members)).await.0, 413);
    assert_eq!(uploads(&app).await, 0);
    app.work().await;
}
