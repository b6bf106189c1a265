//! Members: people with an account. What each role may do is in docs/architecture.md, "Roles".

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::invalid::{Invalid, Reason};

/// What a member is there for. One role per member; reading reports needs, besides, membership in the circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Owner,
    Administrator,
    Moderator,
    Journalist,
    Relay,
    Analyst,
    Institution,
}

impl Role {
    pub const ALL: [Self; 7] = [
        Self::Owner,
        Self::Administrator,
        Self::Moderator,
        Self::Journalist,
        Self::Relay,
        Self::Analyst,
        Self::Institution,
    ];

    /// Whether members of this role may belong to a circle. In a small association the owner often does.
    #[must_use]
    pub fn may_review(self) -> bool {
        matches!(self, Self::Owner | Self::Moderator)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Moderator => "moderator",
            Self::Journalist => "journalist",
            Self::Relay => "relay",
            Self::Analyst => "analyst",
            Self::Institution => "institution",
        })
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.to_string() == text).ok_or_else(|| format!("{text} is not a role"))
    }
}

/// Whether a member may still sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    Active,
    /// Left, or was removed by a colleague: their wraps are gone. The row stays, so that what they signed has a name.
    Removed,
}

/// A login: 3 to 40 of `a-z 0-9 . -`, chosen so that it can be said on the telephone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Login(String);

impl Login {
    /// # Errors
    /// [`Invalid`] on the field `login`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim().to_lowercase();
        let fits = (3..=40).contains(&text.len())
            && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'));
        if fits { Ok(Self(text)) } else { Err(Invalid::one("login", Reason::Malformed)) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
