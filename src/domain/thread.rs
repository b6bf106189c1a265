//! The thread between a source and the circle.

use serde::{Deserialize, Serialize};

use super::consent::Consent;
use super::epoch::EpochNumber;
use super::id::{ConsultationId, MessageId, ReportId};
use super::report::Attachment;
use super::week::Week;

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Author {
    Source,
    Circle,
}

impl Author {
    /// Recipient stanzas of a message by this author: the epoch, and from the circle also the source.
    #[must_use]
    pub const fn stanzas(self) -> usize {
        match self {
            Self::Source => 1,
            Self::Circle => 2,
        }
    }
}

/// A message as the server sees it, without its ciphertext.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: MessageId,
    pub report: ReportId,
    pub sequence: u32,
    pub epoch: EpochNumber,
    pub author: Author,
    pub week: Week,
}

/// The signed text of a message from the circle (protocol 4.4).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CircleMessage {
    pub report: ReportId,
    /// The recipient of the source that it is for (`age1pq1…`): a message to one is none to another.
    pub source: String,
    pub sequence: u32,
    pub body: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// The status that the source may see.
    pub status: String,
    pub week: Week,
}

/// The signed text of a message from the source (protocol 4.4).
#[derive(Clone, Serialize, Deserialize)]
pub struct SourceMessage {
    pub consultation: ConsultationId,
    /// The source's recipient (`age1pq1…`).
    pub source: String,
    /// How many messages the source has sent before.
    pub sequence: u32,
    pub week: Week,
    pub body: String,
    pub attachments: Vec<Attachment>,
    /// The consent level from now on, when the source changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
}
