//! What everybody may read, without an account or a receipt.

pub mod deletion;
pub mod feed;
pub mod home;
pub mod issue;
pub mod key;
pub mod poster;
