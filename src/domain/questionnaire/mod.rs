//! Questionnaires: versioned JSON definitions that drive the form with JavaScript, the form without, and the desk.
//!
//! Here: the definition and its check. `condition`: when a question is asked. `answer`: from a form's fields to
//! answers. The browser does the same in `web/src/questionnaire`; `tests/vectors/questionnaire.json` holds both to it.
//!
//! How to add a kind of question, from beginning to end. `tests/integration/questionnaire.rs` asks for steps 2 to 4 and
//! 6 of every kind, the compiler for the rest of the Rust.
//!
//! 1. A variant of [`Kind`] with its row in [`Kind::traits`], and how its fields are read (`answer`, with a row in the
//!    table at its head). If its answer holds codes that conditions may ask for: `Question::offers` and `condition`.
//! 2. The same in the browser: `web/src/questionnaire/definition.ts` and `answer.ts`. A question of the kind, and
//!    cases, in `tests/vectors/questionnaire.json`, which holds both sides to the same answers.
//! 3. Its controls: a part in `templates/part/` and its line in `templates/part/question.html`. How the review reads
//!    the answer back, if ticked boxes and written words are not enough: `web/src/citizen/form/answers.ts`.
//! 4. How the desk words the answer: `web/src/desk/case/answer.ts`. In `web/src/desk/find/table.ts` if it is coded
//!    (CSV), in `web/src/desk/case-view/answers.tsx` if it is words that are transcribed, translated and masked.
//! 5. Messages of its controls in `locales/fr/report.ftl` and `script-report.ftl`, with drafts in the complete
//!    languages.
//! 6. A question of the kind in a built-in definition (`content/questionnaires`), and a row in docs/questionnaires.md.

mod answer;
mod condition;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::condition::{Condition, Test};
use super::label::Label;
use super::variants::named;

/// The code of "I don't know": every question with options has it, and it stands alone.
pub const UNKNOWN: &str = "unknown";
/// The code of "something else, in my own words": the words are in the field and answer `<id>-other`.
pub const OTHER: &str = "other";
/// Characters of other words, and of a short text, at most.
pub const SHORT_TEXT: usize = 500;
/// Names that the forms use for themselves.
const RESERVED: &[&str] = &["review", "agree", super::withheld::FIELD];
/// The options of [`Kind::Ternary`]; their words are those of the interface.
pub const TERNARY: &[&str] = &["yes", "no"];

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    pub version: u32,
    /// Who has read the texts of each language: `source`, `draft` or `reviewed`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub status: BTreeMap<String, String>,
    pub title: Label,
    pub summary: Label,
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Lower-case letters and digits; also the name of the form's field.
    pub id: String,
    pub kind: Kind,
    pub label: Label,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Label>,
    /// Choices at most, characters at most, files at most or the largest number, after the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
    /// The smallest number of a [`Kind::Range`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u64>,
    /// Questions are optional unless they say so; "I don't know" always counts as an answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Shows the instance's help numbers (`help` in its configuration), on an [`Kind::Info`] screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub help: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// When it is asked; `None`: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub code: String,
    pub label: Label,
    /// A pictogram of `web/icons.txt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
}

named! {
    /// How a question is asked and what its answer looks like in the envelope.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Kind: "a kind of question" {
        /// Several of the options: `["life","fear"]`.
        Choices = "choices",
        /// One of the options: `"week"`.
        Choice = "choice",
        /// `"yes"`, `"no"` or `"unknown"`.
        Ternary = "ternary",
        /// Codes of the taxonomy: `["SEC1.3"]`.
        Categories = "categories",
        /// `{"country":"ML","region":"gao","cercle":"ansongo"}`, the last optional.
        Place = "place",
        /// `{"from":"2024-05","to":"2025"}`: months where known, else years. `{"from":"2024","ongoing":true}` for what
        /// lasts, `{"unknown":true}`.
        Period = "period",
        /// Whole numbers `{"from":10,"to":50}`, one or both; `{"unknown":true}`.
        Range = "range",
        /// Text of one line.
        Line = "line",
        /// Free text.
        Text = "text",
        /// Asked to be spoken; may be written: the text. The recording is an attachment that names the question.
        Voice = "voice",
        /// A screen to read: no answer.
        Info = "info",
        /// Not in the answers: `report_language` of the envelope.
        Language = "language",
        /// Not in the answers: `attachments` of the envelope.
        Files = "files",
        /// Not in the answers: `consent` of the envelope.
        Consent = "consent",
    }
}

/// What forms and checks need to know of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "a row of a table")]
pub struct Traits {
    /// The definition lists its options.
    pub lists_options: bool,
    /// It is asked with several controls, and so needs a `fieldset`.
    pub is_group: bool,
    /// "I don't know" and other words are offered beside its options.
    pub has_own_words: bool,
    /// The answer is words, and so may be spoken instead.
    pub is_words: bool,
    /// A questionnaire can ask it once.
    pub once: bool,
}

/// Answers by question id, as they stand in the envelope; other words under `<id>-other`.
pub type Answers = BTreeMap<String, Value>;

impl Questionnaire {
    /// Returns `Some` first question of a kind; language, files and consent are asked at most once.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> Option<&Question> {
        self.questions.iter().find(|question| question.kind == kind)
    }

    /// Whether a place is asked for.
    #[must_use]
    pub fn asks_place(&self) -> bool {
        self.of_kind(Kind::Place).is_some()
    }

    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The questions that are asked after these answers, in order.
    pub fn asked<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().filter(|question| question.is_asked(answers))
    }

    /// Refuses a definition that cannot be served: an id twice, options missing or where none belong, a condition on a
    /// later question.
    ///
    /// # Errors
    /// The sentence for the person who wrote the definition.
    pub fn check(&self) -> Result<(), String> {
        let mut earlier: Vec<&Question> = Vec::new();
        for question in &self.questions {
            let id = &question.id;
            question.check()?;
            if earlier.iter().any(|other| other.id == *id) {
                return Err(format!("the id {id} stands twice"));
            }
            for test in question.show_if.iter().flat_map(Condition::tests) {
                let about = earlier.iter().find(|other| other.id == test.question);
                let about = about.ok_or(format!("{id} depends on {}, which does not come before it", test.question))?;
                if let Some(code) = test.codes().find(|code| !about.offers(code)) {
                    return Err(format!("{id} depends on {code}, which {} does not offer", test.question));
                }
            }
            if question.kind.traits().once && earlier.iter().any(|other| other.kind == question.kind) {
                return Err(format!("{id}: {} can be asked once", question.kind.as_str()));
            }
            earlier.push(question);
        }
        Ok(())
    }
}

impl Kind {
    /// The table of kinds.
    #[must_use]
    pub const fn traits(self) -> Traits {
        const BARE: Traits =
            Traits { lists_options: false, is_group: false, has_own_words: false, is_words: false, once: false };
        match self {
            Self::Choices | Self::Choice => Traits { lists_options: true, is_group: true, has_own_words: true, ..BARE },
            Self::Ternary | Self::Categories => Traits { is_group: true, has_own_words: true, ..BARE },
            Self::Place | Self::Period | Self::Range => Traits { is_group: true, ..BARE },
            Self::Line | Self::Text | Self::Voice => Traits { is_words: true, ..BARE },
            Self::Info => BARE,
            Self::Language | Self::Files => Traits { once: true, ..BARE },
            Self::Consent => Traits { lists_options: true, is_group: true, once: true, ..BARE },
        }
    }

    /// Whether the answer is words, and so may be spoken instead.
    #[must_use]
    pub fn is_words(self) -> bool {
        self.traits().is_words
    }
}

impl Question {
    /// The kind's name, for templates and scripts.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        self.kind.as_str()
    }

    /// Whether it is asked with several controls, and so needs a `fieldset`.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.kind.traits().is_group
    }

    /// Whether "I don't know" and other words are offered beside the options.
    #[must_use]
    pub fn has_own_words(&self) -> bool {
        self.kind.traits().has_own_words
    }

    /// Whether the engine adds "I don't know": not where the definition has it in words of its own.
    #[must_use]
    pub fn adds_unknown(&self) -> bool {
        matches!(self.kind, Kind::Choices | Kind::Choice | Kind::Ternary) && !self.has(UNKNOWN)
    }

    /// Characters of a written answer at most.
    #[must_use]
    pub fn longest(&self) -> u64 {
        self.max.unwrap_or(if self.kind == Kind::Line { SHORT_TEXT as u64 } else { 100_000 })
    }

    /// Whether it is asked after these answers.
    #[must_use]
    pub fn is_asked(&self, answers: &Answers) -> bool {
        self.show_if.as_ref().is_none_or(|condition| condition.holds(answers))
    }

    fn has(&self, code: &str) -> bool {
        self.options.iter().any(|option| option.code == code)
    }

    /// Whether `code` can be answered.
    fn offers(&self, code: &str) -> bool {
        match self.kind {
            Kind::Ternary => TERNARY.contains(&code) || code == UNKNOWN || code == OTHER,
            Kind::Choices | Kind::Choice => self.has(code) || code == UNKNOWN || code == OTHER,
            Kind::Categories => super::taxonomy::is_known(code),
            Kind::Place => super::place::parse(code).is_some() || super::place::places().has_country(code),
            _ => false,
        }
    }

    fn check(&self) -> Result<(), String> {
        let id = &self.id;
        let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if id.is_empty() || id.len() > 40 || !id.bytes().all(sound) {
            return Err(format!("{id:?} is not an id of lower-case letters and digits"));
        }
        if RESERVED.contains(&id.as_str()) || self.has(OTHER) {
            return Err(format!("{id}: the id or an option of it belongs to the form itself"));
        }
        let takes = self.kind.traits().lists_options;
        if takes == self.options.is_empty() {
            return Err(format!("{id}: {} {}", self.kind.as_str(), if takes { "needs options" } else { "has none" }));
        }
        let codes: BTreeSet<_> = self.options.iter().map(|option| &option.code).collect();
        if codes.len() != self.options.len() {
            return Err(format!("{id} has an option twice"));
        }
        if self.min.unwrap_or(0) > self.max.unwrap_or(u64::MAX) {
            return Err(format!("{id}: min is more than max"));
        }
        Ok(())
    }
}

/// The questionnaire of the permanent consultation.
#[must_use]
pub fn permanent() -> Questionnaire {
    built_in(include_str!("../../../content/questionnaires/signaler.json"))
}

/// The perception survey of the demonstration: every kind of question but categories.
#[must_use]
pub fn survey() -> Questionnaire {
    built_in(include_str!("../../../content/questionnaires/menaces.json"))
}

fn built_in(definition: &str) -> Questionnaire {
    serde_json::from_str(definition).expect("the built-in definitions are tested")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_definitions_are_sound() {
        for definition in [permanent(), survey()] {
            definition.check().expect("sound");
        }
    }

    #[test]
    fn harm_is_asked_before_the_category() {
        let ids: Vec<_> = permanent().questions.into_iter().map(|question| question.id).collect();
        assert_eq!(&ids[..2], ["harm", "category"]);
    }

    #[test]
    fn the_survey_has_every_kind_but_categories_and_twelve_questions() {
        let kinds: BTreeSet<_> = survey().questions.iter().map(|question| question.kind.as_str()).collect();
        for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Categories) {
            assert!(kinds.contains(kind.as_str()), "{kind} is missing");
        }
        let about_the_person = |kind| matches!(kind, Kind::Info | Kind::Language | Kind::Files | Kind::Consent);
        assert_eq!(survey().questions.iter().filter(|question| !about_the_person(question.kind)).count(), 12);
    }

    #[test]
    fn a_definition_that_cannot_be_served_says_why() {
        let mut twice = permanent();
        twice.questions[1].id = "harm".into();
        assert!(twice.check().expect_err("refused").contains("stands twice"));
        let mut later = permanent();
        later.questions[0].show_if = serde_json::from_str(r#"{"question":"place","answered":true}"#).ok();
        assert!(later.check().expect_err("refused").contains("does not come before"));
        let mut unknown = permanent();
        unknown.questions[1].show_if = serde_json::from_str(r#"{"question":"harm","is":["nonsense"]}"#).ok();
        assert!(unknown.check().expect_err("refused").contains("does not offer"));
    }
}
