//! What everybody may read.

pub mod deletion;
pub mod instance;
pub mod issue;
pub mod key;
