//! Reading an export (docs/protocol.md, "Export"): the signature over everything, the SHA-256 of every part, the
//! histories inside.

use std::collections::HashMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Deserialize;
use serde_json::Value;

use crate::crypto::CryptoError;
use crate::crypto::document::{Kind, SignedDocument};
use crate::crypto::hex::sha256;
use crate::crypto::signing::Public;
use crate::crypto::words::member_words;

/// A line of the manifest.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    pub report: String,
    /// `report` or `file`.
    pub what: String,
    pub name: String,
    /// Hex.
    pub sha256: String,
    pub size: u64,
    /// The week in which it arrived.
    pub week: String,
    /// `original`, `masked` or `withheld`.
    pub state: String,
}

#[derive(Deserialize)]
struct Signer {
    member: String,
    login: String,
    recipient: String,
    signing: String,
}

/// What the signed text holds, as far as it is verified.
#[derive(Deserialize)]
struct Content {
    signer: Signer,
    signers: Vec<PublicKey>,
    /// Steps of a referral: who proposed it, who agreed.
    #[serde(default)]
    approvals: Vec<SignedDocument>,
    manifest: Vec<Part>,
    cases: Vec<Value>,
    files: Vec<ExportedFile>,
}

#[derive(Deserialize)]
struct PublicKey {
    id: String,
    signing: String,
}

#[derive(Deserialize)]
struct ExportedFile {
    report: String,
    name: String,
    sha256: String,
    content: String,
}

/// An export that was verified.
pub struct Export {
    document: String,
    signed: Value,
    signer: Signer,
    manifest: Vec<Part>,
    files: Vec<(String, Vec<u8>)>,
    events: usize,
    approvals: Vec<String>,
}

/// Why an export is not to be believed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExportError {
    #[error("the file holds no export")]
    Malformed,
    #[error("the signature does not hold: somebody has changed this file")]
    Signature,
    #[error("it is signed with another key than the one you named")]
    OtherSigner,
    #[error("{0} is not what the manifest says")]
    Part(String),
    #[error("the history of case {0} does not hold")]
    History(String),
    #[error("the approvals are not signed by two persons")]
    Approvals,
}

impl From<CryptoError> for ExportError {
    fn from(_: CryptoError) -> Self {
        Self::Signature
    }
}

impl Export {
    /// Verifies everything that can be. `signer` is the public key that it must be signed with, if it is known.
    pub fn read(plain: &[u8], signer: Option<&str>) -> Result<Self, ExportError> {
        let document: SignedDocument = serde_json::from_slice(plain).map_err(|_| ExportError::Malformed)?;
        let content: Content = serde_json::from_str(&document.signed).map_err(|_| ExportError::Malformed)?;
        let signed: Value = serde_json::from_str(&document.signed).map_err(|_| ExportError::Malformed)?;
        let by = format!("member:{}", content.signer.member);
        document.verify(Kind::Export, &by, &Public::parse(&content.signer.signing)?)?;
        if signer.is_some_and(|signer| signer.trim() != content.signer.signing) {
            return Err(ExportError::OtherSigner);
        }
        let files = files(&content)?;
        originals(&content)?;
        let events = histories(&content)?;
        let approvals = approvals(&content)?;
        let document = String::from_utf8_lossy(plain).into_owned();
        Ok(Self { document, signed, signer: content.signer, manifest: content.manifest, files, events, approvals })
    }

    #[must_use]
    pub fn login(&self) -> &str {
        &self.signer.login
    }

    /// The eight words of the signer's keys.
    #[must_use]
    pub fn words(&self) -> String {
        member_words(&self.signer.member, &self.signer.recipient, &self.signer.signing)
    }

    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.manifest.iter()
    }

    /// Names, as strangers gave them, and bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The public keys of those who agreed to a referral, in their order; none for an export that is no referral.
    #[must_use]
    pub fn approvals(&self) -> &[String] {
        &self.approvals
    }

    /// Events of all histories.
    #[must_use]
    pub fn events(&self) -> usize {
        self.events
    }

    /// The signed document as it stands: what the signature is over.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Everything but the bytes of files and originals.
    #[must_use]
    pub fn without_content(&self) -> Value {
        let mut export = self.signed.clone();
        for file in export["files"].as_array_mut().into_iter().flatten() {
            file["content"] = Value::Null;
        }
        for case in export["cases"].as_array_mut().into_iter().flatten() {
            if case.get("original").is_some() {
                case["original"] = Value::Null;
            }
        }
        export
    }
}

fn digest(bytes: &[u8]) -> String {
    sha256(bytes)
}

/// Every file is the one of the manifest, and every file of the manifest is there unless it is withheld.
fn files(content: &Content) -> Result<Vec<(String, Vec<u8>)>, ExportError> {
    let mut listed: Vec<_> =
        content.manifest.iter().filter(|part| part.what == "file" && part.state != "withheld").collect();
    let mut files = Vec::new();
    for file in &content.files {
        let wrong = || ExportError::Part(file.name.escape_debug().to_string());
        let bytes = BASE64_STANDARD.decode(&file.content).map_err(|_| wrong())?;
        let hash = digest(&bytes);
        let at = listed.iter().position(|part| {
            part.report == file.report && part.sha256 == hash && usize::try_from(part.size) == Ok(bytes.len())
        });
        listed.remove(at.filter(|_| hash == file.sha256).ok_or_else(wrong)?);
        files.push((file.name.clone(), bytes));
    }
    match listed.first() {
        Some(missing) => Err(ExportError::Part(missing.name.escape_debug().to_string())),
        None => Ok(files),
    }
}

/// The ciphertext that arrived, where it is in the export, is the one of the manifest.
fn originals(content: &Content) -> Result<(), ExportError> {
    for case in &content.cases {
        let id = case["report"]["id"].as_str().unwrap_or_default();
        let Some(original) = case["original"].as_str() else {
            let listed = content.manifest.iter().find(|part| part.what == "report" && part.report == id);
            if listed.is_none_or(|part| part.state != "masked") {
                return Err(ExportError::Part(id.to_owned()));
            }
            continue;
        };
        let bytes = BASE64_STANDARD.decode(original).map_err(|_| ExportError::Part(id.to_owned()))?;
        let listed = content.manifest.iter().find(|part| part.what == "report" && part.report == id);
        if listed.is_none_or(|part| part.sha256 != digest(&bytes)) {
            return Err(ExportError::Part(id.to_owned()));
        }
    }
    Ok(())
}

/// Every step is signed, names the one before, and the last is by another than the first.
fn approvals(content: &Content) -> Result<Vec<String>, ExportError> {
    let mut keys = Vec::new();
    let mut previous = "-".to_owned();
    for step in &content.approvals {
        let key = content.signers.iter().find(|signer| format!("member:{}", signer.id) == step.by);
        let key = key.ok_or(ExportError::Approvals)?;
        let public = Public::parse(&key.signing).map_err(|_| ExportError::Approvals)?;
        step.verify(Kind::Circle, &step.by, &public).map_err(|_| ExportError::Approvals)?;
        let said: Value = serde_json::from_str(&step.signed).map_err(|_| ExportError::Approvals)?;
        if said["previous"] != previous.as_str() {
            return Err(ExportError::Approvals);
        }
        previous = step.link();
        keys.push(key.signing.clone());
    }
    match (keys.first(), keys.last()) {
        (Some(first), Some(last)) if first == last => Err(ExportError::Approvals),
        _ => Ok(keys),
    }
}

/// Every event is signed by somebody whose key is in the export, and names the one before.
fn histories(content: &Content) -> Result<usize, ExportError> {
    let keys: HashMap<_, _> =
        content.signers.iter().map(|signer| (format!("member:{}", signer.id), signer.signing.as_str())).collect();
    let mut count = 0;
    for case in &content.cases {
        let id = case["report"]["id"].as_str().unwrap_or_default();
        let wrong = || ExportError::History(id.to_owned());
        let mut previous = "-".to_owned();
        for event in case["record"]["history"].as_array().into_iter().flatten() {
            let event: SignedDocument = serde_json::from_value(event.clone()).map_err(|_| wrong())?;
            let key = keys.get(&event.by).ok_or_else(wrong)?;
            let key = Public::parse(key).map_err(|_| wrong())?;
            event.verify(Kind::Event, &event.by, &key).map_err(|_| wrong())?;
            let said: Value = serde_json::from_str(&event.signed).map_err(|_| wrong())?;
            if said["previous"] != previous.as_str() || said["report"] != id {
                return Err(wrong());
            }
            previous = event.link();
            count += 1;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::crypto::signing::Seed;

    fn event(seed: &Seed, previous: &str, revision: u32) -> Value {
        let said = json!({"report": "r", "revision": revision, "previous": previous}).to_string();
        serde_json::to_value(SignedDocument::sign(Kind::Event, "member:m".into(), said, seed)).unwrap()
    }

    fn link(event: &Value) -> String {
        serde_json::from_value::<SignedDocument>(event.clone()).unwrap().link()
    }

    fn content(seed: &Seed) -> Value {
        let key = seed.public().to_string();
        let first = event(seed, "-", 1);
        let second = event(seed, &link(&first), 2);
        let part = |what: &str, bytes: &[u8]| {
            json!({
                "report": "r", "what": what, "name": what, "sha256": digest(bytes), "size": bytes.len(),
                "week": "2026-W48", "state": "original",
            })
        };
        let file = BASE64_STANDARD.encode(b"bytes");
        json!({
            "signer": {"member": "m", "login": "awa", "recipient": "age1pq1x", "signing": key},
            "signers": [{"id": "m", "signing": key}],
            "manifest": [part("report", b"sealed"), part("file", b"bytes")],
            "cases": [{
                "report": {"id": "r"}, "original": BASE64_STANDARD.encode(b"sealed"),
                "record": {"history": [first, second]},
            }],
            "files": [{"report": "r", "name": "file", "sha256": digest(b"bytes"), "content": file}],
        })
    }

    fn read(content: &Value, seed: &Seed) -> Result<Export, ExportError> {
        let document = SignedDocument::sign(Kind::Export, "member:m".into(), content.to_string(), seed);
        Export::read(&serde_json::to_vec(&document).unwrap(), None)
    }

    #[test]
    fn whatever_was_changed_is_found() {
        let seed = Seed::generate();
        let whole = content(&seed);
        let export = read(&whole, &seed).expect("sound");
        assert_eq!((export.events(), export.files().count(), export.parts().count()), (2, 1, 2));
        assert_eq!(read(&whole, &Seed::generate()).err(), Some(ExportError::Signature));
        let changes: [(&str, Value, ExportError); 6] = [
            ("/files/0/content", json!(BASE64_STANDARD.encode(b"other")), ExportError::Part("file".into())),
            ("/files", json!([]), ExportError::Part("file".into())),
            ("/cases/0/original", json!(BASE64_STANDARD.encode(b"other")), ExportError::Part("r".into())),
            ("/cases/0/record/history/0", event(&seed, "-", 9), ExportError::History("r".into())),
            ("/signers", json!([]), ExportError::History("r".into())),
            ("/cases/0/original", Value::Null, ExportError::Part("r".into())),
        ];
        for (pointer, value, expected) in changes {
            let mut changed = whole.clone();
            *changed.pointer_mut(pointer).unwrap() = value;
            assert_eq!(read(&changed, &seed).err(), Some(expected), "{pointer}");
        }
        // One person twice is not two.
        let mut alone = whole.clone();
        let step = |previous: &str| {
            let said = json!({"previous": previous}).to_string();
            serde_json::to_value(SignedDocument::sign(Kind::Circle, "member:m".into(), said, &seed)).unwrap()
        };
        let first = step("-");
        alone["approvals"] = json!([first, step(&link(&first))]);
        assert_eq!(read(&alone, &seed).err(), Some(ExportError::Approvals));
        let document = SignedDocument::sign(Kind::Export, "member:m".into(), whole.to_string(), &seed);
        let plain = serde_json::to_vec(&document).unwrap();
        let other = Seed::generate().public().to_string();
        assert_eq!(Export::read(&plain, Some(&other)).err(), Some(ExportError::OtherSigner));
        assert!(Export::read(&plain, Some(&seed.public().to_string())).is_ok());
    }
}
