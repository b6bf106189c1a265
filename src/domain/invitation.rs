//! Invitations: links that let one person make their keys in their own browser, once, within a week.

use serde::{Deserialize, Serialize};

use super::id::{MemberId, OrganisationId, PersonId};
use super::role::Role;
use super::variants::named;

/// Seconds for which an invitation is valid: a week.
pub const LIFETIME: i64 = 7 * 86_400;

named! {
    /// What an invitation is for.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Kind: "an invitation" {
        /// A new account.
        Join = "join",
        /// New keys for somebody who lost their passphrase and has no recovery sheet: a new account under the old
        /// login.
        Readmit = "readmit",
        /// Another one-time secret for somebody who still has the passphrase.
        SecondFactor = "second-factor",
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
    /// The account that is readmitted or gets a new second factor; `None` for a new account.
    pub member: Option<MemberId>,
    /// For a new account of somebody who has another: the same person.
    pub person: Option<PersonId>,
    /// Whether a second colleague must agree before the link works: always for an account that exists already, and for
    /// a new account that could itself be the second person somewhere.
    pub needs_two: bool,
    /// `None` when the operator invited from the command line.
    pub invited_by: Option<MemberId>,
    pub approved_by: Option<MemberId>,
    /// Whether the root key agreed in place of a second person.
    pub root_agreed: bool,
    /// Unix seconds.
    pub expires_at: i64,
}

impl Invitation {
    /// Whether this is the invitation that `sent` makes: it was sent before, and its answer was lost.
    #[must_use]
    pub fn repeats(&self, sent: &Self) -> bool {
        let what = |of: &Self| (of.kind, of.organisation, of.role, of.member, of.person, of.invited_by);
        self.hash == sent.hash && self.login == sent.login && what(self) == what(sent)
    }

    /// Whether the link works: in time, and with the consent of a second colleague, or of the root key, where that is
    /// asked for.
    #[must_use]
    pub fn is_open(&self, now: i64) -> bool {
        now < self.expires_at && (!self.needs_two || self.approved_by.is_some() || self.root_agreed)
    }
}
