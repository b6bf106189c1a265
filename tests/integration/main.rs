//! One binary for all integration tests: through HTTP, on the real router, on SQLite and (with
//! `SUTURA_TEST_DATABASE=postgres` and `SUTURA_TEST_PG`) on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod support;

mod architecture;
mod bytes_equal;
mod case;
mod headers;
mod intake;
mod logging;
mod matrix;
mod plain;
mod process;
mod secrecy;
mod summary;
mod texts;
mod thread;
mod upload;
mod vectors;
mod weight;
