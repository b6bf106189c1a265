//! The recovery sheet.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::{Base64, Base64Url, Secret};
use crate::domain::id::MemberId;

/// A sheet that was printed: what the server keeps of it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoverySheet {
    pub authenticator: Secret,
    /// The member's bundle, as an age file to the recipient of the sheet.
    pub wrap: Base64,
}

/// Who holds a sheet.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetCredentials {
    pub login: String,
    pub authenticator: Secret,
}

/// What the sheet opens.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SheetOpened {
    pub member: MemberId,
    pub wrap: Base64,
}

/// A new passphrase and a new one-time secret.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    pub login: String,
    /// The authenticator of the sheet.
    pub sheet: Secret,
    pub salt: Base64Url<16>,
    /// The authenticator of the new passphrase.
    pub authenticator: Secret,
    pub wrap: Base64,
    /// The one-time secret, 20 bytes in base64url (RFC 4226, section 4).
    pub totp: Secret,
    /// A code of it.
    pub code: String,
}
