//! The inbox of whoever holds a receipt.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::bytes::Base64;
use crate::api::schema::Binary;
use crate::api::upload::UploadIds;
use crate::domain::id::MessageId;
use crate::domain::week::Week;

/// The circle's messages, padded to a power of two: nobody sees by the size whether there is news.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Inbox {
    /// Empty for a receipt that no report has.
    pub consultation: String,
    pub messages: Vec<InboxMessage>,
    /// Messages that the source has sent: the number that its next one signs.
    pub answers: u32,
    pub padding: String,
}

/// A message of the circle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InboxMessage {
    pub id: MessageId,
    pub sequence: u32,
    pub week: Week,
    /// An age file to the epoch and to the receipt.
    pub ciphertext: Base64,
}

/// The multipart form of an answer to the circle.
#[derive(ToSchema)]
pub struct AnswerForm {
    /// Drawn by the sender. The same id again is the same message: it succeeds without effect.
    pub id: MessageId,
    pub epoch: String,
    /// The number that is signed inside: how many messages the source has sent before.
    pub sequence: String,
    /// An age file to the epoch.
    pub envelope: Binary,
    #[schema(nullable = false)]
    pub attachments: Option<UploadIds>,
}
