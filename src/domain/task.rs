//! Work that is done after a write has committed, or at a time.

use serde::{Deserialize, Serialize};

use super::id::MemberId;

/// One piece of background work, stored as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Task {
    /// Removes ciphertext whose row is gone.
    DeleteBlob { key: String },
    /// Removes uploads that were never attached, and what remains of spent tickets and ended sessions.
    Sweep,
    /// Sends the daily mail of `day` (`YYYY-MM-DD`) to a member. On another day it is dropped: tomorrow has its own.
    Digest { member: MemberId, day: String },
}
