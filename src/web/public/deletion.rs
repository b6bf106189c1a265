//! How many reports were deleted because their retention ended: public, by month, small numbers hidden.

use axum::Json;
use axum::extract::State;

use crate::api::public::deletion::{DeletionMonth, Deletions, RetentionPolicy};
use crate::app::App;
use crate::domain::retention::Retention;
use crate::error::Error;
use crate::storage;

/// A month with fewer deletions shows no number (docs/architecture.md, rule 7).
const SMALLEST: u64 = 5;

/// A month and its number; `None` when it is too small to be published.
pub type Month = (String, Option<u64>);

/// Months that are over, the latest first. The current month is left out: it would show each deletion as it happens.
pub async fn months(app: &App) -> Result<Vec<Month>, Error> {
    let now = app.clock.today().to_string()[..7].to_owned();
    let deletions = storage::deletion::list(app.db.read()).await?;
    let over = deletions.into_iter().filter(|(month, _)| *month < now);
    Ok(over.map(|(month, count)| (month, Some(count).filter(|count| *count >= SMALLEST))).collect())
}

/// `GET /api/public/deletions`: `count` is null where it is below five.
pub async fn list(State(app): State<App>) -> Result<Json<Deletions>, Error> {
    let months = months(&app).await?.into_iter().map(|(month, count)| DeletionMonth { month, count });
    let Retention { unreviewed, rejected, open, closed } = app.config.retention();
    let policy = RetentionPolicy { unreviewed, rejected, open, closed };
    Ok(Json(Deletions { smallest: SMALLEST, policy, months: months.collect() }))
}
