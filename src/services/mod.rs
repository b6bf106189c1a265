//! The writes. One public function = one transaction = rules checked + rows written + audit record + tasks queued.
//!
//! Authority is a value (`authority`): a function that needs a moderator takes a `&Moderator`. Reads do not pass here.

pub mod answer_page;
pub mod authority;
pub mod case;
pub mod circle;
pub mod circle_document;
pub mod consultation;
pub mod crowd;
pub mod digest;
pub mod epoch;
pub mod invitation;
pub mod member;
pub mod organisation;
pub mod passkey;
pub mod recovery;
pub mod report;
pub mod retention;
pub mod summary;
pub mod thread;
pub mod upload;
