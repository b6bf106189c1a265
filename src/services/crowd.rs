//! Crowds and abuse: how much work a sender must prove, whose turn it is at the forms without JavaScript, which reports
//! came in a burst, and how much may be stored. Nothing here knows an address.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::app::App;
use crate::crypto::random;
use crate::crypto::ticket::{self, Refused, Solved};
use crate::domain::id::{BurstId, ConsultationId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage;

/// A ticket counts as it was issued for this many seconds, even when more work is asked for meanwhile.
const FAIR: i64 = 120;
/// Bits that an older ticket may lack: one doubling may come and go while a person writes.
const SLACK: u8 = 1;

/// Leading zero bits that are asked for now; 0 where tickets are switched off.
#[must_use]
pub fn work(app: &App) -> u8 {
    let usual = u8::try_from(app.config.ticket_work).unwrap_or(u8::MAX);
    if usual == 0 {
        return 0;
    }
    let load = *app.crowd.load.lock().unwrap_or_else(PoisonError::into_inner);
    usual.saturating_add(load.extra_bits(app.clock.unix(), app.config.ticket_comfort))
}

/// Checks a solved ticket. One that was put by while the work was light is worth nothing when it is heavy.
///
/// # Errors
/// [`Refusal::TicketInvalid`] or [`Refusal::TicketExpired`]; clients ask for a new one and go on.
pub fn accept(app: &App, solved: &str) -> Result<Solved, Refusal> {
    let now = app.clock.unix();
    let ticket = ticket::verify(&app.instance.ticket_key, solved, now).map_err(|refused| match refused {
        Refused::Invalid => Refusal::TicketInvalid,
        Refused::Expired => Refusal::TicketExpired,
    })?;
    let age = now - (ticket.expires_at - app.config.ticket_lifetime);
    if age > FAIR && ticket.work.saturating_add(SLACK) < work(app) {
        return Err(Refusal::TicketExpired);
    }
    Ok(ticket)
}

/// Takes note of a report, and says to which burst it belongs.
pub(super) fn report_arrived(app: &App, consultation: ConsultationId) -> Option<BurstId> {
    arrived(app, 1.0);
    let mut bursts = app.crowd.bursts.lock().unwrap_or_else(PoisonError::into_inner);
    bursts.arrive(consultation, app.clock.unix(), app.config.burst_size, random::id)
}

/// Takes note of an upload: as many as a ticket allows weigh as much as a report.
pub(super) fn upload_arrived(app: &App) {
    arrived(app, 1.0 / f64::from(app.config.max_files.max(1)));
}

fn arrived(app: &App, weight: f64) {
    app.crowd.load.lock().unwrap_or_else(PoisonError::into_inner).arrive(app.clock.unix(), weight);
}

/// Waits for a turn at the forms without JavaScript. Called before anything of the form is read.
///
/// # Errors
/// [`Refusal::Busy`] when too many are waiting.
pub async fn turn(app: &App) -> Result<(), Error> {
    let per_minute = app.config.plain_per_minute;
    if per_minute <= 0 || app.config.ticket_work == 0 {
        return Ok(());
    }
    let wait = {
        let mut counter = app.crowd.counter.lock().unwrap_or_else(PoisonError::into_inner);
        counter.take(app.clock.milliseconds(), app.config.plain_wait.max(0) * 1000, 60_000 / per_minute)
    };
    tokio::time::sleep(Duration::from_millis(wait.ok_or(Refusal::Busy)?)).await;
    Ok(())
}

/// What is to be stored: files stop first, so that written reports still arrive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    File,
    Words,
}

/// Whether so many bytes more may be kept.
pub(super) fn room(app: &App, kept: Kept, size: u64) -> Result<(), Refusal> {
    let all = app.config.max_stored_size;
    let limit = if kept == Kept::File { all / 10 * 9 } else { all };
    let after = app.crowd.stored.load(Ordering::Relaxed).saturating_add(size);
    if after > limit { Err(Refusal::StorageFull) } else { Ok(()) }
}

/// Takes note of bytes that are kept now.
pub(super) fn stored(app: &App, size: u64) {
    app.crowd.stored.fetch_add(size, Ordering::Relaxed);
}

/// Takes note of bytes that are kept no longer: who begins and gives up again must not fill the count.
pub(super) fn freed(app: &App, size: u64) {
    let less = |stored: u64| Some(stored.saturating_sub(size));
    // It never fails: `less` always has an answer.
    let _ = app.crowd.stored.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
}

/// Counts again what is kept: other processes write too, and expired things go.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn count_stored(app: &App) -> Result<(), Error> {
    app.crowd.stored.store(storage::volume::stored(app.db.read()).await?, Ordering::Relaxed);
    Ok(())
}
