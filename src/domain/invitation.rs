//! Invitations: links that let one person make their keys in their own browser, once, within a week.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::id::{MemberId, OrganisationId};
use super::member::Role;

/// Seconds for which an invitation is good: a week.
pub const LIFETIME: i64 = 7 * 86_400;

/// What an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A new account.
    Join,
    /// New keys for somebody who lost their passphrase and has no recovery sheet: a new account under the old login.
    Readmit,
    /// Another one-time secret for somebody who still has the passphrase.
    SecondFactor,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Join => "join",
            Self::Readmit => "readmit",
            Self::SecondFactor => "second-factor",
        })
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let all = [Self::Join, Self::Readmit, Self::SecondFactor];
        all.into_iter().find(|kind| kind.to_string() == text).ok_or_else(|| format!("{text} is not an invitation"))
    }
}

/// An invitation as it is kept: never the link, only its hash.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Hex SHA-256 of the token in the link.
    pub hash: String,
    pub kind: Kind,
    pub organisation: OrganisationId,
    pub login: String,
    pub role: Role,
    /// The account that it is about; nobody's for a new one.
    pub member: Option<MemberId>,
    /// Whether a second colleague must agree before the link works: what touches an account that exists already, and new
    /// accounts that could be the second person somewhere.
    pub needs_two: bool,
    /// Nobody for the operator's command line.
    pub invited_by: Option<MemberId>,
    pub approved_by: Option<MemberId>,
    /// Unix seconds.
    pub expires_at: i64,
}

impl Invitation {
    /// Whether the link works: in time, and with the consent of a second colleague where that is asked for.
    #[must_use]
    pub fn is_open(&self, now: i64) -> bool {
        now < self.expires_at && (!self.needs_two || self.approved_by.is_some())
    }
}
