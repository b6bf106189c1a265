//! Uploads that a report or a message names.

use std::fmt;

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

/// The ids, separated by commas: nothing that must be escaped in an address.
impl fmt::Display for UploadIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|id| write!(f, "{id},"))
    }
}

impl Serialize for UploadIds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UploadIds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?))
    }
}
