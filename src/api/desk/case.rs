//! Reports and case records: rows without ciphertext, and what accompanies ciphertext.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::epoch::EpochNumber;
use crate::domain::id::{BurstId, ReportId};
use crate::domain::report::{Form as ReportKind, State as ReportState};
use crate::domain::week::Week;

/// The reports of a circle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Reports {
    pub reports: Vec<ReportRow>,
}

/// A report as the server sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportRow {
    pub id: ReportId,
    pub epoch: EpochNumber,
    /// The week in which it arrived.
    pub week: Week,
    pub form: ReportKind,
    pub state: ReportState,
    /// The burst in which it came.
    #[schema(required)]
    pub burst: Option<BurstId>,
    /// The first week in which it is gone; `null` for reports older than retention, until the first sweep.
    #[schema(required)]
    pub due: Option<Week>,
    /// Messages of the source.
    pub answers: i64,
    /// Whether `epoch` is the one that it is sealed to; otherwise its readers find out.
    pub epoch_known: bool,
    /// For a report that was encrypted by hand: the recipient of its receipt.
    #[schema(required)]
    pub source_recipient: Option<String>,
    /// Of the case record; 0 when there is none.
    pub revision: u32,
}

/// Which ciphertexts are wanted, 500 at most.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CiphertextRequest {
    /// Reports whose envelope is wanted.
    pub envelopes: Vec<ReportId>,
    /// Reports whose case record is wanted.
    pub records: Vec<ReportId>,
}

/// What the server must know of a case record that is saved.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CaseQuery {
    pub epoch: EpochNumber,
    pub state: ReportState,
    /// Rejected: kept for a short time only.
    #[serde(default)]
    pub rejected: bool,
}

/// The report is kept longer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Postponed {
    /// The first week in which it is gone now.
    pub due: Week,
}

/// To which epoch a kept report was found to be sealed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportEpoch {
    pub epoch: EpochNumber,
}

/// The epoch that a ciphertext is sealed to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EpochQuery {
    pub epoch: EpochNumber,
}
