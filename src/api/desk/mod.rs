//! The members' application.

pub mod account;
pub mod case;
pub mod circle;
pub mod invitation;
pub mod me;
pub mod organisation;
pub mod passkey;
pub mod recovery;
pub mod session;
pub mod summary;
pub mod thread;
