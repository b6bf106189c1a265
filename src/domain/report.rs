//! Reports: the JSON inside an envelope (protocol 4.3), and the little that the server knows of a report.

use serde::{Deserialize, Serialize};

use super::consent::Consent;
use super::epoch::EpochNumber;
use super::id::{BurstId, ConsultationId, ReportId, UploadId};
use super::questionnaire::Answers;
use super::variants::named;
use super::week::Week;

/// Schema version of the envelope.
pub const VERSION: u32 = 1;

/// The plaintext of a report. Exists in clients, and for an instant in the form without JavaScript.
#[derive(Clone, Serialize, Deserialize)]
pub struct Envelope {
    pub v: u32,
    pub consultation: ConsultationId,
    /// Version of the questionnaire that was answered.
    pub version: u32,
    pub answers: Answers,
    pub interface_language: String,
    pub report_language: String,
    pub consent: Consent,
    /// `age1pq1…`, from the receipt.
    pub source_recipient: String,
    /// The public key with which the source signs its messages, base64url; from the receipt.
    pub source_signing: String,
    pub attachments: Vec<Attachment>,
    /// Whom the source does not want as a reader ([`super::withheld`]). Left out of the JSON when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld_from: Vec<String>,
}

/// A file that came with a report or a message. Size and hash are those of the file itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attachment {
    pub blob: UploadId,
    pub name: String,
    #[serde(rename = "type")]
    pub media_type: String,
    pub size: u64,
    /// Hex SHA-256.
    pub sha256: String,
    /// For a spoken answer: the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// For a spoken answer: whether the voice was altered before it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub altered: Option<bool>,
}

named! {
    /// What the server may know of the work on a report.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum State: "a state of a report" {
        Fresh = "fresh",
        Active = "active",
        Closed = "closed",
    }
}

/// How a report came to be encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// An envelope of protocol 4.3, made by a browser or by the form without JavaScript.
    Envelope,
    /// Any file that the citizen encrypted by hand.
    Sealed,
}

/// A report as the server sees it.
#[derive(Clone, Debug)]
pub struct Report {
    pub id: ReportId,
    pub consultation: ConsultationId,
    pub epoch: EpochNumber,
    pub week: Week,
    pub form: Form,
    pub state: State,
    /// For a report sealed by hand, whose envelope cannot name it: the recipient of its receipt.
    pub source_recipient: Option<String>,
    /// `Some` when it arrived during a burst.
    pub burst: Option<BurstId>,
    /// Whether `epoch` is the one it is sealed to. A report that was kept as a file or sealed by hand may be sealed to
    /// an earlier epoch, which only its readers can tell.
    pub epoch_known: bool,
    /// The first week in which it is gone. `None` for reports older than retention, until the first sweep.
    pub due: Option<Week>,
    /// Whether it was rejected, and so is kept for a short time only.
    pub rejected: bool,
}
