//! Files that come and go as bytes: what is built into the program, recordings, uploads.

pub mod assets;
pub(in crate::web) mod audio;
pub(in crate::web) mod spool;
pub(in crate::web) mod stream_file;
pub(in crate::web) mod tus;
