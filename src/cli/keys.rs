//! `sutura keys start|rotate|verify|secret`. Starting and rotating are acts of a member: the command signs in like a
//! browser.

use clap::Subcommand;

use super::output::{self, words};
use crate::app::Clock;
use crate::client;
use crate::client::desk::Desk;
use crate::config::Config;
use crate::crypto::chain::Chain;
use crate::crypto::sheet::root_seed;

#[derive(Subcommand)]
pub enum Act {
    /// Start the first key period of a consultation, signed by the root key (the service must be running)
    Start {
        #[command(flatten)]
        who: Who,
    },
    /// Start the next key period, signed by the present one
    Rotate {
        #[command(flatten)]
        who: Who,
    },
    /// Replace the secret key of the server, which seals what must not be readable in a copy of the database
    Secret {
        /// The present key is lost: forget what it sealed
        #[arg(long)]
        lost: bool,
    },
    /// Verify the key chains of an instance (its address), or of a file saved from /api/keys
    Verify {
        source: String,
        /// Id or slug of one consultation
        #[arg(long)]
        consultation: Option<String>,
        /// The root key or its fingerprint, as printed on the poster
        #[arg(long, allow_hyphen_values = true)]
        root: Option<String>,
    },
}

/// The member who acts. The passphrase, the TOTP code's secret and the root key are asked for.
#[derive(clap::Args)]
pub struct Who {
    /// Address of the running service
    #[arg(long, default_value = "http://127.0.0.1:8700")]
    url: String,
    #[arg(long)]
    login: String,
    /// Slug of the consultation
    #[arg(long, default_value = super::organisation::PERMANENT)]
    consultation: String,
}

pub async fn run(config: Config, act: Act) -> Result<(), String> {
    match act {
        Act::Start { who } => start(&who, true).await,
        Act::Rotate { who } => start(&who, false).await,
        Act::Secret { lost } => super::secret_key::replace(&config, lost).await,
        Act::Verify { source, consultation, root } => {
            super::keys_verify::run(&source, consultation.as_deref(), root.as_deref()).await
        }
    }
}

async fn start(who: &Who, first: bool) -> Result<(), String> {
    let passphrase = output::secret("SUTURA_MEMBER_PASSPHRASE", "Passphrase")?;
    let totp = output::secret("SUTURA_MEMBER_TOTP", "TOTP secret (base32)")?;
    let totp = output::unbase32(&totp).ok_or("the TOTP secret is not base32")?;
    let now = u64::try_from(Clock::default().unix()).unwrap_or_default();
    let http = client::builder().build().map_err(words)?;
    let mut desk = Desk::sign_in(http.clone(), &who.url, &who.login, &passphrase, &totp, now).await.map_err(words)?;
    let circle = desk.me.circles.iter().find(|circle| circle.slug == who.consultation);
    let id = circle.ok_or("you are not in the circle of this consultation")?.consultation;
    let answer = http.get(format!("{}/api/keys/{id}", who.url)).send().await.map_err(words)?;
    let chain: Chain = client::json(answer, 200).await.map_err(words)?;
    let (root, circle) = if first {
        let root = output::secret("SUTURA_ROOT_KEY", "Root key, or the text of its one sheet")?;
        (Some(root_seed(&root).map_err(words)?), desk.circle(id).map_err(words)?)
    } else {
        (None, desk.remaining(id).map_err(words)?)
    };
    let from = Clock::default().today().to_string();
    let new = desk.make_epoch((id, &chain), from, root.as_ref(), &circle).map_err(words)?;
    desk.start_epoch(id, new).await.map_err(words)?;
    output::line(&format!("Key period {} has started for {} members.", chain.epochs.len(), circle.len()));
    Ok(())
}
