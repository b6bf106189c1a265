//! `sutura organisation create`: founds an organisation and, the first time, the instance with its permanent
//! consultation. With `--founder` the root key is made in that person's browser; else it is printed once and kept
//! nowhere.

use clap::Subcommand;

use super::migrate;
use super::output::{self, words};
use crate::app::{App, Clock};
use crate::config::Config;
use crate::crypto::chain::root_fingerprint;
use crate::crypto::signing::Seed;
use crate::domain::member::Login;
use crate::domain::questionnaire;
use crate::domain::role::Role;
use crate::services;
use crate::storage;

/// Slug of the permanent consultation.
pub const PERMANENT: &str = "signaler";

#[derive(Subcommand)]
pub enum Act {
    /// Found an organisation. Its root key is made in the founder's browser, or printed here once
    Create {
        #[arg(long)]
        name: String,
        /// Login of the owner: prints an invitation link, and leaves the root key to their browser
        #[arg(long)]
        founder: Option<String>,
    },
}

pub async fn run(config: Config, act: Act) -> Result<(), String> {
    let Act::Create { name, founder } = act;
    if let Some(login) = founder {
        // Before anything exists: a mistyped login must not leave an organisation behind.
        Login::parse(&login).map_err(|_| "a login is 3 to 40 of a-z 0-9 . -".to_owned())?;
        create(config.clone(), &name, None).await?;
        output::line(&format!("The organisation \"{name}\" exists."));
        let app = App::open(config).await.map_err(words)?;
        return super::member::invite(&app, &login, Role::Owner, Some(&name)).await;
    }
    let root = Seed::generate();
    create(config, &name, Some(&root)).await?;
    let public = root.public().to_string();
    output::line(&format!("The organisation \"{name}\" exists."));
    output::line(
        "Its root key, shown this once. Write it on paper and lock it away; it starts and repairs key chains:",
    );
    output::line(&format!("    {}", root.expose()));
    output::line("Its fingerprint, to print on posters:");
    output::line(&format!("    {}", root_fingerprint(&public).map_err(words)?));
    output::line("Next: sutura member add --login … --role moderator (at least twice), then sutura keys start.");
    Ok(())
}

/// Creates the organisation; the first one also opens the permanent consultation.
pub async fn create(config: Config, name: &str, root: Option<&Seed>) -> Result<(), String> {
    let db = migrate::ready(&config).await?;
    let key = super::secret_key::ready(&config, &db).await?;
    let (root, week) = (root.map(Seed::public), Clock::default().week());
    let organisation = services::organisation::create(&db, &key, week, name, root.as_ref()).await.map_err(words)?;
    let app = App::open(config).await.map_err(words)?;
    let existing = storage::consultation::list(app.db.read()).await.map_err(words)?;
    if existing.is_empty() {
        services::consultation::open(&app, organisation.id, PERMANENT, questionnaire::permanent())
            .await
            .map_err(words)?;
    }
    Ok(())
}
