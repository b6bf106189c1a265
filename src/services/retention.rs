//! Deleting reports whose time is over (D12), and keeping one longer for a reason.

use time::macros::format_description;

use super::authority::Moderator;
use super::report;
use crate::app::App;
use crate::domain::audit::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::retention::{Retention, is_plausible};
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage;

/// What this installation keeps, and for how long.
#[must_use]
pub fn policy(app: &App) -> Retention {
    app.config.retention()
}

/// What came of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swept {
    /// So many reports were deleted.
    Deleted(u64),
    /// The clock is too far from the last sweep to be believed: nothing was deleted.
    Doubtful { last: Week, now: Week },
}

/// Deletes every report whose week has come, with thread, record and files. `confirmed` says that a person believes the clock.
///
/// # Errors
/// When the database does not answer.
pub async fn sweep(app: &App, confirmed: bool) -> Result<Swept, Error> {
    let now = app.clock.week();
    let last = storage::instance::swept(app.db.read()).await?;
    if let Some(last) = last.filter(|_| !confirmed && !is_plausible(last, now)) {
        return Ok(Swept::Doubtful { last, now });
    }
    begin(app, now).await?;
    let mut deleted = 0;
    for one in storage::report::list_due(app.db.read(), now).await? {
        if expire(app, &one, now).await? {
            deleted += 1;
        }
    }
    Ok(Swept::Deleted(deleted))
}

/// Remembers this sweep, and sets a week for reports of before there were any.
async fn begin(app: &App, now: Week) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    storage::instance::set_swept(&tx, now).await?;
    for one in storage::report::list_without_due(&tx).await? {
        storage::report::set_term(&tx, one.id, policy(app).term(now, one.state, false)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Deletes one report, unless something has happened to it meanwhile.
async fn expire(app: &App, one: &Report, now: Week) -> Result<bool, Error> {
    let tx = app.db.begin().await?;
    let still = storage::report::lock(&tx, one.id).await?
        && storage::report::find(&tx, one.id).await?.and_then(|found| found.due).is_some_and(|due| due <= now);
    if !still {
        return Ok(false);
    }
    report::erase(app, &tx, one.id).await?;
    let month = app.clock.today().format(format_description!("[year]-[month]")).unwrap_or_default();
    storage::deletion::add(&tx, &month).await?;
    tx.commit().await?;
    Ok(true)
}

/// Begins the time of a report anew. The reason stands in the case's history, which the server cannot read.
///
/// # Errors
/// When the database does not answer.
pub async fn postpone(app: &App, by: &Moderator, report: &Report) -> Result<Week, Error> {
    by.owns(report)?;
    let term = policy(app).term(app.clock.week(), report.state, false);
    let tx = app.db.begin().await?;
    if !storage::report::lock(&tx, report.id).await? {
        return Err(Refusal::NotFound.into());
    }
    storage::report::set_term(&tx, report.id, term).await?;
    storage::audit::append(&tx, Actor::Member(by.id()), Act::DeletionPostponed, app.clock.week()).await?;
    tx.commit().await?;
    Ok(term.due)
}
