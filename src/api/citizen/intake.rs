//! The intake: what a client must know before it encrypts, and a report on its way in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::done::Done;
use crate::api::schema::Binary;
use crate::api::upload::UploadIds;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::ConsultationId;

/// What to encrypt to. Clients verify the recipient against the key chain before they use it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct IntakeOffer {
    pub consultation: ConsultationId,
    /// Version of the questionnaire.
    pub version: u32,
    pub epoch: EpochNumber,
    /// `age1pq1…`
    pub recipient: String,
    pub limits: IntakeLimits,
    pub ticket: IntakeTicket,
}

/// What is accepted at most, in bytes and in number.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct IntakeLimits {
    pub files: u32,
    pub file_size: u64,
    pub envelope_size: u64,
}

/// The proof of work that a report needs.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct IntakeTicket {
    pub challenge: String,
    /// Leading zero bits; 0 when none are asked for.
    pub work: u8,
    /// Unix seconds.
    pub expires_at: i64,
}

/// The multipart form of a report, read field by field.
#[derive(ToSchema)]
pub struct ReportForm {
    /// `<challenge>.<nonce>`; not needed where tickets are switched off.
    #[schema(nullable = false)]
    pub ticket: Option<String>,
    #[schema(nullable = false)]
    pub epoch: Option<String>,
    /// base64url of SHA-256 of the receipt's authenticator.
    pub verifier: String,
    /// An age file to the epoch.
    pub envelope: Binary,
    #[schema(nullable = false)]
    pub attachments: Option<UploadIds>,
}

/// What was sent is durable.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Received {
    pub received: Done,
}
