//! Consent levels (protocol 4.5): chosen by the citizen, only ever lowered by others.

use serde::{Deserialize, Serialize};

/// What may be done with a report. Each level includes those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Consent {
    ReadOnly,
    #[default]
    Counted,
    Summarised,
    Journalists,
    Referred,
}

impl From<Consent> for u8 {
    fn from(consent: Consent) -> u8 {
        consent as u8
    }
}

impl TryFrom<u8> for Consent {
    type Error = String;

    fn try_from(level: u8) -> Result<Self, String> {
        [Self::ReadOnly, Self::Counted, Self::Summarised, Self::Journalists, Self::Referred]
            .get(usize::from(level))
            .copied()
            .ok_or_else(|| format!("{level} is not a consent level"))
    }
}
