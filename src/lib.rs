//! Sutura: anonymous, end-to-end encrypted reports and consultations.
//!
//! The layers, and what each may import, are in docs/architecture.md; `tests/integration/architecture.rs` keeps them.

pub mod crypto;
pub mod domain;
