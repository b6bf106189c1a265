//! `sutura backup` and `sutura restore`, while the service runs or not.
//!
//! The secret key is in no backup: a copy of one without the other gives nobody a second factor.
//!
//! A backup folder holds one folder per day with the data and the attachments' ciphertext, and one file of keys that
//! each backup replaces. Old days without old keys are what makes shredding hold: what was shredded since cannot be
//! opened, from any copy, by anybody who is a member now.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::output::{self, words};
use crate::app::Clock;
use crate::config::Config;
use crate::storage::backup::{self, Half};
use crate::storage::blobs::Blobs;
use crate::storage::{self, Db, Tx};

const KEYS: &str = "keys.jsonl";
const DATA: &str = "data.jsonl";
const ATTACHMENTS: &str = "attachments";

#[derive(clap::Args)]
pub struct Backup {
    /// Folder of the backups; made if it is missing
    #[arg(long)]
    to: PathBuf,
}

#[derive(clap::Args)]
pub struct Restore {
    /// The folder of one day, made by `sutura backup`
    #[arg(long)]
    from: PathBuf,
    /// The file of keys; that beside the day's folder if none is named
    #[arg(long)]
    keys: Option<PathBuf>,
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> String {
    let path = path.display().to_string();
    move |error| format!("{path}: {error}")
}

/// Opens a file that only its owner can read, under an unfinished name; [`finish`] moves it to `path`.
fn begin(path: &Path) -> Result<BufWriter<File>, String> {
    let unfinished = path.with_extension("unfinished");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    Ok(BufWriter::new(options.open(&unfinished).map_err(at(&unfinished))?))
}

fn finish(mut file: BufWriter<File>, path: &Path) -> Result<(), String> {
    file.flush().map_err(at(path))?;
    file.get_ref().sync_all().map_err(at(path))?;
    std::fs::rename(path.with_extension("unfinished"), path).map_err(at(path))
}

fn private_folder(path: &Path) -> Result<(), String> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(at(path))
}

/// Writes one half to `path`: a line with the version of the schema, then the rows. Returns the number of rows.
async fn write(tx: &Tx, version: &str, half: Half, path: &Path) -> Result<u64, String> {
    let mut file = begin(path)?;
    writeln!(file, "{}", serde_json::json!({ "sutura": version })).map_err(at(path))?;
    let rows = backup::write(tx, half, |line| writeln!(file, "{line}")).await.map_err(words)?;
    finish(file, path)?;
    Ok(rows)
}

pub async fn backup(config: &Config, arguments: &Backup) -> Result<(), String> {
    let db = Db::connect(&config.database_url).await.map_err(words)?;
    if !db.pending().await.map_err(words)?.is_empty() {
        return Err("the database is older than this program: run `sutura migrate` first".to_owned());
    }
    let blobs = Blobs::open(&config.blob_url).map_err(words)?;
    let day = arguments.to.join(Clock::default().today().to_string());
    private_folder(&day.join(ATTACHMENTS))?;
    let version = db.version().await.map_err(words)?;
    let snapshot = db.snapshot().await.map_err(words)?;
    let rows = write(&snapshot, &version, Half::Data, &day.join(DATA)).await?;
    // Keys last: a backup that is interrupted leaves the earlier keys in place.
    let keys = write(&snapshot, &version, Half::Keys, &arguments.to.join(KEYS)).await?;
    let parts = backup::blobs(&snapshot).await.map_err(words)?;
    snapshot.rollback().await.map_err(words)?;
    let mut saved = 0;
    for key in &parts {
        // A piece that is missing belongs to a report that was deleted meanwhile.
        let Ok(bytes) = blobs.get(key).await else { continue };
        let path = day.join(ATTACHMENTS).join(file_name(key));
        let mut file = begin(&path)?;
        file.write_all(&bytes).map_err(at(&path))?;
        finish(file, &path)?;
        saved += 1;
    }
    output::line(&format!("{}: {rows} rows, {saved} of {} pieces of attachments.", day.display(), parts.len()));
    output::line(&format!("{}: {keys} rows. Keep only this one; never copies of earlier ones.", KEYS));
    output::line(&format!(
        "Not in it: the secret key ({}). Keep one copy of it on paper or on another medium, never beside a backup.",
        config.secret_key_path().display()
    ));
    Ok(())
}

/// A blob's key as a file name.
fn file_name(key: &str) -> String {
    key.replace('/', "_")
}

pub async fn restore(config: &Config, arguments: &Restore) -> Result<(), String> {
    let db = super::migrate::ready(config).await?;
    if storage::instance::find(db.read()).await.map_err(words)?.is_some() {
        return Err("the database holds an instance already: name an empty one".to_owned());
    }
    let blobs = Blobs::open(&config.blob_url).map_err(words)?;
    let beside = arguments.from.parent().map(|folder| folder.join(KEYS)).unwrap_or_default();
    let keys = arguments.keys.clone().unwrap_or(beside);
    let version = db.version().await.map_err(words)?;
    let tx = db.begin().await.map_err(words)?;
    let rows = read(&tx, &version, Half::Data, &arguments.from.join(DATA)).await?;
    let key_rows = read(&tx, &version, Half::Keys, &keys).await?;
    let parts = backup::blobs(&tx).await.map_err(words)?;
    let mut saved = 0;
    for key in &parts {
        let path = arguments.from.join(ATTACHMENTS).join(file_name(key));
        if let Ok(bytes) = std::fs::read(&path) {
            blobs.put(key, bytes.into()).await.map_err(words)?;
            saved += 1;
        }
    }
    storage::epoch::settle_circles(&tx).await.map_err(words)?;
    tx.commit().await.map_err(words)?;
    output::line(&format!("{rows} rows, {key_rows} rows of keys, {saved} of {} pieces of attachments.", parts.len()));
    output::line(concat!(
        "Passphrases, one-time secrets and recovery sheets are those of that day: ",
        "who has changed one since, because it was"
    ));
    output::line("lost or seen, changes it again at once. Passkeys and open invitations are not restored.");
    if crate::app::secret_key(config).map_err(words)?.is_none() {
        output::line(&crate::app::key_missing(config));
    }
    output::line("Run `sutura check`, then start the service.");
    Ok(())
}

/// Reads one half into an empty database.
async fn read(tx: &Tx, version: &str, half: Half, path: &Path) -> Result<u64, String> {
    let mut lines = BufReader::new(File::open(path).map_err(at(path))?).lines();
    let first = lines.next().transpose().map_err(at(path))?.unwrap_or_default();
    let made: serde_json::Value = serde_json::from_str(&first).unwrap_or_default();
    if made["sutura"] != version {
        let made = made["sutura"].as_str().unwrap_or("no backup");
        return Err(format!("{}: of schema {made}, and this program is at {version}", path.display()));
    }
    let mut rows = 0;
    for line in lines {
        backup::read(tx, half, &line.map_err(at(path))?).await.map_err(words)?;
        rows += 1;
    }
    Ok(rows)
}
