//! One file per table, columns as the migrations made them. Only `storage` looks in here.

pub mod audit;
pub mod case_record;
pub mod circle_document;
pub mod circle_member;
pub mod consultation;
pub mod deletion;
pub mod epoch;
pub mod epoch_wrap;
pub mod instance;
pub mod invitation;
pub mod member;
pub mod message;
pub mod organisation;
pub mod passkey;
pub mod report;
pub mod session;
pub mod shown;
pub mod summary;
pub mod task;
pub mod ticket;
pub mod upload;
pub mod upload_part;
