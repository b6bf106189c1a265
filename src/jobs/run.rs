//! The loop that takes tasks from the queue and performs them.

use std::time::Duration;

use crate::app::App;
use crate::domain::task::Task;
use crate::error::Error;
use crate::services;
use crate::services::retention::Swept;
use crate::storage;

const REST: Duration = Duration::from_secs(2);
/// A task that fails comes back after this many seconds.
const RETRY: i64 = 60;
/// Seconds between two sweeps of one process.
const SWEEP: i64 = 3600;

/// Works until the process ends.
pub async fn forever(app: App) {
    let mut next_sweep = 0;
    loop {
        if app.clock.unix() >= next_sweep {
            next_sweep = app.clock.unix() + SWEEP;
            if let Err(error) = storage::task::push(app.db.read(), &Task::Sweep, app.clock.unix()).await {
                tracing::error!(error = %error, "the queue does not take tasks");
            }
        }
        match step(&app).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(REST).await,
            Err(error) => {
                tracing::error!(error = %error, "a task failed and will be tried again");
                tokio::time::sleep(REST).await;
            }
        }
    }
}

/// Performs one task that is due. False when there is none.
///
/// # Errors
/// When the task failed; it stays in the queue.
pub async fn step(app: &App) -> Result<bool, Error> {
    let now = app.clock.unix();
    let Some((id, task)) = storage::task::take(&app.db, now, now + RETRY).await? else { return Ok(false) };
    match task {
        Task::DeleteBlob { key } => app.blobs.delete(&key).await?,
        Task::Digest { member, day } => services::digest::send(app, member, &day).await?,
        Task::Sweep => {
            services::upload::sweep(app).await?;
            if let Swept::Doubtful { last, now } = services::retention::sweep(app, false).await? {
                let error = format!(
                    "last swept in {last}, and it is {now}: nothing is deleted until `sutura retention --confirm-clock`"
                );
                tracing::error!(error = %error, "the clock is not believed");
            }
            services::epoch::shred(app).await?;
            services::digest::begin(app).await?;
        }
    }
    storage::task::finish(&app.db, id).await?;
    Ok(true)
}
