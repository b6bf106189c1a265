//! The JSON of the HTTP interface: every request and every response once, one noun per file.
//!
//! Server handlers (`web`), the client of the protocol (`client`) and the OpenAPI document use the same types. This is
//! a leaf: it imports ids, enumerations and signed documents of `domain` and `crypto`, and nothing that does anything.
//! How to add a route is written in `src/web/http/router.rs`.
//!
//! - A name is a noun that is unique in the whole interface: it becomes a name in `web/src/wire.ts`.
//! - Requests have `deny_unknown_fields`; responses have not, so that an older client goes on working.
//! - An `Option` of a response that is written as `null` has `#[schema(required)]`: `T | null` in TypeScript. One that
//!   is left out has `skip_serializing_if` and `#[schema(nullable = false)]`: `T | undefined`.
//! - Doc comments become the descriptions of the document.

pub mod bytes;
pub mod citizen;
pub mod desk;
pub mod done;
pub mod problem;
pub mod public;
pub mod schema;
pub mod upload;
