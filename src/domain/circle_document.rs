//! What a circle keeps together besides its cases. The server knows the name, a revision number and a padded size.

use serde::{Deserialize, Serialize};

use super::variants::named;

named! {
    /// Which document. The names are stored: never rename one.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Name: "a document of a circle" {
        /// Replies that are written once and used often.
        Answers = "answers",
        /// Filters that were saved under a name.
        Views = "views",
        /// Interests that members have declared: reports that touch them are hidden from the member.
        Interests = "interests",
        /// What was referred to authorities, without content.
        Referrals = "referrals",
    }
}
