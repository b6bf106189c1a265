//! Many requests at once, without remembering anybody: load, bursts of reports, guesses of a secret, wrong codes, idle
//! uploads, counts.
//!
//! Belongs here: rules over counts and times that are passed in. Does not belong here: the counts themselves, which
//! `services::crowd` keeps in memory, and anything that tells one visitor from another.

pub mod attempt;
pub mod burst;
pub mod code;
pub mod counter;
pub mod daily;
pub mod guess;
pub mod idle;
pub mod load;
