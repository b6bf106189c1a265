//! When a question is asked: one test on an earlier answer, or all or any of several. No nesting, so that the form
//! without JavaScript can state a condition in a sentence.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Answers;

/// `{"question":"asked","is":["yes"]}`, `{"all":[…]}` or `{"any":[…]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Condition {
    All { all: Vec<Test> },
    Any { any: Vec<Test> },
    One(Test),
}

/// A test on the answer of one question. Several parts must all hold; a question without an answer passes `is_not`
/// and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    pub question: String,
    /// One of these codes was chosen. A category or place also counts for what is under it: `SEC4` for `SEC4.1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// None of these codes was chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is_not: Vec<String>,
    /// The number, or the upper end of the range, is at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
    /// There is an answer, or there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<bool>,
}

impl Condition {
    /// The tests it is made of.
    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        match self {
            Self::All { all } => all.iter(),
            Self::Any { any } => any.iter(),
            Self::One(test) => std::slice::from_ref(test).iter(),
        }
    }

    /// Whether it holds after these answers. No tests: always.
    #[must_use]
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::Any { any } => any.is_empty() || any.iter().any(|test| test.holds(answers)),
            _ => self.tests().all(|test| test.holds(answers)),
        }
    }
}

impl Test {
    /// The codes it names.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        self.is.iter().chain(&self.is_not)
    }

    fn holds(&self, answers: &Answers) -> bool {
        let answer = answers.get(&self.question);
        let chosen = answer.map(codes).unwrap_or_default();
        let one_of = |wanted: &[String]| wanted.iter().any(|code| chosen.iter().any(|answer| is_under(answer, code)));
        (self.is.is_empty() || one_of(&self.is))
            && (self.is_not.is_empty() || !one_of(&self.is_not))
            && self.at_least.is_none_or(|least| answer.and_then(largest).is_some_and(|number| number >= least))
            && self.answered.is_none_or(|wanted| wanted == answer.is_some())
    }
}

/// The codes of an answer; a place counts as `ML.gao`.
fn codes(answer: &Value) -> Vec<String> {
    match answer {
        Value::String(code) => vec![code.clone()],
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Object(place) => match (place.get("country"), place.get("region")) {
            (Some(Value::String(country)), Some(Value::String(region))) => vec![format!("{country}.{region}")],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn largest(answer: &Value) -> Option<u64> {
    answer.get("to").or_else(|| answer.get("from")).and_then(Value::as_u64)
}

fn is_under(code: &str, wanted: &str) -> bool {
    code.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
