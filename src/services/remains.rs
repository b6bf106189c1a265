//! What deleted things leave behind, and what tells when somebody came: cleared within the minute, and every night.

use std::sync::PoisonError;

use time::Date;

use crate::app::App;
use crate::domain::crowd::daily::Asked;
use crate::error::Error;
use crate::storage;
use crate::storage::instance::Counted;

/// Deletes answer pages that are over, and takes everything that was deleted out of the files of the database. Returns
/// false when that is still to be done.
pub async fn clear(app: &App) -> Result<bool, Error> {
    let tx = app.db.begin().await?;
    storage::answer_page::delete_expired(&tx, app.clock.unix()).await?;
    tx.commit().await?;
    Ok(storage::remains::clear(&app.db).await?)
}

/// Once a day, from the configured hour on: rewrites database and files in an order that says nothing. Returns false
/// when it was done today, or could not be begun.
pub async fn night(app: &App) -> Result<bool, Error> {
    let today = app.clock.today().to_string();
    let is_early = app.clock.now().hour() < app.config.night_hour;
    if is_early || !mark(app, Some(&today)).await? {
        return Ok(false);
    }
    let done = shuffle(app).await;
    if !matches!(done, Ok(true)) {
        mark(app, None).await?;
    }
    done
}

/// Records the day of the last night's work. Returns false when it is recorded already.
async fn mark(app: &App, day: Option<&str>) -> Result<bool, Error> {
    let tx = app.db.begin().await?;
    let marked = storage::instance::set_shuffled(&tx, day).await?;
    tx.commit().await?;
    Ok(marked)
}

async fn shuffle(app: &App) -> Result<bool, Error> {
    let shuffled = storage::remains::shuffle(&app.db).await?;
    if shuffled {
        app.blobs.shuffle().await?;
    }
    Ok(shuffled)
}

/// Counts, once a day, what the operator may know. Counting more often would tell when somebody came.
pub async fn count(app: &App) -> Result<(), Error> {
    let day = app.clock.today().to_string();
    if storage::instance::counted(app.db.read()).await?.is_some_and(|counted| counted.day == day) {
        return Ok(());
    }
    let reports = storage::report::count(app.db.read()).await?;
    let uploads = storage::upload::count(app.db.read()).await?;
    let tx = app.db.begin().await?;
    storage::instance::set_counted(&tx, &Counted { day, reports, uploads }).await?;
    Ok(tx.commit().await?)
}

/// What citizens asked this process for, on days that are over. Each day is given out once.
#[must_use]
pub fn asked(app: &App) -> Vec<(Date, Asked, u64)> {
    app.crowd.daily.lock().unwrap_or_else(PoisonError::into_inner).take_finished(app.clock.today())
}
