//! Questionnaires: versioned JSON definitions that drive the form with JavaScript, the form without, and the desk.
//!
//! To add a kind of question: a variant of [`Kind`], its validation in [`Questionnaire::validate`], its template part
//! and its reading in `web/src/citizen/answers.ts`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::invalid::{Invalid, Reason};
use super::label::Label;
use super::{place, taxonomy};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Questionnaire {
    pub version: u32,
    pub title: Label,
    pub summary: Label,
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    pub kind: Kind,
    pub label: Label,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Label>,
    /// Choices at most, characters at most or files at most, after the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Choice {
    pub code: String,
    pub label: Label,
}

/// How a question is asked and what its answer looks like in the envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Several of the options: `["life","fear"]`.
    Choices,
    /// One of the options: `"week"`.
    Choice,
    /// Codes of the taxonomy: `["SEC1.3"]`.
    Categories,
    /// `{"country":"ML","region":"gao","cercle":"ansongo"}`, the last optional.
    Place,
    /// Free text.
    Text,
    /// Not in the answers: `report_language` of the envelope.
    Language,
    /// Not in the answers: `attachments` of the envelope.
    Files,
    /// Not in the answers: `consent` of the envelope.
    Consent,
}

/// Answers by question id, as they stand in the envelope.
pub type Answers = BTreeMap<String, Value>;

impl Questionnaire {
    /// The first question of a kind: language, files and consent are asked at most once.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> Option<&Question> {
        self.questions.iter().find(|question| question.kind == kind)
    }

    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The answers of a form's fields, checked. A place has two fields, `<id>` (`ML.gao`) and `<id>-cercle`.
    ///
    /// # Errors
    /// The fields that are not accepted.
    pub fn validate(&self, fields: &[(String, String)]) -> Result<Answers, Invalid> {
        let mut invalid = Invalid::default();
        let mut answers = Answers::new();
        for question in &self.questions {
            let given: Vec<&str> = fields
                .iter()
                .filter(|(name, value)| *name == question.id && !value.trim().is_empty())
                .map(|(_, value)| value.as_str())
                .collect();
            if given.is_empty() {
                continue;
            }
            let cercle = format!("{}-cercle", question.id);
            let cercle = fields.iter().find(|(name, _)| *name == cercle).map(|(_, value)| value.as_str());
            match question.answer(&given, cercle) {
                Ok(Some(answer)) => {
                    answers.insert(question.id.clone(), answer);
                }
                Ok(None) => {}
                Err(reason) => invalid.push(&question.id, reason),
            }
        }
        invalid.or(answers)
    }
}

impl Kind {
    /// As in the definitions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Choices => "choices",
            Self::Choice => "choice",
            Self::Categories => "categories",
            Self::Place => "place",
            Self::Text => "text",
            Self::Language => "language",
            Self::Files => "files",
            Self::Consent => "consent",
        }
    }
}

impl Question {
    /// The kind's name, for templates and scripts.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        self.kind.name()
    }

    /// Whether it is asked with several controls, and so needs a `fieldset`.
    #[must_use]
    pub fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Choices | Kind::Choice | Kind::Categories | Kind::Consent)
    }

    fn has(&self, code: &str) -> bool {
        self.options.iter().any(|option| option.code == code)
    }

    fn answer(&self, given: &[&str], cercle: Option<&str>) -> Result<Option<Value>, Reason> {
        let max = self.max.unwrap_or(usize::MAX);
        let many = |known: &dyn Fn(&str) -> bool| {
            if given.len() > max {
                return Err(Reason::TooMany);
            }
            if given.iter().all(|code| known(code)) { Ok(Some(json!(given))) } else { Err(Reason::Unknown) }
        };
        match self.kind {
            Kind::Choices => many(&|code| self.has(code)),
            Kind::Categories => many(&taxonomy::is_known),
            Kind::Choice => {
                let [code] = given else {
                    return Err(Reason::TooMany);
                };
                if self.has(code) { Ok(Some(json!(code))) } else { Err(Reason::Unknown) }
            }
            Kind::Text => {
                if given[0].chars().count() > max {
                    return Err(Reason::TooLong);
                }
                Ok(Some(json!(given[0])))
            }
            Kind::Place => place_answer(given[0], cercle).map(Some),
            Kind::Language | Kind::Files | Kind::Consent => Ok(None),
        }
    }
}

fn place_answer(value: &str, cercle: Option<&str>) -> Result<Value, Reason> {
    let (country, region) = place::parse(value).ok_or(Reason::Unknown)?;
    let mut answer = json!({ "country": country, "region": region.code });
    // A cercle of another region is what remains of a changed mind: the region counts.
    if let Some(cercle) = region.cercles.iter().find(|one| Some(one.code.as_str()) == cercle) {
        answer["cercle"] = json!(cercle.code);
    }
    Ok(answer)
}

/// The permanent consultation's questionnaire.
///
/// # Panics
/// Never: the built-in definition is tested.
#[must_use]
pub fn permanent() -> Questionnaire {
    serde_json::from_str(include_str!("../../content/questionnaires/signaler.json"))
        .expect("the built-in questionnaire is valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn harm_is_asked_before_the_category() {
        let ids: Vec<_> = permanent().questions.into_iter().map(|question| question.id).collect();
        assert_eq!(&ids[..2], ["harm", "category"]);
    }

    #[test]
    fn good_answers_take_their_envelope_form() {
        let given = fields(&[
            ("harm", "fear"),
            ("harm", "life"),
            ("category", "SEC1.3"),
            ("place", "ML.gao"),
            ("place-cercle", "ansongo"),
            ("when", "week"),
            ("account", " texte "),
            ("knowledge", ""),
        ]);
        let answers = permanent().validate(&given).expect("accepted");
        assert_eq!(
            serde_json::to_value(answers).expect("JSON"),
            json!({
                "harm": ["fear", "life"], "category": ["SEC1.3"], "when": "week", "account": " texte ",
                "place": {"country": "ML", "region": "gao", "cercle": "ansongo"},
            })
        );
    }

    #[test]
    fn unknown_codes_and_too_many_choices_are_named() {
        let given = fields(&[
            ("harm", "nonsense"),
            ("category", "SEC1"),
            ("category", "SEC2"),
            ("category", "SEC3"),
            ("category", "SEC5"),
            ("place", "XX.gao"),
        ]);
        let invalid = permanent().validate(&given).expect_err("refused");
        let expected = [("harm", Reason::Unknown), ("category", Reason::TooMany), ("place", Reason::Unknown)];
        assert_eq!(invalid.fields, expected.map(|(field, reason)| (field.to_owned(), reason)));
    }
}
