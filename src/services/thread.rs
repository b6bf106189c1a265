//! The thread between source and circle.

use super::authority::{Moderator, Source};
use super::upload;
use crate::app::App;
use crate::crypto::random;
use crate::crypto::sealed::{Sealed, Size};
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{MessageId, UploadId};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Report, State};
use crate::domain::thread::{From, Message};
use crate::error::Error;
use crate::storage::{self, StorageError};

/// The current epoch must be the one the client encrypted to.
async fn current_epoch(app: &App, report: &Report, given: EpochNumber) -> Result<(), Error> {
    let current = storage::epoch::current(app.db.read(), report.consultation).await?;
    let (number, _) = current.ok_or(Refusal::CircleNotReady)?;
    if number == given { Ok(()) } else { Err(Refusal::StaleEpoch.into()) }
}

/// The circle writes to the source. `sequence` stands in the signed text, so a stale one is refused.
///
/// # Errors
/// [`Refusal::StaleRevision`] when somebody else wrote first, and what [`Sealed`] refuses.
pub async fn ask(
    app: &App,
    by: &Moderator,
    report: &Report,
    epoch: EpochNumber,
    sequence: u32,
    ciphertext: Vec<u8>,
) -> Result<MessageId, Error> {
    by.owns(report)?;
    current_epoch(app, report, epoch).await?;
    let sealed = Sealed::parse(ciphertext, From::Circle.stanzas(), Size::Padded).map_err(upload::refusal)?;
    let message =
        Message { id: random::id(), report: report.id, sequence, epoch, from: From::Circle, week: app.clock.week() };
    let tx = app.db.begin().await?;
    if !storage::report::lock(&tx, report.id).await? {
        return Err(Refusal::NotFound.into());
    }
    if storage::thread::next_sequence(&tx, report.id).await? != sequence {
        return Err(Refusal::StaleRevision.into());
    }
    storage::thread::insert(&tx, &message, &sealed).await?;
    storage::report::set_state(&tx, report.id, State::Active).await?;
    tx.commit().await.map_err(StorageError::from)?;
    Ok(message.id)
}

/// The source writes to the circle.
///
/// # Errors
/// [`Refusal::StaleEpoch`], and what [`Sealed`] and attachments refuse.
pub async fn answer(
    app: &App,
    by: &Source,
    epoch: EpochNumber,
    ciphertext: Vec<u8>,
    attachments: &[UploadId],
) -> Result<(), Error> {
    let report = by.report();
    current_epoch(app, report, epoch).await?;
    let sealed = Sealed::parse(ciphertext, From::Source.stanzas(), Size::Padded).map_err(upload::refusal)?;
    upload::check(app, attachments).await?;
    let tx = app.db.begin().await?;
    if !storage::report::lock(&tx, report.id).await? {
        return Err(Refusal::NotFound.into());
    }
    let message = Message {
        id: random::id(),
        report: report.id,
        sequence: storage::thread::next_sequence(&tx, report.id).await?,
        epoch,
        from: From::Source,
        week: app.clock.week(),
    };
    storage::thread::insert(&tx, &message, &sealed).await?;
    upload::attach(&tx, attachments, report.id).await?;
    tx.commit().await.map_err(StorageError::from)?;
    Ok(())
}

/// The source deletes a reply of the circle.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such reply in this thread.
pub async fn delete_reply(app: &App, by: &Source, id: MessageId) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::thread::delete_reply(&tx, by.report().id, id).await? {
        return Err(Refusal::NotFound.into());
    }
    tx.commit().await.map_err(StorageError::from)?;
    Ok(())
}
