//! `sutura audio`: which texts have no recorded prompt yet, and adding a recording.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Subcommand;

use super::output;
use crate::app::App;
use crate::audio::{self, Prompts, Voice};
use crate::config::Config;
use crate::domain::questionnaire::{self, Questionnaire};
use crate::domain::{label::Label, taxonomy};
use crate::storage;
use crate::text::{Localizer, Texts};

#[derive(Subcommand)]
pub enum Act {
    /// How many texts are recorded per language; with a language, the names and words of those that are not
    List {
        #[arg(long)]
        language: Option<String>,
    },
    /// Add a recording (Ogg Opus) of a text, as `list` names it
    Add {
        #[arg(long)]
        language: String,
        #[arg(long)]
        name: String,
        file: PathBuf,
        /// The voice is a machine's: the pages say so
        #[arg(long)]
        synthetic: bool,
    },
}

/// Messages of the interface that have a place for a recording.
const MESSAGES: &[&str] = &[
    "answer-yes",
    "answer-no",
    "answer-unknown",
    "answer-other",
    "before-who-not",
    "before-limits",
    "review-warning",
    "receipt-explain",
    "receipt-lost",
    "safety-danger",
    "safety-own",
    "safety-work",
    "safety-cafe",
    "safety-shared",
    "safety-tor",
    "safety-orbot",
    "safety-seen",
    "safety-words",
    "safety-receipt",
    "safety-exit",
    "digit-0",
    "digit-1",
    "digit-2",
    "digit-3",
    "digit-4",
    "digit-5",
    "digit-6",
    "digit-7",
    "digit-8",
    "digit-9",
];

pub async fn run(config: Config, act: Act) -> Result<(), String> {
    let texts = Texts::load(false)?;
    let data = config.data.clone();
    let prompts = Prompts::load(&data)?;
    let definitions = definitions(config).await;
    match act {
        Act::List { language: None } => {
            for language in texts.languages() {
                let texts = words(localizer(&texts, &language.tag)?, &definitions);
                let missing = unrecorded(&prompts, &language.tag, &texts).count();
                output::line(&format!("{}\t{} of {} recorded", language.tag, texts.len() - missing, texts.len()));
            }
        }
        Act::List { language: Some(tag) } => {
            for (name, words) in unrecorded(&prompts, &tag, &words(localizer(&texts, &tag)?, &definitions)) {
                output::line(&format!("{name}\t{words}"));
            }
        }
        Act::Add { language, name, file, synthetic } => {
            let texts = words(localizer(&texts, &language)?, &definitions);
            let words = texts.get(&name).ok_or(format!("no text is called {name}: see sutura audio list"))?;
            let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let voice = if synthetic { Voice::Synthetic } else { Voice::Person };
            audio::add(&data, &language, &name, words, voice, &bytes)?;
            output::line(&format!("Recorded: {words}"));
        }
    }
    Ok(())
}

fn localizer<'a>(texts: &'a Texts, tag: &str) -> Result<&'a Localizer, String> {
    texts.find(tag).map(std::convert::AsRef::as_ref).ok_or(format!("there is no language {tag}"))
}

/// The built-in definitions, and those of the instance if the data folder holds one.
async fn definitions(config: Config) -> Vec<(String, Questionnaire)> {
    let mut definitions =
        vec![("signaler".to_owned(), questionnaire::permanent()), ("menaces".to_owned(), questionnaire::survey())];
    if let Ok(app) = App::open(config).await {
        let own = storage::consultation::list(app.db.read()).await.unwrap_or_default();
        definitions.extend(own.into_iter().map(|consultation| (consultation.slug, consultation.questionnaire)));
    }
    definitions
}

/// Everything that can be spoken, by name: the words as a reader of this language sees them.
fn words(t: &Localizer, definitions: &[(String, Questionnaire)]) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = MESSAGES.iter().map(|id| ((*id).to_owned(), t.get(id).plain())).collect();
    let mut add = |name: String, label: &Label| texts.insert(name, t.label(label).plain());
    for (slug, definition) in definitions {
        for question in &definition.questions {
            let name = format!("{slug}.{}", question.id);
            for option in &question.options {
                add(format!("{name}.{}", option.code), &option.label);
            }
            if let Some(hint) = &question.hint {
                add(format!("{name}.hint"), hint);
            }
            add(name, &question.label);
        }
    }
    for tile in &taxonomy::taxonomy().tiles {
        add(format!("taxonomy.{}", tile.code), &tile.label);
        for sub in tile.codes.iter().flat_map(|code| &code.sub) {
            add(format!("taxonomy.{}", sub.code), &sub.label);
        }
    }
    texts
}

fn unrecorded<'a>(
    prompts: &Prompts,
    tag: &str,
    texts: &'a BTreeMap<String, String>,
) -> impl Iterator<Item = (&'a String, &'a String)> {
    texts.iter().filter(move |(_, words)| prompts.find(tag, tag, words).is_none())
}
