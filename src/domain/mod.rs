//! What the product talks about, as pure types and rules.
//!
//! Belongs here: ids, states and their transitions, validation, the taxonomy. Does not belong here: async, I/O, the
//! clock, randomness, the database, the web, and sentences for people (those are in `locales/`).

pub mod epoch;
