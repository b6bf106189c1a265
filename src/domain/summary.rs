//! Summaries: vetted text. An author drafts (sealed), a different member approves; embargo, then public.

use serde::{Deserialize, Serialize};
use time::Date;

use super::id::{ConsultationId, PersonId, SummaryId};
use super::invalid::{Invalid, Reason};
use super::refusal::Refusal;
use super::variants::named;
use super::{place, taxonomy};

/// The harm checklist. Author and approver tick every line; its sentences are the messages `harm-check-<code>`.
pub const CHECKLIST: &[&str] = &["no-person", "no-small-place", "no-date", "no-quote", "side-effects", "presumption"];

named! {
    /// How well something is known (domain research B2).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Verification: "a verification" {
        Unverified = "unverified",
        Plausible = "plausible",
        Corroborated = "corroborated",
        Documented = "documented",
        Refuted = "refuted",
    }
}

/// The words of a summary: the signed text of a `summary` document (protocol 4.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub title: String,
    /// What is known.
    pub body: String,
    /// What is asked, and of whom.
    pub asked: String,
    /// Possible side effects of acting on it.
    pub side_effects: String,
    pub category: String,
    pub country: String,
    pub region: String,
    /// `YYYY-MM`.
    pub month: String,
    pub verification: Verification,
    /// Whether journalists may read it under embargo (consent level 3 of every source).
    pub press: bool,
    /// The ticked lines of [`CHECKLIST`].
    pub checklist: Vec<String>,
    /// First public day, `YYYY-MM-DD`. Set by the approver.
    #[serde(default)]
    pub embargo_until: Option<String>,
}

impl Text {
    /// Refuses texts that are missing or too long, and an unknown category, region or month, field by field.
    ///
    /// # Errors
    /// [`Invalid`].
    pub fn validate(&self) -> Result<(), Invalid> {
        let mut invalid = Invalid::default();
        let texts = [
            ("title", &self.title, 200, true),
            ("body", &self.body, 10_000, true),
            ("asked", &self.asked, 2_000, false),
            ("side_effects", &self.side_effects, 2_000, true),
        ];
        for (field, text, max, required) in texts {
            if required && text.trim().is_empty() {
                invalid.push(field, Reason::Missing);
            } else if text.chars().count() > max {
                invalid.push(field, Reason::TooLong);
            }
        }
        if !taxonomy::is_known(&self.category) {
            invalid.push("category", Reason::Unknown);
        }
        if place::region(&self.country, &self.region).is_none() {
            invalid.push("region", Reason::Unknown);
        }
        if parse_day(&format!("{}-01", self.month)).is_none() {
            invalid.push("month", Reason::Malformed);
        }
        invalid.or(())
    }

    /// Whether every line of the harm checklist is ticked.
    #[must_use]
    pub fn checklist_complete(&self) -> bool {
        CHECKLIST.iter().all(|line| self.checklist.iter().any(|ticked| ticked == line))
    }

    /// Whether `other` has the same words; checklist and embargo may differ.
    #[must_use]
    pub fn same_words(&self, other: &Self) -> bool {
        let bare = |text: &Self| Self { checklist: Vec::new(), embargo_until: None, ..text.clone() };
        bare(self) == bare(other)
    }
}

/// Returns `Some` when `text` is a date as `YYYY-MM-DD`.
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
    Date::parse(text, &time::format_description::well_known::Iso8601::DATE).ok()
}

/// An approved summary, with its day of publication.
#[derive(Clone, Debug)]
pub struct Approved {
    pub id: SummaryId,
    pub consultation: ConsultationId,
    pub slug: String,
    pub text: Text,
    pub embargo_until: Date,
    pub revised: super::week::Week,
}

/// Who reads an approved summary: the one rule that page, API, feed and press desk all ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Public,
    Press,
}

impl Approved {
    /// Whether `reader` may read it on the day `today`.
    #[must_use]
    pub fn readable(&self, reader: Reader, today: Date) -> bool {
        self.embargo_until <= today || (reader == Reader::Press && self.text.press)
    }
}

/// The two-person rule of publication. Refuses [`Refusal::SameAuthor`] when author and approver are one person under
/// whatever accounts,
/// [`Refusal::DocumentForged`] when their words differ, [`Refusal::ChecklistIncomplete`] when a line is not ticked.
///
/// # Errors
/// [`Refusal`].
pub fn check_approval(author: PersonId, draft: &Text, approver: PersonId, approved: &Text) -> Result<(), Refusal> {
    if author == approver {
        return Err(Refusal::SameAuthor);
    }
    if !draft.same_words(approved) {
        return Err(Refusal::DocumentForged);
    }
    if !draft.checklist_complete() || !approved.checklist_complete() {
        return Err(Refusal::ChecklistIncomplete);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Text {
        serde_json::from_str(include_str!("../../tests/fixtures/summary.json")).expect("a summary's words")
    }

    #[test]
    fn publication_takes_two_people_the_same_words_and_both_checklists() {
        let (author, approver) = (PersonId::from([1; 16]), PersonId::from([2; 16]));
        let embargoed = Text { embargo_until: Some("2026-12-01".into()), ..text() };
        assert_eq!(check_approval(author, &text(), approver, &embargoed), Ok(()));
        assert_eq!(check_approval(author, &text(), author, &text()), Err(Refusal::SameAuthor));
        let other = Text { title: "u".into(), ..text() };
        assert_eq!(check_approval(author, &text(), approver, &other), Err(Refusal::DocumentForged));
        let unticked = Text { checklist: Vec::new(), ..text() };
        assert_eq!(check_approval(author, &text(), approver, &unticked), Err(Refusal::ChecklistIncomplete));
    }

    #[test]
    fn empty_or_unknown_fields_are_named() {
        let bad = Text { title: " ".into(), region: "paris".into(), month: "2026-13".into(), ..text() };
        let fields: Vec<_> = bad.validate().expect_err("refused").fields.into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["title", "region", "month"]);
    }
}
