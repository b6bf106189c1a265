//! `sutura open`: opens what a member exported from the desk, offline, verifies it and unpacks it. A client that lives
//! in this binary. What the file holds is in docs/protocol.md, "Export"; verifying is in `client::export`.

use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use serde_json::Value;

use super::output::{self, words};
use crate::client::export::{Export, Part};
use crate::crypto::bundle::{Bundle, Kind};
use crate::crypto::derive::{PASSPHRASE, derive_passphrase};
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
    /// A folder for export.json, the signed document and the files; nothing is overwritten
    #[arg(long)]
    out: Option<PathBuf>,
    /// The signer's public key, if you know it: the file must be signed with this one
    #[arg(long)]
    signer: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<(), String> {
    let identity = match (&arguments.key, &arguments.identity) {
        (Some(key), _) => from_key_file(key)?,
        (_, Some(file)) => from_identity_file(file)?,
        _ => return Err("name --key or --identity".to_owned()),
    };
    let sealed = std::fs::read(&arguments.file).map_err(|error| format!("{}: {error}", arguments.file.display()))?;
    let plain = seal::open(&sealed, &identity).map_err(words)?;
    let export = Export::read(&plain, arguments.signer.as_deref()).map_err(words)?;
    let login = if export.login().is_empty() { "a member of the circle" } else { export.login() };
    output::line(&format!("Signed by {}, whose words are: {}", login.escape_debug(), export.words()));
    output::line("Compare them with those that the signer reads from the desk, unless you named --signer.");
    for part in export.parts() {
        output::line(&describe(part));
    }
    if !export.approvals().is_empty() {
        output::line(&format!("Agreed to by the holders of these keys: {}", export.approvals().join(", ")));
    }
    output::line(&format!(
        "{} events of histories are signed and linked, with keys that the signer named.",
        export.events()
    ));
    let text = serde_json::to_string_pretty(&export.without_content()).map_err(words)?;
    match &arguments.out {
        Some(out) => unpack(&export, &text, out),
        None => {
            output::line(&text);
            Ok(())
        }
    }
}

fn describe(part: &Part) -> String {
    let Part { sha256, size, week, name, state, .. } = part;
    format!("{sha256}  {size:>10}  {week}  {state:<8}  {}", name.escape_debug())
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
    // What a key file says of the cost is not read: a lower one would make the passphrase cheap to guess.
    let derived = derive_passphrase(&passphrase, &salt, PASSPHRASE).map_err(words)?;
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

/// Files get numbers: a name from a stranger is no path.
fn unpack(export: &Export, text: &str, out: &Path) -> Result<(), String> {
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    write(&out.join("export.json"), text.as_bytes())?;
    write(&out.join("document.json"), export.document().as_bytes())?;
    for (number, (name, bytes)) in export.files().enumerate() {
        let path = out.join(format!("{:02}.bin", number + 1));
        write(&path, bytes)?;
        output::line(&format!("{}  {}", path.display(), name.escape_debug()));
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut options = std::fs::OpenOptions::new();
    let target = options.write(true).create_new(true).open(path);
    let mut target = target.map_err(|error| format!("{}: {error}", path.display()))?;
    std::io::Write::write_all(&mut target, bytes).map_err(words)
}
