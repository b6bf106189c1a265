//! The writes. One public function is one transaction: rules checked, rows written, audit record, tasks queued. Reads
//! do not pass here.
//!
//! Authority is a value ([`authority`]): a function that needs a moderator takes a `&Moderator`, which nobody can make
//! without asking the database. [`write`] begins and ends a transaction.
//!
//! # How to add a noun
//!
//! Every layer has a file of the noun's name, with its line in the `mod.rs` beside it; a walk from the bottom up:
//!
//! 1. `domain/<noun>.rs`: its types, its states as an enum with data, the rules on them as functions that return a
//!    [`Refusal`](crate::domain::refusal::Refusal) or an [`Invalid`](crate::domain::invalid::Invalid). No clock, no
//!    database. A noun that is an id and sealed bytes has no such file: `Sealed` is a type of `crypto`, so the
//!    structure that holds it stands in `storage/<noun>.rs`.
//!    - An id is a line in `domain/id.rs`; an act that the journal records, in `domain/audit.rs`, with its message
//!      `desk-act-<act>` in `locales/*/desk-account.ftl`; background work, in `domain/task.rs` and `jobs/run.rs`; a new
//!      refusal, in `domain/refusal.rs`, with its status in `web/http/error.rs` and its two messages.
//! 2. Its table: "How to add a table" in `storage/mod.rs`. `storage/<noun>.rs` has the queries.
//! 3. `services/<noun>.rs`: one function for each act. It takes the authority that it needs; a new kind of authority is
//!    a proof in [`authority`], and a capability in `domain/role.rs` where none says who has it.
//! 4. `web/<room>/<noun>.rs`: a handler reads the input, calls down, presents the answer; for a list it asks storage.
//!    "How to add a route" in `web/http/router.rs`, with the structures of what it takes and gives in
//!    `api/<room>/<noun>.rs`.
//! 5. Pages: `templates/<noun>.html`, `locales/fr/<noun>.ftl` with drafts in the complete languages. At the desk: a
//!    file in a room of `web/src/desk`, by what a person does, or a room of its own ("To add a tab" in
//!    `web/src/desk/roles.ts`).
//! 6. `tests/integration/<noun>.rs`, with its line in `main.rs`: the path through HTTP, and each refusal.
//! 7. A line in CHANGELOG.md, where people notice it.
//!
//! The compiler asks for most of it; `architecture`, `matrix`, `texts`, `openapi`, `secrecy` and `documents` of
//! `cargo test --test integration`, and `npm run check` in `web`, fail for the rest.

pub mod answer_page;
pub mod attempt;
pub mod authority;
pub mod case;
pub mod circle;
pub mod circle_document;
pub mod consultation;
pub mod crowd;
pub mod derivation;
pub mod digest;
pub mod epoch;
pub mod invitation;
pub mod member;
pub mod organisation;
pub mod party;
pub mod passkey;
pub mod recovery;
pub mod remains;
pub mod report;
pub mod retention;
pub mod secret_key;
pub mod summary;
pub mod thread;
pub mod upload;
mod write;
