//! Consultations: a theme with a questionnaire, open for a period.

use super::id::{ConsultationId, MemberId};
use super::questionnaire::Questionnaire;
use super::refusal::Refusal;

/// Whether a consultation takes reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    Open,
    Closed,
    /// Closed in an emergency by a member of the circle. It takes two members to open it again; `unlock_by` is the
    /// first.
    Locked {
        by: MemberId,
        unlock_by: Option<MemberId>,
    },
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
    /// Whether a member has left since the last epoch began: the next epoch is due at once.
    pub rekey_due: bool,
}

impl Consultation {
    /// Refuses [`Refusal::ConsultationClosed`] or [`Refusal::IntakeLocked`] when no reports are taken.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn takes_reports(&self) -> Result<(), Refusal> {
        match self.intake {
            Intake::Open => Ok(()),
            Intake::Closed => Err(Refusal::ConsultationClosed),
            Intake::Locked { .. } => Err(Refusal::IntakeLocked),
        }
    }

    /// The version of its questionnaire; answers name it.
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
