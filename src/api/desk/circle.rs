//! A circle's keys and people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::me::EpochWrap;
use super::organisation::RootProof;
use crate::api::bytes::Base64;
use crate::api::done::Done;
use crate::crypto::chain::SignedStatement;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::week::Week;

/// An epoch that begins: its statement, and its bundle for each member of the circle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEpoch {
    pub signed: SignedStatement,
    pub wraps: Vec<MemberWrap>,
}

/// An epoch's bundle, as an age file to a member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MemberWrap {
    pub member: MemberId,
    pub wrap: Base64,
}

/// The key chain is longer by one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EpochStarted {
    pub started: Done,
}

/// The circle, who could join it, and who holds which epochs.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CirclePeople {
    pub people: Vec<CirclePerson>,
    /// Epochs whose keys nobody has any more.
    pub shredded: Vec<EpochNumber>,
}

/// Somebody who is or could be in the circle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CirclePerson {
    pub member: MemberId,
    /// Whose account it is: two accounts may be of one person.
    pub person: PersonId,
    pub login: String,
    /// The organisation's name.
    #[schema(required)]
    pub organisation: Option<String>,
    /// The week of the last sign-in.
    #[schema(required)]
    pub last_week: Option<Week>,
    pub in_circle: bool,
    pub epochs: Vec<EpochNumber>,
    /// `age1pq1…`
    pub recipient: String,
    /// Ed25519, base64url.
    pub signing: String,
}

/// Somebody who is admitted, with access to some epochs.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Admission {
    pub member: MemberId,
    pub wraps: Vec<EpochWrap>,
}

/// Somebody who leaves, and the epoch that they cannot read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    pub member: MemberId,
    /// Whether the account is closed too: an arrest, not a change of duties.
    pub account: bool,
    /// Who leaves the circle with them: people whose keys the removing browser does not know.
    #[serde(default)]
    pub also: Vec<MemberId>,
    /// For an owner, and where an account's closing would leave fewer than two persons.
    #[serde(default)]
    pub root: Option<RootProof>,
    pub epoch: NewEpoch,
}
