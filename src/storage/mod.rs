//! Rows and blobs: the only user of `sea_orm` and `object_store`. Takes and returns domain types.
//!
//! Reads are generic over the connection; writes take `&Tx`, and only `services` begin one. Sessions, tickets, tasks
//! and the offsets of uploads keep their own books. `find` returns an `Option`, `list` a `Vec`. Every function here can
//! fail with [`StorageError`] because the database or the blob store does not answer; comments say only what else it
//! refuses.
//!
//! # How to add a table
//!
//! 1. A migration, `migrations/src/mNNNN_<what>.rs`, and its line in `migrations/src/lib.rs` (two: the module and the
//!    list). Rows that citizens cause go through `citizen::create`, which hides their order; they have a random id and
//!    no time finer than a week. A migration that has been released is never changed.
//! 2. An entity, `entity/<table>.rs`: one field for each column. Copy the one next to it.
//! 3. Its line in `entity/mod.rs`: whether the order of rows is hidden, and what a backup does with it. From that line
//!    come the module, backup, restore, the search for leaked words and the check of row order.
//! 4. A file here for the noun, `<noun>.rs`, with its line below.
//! 5. Where rows are sealed to an epoch, the table has a column `epoch`, and `epoch::sealed_to` asks the noun which
//!    rows still need one: without that, keys are shredded that somebody needs.
//! 6. A row in docs/threat-model.md, "What the server stores of a citizen, in full", where it is about citizens.
//! 7. In the scenario of `tests/integration/secrecy.rs`, a row of the table that was made from the words searched for:
//!    an empty table leaks nothing.
//! 8. For a column that holds a time, a line in `tests/integration/times.rs`, and a row in its scenario.
//!
//! `cargo test --test integration -- secrecy backup times` and `cargo test --lib epoch` fail where a step was left out:
//! a table or a column that the list or the database does not know, an order that is told, rows that no backup holds,
//! an epoch that nobody asks for, a table in which no word was searched for, a time that nobody has thought about.

pub mod answer_page;
mod at_rest;
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
pub mod remains;
pub mod report;
pub mod revision;
pub mod secret_key;
pub mod session;
pub mod summary;
pub mod task;
pub mod thread;
pub mod ticket;
pub mod upload;
pub mod volume;

pub use at_rest::AtRest;
pub use db::{Db, Tx};
pub use entity::{InBackup, RowOrder, TABLES, Table};
pub use error::StorageError;
