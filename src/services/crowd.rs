//! Crowds and abuse: how much work a sender must prove, whose turn it is at the forms without JavaScript, which reports
//! came in a burst, which uploads are being sent, and how much may be stored. Nothing here knows an address.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::app::App;
use crate::crypto::random;
use crate::crypto::ticket::{self, Refused, Solved};
use crate::domain::id::{BurstId, ConsultationId, UploadId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage;

/// Seconds for which a ticket is accepted with the work that it was issued with, even when more is asked for meanwhile.
const FAIR: i64 = 120;
/// Bits of work that an older ticket may lack: the work may double and halve again while a person writes.
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

/// Checks a solved ticket. A ticket that was hoarded while the work was light is refused once it is heavy. Refuses
/// [`Refusal::TicketInvalid`] or [`Refusal::TicketExpired`]; clients ask for a new one and go on.
pub fn accept(app: &App, solved: &str) -> Result<Solved, Refusal> {
    let now = app.clock.unix();
    let ticket = ticket::verify(app.secret.tickets(), solved, now).map_err(|refused| match refused {
        Refused::Invalid => Refusal::TicketInvalid,
        Refused::Expired => Refusal::TicketExpired,
    })?;
    let age = now - (ticket.expires_at - app.config.ticket_lifetime);
    if age > FAIR && ticket.work.saturating_add(SLACK) < work(app) {
        return Err(Refusal::TicketExpired);
    }
    Ok(ticket)
}

/// Counts a report. Returns the burst to which it belongs, if it belongs to one.
pub(super) fn report_arrived(app: &App, consultation: ConsultationId) -> Option<BurstId> {
    arrived(app, 1.0);
    let mut bursts = app.crowd.bursts.lock().unwrap_or_else(PoisonError::into_inner);
    bursts.arrive(consultation, app.clock.unix(), app.config.burst_size, random::id)
}

/// Counts an upload: as many as a ticket allows weigh as much as a report.
pub(super) fn upload_arrived(app: &App) {
    arrived(app, 1.0 / f64::from(app.config.max_files.max(1)));
}

fn arrived(app: &App, weight: f64) {
    app.crowd.load.lock().unwrap_or_else(PoisonError::into_inner).arrive(app.clock.unix(), weight);
}

/// Where people without JavaScript wait, each with a queue of its own: a flood of reports keeps nobody from an inbox.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    Report,
    Inbox,
}

/// Seconds after which somebody who found the queue too long may come again: it is over by then.
const COME_AGAIN: u64 = 60;

/// Waits for a turn at the forms without JavaScript. Called before anything of the form is read. Refuses
/// [`Refusal::Busy`] when too many are waiting.
pub async fn turn(app: &App, at: Counter) -> Result<(), Error> {
    let per_minute = app.config.plain_per_minute;
    if per_minute <= 0 || app.config.ticket_work == 0 {
        return Ok(());
    }
    let wait = {
        let counter = if at == Counter::Report { &app.crowd.report_counter } else { &app.crowd.inbox_counter };
        let mut counter = counter.lock().unwrap_or_else(PoisonError::into_inner);
        counter.take(app.clock.milliseconds(), app.config.plain_wait.max(0) * 1000, 60_000 / per_minute)
    };
    let wait = wait.ok_or(Error::Later(Refusal::Busy, COME_AGAIN))?;
    tokio::time::sleep(Duration::from_millis(wait)).await;
    Ok(())
}

/// Notes that bytes of an upload have come: its sender is there.
pub fn sender_is_there(app: &App, id: UploadId) {
    app.crowd.senders.lock().unwrap_or_else(PoisonError::into_inner).sent(id, app.clock.unix());
}

/// What is to be stored. Files are refused first, so that written reports still arrive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    File,
    Words,
}

/// Refuses [`Refusal::StorageFull`] when `size` bytes more would pass the limit.
pub(super) fn room(app: &App, kept: Kept, size: u64) -> Result<(), Refusal> {
    let most = app.config.max_stored_size;
    let limit = if kept == Kept::File { most / 10 * 9 } else { most };
    let after = app.crowd.stored.load(Ordering::Relaxed).saturating_add(size);
    if after > limit { Err(Refusal::StorageFull) } else { Ok(()) }
}

/// Adds to the count of bytes that are stored.
pub(super) fn stored(app: &App, size: u64) {
    app.crowd.stored.fetch_add(size, Ordering::Relaxed);
}

/// Takes off the count of bytes: an upload that is begun and given up again and again must not fill it.
pub(super) fn freed(app: &App, size: u64) {
    let less = |stored: u64| Some(stored.saturating_sub(size));
    // It cannot fail: `less` always returns `Some`.
    let _ = app.crowd.stored.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
}

/// Counts from the database what is stored: other processes write too, and what has expired is deleted.
pub(super) async fn count_stored(app: &App) -> Result<(), Error> {
    app.crowd.stored.store(storage::volume::stored(app.db.read()).await?, Ordering::Relaxed);
    Ok(())
}
