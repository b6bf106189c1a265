//! Summaries before they are published.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::Base64;
use crate::crypto::document::SignedDocument;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{MemberId, SummaryId};
use crate::domain::week::Week;

/// The sealed drafts of a circle, and who signed what it has approved.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SummaryDrafts {
    pub drafts: Vec<SummaryDraft>,
    /// What the circle has approved, for the desks that check who stands behind it.
    pub approved: Vec<SignedSummary>,
}

/// An approved summary as its two people signed it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SignedSummary {
    pub slug: String,
    pub author_document: SignedDocument,
    pub approver_document: SignedDocument,
}

/// A sealed draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SummaryDraft {
    pub id: SummaryId,
    pub epoch: EpochNumber,
    pub author: MemberId,
    pub week: Week,
    /// An age file to the epoch.
    pub ciphertext: Base64,
}

/// What accompanies the ciphertext of a draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DraftQuery {
    /// Drawn by the author. The same id again is the same draft: it succeeds without effect.
    pub id: SummaryId,
    pub epoch: EpochNumber,
}

/// The draft is kept.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SummaryDrafted {
    pub id: SummaryId,
}

/// The words of a summary, signed by its author and by another member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryApproval {
    pub author_document: SignedDocument,
    pub approver_document: SignedDocument,
}

/// The summary is approved.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SummaryApproved {
    /// Its public address under `/{lang}/issues/`.
    pub slug: String,
}
