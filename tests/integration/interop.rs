//! A second reader of the protocol, written from docs/protocol.md in Python, which shares no code with this crate: it
//! verifies a chain and opens a report with what a member can save from an instance.

use std::path::Path;
use std::process::{Command, Output};

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use serde_json::{Value, json};
use sutura::crypto::roster::Reader;
use sutura::domain::epoch::EpochNumber;
use sutura::services::epoch;
use sutura::storage;

use crate::support::{PASSPHRASE, TestApp, said};

/// A Python with the package that the reader needs, made once below `target/`.
fn python() -> String {
    let setup = Command::new("tests/interop/setup.sh").output().expect("a shell");
    assert!(setup.status.success(), "python3 with venv is needed: {}", String::from_utf8_lossy(&setup.stderr));
    String::from_utf8(setup.stdout).expect("a path").trim().to_owned()
}

fn read(folder: &Path, passphrase: &str, arguments: &[&str]) -> Output {
    let reader = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/read_report.py");
    let mut command = Command::new(python());
    command.current_dir(folder).env("SUTURA_MEMBER_PASSPHRASE", passphrase).arg(reader).args(arguments);
    command.output().expect("Python runs")
}

/// The rosters of both epochs name the circle, each under its own key.
fn read_rosters(folder: &Path, root: &str, circle: &[Reader]) {
    let people = |wrap, file| read(folder, PASSPHRASE, &["roster", "key.json", wrap, file, "chain.json", root]);
    let mut expected: Vec<_> = circle.iter().map(|reader| reader.member.to_string()).collect();
    expected.sort_unstable();
    for (wrap, file) in [("first.age", "roster0.age"), ("wrap.age", "roster.age")] {
        let answer = people(wrap, file);
        assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
        let mut found: Vec<_> = std::str::from_utf8(&answer.stdout).expect("text").lines().collect();
        found.sort_unstable();
        assert_eq!(found, expected);
    }
    assert!(!people("first.age", "roster.age").status.success(), "the roster of another epoch");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_implementation_verifies_the_chain_and_opens_a_report() {
    let app = TestApp::start().await;
    let id = app.consultation.id;
    let mut awa = app.desk("awa").await;
    app.next_epoch(&mut awa, false).await;
    app.citizen().await.report(id, said("récit pour le second lecteur")).await.expect("received");

    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("writes");
    let member = storage::member::find(app.app.db.read(), awa.id).await.expect("answers").expect("exists");
    // What a key file says of the cost is not read: a server could make the passphrase cheap to guess.
    let key_file = json!({
        "salt": BASE64_URL_SAFE_NO_PAD.encode(&member.salt), "m": 8, "t": 1,
        "member": member.id, "login": member.login, "wrap": BASE64_STANDARD.encode(&member.wrap),
    });
    write("key.json", key_file.to_string().as_bytes());
    let wraps = storage::epoch::wraps(app.app.db.read(), id, awa.id).await.expect("answers");
    write("wrap.age", &wraps[1].1);
    write("first.age", &wraps[0].1);
    let row = awa.reports(id).await.expect("lists").remove(0);
    write("envelope.age", &awa.ciphertext(row.id).await.expect("answers"));
    let chain = epoch::chain(&app.app, id).await.expect("answers").expect("exists");
    write("chain.json", &serde_json::to_vec(&chain).expect("JSON"));

    let rosters = storage::epoch::rosters(app.app.db.read(), id, [EpochNumber(0), EpochNumber(1)]).await;
    let rosters = rosters.expect("answers");
    write("roster.age", &rosters[1].1);
    write("roster0.age", &rosters[0].1);

    let root = chain.root.clone();
    // In one word: a key may begin with a hyphen.
    let named = format!("--root={root}");
    read_rosters(folder.path(), &named, &awa.circle(id).expect("a circle"));
    let report = ["report", "key.json", "wrap.age", "envelope.age", "--chain", "chain.json", &named];
    let read_it = read(folder.path(), PASSPHRASE, &report);
    assert!(read_it.status.success(), "{}", String::from_utf8_lossy(&read_it.stderr));
    let envelope: Value = serde_json::from_slice(&read_it.stdout).expect("JSON");
    assert_eq!(envelope["answers"]["account"], "récit pour le second lecteur");

    assert!(!read(folder.path(), "une autre phrase", &report).status.success());
    let other_period = ["report", "key.json", "first.age", "envelope.age"];
    assert!(!read(folder.path(), PASSPHRASE, &other_period).status.success());
    let name = id.to_string();
    let checked = |root: &str| {
        read(folder.path(), "", &["chain", "chain.json", &name, &format!("--root={root}")]).status.success()
    };
    assert!(checked(&root));
    assert!(!checked("00".repeat(32).as_str()), "another organisation's root");
    let mut dropped = chain;
    dropped.epochs.remove(0);
    write("chain.json", &serde_json::to_vec(&dropped).expect("JSON"));
    assert!(!checked(&root), "an epoch was dropped");
}
