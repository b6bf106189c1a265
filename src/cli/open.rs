//! `sutura open`: decrypts a file that a member exported from the desk, offline. A client that lives in this binary.

use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use serde_json::Value;

use super::output;
use crate::crypto::bundle::{Bundle, Kind};
use crate::crypto::derive::{Cost, derive, normalise_passphrase};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::seal;

#[derive(clap::Args)]
pub struct Arguments {
    /// The exported file (.age)
    file: PathBuf,
    /// The member's key file, saved from the desk; its passphrase is asked for
    #[arg(long, conflicts_with = "identity", required_unless_present = "identity")]
    key: Option<PathBuf>,
    /// A file that holds an AGE-SECRET-KEY-PQ-1… line
    #[arg(long)]
    identity: Option<PathBuf>,
    /// Where attachments are written; nothing is overwritten
    #[arg(long)]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<(), String> {
    let identity = match (&arguments.key, &arguments.identity) {
        (Some(key), _) => from_key_file(key)?,
        (_, Some(file)) => from_identity_file(file)?,
        _ => return Err("name --key or --identity".to_owned()),
    };
    let sealed = std::fs::read(&arguments.file).map_err(|error| format!("{}: {error}", arguments.file.display()))?;
    let plain = seal::open(&sealed, &identity).map_err(|error| error.to_string())?;
    let document: Value = serde_json::from_slice(&plain).map_err(|_| "the file holds no document".to_owned())?;
    let signed: Value = match document["signed"].as_str() {
        Some(signed) => serde_json::from_str(signed).map_err(|_| "the document is malformed".to_owned())?,
        None => document,
    };
    if let Some(out) = &arguments.out {
        attachments(&signed, out)?;
    }
    let text = serde_json::to_string_pretty(&without_content(signed)).map_err(|error| error.to_string())?;
    output::line(&text);
    Ok(())
}

fn read_json(file: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|_| format!("{} is not a key file", file.display()))
}

fn from_key_file(file: &Path) -> Result<HybridIdentity, String> {
    let key = read_json(file)?;
    let malformed = || format!("{} is not a key file", file.display());
    let passphrase = output::secret("SUTURA_MEMBER_PASSPHRASE", "Passphrase")?;
    let salt = BASE64_URL_SAFE_NO_PAD.decode(key["salt"].as_str().unwrap_or_default()).map_err(|_| malformed())?;
    let wrap = BASE64_STANDARD.decode(key["wrap"].as_str().unwrap_or_default()).map_err(|_| malformed())?;
    let number = |name: &str| key[name].as_u64().and_then(|value| u32::try_from(value).ok()).ok_or_else(malformed);
    let cost = Cost { memory: number("m")?, passes: number("t")? };
    let derived = derive(&normalise_passphrase(&passphrase), &salt, cost).map_err(|error| error.to_string())?;
    let member = key["member"].as_str().ok_or_else(malformed)?;
    let bundle = Bundle::unwrap(&wrap, &derived.identity, Kind::Member, member)
        .map_err(|_| "the passphrase does not open this key file".to_owned())?;
    Ok(bundle.identity)
}

fn from_identity_file(file: &Path) -> Result<HybridIdentity, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-PQ-1"));
    line.ok_or("the file has no AGE-SECRET-KEY-PQ-1… line")?.trim().parse().map_err(|_| "malformed identity".to_owned())
}

/// Writes attachments under numbers: a name from a stranger is no path.
fn attachments(export: &Value, out: &Path) -> Result<(), String> {
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    for (number, file) in export["files"].as_array().into_iter().flatten().enumerate() {
        let bytes = BASE64_STANDARD.decode(file["content"].as_str().unwrap_or_default());
        let bytes = bytes.map_err(|_| "an attachment is malformed".to_owned())?;
        let path = out.join(format!("{:02}.bin", number + 1));
        let mut options = std::fs::OpenOptions::new();
        let mut target =
            options.write(true).create_new(true).open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        std::io::Write::write_all(&mut target, &bytes).map_err(|error| error.to_string())?;
        output::line(&format!("{}  {}", path.display(), file["name"].as_str().unwrap_or_default().escape_debug()));
    }
    Ok(())
}

fn without_content(mut export: Value) -> Value {
    for file in export["files"].as_array_mut().into_iter().flatten() {
        file["content"] = Value::Null;
    }
    export
}
