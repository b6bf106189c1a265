//! Sutura: anonymous, end-to-end encrypted reports and consultations.
//!
//! The layers, and what each may import, are in docs/architecture.md; `tests/integration/architecture.rs` keeps them.

pub mod api;
pub mod app;
pub mod audio;
pub mod cli;
pub mod client;
pub mod config;
pub mod crypto;
pub mod domain;
pub mod error;
pub mod jobs;
pub mod mail;
pub mod services;
pub mod storage;
pub mod telemetry;
pub mod text;
pub mod web;
