//! What an answer says of something that was done.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// `true` and nothing else: an answer that says `false` is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done;

impl Serialize for Done {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(true)
    }
}

impl<'de> Deserialize<'de> for Done {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if bool::deserialize(deserializer)? { Ok(Self) } else { Err(serde::de::Error::custom("not done")) }
    }
}

impl ToSchema for Done {}

impl PartialSchema for Done {
    fn schema() -> RefOr<Schema> {
        let done = ObjectBuilder::new().schema_type(Type::Boolean).enum_values(Some([true]));
        done.description(Some("`true`, nothing else.")).into()
    }
}
