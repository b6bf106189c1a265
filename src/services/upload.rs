//! Uploads of ciphertext, piece by piece: the write side of tus.

use std::sync::atomic::Ordering;

use bytes::Bytes;

use super::crowd::{self, Kept};
use crate::app::App;
use crate::crypto::hex::hex;
use crate::crypto::random;
use crate::crypto::sealed::{self, Size};
use crate::crypto::ticket::Solved;
use crate::domain::id::{ReportId, UploadId};
use crate::domain::refusal::Refusal;
use crate::domain::task::Task;
use crate::error::Error;
use crate::storage::upload::Upload;
use crate::storage::{self, Tx, upload};

/// The bytes of one piece in the blob store, and so of memory per running upload.
pub const PIECE: usize = 1 << 20;
/// What encryption and padding may add to a file: 12 % and a header.
const fn largest_ciphertext(file: u64) -> u64 {
    file + file / 8 + 64 * 1024
}

/// Starts an upload of `size` bytes of ciphertext. Refuses [`Refusal::TooLarge`], [`Refusal::StorageFull`] when too
/// much is pending, [`Refusal::TicketSpent`].
pub async fn create(app: &App, size: u64, ticket: Option<&Solved>) -> Result<UploadId, Error> {
    room(app, size).await?;
    if let Some(ticket) = ticket {
        let limit = app.config.max_files;
        if !storage::ticket::claim_upload(&app.db, &ticket.hash, limit, ticket.expires_at).await? {
            return Err(Refusal::TicketSpent.into());
        }
    }
    let id = random::id();
    begin(app, id, size).await?;
    Ok(id)
}

/// Starts an upload under an id that the sender drew: an envelope that was sealed elsewhere names it already. One that
/// was begun before and belongs to no report is begun again. Refuses what [`create`] refuses, and
/// [`Refusal::UploadConflict`] when the id belongs to a report.
pub async fn create_as(app: &App, id: UploadId, size: u64) -> Result<(), Error> {
    room(app, size).await?;
    if upload::find(app.db.read(), id).await?.is_some() && !discard(app, id).await? {
        return Err(Refusal::UploadConflict.into());
    }
    begin(app, id, size).await
}

/// Whether an upload of this size may begin.
async fn room(app: &App, size: u64) -> Result<(), Error> {
    if size > largest_ciphertext(app.config.max_file_size) {
        return Err(Refusal::TooLarge.into());
    }
    crowd::room(app, Kept::File, size)?;
    if upload::pending_bytes(app.db.read()).await?.saturating_add(size) > app.config.max_pending_size {
        return Err(Refusal::StorageFull.into());
    }
    Ok(())
}

async fn begin(app: &App, id: UploadId, size: u64) -> Result<(), Error> {
    // Counted only behind the ticket or the turn: what costs the sender nothing must not cost the others work.
    crowd::upload_arrived(app);
    // To the hour: the row must not tell the second at which somebody began to write.
    let hour = 3600;
    let expires_at = (app.clock.unix() + app.config.upload_lifetime) / hour * hour;
    upload::create(&app.db, id, size, expires_at).await?;
    Ok(())
}

/// Appends a piece at `offset`, durably. Returns the new offset. Refuses [`Refusal::UploadUnknown`],
/// [`Refusal::UploadConflict`] when the offset is another, [`Refusal::TooLarge`].
pub async fn append(app: &App, id: UploadId, offset: u64, piece: Bytes) -> Result<u64, Error> {
    let found = upload::find(app.db.read(), id).await?.ok_or(Refusal::UploadUnknown)?;
    let size = piece.len() as u64;
    if found.received != offset || found.report.is_some() {
        return Err(Refusal::UploadConflict.into());
    }
    if offset + size > found.size {
        return Err(Refusal::TooLarge.into());
    }
    let arriving = Arriving::begin(app, size);
    crowd::room(app, Kept::File, arriving.total)?;
    if upload::pending_bytes(app.db.read()).await?.saturating_add(arriving.total) > app.config.max_pending_size {
        return Err(Refusal::StorageFull.into());
    }
    // A key of its own: two requests at one offset must not write over each other.
    let key = format!("{id}/{}", hex(&random::bytes::<16>()));
    app.blobs.put(&key, piece).await?;
    if upload::append(&app.db, id, offset, size, &key).await? {
        crowd::stored(app, size);
        return Ok(offset + size);
    }
    app.blobs.delete(&key).await?;
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
        storage::task::push(&tx, &Task::DeleteBlob { key }, app.clock.unix()).await?;
    }
    tx.commit().await?;
    crowd::freed(app, received);
    Ok(true)
}

/// Deletes the rows now and queues the deletion of the pieces.
pub(super) async fn delete(app: &App, tx: &Tx, id: UploadId) -> Result<(), Error> {
    for key in upload::delete(tx, id).await? {
        storage::task::push(tx, &Task::DeleteBlob { key }, app.clock.unix()).await?;
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
