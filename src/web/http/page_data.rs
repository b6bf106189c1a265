//! The JSON that pages hand to their scripts in `<script type="application/json">`.

use serde::Serialize;

use crate::domain::place::{self, Region};
use crate::domain::questionnaire::{Condition, Kind, Question, Questionnaire};
use crate::domain::taxonomy;
use crate::text::Localizer;

/// A questionnaire without its words, which stand in the page.
#[derive(Serialize)]
pub struct Definition<'a> {
    questions: Vec<BareQuestion<'a>>,
}

#[derive(Serialize)]
struct BareQuestion<'a> {
    id: &'a str,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<BareOption<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    show_if: Option<&'a Condition>,
}

#[derive(Serialize)]
struct BareOption<'a> {
    code: &'a str,
}

impl<'a> Definition<'a> {
    #[must_use]
    pub fn of(questionnaire: &'a Questionnaire) -> Self {
        let bare = |question: &'a Question| BareQuestion {
            id: &question.id,
            kind: question.kind,
            min: question.min,
            max: question.max,
            required: question.required,
            options: question.options.iter().map(|option| BareOption { code: &option.code }).collect(),
            show_if: question.show_if.as_ref(),
        };
        Self { questions: questionnaire.questions.iter().map(bare).collect() }
    }
}

/// Taxonomy, places and languages in the words of one language, for the desk.
#[derive(Serialize)]
pub struct DeskData<'a> {
    pub lang: &'a str,
    /// The language and those that it falls back to.
    pub chain: Vec<&'a str>,
    /// Codes and labels, each code before its sub-codes.
    pub categories: Vec<(&'static str, String)>,
    /// Codes of categories that ask for more care.
    pub sensitive: Vec<&'static str>,
    pub countries: Vec<Country>,
    /// Languages that a report may be in: tag, own name, letters.
    pub languages: Vec<(&'a str, &'a str, &'a str)>,
    pub checklist: &'a [&'static str],
    pub months: Vec<String>,
    /// Languages of the interface: tag and own name.
    pub interface: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
pub struct Country {
    code: &'static str,
    label: String,
    regions: &'static [Region],
}

/// Every category, each before its sub-categories.
pub fn categories(t: &Localizer) -> Vec<(&'static str, String)> {
    let codes = taxonomy::taxonomy().tiles.iter().flat_map(|tile| &tile.codes);
    let labels = codes.flat_map(|category| {
        let sub = category.sub.iter().map(|sub| (sub.code.as_str(), &sub.label));
        std::iter::once((category.code.as_str(), &category.label)).chain(sub)
    });
    labels.map(|(code, label)| (code, t.label(label).plain())).collect()
}

pub fn countries(t: &Localizer) -> Vec<Country> {
    let country = |country: &'static place::Country| Country {
        code: &country.code,
        label: t.label(&country.label).plain(),
        regions: &country.regions,
    };
    place::places().countries.iter().map(country).collect()
}
