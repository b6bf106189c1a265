//! Invitations: made by members, looked at and accepted by whoever holds the link.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::{Base64, Base64Url, Secret};
use crate::domain::id::MemberId;
use crate::domain::invitation::Kind as InvitationKind;
use crate::domain::role::Role;

/// Somebody new, or somebody known by what they lost. `hash` is hex SHA-256 of the link's token.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "kind")]
pub enum NewInvitation {
    Join {
        hash: String,
        login: String,
        role: Role,
        /// Another account of the same person in the organisation, open or closed.
        #[serde(default)]
        same_as: Option<MemberId>,
    },
    Readmit {
        hash: String,
        member: MemberId,
    },
    SecondFactor {
        hash: String,
        member: MemberId,
    },
}

/// The token of an invitation's link.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    pub token: Secret,
}

/// What a link is for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    pub kind: InvitationKind,
    pub login: String,
    pub role: Role,
    /// The organisation's name.
    #[schema(required)]
    pub organisation: Option<String>,
}

/// The account that an invited browser made.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    pub token: Secret,
    pub member: MemberId,
    pub salt: Base64Url<16>,
    pub authenticator: Secret,
    /// The one-time secret, 20 bytes in base64url (RFC 4226, section 4).
    pub totp: Secret,
    /// A code of it.
    pub code: String,
    /// `age1pq1…`
    pub recipient: String,
    /// Ed25519, base64url.
    pub signing: String,
    pub wrap: Base64,
}

/// Another one-time secret for somebody who still has the passphrase.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSecondFactor {
    pub token: Secret,
    pub authenticator: Secret,
    /// The one-time secret, 20 bytes in base64url (RFC 4226, section 4).
    pub totp: Secret,
    /// A code of it.
    pub code: String,
}
