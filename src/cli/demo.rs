//! `sutura demo`: a fresh instance with fictional data, built through the real protocol, serving.

use std::path::Path;

use serde_json::{Value, json};

use super::demo_data::{self, Setting};
use super::output::{self, words};
use super::{member, organisation, serve};
use crate::app::App;
use crate::client::desk::Desk;
use crate::client::keys::MemberKeys;
use crate::client::source::Citizen;
use crate::client::{self, ClientError};
use crate::config::{Config, Help};
use crate::crypto::signing::Seed;
use crate::crypto::totp;
use crate::domain::questionnaire;
use crate::domain::role::Role;
use crate::services::{consultation, epoch};
use crate::storage;

const FIRST: &str = "Association Fasokan (fictive)";
const SECOND: &str = "Réseau Sira des femmes (fictif)";

/// Login, role, organisation and passphrase: known to everybody, for a demonstration only.
const PEOPLE: [(&str, Role, &str, &str); 5] = [
    ("awa", Role::Moderator, FIRST, "mangue calebasse pirogue balafon termite acacia"),
    ("moussa", Role::Moderator, FIRST, "karite tamarin sentier lanterne hibou rosee"),
    ("fanta", Role::Moderator, SECOND, "griot indigo marmite dune abeille fleuve"),
    ("oumar", Role::Journalist, SECOND, "papyrus kora enclume vent caravane mil"),
    ("kadi", Role::Administrator, FIRST, "baobab natte etoile coton gazelle puits"),
];

/// The demonstration is signed into many times a minute, by people and by tests.
const SETTINGS: &str = "# A demonstration: one-time codes may be used again within their thirty seconds; help \
                        numbers are fictional.\ntotp_single_use = false\n\
                        help = [{ name = \"Centre d'écoute (numéro fictif)\", number = \"00 00 00 00\" }]\n";
/// Slug of the second consultation, a survey.
const SURVEY: &str = "menaces";

struct Person {
    login: &'static str,
    role: Role,
    passphrase: &'static str,
    totp: Vec<u8>,
}

/// Builds and serves.
pub async fn run(mut config: Config) -> Result<(), String> {
    fresh(&config.data)?;
    config.totp_single_use = false;
    config.help = vec![Help { name: "Centre d'écoute (numéro fictif)".to_owned(), number: "00 00 00 00".to_owned() }];
    let listener = serve::bind(&mut config).await?;
    empty(&config).await?;
    let root = Seed::generate();
    organisation::create(config.clone(), FIRST, Some(&root)).await?;
    organisation::create(config.clone(), SECOND, Some(&Seed::generate())).await?;
    std::fs::write(config.data.join("sutura.toml"), settings(&config)).map_err(words)?;
    let app = App::open(config).await.map_err(words)?;
    second_consultation(&app).await?;
    let people = people(&app).await?;
    let serving = tokio::spawn(serve::run(app.clone(), listener));
    let described = fill(&app, &root, &people).await?;
    let path = app.config.data.join("demo.json");
    std::fs::write(&path, serde_json::to_string_pretty(&described).map_err(words)?).map_err(words)?;
    announce(&app, &people, &path);
    serving.await.map_err(words)?
}

async fn second_consultation(app: &App) -> Result<(), String> {
    let organisations = storage::organisation::list(app.db.read()).await.map_err(words)?;
    let first = organisations.iter().find(|one| one.name == FIRST).ok_or("there is no organisation")?;
    consultation::open(app, first.id, SURVEY, questionnaire::survey()).await.map(|_| ()).map_err(words)
}

/// What `sutura serve --data DIR` needs to run the same demonstration again.
fn settings(config: &Config) -> String {
    format!("{SETTINGS}database_url = {:?}\nblob_url = {:?}\n", config.database_url, config.blob_url)
}

/// A database that holds an instance is never filled with fiction.
async fn empty(config: &Config) -> Result<(), String> {
    let db = super::migrate::ready(config).await?;
    let found = storage::instance::find(db.read()).await.map_err(words)?;
    db.close().await.map_err(words)?;
    match found {
        Some(_) => Err("the database holds an instance already: name an empty one with --database-url".to_owned()),
        None => Ok(()),
    }
}

/// An earlier demonstration in the folder is replaced; anything else is left alone.
fn fresh(folder: &Path) -> Result<(), String> {
    if folder.join("demo.json").is_file() && folder.join("sutura.toml").is_file() {
        return std::fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()));
    }
    let holds_something = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if holds_something {
        return Err(format!(
            "{} is not empty and is no demonstration: name another folder with --data",
            folder.display()
        ));
    }
    Ok(())
}

async fn people(app: &App) -> Result<Vec<Person>, String> {
    let mut people = Vec::new();
    for (login, role, organisation, passphrase) in PEOPLE {
        let keys = MemberKeys::generate(passphrase).map_err(words)?;
        let totp = keys.totp.to_vec();
        member::add(app, login, role, Some(organisation), keys).await.map_err(words)?;
        people.push(Person { login, role, passphrase, totp });
    }
    Ok(people)
}

async fn fill(app: &App, root: &Seed, people: &[Person]) -> Result<Value, String> {
    let url = app.config.public_url.clone();
    let now = u64::try_from(app.clock.unix()).unwrap_or_default();
    let sign_in = async |person: &Person| {
        let http = client::builder().build().map_err(ClientError::from)?;
        Desk::sign_in(http, &url, person.login, person.passphrase, &person.totp, now).await
    };
    let mut awa = sign_in(&people[0]).await.map_err(words)?;
    let consultations = storage::consultation::list(app.db.read()).await.map_err(words)?;
    let [permanent, survey] = consultations.as_slice() else {
        return Err("two consultations were expected".to_owned());
    };
    for consultation in &consultations {
        let chain = epoch::chain(app, consultation.id).await.map_err(words)?.ok_or("there is no chain")?;
        let circle = awa.circle(consultation.id).map_err(words)?;
        let from = app.clock.today().to_string();
        let first = awa.make_epoch((consultation.id, &chain), from, Some(root), &circle).map_err(words)?;
        awa.start_epoch(consultation.id, first).await.map_err(words)?;
    }
    let fanta = sign_in(&people[2]).await.map_err(words)?;
    let http = client::builder().build().map_err(words)?;
    let citizen = Citizen::visit(http, &url).await.map_err(words)?;
    let at =
        Setting { citizen: &citizen, consultation: permanent.id, week: app.clock.week(), today: app.clock.today() };
    let mut receipts = demo_data::reports(&at).await.map_err(words)?;
    demo_data::cases(&at, [&awa, &fanta], &receipts).await.map_err(words)?;
    demo_data::summaries(&at, &awa, &fanta).await.map_err(words)?;
    receipts.extend(demo_data::survey(&Setting { consultation: survey.id, ..at }).await.map_err(words)?);
    Ok(json!({
        "url": url,
        "organisation": FIRST,
        "root_key": root.expose(),
        "consultations": consultations.iter().map(|one| json!({
            "id": one.id, "slug": one.slug, "version": one.version(),
        })).collect::<Vec<_>>(),
        "members": people.iter().map(|person| json!({
            "login": person.login,
            "passphrase": person.passphrase,
            "totp_secret": output::base32(&person.totp),
            "role": person.role,
        })).collect::<Vec<_>>(),
        "receipts": receipts.iter().map(|receipt| receipt.expose()).collect::<Vec<_>>(),
    }))
}

fn announce(app: &App, people: &[Person], path: &Path) {
    let url = &app.config.public_url;
    output::line("");
    output::line(&format!("  Citizens     {url}/"));
    output::line(&format!("  Reviewers    {url}/desk"));
    output::line(&format!("  Journalists  {url}/fr/press"));
    output::line("");
    for person in people {
        let secret = output::base32(&person.totp);
        output::line(&format!("  {:<8} {:<14} {}", person.login, person.role.to_string(), person.passphrase));
        let now = u64::try_from(app.clock.unix()).unwrap_or_default();
        let code = totp::code(&person.totp, now).unwrap_or_default();
        output::line(&format!("  {:<23} code {code} now; TOTP secret {secret}", ""));
    }
    output::line("");
    output::line(&format!("  The same as data, with the receipts: {}", path.display()));
    output::line("  Later codes: an authenticator app with the TOTP secret, or sutura member code SECRET");
    output::line("  Everything here is fictional. Stop with Ctrl-C.");
}
