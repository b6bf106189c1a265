//! Work that is done after a write has committed, or at a time.

use serde::{Deserialize, Serialize};

use super::id::MemberId;

/// One piece of background work, stored as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Task {
    /// Deletes the ciphertext of a row that was deleted.
    DeleteBlob { key: String },
    /// Deletes uploads that were never attached, spent tickets and ended sessions.
    Sweep,
    /// Sends the daily mail of `day` (`YYYY-MM-DD`) to a member. If it is run on another day it is dropped: that day
    /// has its own.
    Digest { member: MemberId, day: String },
}
