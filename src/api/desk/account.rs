//! A member's own account, and the audit log.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::{Base64, Base64Url, Secret};

/// The member's keys wrapped to another passphrase.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassphrase {
    pub salt: Base64Url<16>,
    pub authenticator: Secret,
    pub wrap: Base64,
}

/// Where the daily mail goes; empty for none.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailAddress {
    pub address: String,
}

/// The end of the audit log, the latest entry first.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditLog {
    /// Whether the whole log is as the server wrote it.
    pub holds: bool,
    pub entries: Vec<AuditEntry>,
}

/// Who did what in which week.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    pub sequence: i32,
    /// A login, or `operator`.
    pub actor: String,
    pub act: String,
    pub week: String,
}
