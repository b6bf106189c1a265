//! What an instance says of itself.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::Base64Url;

/// Which instance this is.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Instance {
    /// Part of the salt of every receipt.
    pub id: Base64Url<16>,
    pub version: String,
    /// Language tags (BCP 47).
    pub languages: Vec<String>,
}
