//! What the product talks about, as pure types and rules.
//!
//! Belongs here: ids, states and their transitions, validation, the taxonomy. Does not belong here: async, I/O, the
//! clock, randomness, the database, the web, and sentences for people (those are in `locales/`).

pub mod audit;
pub mod case;
pub mod circle_document;
pub mod consent;
pub mod consultation;
pub mod crowd;
pub mod digit;
pub mod epoch;
pub mod id;
pub mod invalid;
pub mod invitation;
pub mod label;
pub mod language;
pub mod member;
pub mod party;
pub mod place;
pub mod questionnaire;
pub mod receipt;
pub mod refusal;
pub mod report;
pub mod retention;
pub mod role;
pub mod summary;
pub mod task;
pub mod taxonomy;
pub mod thread;
pub mod variants;
pub mod week;
pub mod withheld;
