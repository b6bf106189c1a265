//! Refusals: RFC 9457 problem documents.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::ProblemType;

/// Why a request was refused (RFC 9457).
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// `/problems/` and a code that never changes.
    #[serde(rename = "type")]
    pub kind: ProblemType,
    /// What happened, in the language of `Accept-Language`.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, and what to do.
    pub detail: String,
    /// The fields that were not accepted, when the type is `/problems/invalid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub fields: Option<Vec<InvalidField>>,
}

/// A field that was not accepted.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvalidField {
    pub field: String,
    /// What is wrong with it, in words.
    pub detail: String,
}
