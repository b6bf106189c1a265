//! Signing in and confirming.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::{Base64Url, Secret};
use crate::domain::id::MemberId;
use crate::domain::role::Role;
use crate::domain::week::Week;

/// Whose salt is asked for; any login is answered.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SaltQuery {
    pub login: String,
}

/// The salt of a member's passphrase. What the derivation costs is a constant of every client, and not said here.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Salt {
    pub salt: Base64Url<16>,
    pub ticket: SignInTicket,
}

/// The proof of work that signing in needs after wrong guesses.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SignInTicket {
    pub challenge: String,
    /// Leading zero bits; 0 when none are asked for.
    pub work: u8,
}

/// What signs a member in.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    pub login: String,
    pub authenticator: Secret,
    /// The code of the moment.
    pub totp: String,
    /// Solved, where the salt's answer asked for work.
    #[serde(default)]
    pub ticket: Option<String>,
}

/// A session that has begun: the cookie comes in a header.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SessionStarted {
    pub member: MemberId,
    pub role: Role,
    /// For the header `sutura-csrf` of every act.
    pub csrf: String,
    pub since: SinceLastSignIn,
}

/// What happened to the account since the sign-in before: counts and weeks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SinceLastSignIn {
    /// The week of that sign-in; none at the first.
    #[schema(required)]
    pub week: Option<Week>,
    /// Attempts with a wrong passphrase or recovery sheet.
    pub wrong_passphrases: u32,
    /// Attempts with the right passphrase and a wrong code.
    pub wrong_codes: u32,
    /// The earliest first.
    pub changes: Vec<AccountChange>,
}

/// A change of the account's secrets or address.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountChange {
    /// As in the journal: `passphrase-changed`, `passkey-added`, …
    pub act: String,
    pub week: String,
}

/// The passphrase's authenticator, given again before acts on keys and members.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    pub authenticator: Secret,
}

/// Where a member is signed in, the latest first.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Sessions {
    pub sessions: Vec<OpenSession>,
}

/// An open session: no address, no device.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OpenSession {
    /// Names it without being worth anything.
    pub handle: String,
    /// Full hours since it began.
    pub hours: i64,
    /// Whether it is the one that asks.
    pub current: bool,
}
