//! Labels of data (questionnaires, taxonomy, places): one text per language, French always among them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::language::SOURCE;

/// A text per language tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(BTreeMap<String, String>);

/// The text to show, and the language it is in. Pages mark a text that is not in their own language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    pub text: &'a str,
    pub lang: &'a str,
}

impl Label {
    /// The text of the first language of `chain` that has one, else the French one, else an empty text.
    #[must_use]
    pub fn get<'a>(&'a self, chain: &[&'a str]) -> Words<'a> {
        chain
            .iter()
            .chain(&[SOURCE])
            .find_map(|lang| self.0.get(*lang).map(|text| Words { text, lang }))
            .unwrap_or(Words { text: "", lang: SOURCE })
    }

    /// The languages that have a text.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
