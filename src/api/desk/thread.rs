//! The thread between a source and the circle, as the circle reads it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::Base64;
use crate::api::upload::UploadIds;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::MessageId;
use crate::domain::thread::Author;
use crate::domain::week::Week;

/// The messages of a thread in order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Thread {
    pub messages: Vec<ThreadMessage>,
    /// The number that the circle's next message must have.
    pub next_sequence: u32,
}

/// A message of either side.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ThreadMessage {
    pub id: MessageId,
    pub sequence: u32,
    pub epoch: EpochNumber,
    #[serde(rename = "from")]
    pub author: Author,
    pub week: Week,
    /// An age file to the epoch, and from the circle also to the source.
    pub ciphertext: Base64,
}

/// What accompanies the ciphertext of a message to the source.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MessageQuery {
    /// Drawn by the sender. The same id again is the same message: it succeeds without effect.
    pub id: MessageId,
    pub epoch: EpochNumber,
    pub sequence: u32,
    #[serde(default)]
    pub attachments: UploadIds,
}

/// The message is durable.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MessageSent {
    pub id: MessageId,
}
