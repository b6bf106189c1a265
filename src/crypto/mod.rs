//! The protocol's constructions (docs/protocol.md): derivation, age files, padding, signatures, tokens.
//!
//! Belongs here: pure functions over bytes and keys, and the only use of randomness in the crate.
//! Does not belong here: storage, HTTP, the clock, and any decision about who may do what.
//! To add a construction: write it here and in `web/src/crypto`, then add it to `tests/vectors`.

pub mod bound_id;
pub mod bundle;
pub mod chain;
pub mod derive;
pub mod document;
pub mod error;
pub mod hex;
pub mod hybrid;
pub mod once;
pub mod padding;
pub mod passkey;
pub mod password;
pub mod random;
pub mod root_act;
pub mod roster;
pub mod scrub;
pub mod seal;
pub mod sealed;
pub mod secret_key;
pub mod sheet;
pub mod signing;
pub mod stamp;
pub mod ticket;
pub mod totp;
pub mod words;

pub use error::CryptoError;
