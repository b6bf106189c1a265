//! The writes. One public function is one transaction: rules checked, rows written, audit record, tasks queued. Reads
//! do not pass here.
//!
//! Authority is a value ([`authority`]): a function that needs a moderator takes a `&Moderator`, which nobody can make
//! without asking the database. [`write`] begins and ends a transaction.
//!
//! # How to add a noun
//!
//! Every layer has a file of the noun's name; a walk from the bottom up:
//!
//! 1. `domain/<noun>.rs`: its types, its states as an enum with data, the rules on them as functions that return a
//!    [`Refusal`](crate::domain::refusal::Refusal) or an [`Invalid`](crate::domain::invalid::Invalid). No clock, no
//!    database.
//!    - An id is a line in `domain/id.rs`; an act that the journal records, in `domain/audit.rs`; background work, in
//!      `domain/task.rs` and `jobs/run.rs`; a new refusal, in `domain/refusal.rs`, with its status in
//!      `web/http/error.rs` and its two messages.
//! 2. Its table: "How to add a table" in `storage/mod.rs`. `storage/<noun>.rs` has the queries.
//! 3. `services/<noun>.rs`, with its line below: one function for each act. It takes the authority that it needs; a new
//!    kind of authority is a capability in `domain/role.rs` and a proof in [`authority`].
//! 4. `web/<room>/<noun>.rs`: a handler reads the input, calls down, presents the answer. Its address is a line in
//!    `web/http/path.rs`, its route one in `web/http/router.rs`; a row of the matrix (`tests/integration/matrix.rs`)
//!    says what each role gets. What the API gives and takes is in the OpenAPI document.
//! 5. Pages: `templates/<noun>/`, `locales/fr/<noun>.ftl` with drafts in the complete languages. The desk: a folder or
//!    a file under `web/src/desk`, by what a person does.
//! 6. `tests/integration/<noun>.rs`, with its line in `main.rs`: the path through HTTP, and each refusal.
//!
//! The compiler asks for most of it; `architecture.rs`, `matrix`, `texts.rs`, `openapi.rs` and `secrecy.rs` fail for
//! the rest.

pub mod answer_page;
pub mod authority;
pub mod case;
pub mod circle;
pub mod circle_document;
pub mod consultation;
pub mod crowd;
pub mod digest;
pub mod epoch;
pub mod invitation;
pub mod member;
pub mod organisation;
pub mod passkey;
pub mod recovery;
pub mod report;
pub mod retention;
pub mod summary;
pub mod thread;
pub mod upload;
mod write;
