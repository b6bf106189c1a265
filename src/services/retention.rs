//! Deleting reports whose retention has ended, and keeping one longer for a reason.

use time::macros::format_description;

use super::authority::Moderator;
use super::{report, write};
use crate::app::App;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::ReportId;
use crate::domain::report::Report;
use crate::domain::retention::{Retention, is_plausible};
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage;

/// For how long this installation keeps reports.
#[must_use]
pub fn policy(app: &App) -> Retention {
    app.config.retention()
}

/// The result of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swept {
    /// How many reports were deleted.
    Deleted(u64),
    /// The clock is too far from the last sweep to be believed: nothing was deleted.
    Doubtful { last: Week, now: Week },
}

/// Deletes every report whose week has come, with thread, record and files. `confirmed` says that a person believes the
/// clock.
pub async fn sweep(app: &App, confirmed: bool) -> Result<Swept, Error> {
    let now = app.clock.week();
    let last = storage::instance::swept(app.db.read()).await?;
    if let Some(last) = last.filter(|_| !confirmed && !is_plausible(last, now)) {
        return Ok(Swept::Doubtful { last, now });
    }
    begin(app, now).await?;
    let mut deleted = 0;
    for report in storage::report::list_due(app.db.read(), now).await? {
        if expire(app, report.id, now).await? {
            deleted += 1;
        }
    }
    Ok(Swept::Deleted(deleted))
}

/// Records this sweep, and sets the week of deletion for reports older than retention, which have none.
async fn begin(app: &App, now: Week) -> Result<(), Error> {
    let tx = write::begin_alone(app).await?;
    storage::instance::set_swept(&tx, now).await?;
    for report in storage::report::list_without_due(&tx).await? {
        storage::report::set_term(&tx, report.id, policy(app).term(now, report.state, false)).await?;
    }
    Ok(tx.commit().await?)
}

/// Deletes a report. Returns false when its week was moved, or it was withdrawn, meanwhile.
async fn expire(app: &App, id: ReportId, now: Week) -> Result<bool, Error> {
    let tx = app.db.begin().await?;
    let still = storage::report::lock(&tx, id).await?
        && storage::report::find(&tx, id).await?.and_then(|report| report.due).is_some_and(|due| due <= now);
    if !still {
        return Ok(false);
    }
    report::erase(&tx, id).await?;
    let month = app.clock.today().format(format_description!("[year]-[month]")).unwrap_or_default();
    storage::deletion::add(&tx, &month).await?;
    tx.commit().await?;
    Ok(true)
}

/// Starts the retention of a report again, and returns the week in which it is deleted now. The reason stands in the
/// case's history, which the server cannot read.
pub async fn postpone(app: &App, by: &Moderator, report: &Report) -> Result<Week, Error> {
    by.owns(report)?;
    let term = policy(app).term(app.clock.week(), report.state, false);
    let tx = write::begin_on(app, report.id).await?;
    storage::report::set_term(&tx, report.id, term).await?;
    write::finish(app, tx, Actor::Member(by.id()), Act::DeletionPostponed).await?;
    Ok(term.due)
}
