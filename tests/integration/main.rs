//! One binary for all integration tests: through HTTP, on the real router, on SQLite and (with
//! `TEST_DATABASE=postgres` and `TEST_PG`) on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod support;

mod architecture;
mod audio;
mod backup;
mod bytes_equal;
mod case;
mod circle;
mod client;
mod crowd;
mod deploy;
mod digest;
mod documents;
mod flood;
mod full;
mod headers;
mod intake;
mod interop;
mod key;
mod logging;
mod matrix;
mod member;
mod openapi;
mod parcel;
mod plain;
mod process;
mod questionnaire;
mod remains;
mod retention;
mod secrecy;
mod secret_key;
mod sign_in;
mod summary;
mod texts;
mod thread;
mod times;
mod two_people;
mod upload;
mod vectors;
mod weight;
mod withheld;
