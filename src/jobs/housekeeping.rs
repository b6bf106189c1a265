//! What is done by the clock and not by the queue, so that nothing waits behind it: remains are cleared within the
//! minute, and once a day counts are written and everything is laid in another order.

use std::time::Duration;

use crate::app::App;
use crate::error::Error;
use crate::services::remains;

/// Between two looks whether a day or a night has come.
const LOOK: Duration = Duration::from_secs(60);

/// Works until the process ends.
pub async fn forever(app: &App) {
    tokio::join!(clear(app), days(app));
}

async fn clear(app: &App) {
    loop {
        if let Err(error) = remains::clear(app).await {
            tracing::error!(error = %error, "what was deleted may still stand in the files of the database");
        }
        tokio::time::sleep(Duration::from_secs(app.config.clear_interval.max(1))).await;
    }
}

async fn days(app: &App) {
    loop {
        if let Err(error) = day(app).await {
            tracing::error!(error = %error, "the work of the night failed and will be tried again");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// What a day or a night has brought due.
async fn day(app: &App) -> Result<(), Error> {
    for (day, asked, count) in remains::asked(app) {
        let (method, route, status, error) = (asked.method, asked.route, asked.status, asked.error);
        if error.is_empty() {
            tracing::info!(day = %day, method, route, status, count, "requests of a day");
        } else {
            tracing::error!(day = %day, method, route, status, count, error, "failures of a day");
        }
    }
    remains::count(app).await?;
    remains::night(app).await.map(|_| ())
}
