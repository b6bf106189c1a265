//! Words that come with data (questionnaires, taxonomy, places), one text per language; French is always there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::language::SOURCE;

/// A text per language tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(BTreeMap<String, String>);

/// The text to show, and the language it is in: a fallback is marked as such where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    pub text: &'a str,
    pub lang: &'a str,
}

impl Label {
    /// The first of `chain` that has a text, else French, else nothing at all.
    #[must_use]
    pub fn get<'a>(&'a self, chain: &[&'a str]) -> Shown<'a> {
        chain
            .iter()
            .chain(&[SOURCE])
            .find_map(|lang| self.0.get(*lang).map(|text| Shown { text, lang }))
            .unwrap_or(Shown { text: "", lang: SOURCE })
    }

    /// The languages that have a text.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
