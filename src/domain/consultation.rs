//! Consultations: a theme with a questionnaire, open for a period.

use super::id::ConsultationId;
use super::questionnaire::Questionnaire;

/// Whether a consultation takes reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    Open,
    Closed,
}

/// Whether the form without JavaScript is offered (protocol 4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainForm {
    Offered,
    SwitchedOff,
}

/// A consultation as every layer sees it.
#[derive(Clone, Debug)]
pub struct Consultation {
    pub id: ConsultationId,
    pub slug: String,
    pub questionnaire: Questionnaire,
    pub intake: Intake,
    pub plain_form: PlainForm,
}

impl Consultation {
    /// The version of its questionnaire.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.questionnaire.version
    }

    #[must_use]
    pub fn offers_plain(&self) -> bool {
        self.plain_form == PlainForm::Offered
    }
}

/// Whether `slug` is one that a URL can carry: 2 to 60 of `a-z 0-9 -`.
#[must_use]
pub fn is_slug(slug: &str) -> bool {
    (2..=60).contains(&slug.len()) && slug.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}
