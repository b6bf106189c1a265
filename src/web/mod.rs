//! HTTP: a driver that reads input, calls a service or a storage read, and presents the answer.
//!
//! `http` is what all of it shares and imports no other room, except that its `router` names every handler;
//! `public` is what everybody reads, `citizen` what the holder of a receipt does, `desk` what members do.

pub mod http;

mod citizen;
mod desk;
mod public;

pub use http::router::router;
