//! Key derivations: whose turn it is, and the work itself. Each kind of people has a line of its own (`app::Lines`), so
//! that strangers at the door never keep a member waiting.

use crate::app::{App, Line, Turn};
use crate::crypto::CryptoError;
use crate::domain::refusal::Refusal;
use crate::error::Error;

/// Seconds after which somebody who found the line too long may come again: it is served by then.
const COME_AGAIN: u64 = 5;

/// Waits for a turn. Refuses [`Refusal::Crowded`] at once when too many are waiting.
pub async fn turn(line: &Line) -> Result<Turn, Error> {
    line.turn().await.ok_or(Error::Later(Refusal::Crowded, COME_AGAIN))
}

/// Runs a derivation on a blocking thread. The turn ends with the work, not with the request: whoever hangs up must not
/// make room for one derivation more.
pub async fn run<T: Send + 'static>(
    turn: Turn,
    work: impl FnOnce() -> Result<T, CryptoError> + Send + 'static,
) -> Result<T, Error> {
    let turned = move || {
        let done = work();
        drop(turn);
        done
    };
    tokio::task::spawn_blocking(turned)
        .await
        .map_err(|_| Error::Internal("a key derivation did not end".to_owned()))?
        .map_err(Error::from)
}

/// A derivation for somebody who has shown something that strangers lack. Refuses what [`turn`] refuses.
pub async fn for_known<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> Result<T, CryptoError> + Send + 'static,
) -> Result<T, Error> {
    run(turn(&app.lines.known).await?, work).await
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_line_serves_some_lets_some_wait_and_sends_the_rest_away() {
        let line = Line::new(1, 1);
        let first = turn(&line).await.expect("served");
        let mut second = std::pin::pin!(turn(&line));
        assert!(futures_util::poll!(&mut second).is_pending(), "waits");
        assert!(matches!(turn(&line).await, Err(Error::Later(Refusal::Crowded, COME_AGAIN))));
        drop(first);
        assert!(second.await.is_ok(), "is served next");
        assert!(turn(&line).await.is_ok());
    }

    #[tokio::test]
    async fn who_hangs_up_makes_no_room_before_the_derivation_has_ended() {
        let line = Line::new(1, 0);
        let (end, ended) = mpsc::channel();
        let derivation = move || {
            ended.recv().expect("a word");
            Ok(())
        };
        let mut running = Box::pin(run(turn(&line).await.expect("served"), derivation));
        assert!(futures_util::poll!(&mut running).is_pending());
        drop(running);
        assert!(turn(&line).await.is_err(), "it is still running");
        end.send(()).expect("is heard");
        while turn(&line).await.is_err() {
            tokio::task::yield_now().await;
        }
    }
}
