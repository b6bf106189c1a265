//! Rows and blobs: the only user of `sea_orm` and `object_store`. Takes and returns domain types.
//!
//! Reads are generic over the connection; writes take `&Tx`, and only `services` begin one. Sessions, tickets, tasks
//! and the offsets of uploads keep their own books. To add a noun: a migration, an entity, a file here.

pub mod answer_page;
pub mod audit;
pub mod backup;
pub mod blobs;
pub mod case;
pub mod circle_document;
mod column;
pub mod consultation;
pub mod db;
pub mod deletion;
mod entity;
pub mod epoch;
pub mod error;
pub mod instance;
pub mod invitation;
pub mod member;
pub mod organisation;
pub mod passkey;
pub mod report;
pub mod session;
pub mod summary;
pub mod task;
pub mod thread;
pub mod ticket;
pub mod upload;
pub mod volume;

pub use db::{Db, Tx};
pub use entity::{InBackup, RowOrder, TABLES, Table};
pub use error::StorageError;
