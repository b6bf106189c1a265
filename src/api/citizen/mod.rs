//! What people send who report, and what the holder of a receipt reads.

pub mod inbox;
pub mod intake;
