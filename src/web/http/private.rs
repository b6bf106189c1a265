//! The private listener: liveness, readiness and counters, for the operator's own machine only.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use crate::app::App;
use crate::storage;

/// `/healthz`, `/readyz`, `/metrics`.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(app)
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// Counts in the Prometheus text format. What a citizen changes is as it was counted on the last day: whoever asks
/// every second learns no more.
async fn metrics(State(app): State<App>) -> Result<String, StatusCode> {
    let unavailable = |_| StatusCode::SERVICE_UNAVAILABLE;
    let db = app.db.read();
    let mut counts = vec![("sutura_tasks_waiting", storage::task::count_own(db).await.map_err(unavailable)?)];
    if let Some(counted) = storage::instance::counted(db).await.map_err(unavailable)? {
        counts.extend([("sutura_reports", counted.reports), ("sutura_uploads", counted.uploads)]);
    }
    let mut text = String::new();
    for (name, value) in counts {
        writeln!(text, "# TYPE {name} gauge\n{name} {value}").map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    }
    Ok(text)
}
