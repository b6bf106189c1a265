//! Logs. Only our own events are written, with no other fields than [`FIELDS`]: a test reads the source for it. None of
//! them says anything about a citizen (docs/logging.md), and none is written while a citizen's request is answered
//! ([`silently`]): its second would be that of a report.

use std::cell::RefCell;
use std::fmt::Display;
use std::future::Future;
use std::io::{self, Stderr};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::writer::OptionalWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Every field that an event may have.
pub const FIELDS: &[&str] = &["method", "route", "status", "milliseconds", "error", "task", "address", "count", "day"];

tokio::task_local! {
    /// Set while a citizen's request is answered: what went wrong in it.
    static CAUSE: RefCell<Option<String>>;
}

/// Answers what a citizen asks for. Nothing inside writes a line. Returns what went wrong beside the result.
pub async fn silently<T>(work: impl Future<Output = T>) -> (T, Option<String>) {
    let watched = async {
        let done = work.await;
        (done, CAUSE.with(RefCell::take))
    };
    CAUSE.scope(RefCell::new(None), watched).await
}

/// Reports a failure: at once, or in a citizen's request with the counts of the day.
pub fn failed(error: &dyn Display) {
    let kept = CAUSE.try_with(|cause| {
        if let Ok(mut cause) = cause.try_borrow_mut() {
            cause.get_or_insert_with(|| error.to_string());
        }
    });
    if kept.is_err() {
        tracing::error!(error = %error, "internal error");
    }
}

/// Where a line goes: to standard error, or nowhere while a citizen's request is answered.
fn writer() -> OptionalWriter<Stderr> {
    if CAUSE.try_with(|_| ()).is_ok() { OptionalWriter::none() } else { OptionalWriter::some(io::stderr()) }
}

/// Starts logging to standard error. Libraries stay silent: their events are not ours to vouch for. A panic is reported
/// by its place in the source, never by its words.
pub fn start(level: LevelFilter) {
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_target(false).with_ansi(false);
    let ours = Targets::new().with_target("sutura", level);
    // In tests, which start more than once, the first start counts.
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => failed(&format_args!("a panic at {}:{}", place.file(), place.line())),
        None => failed(&"a panic"),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_fails_in_a_citizens_request_is_handed_back_and_its_lines_go_nowhere() {
        let request = async {
            failed(&"first");
            failed(&"second");
            matches!(writer(), OptionalWriter::B(_))
        };
        assert_eq!(silently(request).await, (true, Some("first".to_owned())));
        assert!(matches!(writer(), OptionalWriter::A(_)), "others are heard");
    }
}
