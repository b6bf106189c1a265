//! A client of the protocol, as a browser is one: it holds keys, the server does not.
//!
//! Used by `sutura demo` to build its data through the real interface, and by the integration tests. It imports
//! `api`, `domain` and `crypto` only, and speaks HTTP.
//!
//! Whatever asks the server fails with what the server refused, and whatever derives keys fails when memory is short;
//! functions say only what else they refuse.

mod circle;
pub mod desk;
pub mod error;
pub mod export;
pub mod keys;
pub mod source;

pub use error::{ClientError, builder, json};
