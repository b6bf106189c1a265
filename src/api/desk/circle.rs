//! A circle's keys and people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::me::EpochWrap;
use super::organisation::RootProof;
use crate::api::bytes::Base64;
use crate::api::done::Done;
use crate::crypto::chain::SignedStatement;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{MemberId, OrganisationId, PersonId};
use crate::domain::role::Role;
use crate::domain::week::Week;

/// An epoch that begins: its statement, its roster, and its bundle for each member of the circle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEpoch {
    pub signed: SignedStatement,
    /// Who is in the circle from now on, as an age file to the epoch.
    pub roster: Base64,
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

/// From which epoch on rosters are asked for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterQuery {
    pub from: EpochNumber,
}

/// Rosters of a circle: from an epoch on, and the last one before each epoch that the root key started.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CircleRosters {
    pub rosters: Vec<SealedRoster>,
}

/// The roster of an epoch, as an age file to it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SealedRoster {
    pub number: EpochNumber,
    pub roster: Base64,
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
    pub role: Role,
    pub organisation: OrganisationId,
    #[schema(required)]
    pub organisation_name: Option<String>,
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

/// Somebody who is admitted, with access to some epochs so far; or a member of the circle who is given more of them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Admission {
    pub member: MemberId,
    pub wraps: Vec<EpochWrap>,
    /// The epoch that they come in with; for a member of the circle `null`.
    #[serde(default)]
    #[schema(required)]
    pub epoch: Option<NewEpoch>,
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
