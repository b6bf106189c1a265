//! The frame of a write: how it begins, who is recorded, how it ends. What is not committed has not happened.

use super::authority::still_active;
use crate::app::App;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::{MemberId, ReportId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage::{self, Tx};

/// Begins a write on keys or people: others of its kind wait until it has ended.
pub(super) async fn begin_alone(app: &App) -> Result<Tx, Error> {
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    Ok(tx)
}

/// Begins a write of a member on keys or people. Refuses [`Refusal::SignedOut`] for somebody who was
/// removed a moment ago.
pub(super) async fn begin_as(app: &App, by: MemberId) -> Result<Tx, Error> {
    let tx = begin_alone(app).await?;
    still_active(&tx, by).await?;
    Ok(tx)
}

/// Begins a write on a report: others on the same report wait until it has ended. Refuses [`Refusal::NotFound`] once
/// the report is gone.
pub(super) async fn begin_on(app: &App, report: ReportId) -> Result<Tx, Error> {
    let tx = app.db.begin().await?;
    if storage::report::lock(&tx, report).await? { Ok(tx) } else { Err(Refusal::NotFound.into()) }
}

/// Appends to the audit log who did what.
pub(super) async fn record(app: &App, tx: &Tx, by: Actor, act: Act) -> Result<(), Error> {
    Ok(storage::audit::append(tx, &app.secret, by, act, app.clock.week()).await?)
}

/// Ends a write with its audit record. When this returns, the write is durable.
pub(super) async fn finish(app: &App, tx: Tx, by: Actor, act: Act) -> Result<(), Error> {
    record(app, &tx, by, act).await?;
    Ok(tx.commit().await?)
}
