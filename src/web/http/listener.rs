//! Connections: how many there may be, and how long a client may take with its headers.
//!
//! Nothing is remembered of an address. When there are too many connections, the one that has been without a request
//! longest is closed, then the oldest: whoever comes now gets in, however many sit idle.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tower::ServiceExt as _;

/// For the headers of a request, and between two requests.
const HEADERS: Duration = Duration::from_secs(30);
/// What is running when the process is asked to end may go on for so long.
const FAREWELL: Duration = Duration::from_secs(10);
/// Open files that are not connections: database, blobs, logs.
const OTHER_FILES: u64 = 256;

#[derive(Default)]
struct Connection {
    /// Requests that are being answered.
    busy: AtomicU32,
    end: Notify,
}

/// Those that are open, in the order in which they came.
#[derive(Default)]
struct Open {
    next: u64,
    connections: BTreeMap<u64, Arc<Connection>>,
}

impl Open {
    /// Makes room below `most`, and takes the newcomer in.
    fn admit(&mut self, most: usize) -> (u64, Arc<Connection>) {
        while self.connections.len() >= most {
            let idle = self
                .connections
                .iter()
                .find(|(_, connection)| connection.busy.load(Ordering::Relaxed) == 0)
                .map(|(id, _)| *id);
            let Some(id) = idle.or_else(|| self.connections.keys().next().copied()) else { break };
            if let Some(connection) = self.connections.remove(&id) {
                connection.end.notify_one();
            }
        }
        let (id, connection) = (self.next, Arc::new(Connection::default()));
        self.next += 1;
        self.connections.insert(id, Arc::clone(&connection));
        (id, connection)
    }
}

/// Raises the limit of open files as far as it goes, and says how many connections that allows, up to `wanted`.
#[must_use]
pub fn allowed(wanted: u32) -> usize {
    let files = rlimit::increase_nofile_limit(u64::from(wanted) + OTHER_FILES).unwrap_or(1024);
    usize::try_from(files.saturating_sub(OTHER_FILES).clamp(16, u64::from(wanted.max(16)))).unwrap_or(usize::MAX)
}

/// Serves until `stopped`, with at most `most` connections.
pub async fn serve(listener: TcpListener, router: Router, most: usize, stopped: impl Future<Output = ()>) {
    let open = Arc::new(Mutex::new(Open::default()));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stopped);
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopped => break,
        };
        let Ok((stream, _)) = stream else {
            // No more files: room comes when a connection ends.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let (id, connection) = open.lock().unwrap_or_else(PoisonError::into_inner).admit(most);
        let served = serve_connection(stream, router.clone(), Arc::clone(&connection), &graceful);
        let open = Arc::clone(&open);
        tokio::spawn(async move {
            tokio::select! {
                () = served => {}
                () = connection.end.notified() => {}
            }
            open.lock().unwrap_or_else(PoisonError::into_inner).connections.remove(&id);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
}

/// One connection, until either side ends it.
fn serve_connection(
    stream: TcpStream,
    router: Router,
    connection: Arc<Connection>,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    // Answers are small and written in one go: waiting to fill a packet only costs time.
    let _ = stream.set_nodelay(true);
    let service = tower::service_fn(move |request: Request<Incoming>| {
        let (router, connection) = (router.clone(), Arc::clone(&connection));
        async move {
            connection.busy.fetch_add(1, Ordering::Relaxed);
            let response = router.oneshot(request).await;
            connection.busy.fetch_sub(1, Ordering::Relaxed);
            response
        }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let watched = graceful.watch(serving);
    async move {
        // How a connection ends is the client's affair; nothing of it is logged.
        let _ = watched.await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_idle_connection_makes_room_then_the_oldest() {
        let mut open = Open::default();
        let [first, second, third] = [open.admit(3), open.admit(3), open.admit(3)];
        first.1.busy.store(1, Ordering::Relaxed);
        open.admit(3);
        assert!(!open.connections.contains_key(&second.0) && open.connections.contains_key(&first.0));
        for connection in open.connections.values() {
            connection.busy.store(1, Ordering::Relaxed);
        }
        open.admit(3);
        assert!(!open.connections.contains_key(&first.0) && open.connections.contains_key(&third.0));
        assert_eq!(open.connections.len(), 3);
    }
}
