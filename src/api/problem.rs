//! Refusals: RFC 9457 problem documents.

use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::refusal::Refusal;

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

/// The `type` of a problem document: `/problems/` and the code of a refusal, or `invalid` for fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProblemType(String);

/// The code of a problem that lists fields.
const INVALID: &str = "invalid";
const PREFIX: &str = "/problems/";

impl ProblemType {
    #[must_use]
    pub fn refused(refusal: Refusal) -> Self {
        Self(format!("{PREFIX}{}", refusal.code()))
    }

    #[must_use]
    pub fn invalid() -> Self {
        Self(format!("{PREFIX}{INVALID}"))
    }

    /// The code, without what stands before it.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.strip_prefix(PREFIX).unwrap_or(&self.0)
    }
}

impl ToSchema for ProblemType {}

impl PartialSchema for ProblemType {
    fn schema() -> RefOr<Schema> {
        let refused = Refusal::ALL.iter().map(|refusal| Self::refused(*refusal).0);
        let values = refused.chain([Self::invalid().0]);
        let kind = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values));
        kind.description(Some("Why a request was refused. Codes never change.")).into()
    }
}

/// The code of a problem: the last part of its `type`.
pub struct ProblemCode;

impl ToSchema for ProblemCode {}

impl PartialSchema for ProblemCode {
    fn schema() -> RefOr<Schema> {
        let values = Refusal::ALL.iter().map(|refusal| refusal.code().to_string()).chain([INVALID.to_owned()]);
        let code = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values));
        code.description(Some("The last part of a problem's `type`.")).into()
    }
}
