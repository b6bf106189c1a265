//! Words for people: Fluent messages, the chain of fallbacks, and how a fallback or a draft shows.
//!
//! `build/texts.rs` makes one method per French message. A message that a language lacks falls back along its chain
//! and is marked as such; a safety-critical message in an unreviewed language is followed by its French source
//! (docs/architecture.md, rule 8). No sentence is written in Rust, and no language is named: how to add one is at the
//! head of `locales/chains.toml`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::Deserialize;
use unic_langid::LanguageIdentifier;

use self::pseudo::Pseudo;
use crate::domain::language::SOURCE;

mod pseudo;

const CHAINS: &str = include_str!("../locales/chains.toml");

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// Writing direction, as `locales/chains.toml` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Ltr,
    Rtl,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        })
    }
}

#[derive(Deserialize)]
struct Chains {
    languages: Vec<Language>,
    /// Languages a report may be written in, beyond those of the interface.
    spoken: Vec<Spoken>,
}

/// A language of the interface.
#[derive(Clone, Debug, Deserialize)]
pub struct Language {
    pub tag: String,
    /// Its own name.
    pub endonym: String,
    pub direction: Direction,
    /// Letters that a French keyboard lacks, small and capital: `ɛƐ ɔƆ`.
    #[serde(default)]
    pub letters: String,
    /// What is shown where this language has no text, French last.
    pub chain: Vec<String>,
    /// The language whose way of writing numbers is used (BCP 47), one that browsers know.
    pub numbers: String,
    pub texts: Completeness,
}

/// What a language has so far; `tests/integration/texts.rs` holds it to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Completeness {
    /// Every message, and every label of questionnaires, taxonomy and places.
    Complete,
    /// Single words of the glossary: no sentence that nobody has checked.
    Glossary,
}

/// A language people write or speak.
#[derive(Clone, Debug, Deserialize)]
pub struct Spoken {
    pub tag: String,
    pub endonym: String,
    /// As in [`Language`].
    #[serde(default)]
    pub letters: String,
}

/// All languages of the program.
pub struct Texts {
    localizers: Vec<Arc<Localizer>>,
    spoken: Vec<Spoken>,
}

type Bundle = FluentBundle<FluentResource>;

/// The texts as one reader gets them.
pub struct Localizer {
    pub language: Language,
    chain: Vec<(String, Arc<Bundle>)>,
    /// Of every language, for what falls back.
    directions: Arc<HashMap<String, Direction>>,
    pseudo: Option<Pseudo>,
}

/// A text, the language it is in, and what the reader must be told about it.
pub struct Text<'a> {
    value: String,
    lang: Cow<'a, str>,
    direction: Direction,
    page: &'a Language,
    /// The French source of a critical message whose translation nobody has reviewed, and its direction.
    source: Option<(String, Direction)>,
}

impl Texts {
    /// Parses everything; done once at start. `pseudo` adds the made-up languages of [`Pseudo`].
    ///
    /// # Errors
    /// Which file is malformed. The build has checked them, so only a broken build gets here.
    pub fn load(pseudo: bool) -> Result<Self, String> {
        let mut chains: Chains = toml(CHAINS)?;
        if pseudo {
            chains.languages.extend(Pseudo::ALL.iter().copied().map(Pseudo::language));
        }
        let directions = chains.languages.iter().map(|language| (language.tag.clone(), language.direction));
        let directions = Arc::new(directions.collect::<HashMap<_, _>>());
        let mut bundles: HashMap<String, Bundle> = HashMap::new();
        for (tag, source) in SOURCES {
            let identifier: LanguageIdentifier = tag.parse().map_err(|error| format!("{tag}: {error}"))?;
            let bundle = bundles.entry((*tag).to_owned()).or_insert_with(|| Bundle::new_concurrent(vec![identifier]));
            let resource =
                FluentResource::try_new((*source).to_owned()).map_err(|(_, errors)| format!("{tag}: {errors:?}"))?;
            bundle.add_resource(resource).map_err(|errors| format!("{tag}: {errors:?}"))?;
        }
        let bundles: HashMap<_, _> = bundles.into_iter().map(|(tag, bundle)| (tag, Arc::new(bundle))).collect();
        let localizers = chains.languages.into_iter().map(|language| {
            let chain = std::iter::once(&language.tag)
                .chain(&language.chain)
                .filter_map(|tag| bundles.get(tag).map(|bundle| (tag.clone(), Arc::clone(bundle))))
                .collect();
            let directions = Arc::clone(&directions);
            Arc::new(Localizer { pseudo: Pseudo::of(&language.tag), language, chain, directions })
        });
        Ok(Self { localizers: localizers.collect(), spoken: chains.spoken })
    }

    /// The languages of the interface, French first.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.localizers.iter().map(|localizer| &localizer.language)
    }

    /// The languages a report may be in.
    #[must_use]
    pub fn spoken(&self) -> &[Spoken] {
        &self.spoken
    }

    /// The texts of a tag, as it stands in a path.
    #[must_use]
    pub fn find(&self, tag: &str) -> Option<&Arc<Localizer>> {
        self.localizers.iter().find(|localizer| localizer.language.tag == tag)
    }

    /// The language that everything is written in first.
    ///
    /// # Panics
    /// Never: the source language is always there.
    #[must_use]
    pub fn source(&self) -> &Arc<Localizer> {
        self.find(SOURCE).expect("French is built in")
    }
}

fn toml<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, String> {
    use figment::providers::{Format as _, Toml};
    figment::Figment::from(Toml::string(text)).extract().map_err(|error| error.to_string())
}

impl Localizer {
    /// The tags of the chain, this language first.
    #[must_use]
    pub fn tags(&self) -> Vec<&str> {
        std::iter::once(self.language.tag.as_str()).chain(self.language.chain.iter().map(String::as_str)).collect()
    }

    fn direction_of(&self, tag: &str) -> Direction {
        self.directions.get(tag).copied().unwrap_or(self.language.direction)
    }

    /// A message by an id that is made at run time (`refusal-…`); the texts test knows the families.
    #[must_use]
    pub fn get(&self, id: &str) -> Text<'_> {
        self.text(id, &FluentArgs::new())
    }

    /// A label of data (taxonomy, questionnaires), marked like a message when it is a fallback.
    #[must_use]
    pub fn label<'a>(&'a self, label: &'a crate::domain::label::Label) -> Text<'a> {
        let words = label.get(&self.tags());
        let text = Text {
            value: words.text.to_owned(),
            lang: words.lang.to_owned().into(),
            direction: self.direction_of(words.lang),
            page: &self.language,
            source: None,
        };
        self.made_up(text)
    }

    /// The messages of one French file, or of all files `<name>-<room>` that it was split into, as id -> text, for
    /// scripts; `{ $name }` comes out as `{name}`.
    #[must_use]
    pub fn script(&self, name: &str) -> std::collections::BTreeMap<&'static str, String> {
        let room_of = |file: &str| file.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let in_file = IDS.iter().filter(|(file, _)| room_of(file));
        in_file.map(|(_, id)| (*id, self.text(id, &placeholders()).for_script())).collect()
    }

    fn text(&self, id: &str, args: &FluentArgs<'_>) -> Text<'_> {
        let found = self.chain.iter().find_map(|(tag, bundle)| Some((tag, format(bundle, id, args)?)));
        let (tag, value) = found.map_or_else(|| (SOURCE, id.to_owned()), |(tag, value)| (tag.as_str(), value));
        let unreviewed = tag != SOURCE && !REVIEWED.contains(&(tag, id));
        let source = (unreviewed && CRITICAL.contains(&id))
            .then(|| self.chain.last().and_then(|(_, bundle)| format(bundle, id, args)))
            .flatten()
            .map(|words| (words, self.direction_of(SOURCE)));
        let direction = self.direction_of(tag);
        self.made_up(Text { value, lang: Cow::Owned(tag.to_owned()), direction, page: &self.language, source })
    }

    /// In a made-up language: the French text, made up. Holes stay French and are marked as a fallback.
    fn made_up<'a>(&'a self, text: Text<'a>) -> Text<'a> {
        match self.pseudo.and_then(|pseudo| pseudo.write(&text.value)) {
            Some(value) => Text {
                value,
                lang: Cow::Borrowed(&self.language.tag),
                direction: self.language.direction,
                page: &self.language,
                source: None,
            },
            None => text,
        }
    }
}

fn format(bundle: &Bundle, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut errors).into_owned())
}

/// Every variable that messages use, standing for itself.
fn placeholders() -> FluentArgs<'static> {
    VARIABLES.iter().map(|name| (*name, FluentValue::from(format!("{{{name}}}")))).collect()
}

impl Text<'_> {
    /// The words alone, without the marks that isolate directions: for attributes, titles and data.
    #[must_use]
    pub fn plain(&self) -> String {
        self.value.replace(['\u{2068}', '\u{2069}'], "")
    }

    /// As [`Text::plain`], with the French source of an unreviewed critical message on a line of its own: for scripts.
    fn for_script(&self) -> String {
        let own = self.plain();
        // Isolated (U+2068, U+2069), so that it reads from its own side in a page of the other direction.
        self.source.as_ref().map_or(own.clone(), |(source, _)| format!("{own}\n\u{2068}{source}\u{2069}"))
    }

    /// The language the words are in.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Whether the text is in the page's own language.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.lang == self.page.tag
    }
}

/// HTML: escaped, with `lang` and `dir` on a fallback, and the French source behind an unreviewed critical message.
impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lang == self.page.tag {
            escape(f, &self.value)?;
        } else {
            write!(f, "<span lang=\"{}\" dir=\"{}\">", self.lang, self.direction)?;
            escape(f, &self.value)?;
            f.write_str("</span>")?;
        }
        if let Some((source, direction)) = &self.source {
            write!(f, " <span class=\"also\" lang=\"{SOURCE}\" dir=\"{direction}\">")?;
            escape(f, source)?;
            f.write_str("</span>")?;
        }
        Ok(())
    }
}

impl askama::filters::HtmlSafe for Text<'_> {}

fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for letter in text.chars() {
        match letter {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' => f.write_str("&quot;")?,
            '\'' => f.write_str("&#39;")?,
            other => write!(f, "{other}")?,
        }
    }
    Ok(())
}
