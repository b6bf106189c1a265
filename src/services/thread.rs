//! The thread between source and circle.

use super::authority::{Moderator, Source};
use super::crowd::{self, Kept};
use super::{epoch, retention, upload, write};
use crate::app::App;
use crate::crypto::sealed::{Sealed, Size};
use crate::domain::consultation::Intake;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{MessageId, ReportId, UploadId};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Report, State};
use crate::domain::thread::{Author, Message};
use crate::error::Error;
use crate::storage;
use crate::storage::upload::Upload;

/// What the circle writes.
pub struct Asked {
    /// Drawn by the sender.
    pub id: MessageId,
    pub epoch: EpochNumber,
    /// Part of the signed text. One that is no longer the next is refused.
    pub sequence: u32,
    pub ciphertext: Vec<u8>,
    /// Sealed to the epoch and to the source.
    pub attachments: Vec<UploadId>,
}

/// Whether this side of a report's thread has sent a message before under the id that `found` has: the first answer was
/// lost. Refuses [`Refusal::BadRequest`] for an id that belongs to another message.
fn is_repeated(found: Option<Message>, report: ReportId, author: Author) -> Result<bool, Refusal> {
    match found {
        None => Ok(false),
        Some(message) if message.report == report && message.author == author => Ok(true),
        Some(_) => Err(Refusal::BadRequest),
    }
}

/// Messages of one source that a thread holds; more would only fill the disk.
const MOST_ANSWERS: u64 = 500;

/// The circle writes to the source. A message that was stored before under this id is left as it is. Refuses
/// [`Refusal::StaleRevision`] when somebody else wrote first, and what [`Sealed`] refuses.
pub async fn ask(app: &App, by: &Moderator, report: &Report, asked: Asked) -> Result<(), Error> {
    by.owns(report)?;
    let Asked { id, epoch, sequence, ciphertext, attachments } = asked;
    if is_repeated(storage::thread::find(app.db.read(), id).await?, report.id, Author::Circle)? {
        return Ok(());
    }
    epoch::require_current(app, report.consultation, epoch).await?;
    let sealed = Sealed::parse(ciphertext, Author::Circle.stanzas(), Size::Padded).map_err(Refusal::from)?;
    upload::check(app, &attachments, Author::Circle.stanzas()).await?;
    let message = Message { id, report: report.id, sequence, epoch, author: Author::Circle, week: app.clock.week() };
    let tx = write::begin_on(app, report.id).await?;
    if is_repeated(storage::thread::find(&tx, id).await?, report.id, Author::Circle)? {
        return Ok(());
    }
    if storage::thread::next_sequence(&tx, report.id).await? != sequence {
        return Err(Refusal::StaleRevision.into());
    }
    storage::thread::insert(&tx, &message, &sealed).await?;
    upload::attach(&tx, &attachments, report.id).await?;
    let term = retention::policy(app).term(app.clock.week(), State::Active, false);
    storage::report::set_term(&tx, report.id, term).await?;
    Ok(tx.commit().await?)
}

/// What the source writes.
pub struct Answered {
    /// Drawn by the sender.
    pub id: MessageId,
    pub epoch: EpochNumber,
    /// Signed inside: how many messages the source has sent before.
    pub sequence: u32,
    pub ciphertext: Vec<u8>,
    /// Sealed to the epoch.
    pub attachments: Vec<UploadId>,
}

/// The source writes to the circle. A message that was stored before under this id is left as it is. Refuses
/// [`Refusal::StaleEpoch`], [`Refusal::StaleRevision`] when a message that comes before was not counted, and what
/// [`Sealed`] and attachments refuse.
pub async fn answer(app: &App, by: &Source, answered: Answered) -> Result<(), Error> {
    let report = by.report();
    let Answered { id, epoch, sequence, ciphertext, attachments } = answered;
    if is_repeated(storage::thread::find(app.db.read(), id).await?, report.id, Author::Source)? {
        return Ok(());
    }
    let consultation =
        storage::consultation::find(app.db.read(), report.consultation).await?.ok_or(Refusal::NotFound)?;
    // A lock says that the key itself is in doubt: nothing more may be sealed to it.
    if matches!(consultation.intake, Intake::Locked { .. }) {
        return Err(Refusal::IntakeLocked.into());
    }
    epoch::require_current(app, report.consultation, epoch).await?;
    let sealed = Sealed::parse(ciphertext, Author::Source.stanzas(), Size::Padded).map_err(Refusal::from)?;
    let length = sealed.as_bytes().len() as u64;
    crowd::room(app, Kept::Words, length)?;
    upload::check(app, &attachments, Author::Source.stanzas()).await?;
    let tx = write::begin_on(app, report.id).await?;
    if is_repeated(storage::thread::find(&tx, id).await?, report.id, Author::Source)? {
        return Ok(());
    }
    let answers = storage::thread::count(&tx, report.id, Author::Source).await?;
    if answers >= MOST_ANSWERS {
        return Err(Refusal::TooLarge.into());
    }
    if answers != u64::from(sequence) {
        return Err(Refusal::StaleRevision.into());
    }
    let message = Message {
        id,
        report: report.id,
        sequence: storage::thread::next_sequence(&tx, report.id).await?,
        epoch,
        author: Author::Source,
        week: app.clock.week(),
    };
    storage::thread::insert(&tx, &message, &sealed).await?;
    upload::attach(&tx, &attachments, report.id).await?;
    // An answer keeps a report longer, unless nobody has reviewed it yet or it was rejected.
    if report.state != State::Fresh && !report.rejected {
        let term = retention::policy(app).term(app.clock.week(), report.state, false);
        storage::report::set_term(&tx, report.id, term).await?;
    }
    tx.commit().await?;
    crowd::stored(app, length);
    Ok(())
}

/// How many messages a source has sent.
pub async fn answers(app: &App, report: ReportId) -> Result<u32, Error> {
    let answers = storage::thread::count(app.db.read(), report, Author::Source).await?;
    Ok(u32::try_from(answers).unwrap_or(u32::MAX))
}

/// A file that the circle sent: the source has a stanza in it. Refuses [`Refusal::NotFound`] for every other file.
pub async fn attachment(app: &App, by: &Source, id: UploadId) -> Result<Upload, Error> {
    let upload = storage::upload::find(app.db.read(), id).await?;
    let upload = upload.filter(|upload| upload.report == Some(by.report().id)).ok_or(Refusal::NotFound)?;
    if upload::stanzas(app, upload.id).await? == Some(Author::Circle.stanzas()) {
        Ok(upload)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// The source deletes a reply of the circle. Refuses [`Refusal::NotFound`] when there is no such reply in this thread.
pub async fn delete_reply(app: &App, by: &Source, id: MessageId) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::thread::delete_reply(&tx, by.report().id, id).await? {
        return Err(Refusal::NotFound.into());
    }
    Ok(tx.commit().await?)
}
