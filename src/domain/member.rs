//! Members: people with an account. What each role may see and do is in [`super::role`].

use serde::{Deserialize, Serialize};

use super::invalid::{Invalid, Reason};

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
    /// Reads a login in lower case; refuses anything else as [`Reason::Malformed`] on the field `login`.
    ///
    /// # Errors
    /// [`Invalid`].
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
