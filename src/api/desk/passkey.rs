//! Passkeys (WebAuthn level 3). Options and credentials are the JSON of that standard and pass as they are.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::session::SessionStarted;
use crate::api::bytes::{Base64, Secret};

/// The member's passkeys.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Passkeys {
    /// Whether this instance's address allows passkeys.
    pub possible: bool,
    pub passkeys: Vec<Passkey>,
}

/// A passkey.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Passkey {
    /// Hex SHA-256 of the credential's id.
    pub id: String,
    /// What its member calls it.
    pub name: String,
    /// Whether it opens the member's keys without the passphrase.
    pub opens: bool,
}

/// What to hand to the browser, and what to bring back with its answer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PasskeyChallenge {
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    #[schema(value_type = crate::api::schema::WebAuthnJson)]
    pub options: Value,
    pub state: String,
}

/// A passkey that the browser has made.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    pub name: String,
    pub state: String,
    /// `RegistrationResponseJSON`
    #[schema(value_type = crate::api::schema::WebAuthnJson)]
    pub credential: Value,
    /// The member's bundle to the recipient of the authenticator's PRF, where it has one.
    #[serde(default)]
    pub wrap: Option<Base64>,
}

/// A challenge that a passkey has signed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAssertion {
    pub state: String,
    /// `AuthenticationResponseJSON`
    #[schema(value_type = crate::api::schema::WebAuthnJson)]
    pub credential: Value,
    /// The passphrase's authenticator, where the passkey does not open the keys.
    #[serde(default)]
    pub authenticator: Option<Secret>,
}

/// A session that a passkey has begun.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PasskeySession {
    #[serde(flatten)]
    pub session: SessionStarted,
    /// The wrap that the passkey's PRF opens.
    #[schema(required)]
    pub wrap: Option<Base64>,
}
