//! Uploads of ciphertext, piece by piece: the write side of tus.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use bytes::Bytes;

use super::crowd::{self, Kept};
use crate::app::App;
use crate::crypto::hex::hex;
use crate::crypto::random;
use crate::crypto::sealed::{self, Size};
use crate::crypto::ticket::Solved;
use crate::domain::crowd::idle::Pending;
use crate::domain::id::{ReportId, UploadId};
use crate::domain::refusal::Refusal;
use crate::domain::task::Task;
use crate::error::Error;
use crate::storage::upload::{Piece, Upload};
use crate::storage::{self, Tx, upload};

/// The bytes of one piece in the blob store, and so of memory per running upload.
pub const PIECE: usize = 1 << 20;
/// What encryption and padding may add to a file: 12 % and a header.
const fn largest_ciphertext(file: u64) -> u64 {
    file + file / 8 + 64 * 1024
}

/// Starts an upload of `size` bytes of ciphertext under an id that the sender drew. One that was started before under
/// this id, of the same size, goes on: the first answer was lost. Refuses [`Refusal::TooLarge`],
/// [`Refusal::StorageFull`] when too much is being sent, [`Refusal::TicketSpent`] also for a ticket that does not pay
/// for so many bytes, [`Refusal::UploadConflict`] for an id that belongs to another upload.
pub async fn create(app: &App, id: UploadId, size: u64, ticket: Option<&Solved>) -> Result<(), Error> {
    if let Some(found) = upload::find(app.db.read(), id).await? {
        let is_same = found.report.is_none() && found.size == size;
        return if is_same { Ok(()) } else { Err(Refusal::UploadConflict.into()) };
    }
    possible(app, size)?;
    if let Some(ticket) = ticket
        && !storage::ticket::claim_upload(&app.db, ticket, app.config.max_files, size).await?
    {
        return Err(Refusal::TicketSpent.into());
    }
    make_room(app, size).await?;
    begin(app, id, size).await
}

/// Starts an upload under an id that the sender drew: an envelope that was sealed elsewhere names it already. One that
/// was begun before and belongs to no report is begun again. Refuses what [`create`] refuses, and
/// [`Refusal::UploadConflict`] when the id belongs to a report.
pub async fn create_as(app: &App, id: UploadId, size: u64) -> Result<(), Error> {
    possible(app, size)?;
    make_room(app, size).await?;
    if upload::find(app.db.read(), id).await?.is_some() && !discard(app, id).await? {
        return Err(Refusal::UploadConflict.into());
    }
    begin(app, id, size).await
}

/// Whether an upload of this size may begin, once there is room.
fn possible(app: &App, size: u64) -> Result<(), Refusal> {
    if size > largest_ciphertext(app.config.max_file_size) {
        return Err(Refusal::TooLarge);
    }
    crowd::room(app, Kept::File, size)
}

/// Makes room for so many bytes more among the uploads that belong to no report: those that nobody has sent to for
/// longest are deleted. Whoever still wants one of them sends it again. Refuses [`Refusal::StorageFull`] when
/// everything that is here is being sent.
async fn make_room(app: &App, size: u64) -> Result<(), Error> {
    let fits = |pending: u64| pending.saturating_add(size) <= app.config.max_pending_size;
    if fits(upload::pending_bytes(app.db.read()).await?) {
        return Ok(());
    }
    let _alone = app.crowd.making_room.lock().await;
    let mut pending = upload::pending_bytes(app.db.read()).await?;
    let idle = idle(app).await?;
    if !fits(pending.saturating_sub(idle.iter().map(|upload| upload.received).sum())) {
        return Err(Refusal::StorageFull.into());
    }
    for upload in idle {
        if fits(pending) {
            break;
        }
        // Its sender may have come back a moment ago.
        if still_idle(app, upload) && discard(app, upload.id).await? {
            pending = pending.saturating_sub(upload.received);
        }
    }
    if fits(pending) { Ok(()) } else { Err(Refusal::StorageFull.into()) }
}

/// Uploads that may make room, the idlest first.
async fn idle(app: &App) -> Result<Vec<Pending>, Error> {
    let pending = upload::list_pending(app.db.read()).await?.into_iter().map(|(upload, expires_at)| {
        let hour = expires_at - app.config.upload_lifetime;
        let whole = upload.is_complete();
        Pending { id: upload.id, received: upload.received, whole, hour: (hour, hour + HOUR) }
    });
    let senders = app.crowd.senders.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(senders.idle(pending.collect(), app.clock.unix()))
}

fn still_idle(app: &App, upload: Pending) -> bool {
    let senders = app.crowd.senders.lock().unwrap_or_else(PoisonError::into_inner);
    !senders.idle(vec![upload], app.clock.unix()).is_empty()
}

async fn begin(app: &App, id: UploadId, size: u64) -> Result<(), Error> {
    // Counted only behind the ticket or the turn: what costs the sender nothing must not cost the others work.
    crowd::upload_arrived(app);
    crowd::sender_is_there(app, id);
    upload::create(&app.db, id, size, kept_until(app)).await?;
    Ok(())
}

const HOUR: i64 = 3600;

/// Until when an upload is kept that is sent to now. To the hour: the row must not tell the second at which somebody
/// wrote.
fn kept_until(app: &App) -> i64 {
    (app.clock.unix() + app.config.upload_lifetime) / HOUR * HOUR
}

/// Appends a piece at `offset`, durably. Returns the new offset. Refuses [`Refusal::UploadUnknown`],
/// [`Refusal::UploadConflict`] when the offset is another, [`Refusal::TooLarge`], [`Refusal::StorageFull`].
pub async fn append(app: &App, id: UploadId, offset: u64, bytes: Bytes) -> Result<u64, Error> {
    let found = upload::find(app.db.read(), id).await?.ok_or(Refusal::UploadUnknown)?;
    let size = bytes.len() as u64;
    if found.received != offset || found.report.is_some() {
        return Err(Refusal::UploadConflict.into());
    }
    if offset + size > found.size {
        return Err(Refusal::TooLarge.into());
    }
    let arriving = Arriving::begin(app, size);
    crowd::room(app, Kept::File, arriving.total)?;
    crowd::sender_is_there(app, id);
    make_room(app, arriving.total).await?;
    // A key of its own: two requests at one offset must not write over each other. It does not tell what belongs
    // together.
    let key = hex(&random::bytes::<16>());
    app.blobs.put(&key, bytes).await?;
    let piece = Piece { start: offset, size, key };
    if upload::append(&app.db, id, &piece, kept_until(app)).await? {
        crowd::stored(app, size);
        return Ok(offset + size);
    }
    app.blobs.delete(&piece.key).await?;
    Err(Refusal::UploadConflict.into())
}

/// Bytes of a piece on its way to the disk: many at once must not pass a limit that none of them passes alone.
struct Arriving<'a> {
    app: &'a App,
    size: u64,
    /// Bytes of this and all other pieces that are on their way.
    total: u64,
}

impl<'a> Arriving<'a> {
    fn begin(app: &'a App, size: u64) -> Self {
        let total = app.crowd.arriving.fetch_add(size, Ordering::SeqCst) + size;
        Self { app, size, total }
    }
}

impl Drop for Arriving<'_> {
    fn drop(&mut self) {
        self.app.crowd.arriving.fetch_sub(self.size, Ordering::SeqCst);
    }
}

/// Ends an upload that is no longer wanted. Refuses [`Refusal::UploadUnknown`] when there is none, or it belongs to
/// a report.
pub async fn terminate(app: &App, id: UploadId) -> Result<(), Error> {
    if discard(app, id).await? { Ok(()) } else { Err(Refusal::UploadUnknown.into()) }
}

/// Deletes an upload that belongs to no report. False when it does, or is gone.
async fn discard(app: &App, id: UploadId) -> Result<bool, Error> {
    let received = upload::find(app.db.read(), id).await?.map_or(0, |found| found.received);
    let tx = app.db.begin().await?;
    let Some(keys) = upload::delete_unattached(&tx, id).await? else { return Ok(false) };
    for key in keys {
        storage::task::push(&tx, &Task::DeleteBlob { key }, 0).await?;
    }
    tx.commit().await?;
    app.crowd.senders.lock().unwrap_or_else(PoisonError::into_inner).forget(id);
    crowd::freed(app, received);
    Ok(true)
}

/// Deletes the rows now and queues the deletion of the pieces.
pub(super) async fn delete(tx: &Tx, id: UploadId) -> Result<(), Error> {
    for key in upload::delete(tx, id).await? {
        storage::task::push(tx, &Task::DeleteBlob { key }, 0).await?;
    }
    Ok(())
}

/// Refuses an upload that is not complete, belongs to a report already, or is not a padded age file with this number of
/// stanzas.
pub(super) async fn check(app: &App, ids: &[UploadId], stanzas: usize) -> Result<(), Error> {
    if ids.len() > usize::try_from(app.config.max_files).unwrap_or(usize::MAX) {
        return Err(Refusal::TooLarge.into());
    }
    for id in ids {
        let upload = upload::find(app.db.read(), *id).await?;
        let is_ready = |upload: &Upload| upload.is_complete() && upload.report.is_none();
        let upload = upload.filter(is_ready).ok_or(Refusal::UploadUnknown)?;
        let start = start_of(app, *id).await?;
        sealed::check(&start, upload.size, stanzas, Size::Padded).map_err(Refusal::from)?;
    }
    Ok(())
}

/// How many recipients an upload's header names; `None` when it is not an age file of ours.
pub(super) async fn stanzas(app: &App, id: UploadId) -> Result<Option<usize>, Error> {
    Ok(sealed::stanzas(&start_of(app, id).await?))
}

/// The first bytes of an upload, enough for any header: a connection may have broken inside it.
async fn start_of(app: &App, id: UploadId) -> Result<Vec<u8>, Error> {
    let mut start = Vec::new();
    for key in upload::parts(app.db.read(), id).await? {
        start.extend_from_slice(&app.blobs.get(&key).await?);
        if start.len() >= sealed::LONGEST_HEADER {
            break;
        }
    }
    Ok(start)
}

/// Makes checked uploads attachments of a report.
pub(super) async fn attach(tx: &Tx, ids: &[UploadId], report: ReportId) -> Result<(), Error> {
    for id in ids {
        if !upload::attach(tx, *id, report).await? {
            return Err(Refusal::UploadUnknown.into());
        }
    }
    Ok(())
}

/// Deletes uploads that were never attached, and tickets, sessions, answer pages and invitations that have expired. Run
/// by the queue.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let now = app.clock.unix();
    app.crowd.senders.lock().unwrap_or_else(PoisonError::into_inner).forget_idle(now);
    for id in upload::list_expired(app.db.read(), now).await? {
        discard(app, id).await?;
    }
    let tx = app.db.begin().await?;
    storage::ticket::delete_expired(&tx, now).await?;
    storage::session::delete_expired(&tx, now).await?;
    storage::answer_page::delete_expired(&tx, now).await?;
    storage::invitation::delete_expired(&tx, now).await?;
    tx.commit().await?;
    crowd::count_stored(app).await
}
