//! How many reports were deleted because their time was over: public, by month, small numbers hidden.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::app::App;
use crate::error::Error;
use crate::storage;

/// A month with fewer deletions shows no number (docs/architecture.md, rule 7).
const SMALLEST: u64 = 5;

/// A month and its number; none when it is too small to be shown.
pub type Month = (String, Option<u64>);

/// Months that are over, the latest first: a month that goes on would show each deletion as it happens.
///
/// # Errors
/// When the database does not answer.
pub async fn months(app: &App) -> Result<Vec<Month>, Error> {
    let now = app.clock.today().to_string()[..7].to_owned();
    let all = storage::deletion::list(app.db.read()).await?.into_iter().filter(|(month, _)| *month < now);
    Ok(all.map(|(month, count)| (month, Some(count).filter(|count| *count >= SMALLEST))).collect())
}

/// `GET /api/public/deletions`: `count` is null where it is below five.
pub async fn list(State(app): State<App>) -> Result<Json<Value>, Error> {
    let months = months(&app).await?;
    let rows = months.iter().map(|(month, count)| json!({ "month": month, "count": count }));
    Ok(Json(json!({
        "smallest": SMALLEST,
        "policy": policy(&app),
        "months": rows.collect::<Vec<_>>(),
    })))
}

/// How long this installation keeps reports, in days.
fn policy(app: &App) -> Value {
    let kept = app.config.retention();
    json!({ "unreviewed": kept.unreviewed, "rejected": kept.rejected, "open": kept.open, "closed": kept.closed })
}
