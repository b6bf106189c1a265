//! `sutura migrate`.

use super::output::{self, words};
use crate::config::Config;
use crate::storage::Db;

/// Makes the data folder if it is missing and brings the schema to this version.
pub async fn run(config: &Config) -> Result<(), String> {
    let db = ready(config).await?;
    output::line("The database is at this version.");
    db.close().await.map_err(words)
}

/// A database that is migrated, in a folder only its owner can read.
pub async fn ready(config: &Config) -> Result<Db, String> {
    make_private(&config.data)?;
    let db = Db::connect(&config.database_url).await.map_err(words)?;
    db.migrate().await.map_err(words)?;
    Ok(db)
}

fn make_private(folder: &std::path::Path) -> Result<(), String> {
    use std::os::unix::fs::DirBuilderExt as _;
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))
}
