//! The secret key on the command line: made with the installation, and `sutura keys secret`, which replaces it. The
//! service is stopped meanwhile.

use std::path::{Path, PathBuf};

use super::output::{self, words};
use crate::app::{self, Clock};
use crate::config::Config;
use crate::crypto::secret_key::SecretKey;
use crate::services;
use crate::storage::{self, Db, secret_key};

/// The key of a database that may be empty: made now if there is neither a key nor an installation that needs one.
pub async fn ready(config: &Config, db: &Db) -> Result<SecretKey, String> {
    if let Some(key) = app::secret_key(config).map_err(words)? {
        return Ok(key);
    }
    if storage::instance::find(db.read()).await.map_err(words)?.is_some() {
        return Err(app::key_missing(config));
    }
    secret_key::create(&config.secret_key_path()).map_err(words)
}

/// Replaces the key. The new one is written beside the old file before the database follows it, and takes its name
/// afterwards.
pub async fn replace(config: &Config, lost: bool) -> Result<(), String> {
    if !config.secret_key.expose().is_empty() {
        return Err("secret_key is set: put the key into a file and name it with secret_key_file first".to_owned());
    }
    let path = config.secret_key_path();
    let present = app::secret_key(config).map_err(words)?;
    let old = match (&present, lost) {
        (Some(key), false) => Some(key),
        (None, false) => return Err(app::key_missing(config)),
        (_, true) => None,
    };
    let db = Db::connect(&config.database_url).await.map_err(words)?;
    let next = beside(&path);
    let instance = storage::instance::find(db.read()).await.map_err(words)?.ok_or("there is no instance yet")?;
    if lost && present.as_ref().is_some_and(|key| instance.belongs_to(key)) {
        return Err("the secret key is not lost: replace it without --lost".to_owned());
    }
    // A file that is there already is of a replacement that was interrupted: the database may have followed it.
    let new = secret_key::create(&next).map_err(words)?;
    if !instance.belongs_to(&new) {
        services::secret_key::replace(&db, old, &new, Clock::default().week()).await.map_err(words)?;
    }
    secret_key::rename(&next, &path).map_err(words)?;
    output::line(&format!("{} is new. Keep a copy apart from the backups.", path.display()));
    if lost {
        output::line("One-time secrets, passkeys, recovery sheets and mail addresses are forgotten. For each member:");
        output::line("    sutura member second-factor --login …");
    }
    Ok(())
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("key.next")
}
