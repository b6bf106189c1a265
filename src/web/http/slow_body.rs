//! Time limits for request bodies: a sender on a very slow link is waited for, one that sends next to nothing is not.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body::Frame;
use tokio::time::{Sleep, sleep};

/// A body must bring `LEAST` bytes in each `WINDOW`: a hundredth of what EDGE carries.
const WINDOW: Duration = Duration::from_secs(60);
const LEAST: usize = 4096;

/// A body that fails when its sender is too slow. Only the time of waiting for the sender counts, not that of waiting
/// for a turn or for a slow store.
struct SlowBody {
    body: Body,
    /// Runs from the first time that the sender is waited for.
    window: Option<Pin<Box<Sleep>>>,
    received: usize,
}

impl SlowBody {
    fn new(body: Body) -> Self {
        Self { body, window: None, received: 0 }
    }
}

impl http_body::Body for SlowBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            if let Some(Ok(frame)) = &frame {
                self.received += frame.data_ref().map_or(0, Bytes::len);
            }
            return Poll::Ready(frame);
        }
        let window = self.window.get_or_insert_with(|| Box::pin(sleep(WINDOW)));
        ready!(window.as_mut().poll(context));
        if self.received < LEAST {
            return Poll::Ready(Some(Err(axum::Error::new(std::io::Error::from(std::io::ErrorKind::TimedOut)))));
        }
        self.received = 0;
        let mut next = Box::pin(sleep(WINDOW));
        // The new one must be able to wake this task as well.
        let _ = next.as_mut().poll(context);
        self.window = Some(next);
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}

/// The layer: every body is read under this limit.
pub async fn with_bodies(request: Request, next: Next) -> Response {
    next.run(request.map(|body| Body::new(SlowBody::new(body)))).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::{StreamExt as _, stream};

    fn drip(bytes: usize, every: Duration) -> Body {
        let drops = stream::unfold((), move |()| async move {
            tokio::time::sleep(every).await;
            Some((Ok::<_, std::io::Error>(Bytes::from(vec![0; bytes])), ()))
        });
        Body::from_stream(drops)
    }

    async fn lasts(body: Body, chunks: usize) -> usize {
        let slow = SlowBody::new(body);
        Body::new(slow)
            .into_data_stream()
            .take(chunks)
            .take_while(|chunk| std::future::ready(chunk.is_ok()))
            .count()
            .await
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_sender_is_waited_for_and_one_that_holds_the_line_is_not() {
        assert_eq!(lasts(drip(1024, Duration::from_secs(10)), 100).await, 100);
        assert_eq!(lasts(drip(1, Duration::from_secs(10)), 100).await, 6);
        assert_eq!(lasts(drip(1024, Duration::from_secs(90)), 100).await, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_nobody_asked_for_yet_is_not_late() {
        let body = Body::new(SlowBody::new(Body::from("x")));
        tokio::time::sleep(WINDOW * 2).await;
        assert_eq!(body.into_data_stream().next().await.expect("a chunk").expect("in time"), "x");
    }
}
