//! `sutura member invite|add|list`. An invited person makes their keys in their own browser. `add` makes them here, on
//! the operator's machine, for trials and for machines without a browser, wrapped to a passphrase that is printed once.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use clap::Subcommand;

use super::output::{self, words};
use crate::app::{App, Clock};
use crate::client::keys::MemberKeys;
use crate::config::Config;
use crate::crypto::words::member_words;
use crate::crypto::{hex, random, totp};
use crate::domain::id::{MemberId, OrganisationId};
use crate::domain::member::{Login, Standing};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Capability, Role};
use crate::error::Error;
use crate::services::invitation::{self, Newcomer};
use crate::services::{self, member::NewMember};
use crate::storage;

#[derive(Subcommand)]
pub enum Act {
    /// Add a member; a moderator joins the circles that have no key yet, and is admitted to the others at the desk
    Add(Who),
    /// Print an invitation link: the person makes their keys in their own browser, within a week
    Invite(Who),
    /// Print a link with which a member whose one-time secret was lost with the secret key sets up another
    SecondFactor {
        #[arg(long)]
        login: String,
    },
    /// List members: login, role, and the eight words of their keys as this database holds them
    List,
    /// Print the present one-time code of a TOTP secret, where no authenticator app is at hand
    Code { secret: String },
}

/// The person whom an account is for.
#[derive(clap::Args)]
pub struct Who {
    #[arg(long)]
    login: String,
    #[arg(long)]
    role: Role,
    /// Name of the organisation; the only one if there is one
    #[arg(long)]
    organisation: Option<String>,
}

pub async fn run(config: Config, act: Act) -> Result<(), String> {
    if let Act::Code { secret } = act {
        let secret = output::unbase32(&secret).ok_or("the TOTP secret is not base32")?;
        let now = u64::try_from(Clock::default().unix()).unwrap_or_default();
        output::line(&totp::code(&secret, now).map_err(words)?);
        return Ok(());
    }
    let app = App::open(config).await.map_err(words)?;
    match act {
        Act::Code { .. } => {}
        Act::List => {
            for member in storage::member::list(app.db.read()).await.map_err(words)? {
                let words = member_words(&member.id.to_string(), &member.recipient, &member.signing);
                let gone = if member.standing == Standing::Removed { "\tremoved" } else { "" };
                output::line(&format!("{}\t{}\t{words}{gone}", member.login, member.role));
            }
        }
        Act::SecondFactor { login } => second_factor(&app, &login).await?,
        Act::Invite(Who { login, role, organisation }) => invite(&app, &login, role, organisation.as_deref()).await?,
        Act::Add(Who { login, role, organisation }) => {
            let passphrase = passphrase();
            let keys = MemberKeys::generate(&passphrase).map_err(words)?;
            let totp = output::base32(&keys.totp);
            add(&app, &login, role, organisation.as_deref(), keys).await.map_err(login_problem)?;
            output::line(&format!("login       {login}"));
            output::line(&format!("passphrase  {passphrase}"));
            output::line(&format!("TOTP        {totp}"));
            output::line("Hand these over in person; they are shown this once.");
        }
    }
    Ok(())
}

fn login_problem(error: Error) -> String {
    match error {
        Error::Refused(Refusal::LoginTaken) => "the login is taken".to_owned(),
        Error::Invalid(_) => "a login is 3 to 40 of a-z 0-9 . -".to_owned(),
        other => other.to_string(),
    }
}

fn token() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<20>())
}

fn print_link(app: &App, login: &str, token: &str) {
    output::line(&format!("An invitation for {login}, good once and for a week:"));
    output::line(&format!("    {}/desk#join.{token}", app.config.public_url));
}

async fn second_factor(app: &App, login: &str) -> Result<(), String> {
    let token = token();
    invitation::restore_second_factor(app, login, &invitation::hash(&token)).await.map_err(|error| match error {
        Error::Refused(Refusal::NotFound) => "there is no open account of this login".to_owned(),
        Error::Refused(Refusal::NotAllowed) => {
            "this account has its second factor: two colleagues replace it at the desk (Équipe)".to_owned()
        }
        other => other.to_string(),
    })?;
    print_link(app, login, &token);
    output::line("It asks for their passphrase. Give it to them in person or over a channel you trust.");
    Ok(())
}

/// Prints the link of an invitation. The token is in the part behind `#`, which browsers send to nobody.
pub async fn invite(app: &App, login: &str, role: Role, organisation: Option<&str>) -> Result<(), String> {
    let organisation = the_organisation(app, organisation).await.map_err(words)?;
    let token = token();
    let login_parsed = Login::parse(login).map_err(|error| login_problem(error.into()))?;
    let newcomer = Newcomer { login: login_parsed, role, same_as: None };
    invitation::invite_as_operator(app, organisation, &invitation::hash(&token), newcomer)
        .await
        .map_err(login_problem)?;
    print_link(app, login, &token);
    output::line("Give it to them in person or over a channel you trust; whoever opens it first gets the account.");
    Ok(())
}

/// The organisation of this name, or the only one.
async fn the_organisation(app: &App, name: Option<&str>) -> Result<OrganisationId, Error> {
    let organisations = storage::organisation::list(app.db.read()).await?;
    let mut matching = organisations.into_iter().filter(|known| name.is_none_or(|name| known.name == name));
    match (matching.next(), matching.next()) {
        (Some(organisation), None) => Ok(organisation.id),
        _ => Err(Error::Internal("name one organisation with --organisation".to_owned())),
    }
}

/// 120 random bits in groups that can be read aloud.
fn passphrase() -> String {
    let hex = hex::hex(&random::bytes::<15>());
    hex.as_bytes().chunks(5).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

/// Adds a member whose keys are made; a moderator joins every circle that has no key yet.
pub async fn add(
    app: &App,
    login: &str,
    role: Role,
    organisation: Option<&str>,
    keys: MemberKeys,
) -> Result<MemberId, Error> {
    let organisation = the_organisation(app, organisation).await?;
    let id = keys.id;
    let new = NewMember {
        id,
        person: random::id(),
        organisation,
        login: Login::parse(login)?,
        role,
        salt: keys.salt,
        authenticator: keys.authenticator,
        totp: keys.totp,
        recipient: keys.bundle.identity.recipient(),
        signing: keys.bundle.signing.public(),
        wrap: keys.wrap,
    };
    services::member::add(app, new).await?;
    if role.may(Capability::Review) {
        for consultation in storage::consultation::list(app.db.read()).await? {
            // Once there is a key, a member of the circle admits newcomers, after comparing their words.
            if storage::epoch::current(app.db.read(), consultation.id).await?.is_some() {
                continue;
            }
            services::consultation::add_to_circle(app, consultation.id, id).await?;
        }
    }
    Ok(id)
}
