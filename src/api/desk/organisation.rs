//! An organisation at the desk: its people, open invitations and circles.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::id::{ConsultationId, MemberId, OrganisationId, PersonId};
use crate::domain::invitation::Kind as InvitationKind;
use crate::domain::label::Label;
use crate::domain::role::Role;
use crate::domain::week::Week;

/// The member's organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Team {
    pub organisation: TeamOrganisation,
    pub people: Vec<TeamPerson>,
    /// Also those by colleagues of shared circles, who may need a second person from here.
    pub invitations: Vec<OpenInvitation>,
    /// The circles that the organisation answers for.
    pub circles: Vec<TeamCircle>,
}

/// An organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TeamOrganisation {
    pub id: OrganisationId,
    pub name: String,
    /// The public half of its root key, base64url; `null` until the owner has made it.
    #[schema(required)]
    pub root: Option<String>,
}

/// A person of the organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TeamPerson {
    pub member: MemberId,
    /// Whose account it is: two accounts may be of one person.
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub login: String,
    pub role: Role,
    /// The week of the last sign-in.
    #[schema(required)]
    pub last_week: Option<Week>,
    /// Whether the account is open.
    pub active: bool,
    /// The first day on which they can be one of two persons, `YYYY-MM-DD`; `null` when nothing holds them back.
    #[schema(required)]
    pub second_from: Option<String>,
    /// Whether they may belong to a circle.
    pub may_review: bool,
    /// Whether they have printed a recovery sheet.
    pub recovery: bool,
    /// `age1pq1…`
    pub recipient: String,
    /// Ed25519, base64url.
    pub signing: String,
}

/// An invitation that was neither accepted nor taken back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OpenInvitation {
    /// Hex SHA-256 of the token in the link.
    pub hash: String,
    pub kind: InvitationKind,
    pub login: String,
    pub role: Role,
    /// A login; `null` for the operator.
    #[schema(required)]
    pub invited_by: Option<String>,
    /// A login; `null` while nobody has agreed.
    #[schema(required)]
    pub approved_by: Option<String>,
    /// Whether the root key agreed in place of a second person.
    pub root_agreed: bool,
    /// Whether a second colleague must agree before the link works.
    pub needs_two: bool,
    /// Whether the member made it, or it is about them.
    pub mine: bool,
    /// Full days that it is good for.
    pub days: i64,
}

/// A circle that the organisation answers for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TeamCircle {
    pub consultation: ConsultationId,
    pub title: Label,
    pub people: Vec<TeamCirclePerson>,
    /// Epochs so far; 0 for a circle without a key.
    pub periods: usize,
}

/// A member of such a circle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TeamCirclePerson {
    pub member: MemberId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub role: Role,
    pub login: String,
    /// `age1pq1…`
    pub recipient: String,
    /// Ed25519, base64url.
    pub signing: String,
}

/// What the organisation's root key allows: its signature over the act, the subject and the day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RootProof {
    /// `YYYY-MM-DD`
    pub day: String,
    /// Ed25519, base64url, over the text of protocol 4.8.
    pub signature: String,
}

/// What closing an account takes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// For an owner, and where fewer than two persons would be left.
    #[serde(default)]
    pub root: Option<RootProof>,
}

/// What agreeing to an invitation takes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// In place of a second person.
    #[serde(default)]
    pub root: Option<RootProof>,
}

/// The public half of the root key that the owner's browser has made.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RootKey {
    /// Ed25519, base64url.
    pub root: String,
}

/// The circle is started or handed over.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CircleRepaired {
    /// Epochs that there are now.
    pub periods: usize,
}
