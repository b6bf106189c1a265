//! The language in which everything is written first. Every other language is data: `locales/chains.toml` says how to
//! add one. The build script includes this file, so it may use nothing but the standard library.

/// French: the language of the source messages, and the last of every chain of fallbacks (BCP 47).
pub const SOURCE: &str = "fr";
