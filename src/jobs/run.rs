//! The loop that takes tasks from the queue and performs them.

use std::time::Duration;

use super::{digest, housekeeping};
use crate::app::App;
use crate::domain::task::Task;
use crate::error::Error;
use crate::services;
use crate::services::retention::Swept;
use crate::storage;

/// Pause when there is nothing to do, or a task has failed.
const PAUSE: Duration = Duration::from_secs(2);
/// Seconds after which a task that failed is taken again.
const RETRY: i64 = 60;
/// Seconds between two sweeps of one process.
const SWEEP: i64 = 3600;

/// Works until the process ends.
pub async fn forever(app: App) {
    tokio::join!(housekeeping::forever(&app), queue(&app));
}

async fn queue(app: &App) {
    let mut next_sweep = 0;
    loop {
        if app.clock.unix() >= next_sweep {
            next_sweep = app.clock.unix() + SWEEP;
            if let Err(error) = storage::task::push(app.db.read(), &Task::Sweep, app.clock.unix()).await {
                tracing::error!(error = %error, "the queue does not take tasks");
            }
        }
        if let Err(error) = services::attempt::keep(app).await {
            tracing::error!(error = %error, "failed attempts are not kept");
        }
        match step(app).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::error!(error = %error, "a task failed and will be tried again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Performs one task that is due. Returns false when there is none. A task that fails stays in the queue.
pub async fn step(app: &App) -> Result<bool, Error> {
    let now = app.clock.unix();
    let Some((id, task)) = storage::task::take(&app.db, now, now + RETRY).await? else { return Ok(false) };
    match task {
        Task::DeleteBlob { key } => app.blobs.delete(&key).await?,
        Task::Digest { member, day } => digest::send(app, member, &day).await?,
        Task::Sweep => sweep(app).await?,
    }
    storage::task::finish(&app.db, id).await?;
    Ok(true)
}

/// Everything that is done by the hour: what has expired, what is due, keys that are no longer needed, the day's mails.
async fn sweep(app: &App) -> Result<(), Error> {
    services::upload::sweep(app).await?;
    if let Swept::Doubtful { last, now } = services::retention::sweep(app, false).await? {
        let error = format!(
            "last swept in {last}, and it is {now}: nothing is deleted until `sutura retention --confirm-clock`"
        );
        tracing::error!(error = %error, "the clock is not believed");
    }
    services::epoch::shred(app).await?;
    services::digest::begin(app).await
}
