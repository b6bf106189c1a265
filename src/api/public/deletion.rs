//! How many reports were deleted because their time was over.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Deletions by month, the latest first.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Deletions {
    /// Below this a month shows no number.
    pub smallest: u64,
    pub policy: RetentionPolicy,
    pub months: Vec<DeletionMonth>,
}

/// How long this installation keeps reports, in days.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RetentionPolicy {
    pub unreviewed: i64,
    pub rejected: i64,
    pub open: i64,
    pub closed: i64,
}

/// A month that is over.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeletionMonth {
    /// `YYYY-MM`
    pub month: String,
    /// `null` where it is too small to be shown.
    #[schema(required)]
    pub count: Option<u64>,
}
