//! Logs. Only our own events are written, with no other fields than [`FIELDS`]: a test reads the source for it. None of
//! them says anything about a citizen (docs/logging.md).

use tracing_subscriber::EnvFilter;

/// Every field that an event may have.
pub const FIELDS: &[&str] = &["method", "route", "status", "milliseconds", "error", "task", "address", "count"];

/// Starts logging to standard error. Libraries stay silent: their events are not ours to vouch for.
pub fn start(level: &str) {
    let filter =
        EnvFilter::try_new(format!("off,sutura={level}")).unwrap_or_else(|_| EnvFilter::new("off,sutura=info"));
    // In tests, which start more than once, the first start counts.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(false)
        .try_init();
}
