//! Uploads that a report or a message names.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::id::UploadId;

/// Upload ids in one text: 32 hex digits each, whatever stands between them. Anything else is dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UploadIds(pub Vec<UploadId>);

impl UploadIds {
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let words = text.split(|letter: char| !letter.is_ascii_hexdigit());
        Self(words.filter_map(|word| word.parse().ok()).collect())
    }
}

impl Serialize for UploadIds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ids: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        serializer.serialize_str(&ids.join(" "))
    }
}

impl<'de> Deserialize<'de> for UploadIds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?))
    }
}
