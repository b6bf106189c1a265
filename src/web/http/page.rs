//! What every page needs: texts, languages, assets, and the names of data.

use std::sync::Arc;

use crate::app::App;
use crate::audio::{Prompt, Voice};
use crate::config::Help;
use crate::domain::id::OrganisationId;
use crate::domain::place::{self, Places, Region};
use crate::domain::questionnaire::{Choice, Condition, Kind, OTHER, Question, Questionnaire, Test, UNKNOWN, permanent};
use crate::domain::refusal::Refusal;
use crate::domain::summary::CHECKLIST;
use crate::domain::taxonomy::{self, Taxonomy};
use crate::error::Error;
use crate::storage::organisation::Organisation;
use crate::text::{IDS, Language, Localizer, Text};
use crate::web::http::files::assets::{self, Asset};
use crate::web::http::page_data::{self, Definition, DeskData};

/// The common part of all templates.
pub struct Page {
    pub t: Arc<Localizer>,
    /// The path behind the language, so that the picker leads to the same page.
    pub rest: String,
    pub exit_url: String,
    app: App,
}

impl Page {
    /// Refuses [`Refusal::NotFound`] for a language that is not offered.
    pub fn new(app: &App, lang: &str, rest: impl Into<String>) -> Result<Self, Error> {
        let t = Arc::clone(app.texts.find(lang).ok_or(Refusal::NotFound)?);
        Ok(Self { t, rest: rest.into(), exit_url: app.config.exit_url.clone(), app: app.clone() })
    }

    pub fn languages(&self) -> Vec<&Language> {
        self.app.texts.languages().collect()
    }

    /// French, for what must never stand in an unreviewed language alone.
    pub fn source(&self) -> &Localizer {
        self.app.texts.source()
    }

    /// Every language but the source is a draft until its reviewers say otherwise.
    pub fn is_draft(&self) -> bool {
        self.t.language.tag != self.source().language.tag
    }

    #[allow(clippy::unused_self, reason = "templates reach functions through the page")]
    pub fn asset(&self, name: &str) -> &'static Asset {
        assets::find(name)
    }

    /// The file that holds all pictograms, each under its name.
    pub fn icons(&self) -> String {
        self.asset("icons.svg").path()
    }

    /// Address and integrity of a script that is loaded when it is needed: `/assets/… sha384-…`.
    pub fn chunk(&self, name: &str) -> String {
        let asset = self.asset(&format!("{name}.js"));
        format!("{} {}", asset.path(), asset.integrity)
    }

    #[allow(clippy::unused_self, reason = "templates reach functions through the page")]
    pub fn taxonomy(&self) -> &'static Taxonomy {
        taxonomy::taxonomy()
    }

    #[allow(clippy::unused_self, reason = "templates reach functions through the page")]
    pub fn places(&self) -> &'static Places {
        place::places()
    }

    pub fn regions_with_cercles(&self) -> Vec<&'static Region> {
        self.places()
            .countries
            .iter()
            .flat_map(|country| &country.regions)
            .filter(|region| !region.cercles.is_empty())
            .collect()
    }

    /// Languages a report may be in: those of the interface, then the others. Tag, own name, special letters.
    pub fn report_languages(&self) -> Vec<(&str, &str, &str)> {
        let interface = self.app.texts.languages();
        let interface =
            interface.map(|language| (language.tag.as_str(), language.endonym.as_str(), language.letters.as_str()));
        let spoken = self.app.texts.spoken().iter();
        let spoken =
            spoken.map(|language| (language.tag.as_str(), language.endonym.as_str(), language.letters.as_str()));
        interface.chain(spoken).collect()
    }

    /// The consent levels, in the words of the permanent questionnaire.
    #[allow(clippy::unused_self, reason = "templates reach functions through the page")]
    pub fn consent_levels(&self) -> Vec<Choice> {
        permanent().of_kind(Kind::Consent).map(|question| question.options.clone()).unwrap_or_default()
    }

    /// Letters of the reader's language that a keyboard may lack.
    pub fn letters(&self) -> &str {
        &self.t.language.letters
    }

    /// The onion address of this page, if the instance has one.
    pub fn onion(&self) -> Option<&str> {
        Some(self.app.config.onion_url.as_str()).filter(|url| !url.is_empty())
    }

    /// Whether a code that was chosen before is of an organisation that is not offered beside others now.
    pub fn is_elsewhere(&self, code: &str, offered: &[Organisation]) -> bool {
        let is_offered = offered.len() > 1 && offered.iter().any(|organisation| organisation.id.to_string() == code);
        code.parse::<OrganisationId>().is_ok() && !is_offered
    }

    pub fn max_files(&self) -> String {
        self.app.config.max_files.to_string()
    }

    pub fn max_file_bytes(&self) -> u64 {
        self.app.config.max_file_size
    }

    /// The limit of one file of the form with or without JavaScript.
    pub fn file_size(&self, plain: bool) -> String {
        let config = &self.app.config;
        let bytes = if plain { config.max_plain_file_size } else { config.max_file_size };
        self.t.js_megabytes(bytes >> 20).plain()
    }

    /// The recording of a text, if there is one.
    pub fn prompt(&self, text: &Text<'_>) -> Option<&Prompt> {
        self.app.prompts.find(&self.t.language.tag, text.lang(), &text.plain())
    }

    /// Addresses of the recordings of a question and its hint, to be heard one after the other.
    pub fn question_prompts(&self, question: &Question) -> Option<String> {
        let labels = std::iter::once(&question.label).chain(&question.hint);
        let said: Vec<_> = labels.filter_map(|label| Some(self.prompt(&self.t.label(label))?.path())).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// Whether a machine speaks this text.
    #[allow(clippy::needless_pass_by_value, reason = "templates make the text where they ask")]
    pub fn has_synthetic(&self, text: Text<'_>) -> bool {
        self.prompt(&text).is_some_and(|prompt| prompt.voice == Voice::Synthetic)
    }

    /// Whether a questionnaire has prompts that a machine speaks: the page says so.
    pub fn has_synthetic_prompts(&self, questionnaire: &Questionnaire) -> bool {
        let labels =
            questionnaire.questions.iter().flat_map(|question| std::iter::once(&question.label).chain(&question.hint));
        labels
            .into_iter()
            .any(|label| self.prompt(&self.t.label(label)).is_some_and(|prompt| prompt.voice == Voice::Synthetic))
    }

    pub fn help(&self) -> &[Help] {
        &self.app.config.help
    }

    /// Years that a period can start or end in, the latest first.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        let year = self.app.clock.today().year();
        (year - 30..=year).rev()
    }

    /// The months, as numbers, with their names.
    pub fn months(&self) -> Vec<(u8, Text<'_>)> {
        (1..=12).map(|month| (month, self.t.get(&format!("month-{month}")))).collect()
    }

    /// For the form without JavaScript: the tests of a condition as (chosen or not, question, answers).
    pub fn conditions(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<(bool, String, String)> {
        let words = |test: &Test, codes: &[String]| {
            let about = questionnaire.question(&test.question)?;
            let answers: Vec<_> = codes.iter().map(|code| self.answer(about, code)).collect();
            Some((self.t.label(&about.label).plain(), answers.join(", ")))
        };
        let tests = question.show_if.iter().flat_map(Condition::tests);
        tests
            .flat_map(|test| {
                let only_if = words(test, &test.is).filter(|_| !test.is.is_empty()).map(|(q, a)| (true, q, a));
                let not_if = words(test, &test.is_not).filter(|_| !test.is_not.is_empty()).map(|(q, a)| (false, q, a));
                only_if.into_iter().chain(not_if)
            })
            .collect()
    }

    /// An answer's code in the reader's words.
    fn answer(&self, question: &Question, code: &str) -> String {
        match (question.kind, code) {
            (Kind::Categories, _) => {
                taxonomy::tile_of(code).map_or_else(|| self.category(code), |tile| self.t.label(&tile.label).plain())
            }
            (Kind::Ternary, "yes") => self.t.answer_yes().plain(),
            (Kind::Ternary, "no") => self.t.answer_no().plain(),
            (_, OTHER) => self.t.answer_other().plain(),
            (Kind::Place, _) => match place::parse(code) {
                Some((country, region)) => self.region(country, &region.code),
                None => code.to_owned(),
            },
            _ => {
                let option = question.options.iter().find(|option| option.code == code);
                let own = if code == UNKNOWN { self.t.answer_unknown().plain() } else { code.to_owned() };
                option.map_or(own, |option| self.t.label(&option.label).plain())
            }
        }
    }

    /// What a script needs of a definition: everything but its words.
    #[allow(clippy::unused_self, reason = "templates reach functions through the page")]
    pub fn definition(&self, questionnaire: &Questionnaire) -> String {
        json(&Definition::of(questionnaire))
    }

    /// The label of a category, or its code.
    pub fn category(&self, code: &str) -> String {
        taxonomy::label(code).map_or_else(|| code.to_owned(), |label| self.t.label(label).plain())
    }

    pub fn region(&self, country: &str, region: &str) -> String {
        let name = place::region(country, region).map_or(region, |region| region.name.as_str());
        let country_label = place::places().countries.iter().find(|known| known.code == country);
        let country = country_label.map_or_else(|| country.to_owned(), |known| self.t.label(&known.label).plain());
        format!("{name}, {country}")
    }

    pub fn verification(&self, level: &str) -> Text<'_> {
        self.t.get(&format!("verification-{level}"))
    }

    pub fn status(&self, status: &str) -> String {
        self.state(status).plain()
    }

    /// A state of a report, as its source sees it.
    pub fn state(&self, state: &str) -> Text<'_> {
        self.t.get(&format!("inbox-status-{state}"))
    }

    /// Whether a step of the list of states is the current one.
    #[allow(clippy::unused_self, reason = "templates reach functions through the page")]
    pub fn is_state(&self, step: &str, state: &str) -> bool {
        step == state
    }

    /// What to do about a refusal's message.
    pub fn what_to_do(&self, refusal: &str) -> Text<'_> {
        self.t.get(&format!("{refusal}-do"))
    }

    /// A piece of the guidance on staying safe: `safety-<id>`.
    pub fn advice(&self, id: &str) -> Text<'_> {
        self.t.get(&format!("safety-{id}"))
    }

    pub fn advice_title(&self, id: &str) -> Text<'_> {
        self.t.get(&format!("safety-{id}-title"))
    }

    /// Addresses of the ten recorded digits, from zero to nine, if all are there.
    pub fn digits(&self) -> Option<String> {
        let paths = (0..10).map(|digit| self.prompt(&self.t.get(&format!("digit-{digit}"))).map(Prompt::path));
        paths.collect::<Option<Vec<_>>>().map(|paths| paths.join(" "))
    }

    /// The texts of the receipt's script.
    pub fn receipt_script(&self) -> String {
        json(&self.t.script("script-receipt"))
    }

    /// The texts of the report page's scripts, those that are loaded later included.
    pub fn report_script(&self) -> String {
        let files = ["script-report", "script-files", "script-voice", "script-receipt"];
        json(&files.iter().flat_map(|file| self.t.script(file)).collect::<std::collections::BTreeMap<_, _>>())
    }

    /// The texts of the inbox's script: its own, those of sending, and the states of a report.
    pub fn inbox_script(&self) -> String {
        let mut texts = self.t.script("script-inbox");
        texts.extend(self.t.script("script-report"));
        texts.extend(self.t.script("script-files"));
        texts.extend(self.t.script("script-voice"));
        let inbox = self.t.script("inbox");
        texts.extend(inbox.into_iter().filter(|(id, _)| id.starts_with("inbox-")));
        json(&texts)
    }

    /// The texts of one file and those of refusals, for an application that shows both.
    pub fn script_all(&self, file: &str) -> String {
        let mut texts = self.t.script(file);
        for other in ["inbox", "issue", "common", "script-voice"] {
            texts.extend(self.t.script(other));
        }
        // What the recorder and the file list borrow from the citizens' pages.
        let shared = self.t.script("script-report").into_iter().chain(self.t.script("script-files"));
        texts.extend(shared.filter(|(id, _)| {
            ["js-pause", "js-resume", "jsf-name-photo", "jsf-name-film", "jsf-name-sound"].contains(id)
        }));
        json(&texts)
    }

    /// Taxonomy, places and languages in the reader's language, for the desk.
    pub fn desk_data(&self) -> String {
        json(&DeskData {
            lang: &self.t.language.tag,
            chain: self.t.tags(),
            categories: page_data::categories(&self.t),
            sensitive: taxonomy::sensitive().collect(),
            countries: page_data::countries(&self.t),
            languages: self.report_languages(),
            checklist: CHECKLIST,
            months: self.months().iter().map(|(_, name)| name.plain()).collect(),
            interface: self
                .languages()
                .iter()
                .map(|language| (language.tag.as_str(), language.endonym.as_str()))
                .collect(),
        })
    }

    /// How much of a language is there, in percent of the French messages.
    pub fn percent(&self, tag: &str) -> usize {
        let Some(localizer) = self.app.texts.find(tag) else { return 0 };
        let own = IDS.iter().filter(|(_, id)| localizer.get(id).is_own()).count();
        own * 100 / IDS.len()
    }
}

/// JSON that may stand inside `<script type="application/json">`.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts are JSON").replace('<', "\\u003c")
}
