//! Reports: receiving and withdrawing them.

use super::authority::Source;
use super::crowd::{self, Kept};
use super::{retention, upload, write};
use crate::app::App;
use crate::crypto::random;
use crate::crypto::sealed::{Sealed, Size};
use crate::crypto::ticket::Solved;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, ReportId, UploadId};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Form, Report, State};
use crate::domain::thread::Author;
use crate::error::Error;
use crate::storage::{self, Tx};

/// Recipients of what a source encrypts: the circle's epoch and nobody else.
const SOURCE_STANZAS: usize = Author::Source.stanzas();

/// What a client hands in.
pub struct Submission {
    pub consultation: ConsultationId,
    /// The epoch that the client encrypted to, if it says so.
    pub epoch: Option<EpochNumber>,
    /// SHA-256 of the receipt's authenticator.
    pub verifier: [u8; 32],
    pub envelope: Vec<u8>,
    pub attachments: Vec<UploadId>,
    pub form: Form,
    /// Only for [`Form::Sealed`].
    pub source_recipient: Option<String>,
    /// Required unless tickets are switched off or the form has a ticket of its own.
    pub ticket: Option<Solved>,
}

/// The open consultation and its current epoch. Refuses [`Refusal::NotFound`], [`Refusal::ConsultationClosed`],
/// [`Refusal::CircleNotReady`] before the first epoch.
pub async fn intake(
    app: &App,
    id: ConsultationId,
) -> Result<(crate::domain::consultation::Consultation, EpochNumber, crate::crypto::chain::SignedStatement), Error> {
    let consultation = storage::consultation::find(app.db.read(), id).await?.ok_or(Refusal::NotFound)?;
    consultation.takes_reports()?;
    let (number, signed) = storage::epoch::current(app.db.read(), id).await?.ok_or(Refusal::CircleNotReady)?;
    Ok((consultation, number, signed))
}

/// Stores a report. When this returns, the report is durable.
///
/// A submission whose verifier is known succeeds without effect: the first answer was lost on its way. It does so too
/// when the intake has closed or the epoch has ended meanwhile, and when both came at once.
/// Refuses a [`Refusal`] for everything that can be wrong with a submission.
pub async fn submit(app: &App, new: Submission) -> Result<(), Error> {
    let (consultation, verifier) = (new.consultation, new.verifier);
    if is_here(app, consultation, &verifier).await? {
        return Ok(());
    }
    let stored = store(app, new).await;
    if stored.is_err() && is_here(app, consultation, &verifier).await? { Ok(()) } else { stored }
}

async fn is_here(app: &App, consultation: ConsultationId, verifier: &[u8; 32]) -> Result<bool, Error> {
    let found = storage::report::find_by_verifier(app.db.read(), verifier).await?;
    Ok(found.is_some_and(|report| report.consultation == consultation))
}

async fn store(app: &App, new: Submission) -> Result<(), Error> {
    let (_, current, _) = intake(app, new.consultation).await?;
    if new.epoch.is_some_and(|epoch| epoch != current) {
        return Err(Refusal::StaleEpoch.into());
    }
    let size = if new.form == Form::Envelope { Size::Padded } else { Size::Any };
    let envelope = Sealed::parse(new.envelope, 1, size).map_err(Refusal::from)?;
    let length = envelope.as_bytes().len() as u64;
    crowd::room(app, Kept::Words, length)?;
    upload::check(app, &new.attachments, SOURCE_STANZAS).await?;
    let tx = app.db.begin().await?;
    if let Some(ticket) = &new.ticket
        && !storage::ticket::spend(&tx, &ticket.hash, ticket.expires_at).await?
    {
        return Err(Refusal::TicketSpent.into());
    }
    let report = Report {
        id: random::id(),
        consultation: new.consultation,
        epoch: current,
        week: app.clock.week(),
        form: new.form,
        state: State::Fresh,
        source_recipient: new.source_recipient,
        // Counted once its ticket is spent: what costs the sender nothing must not cost the others work.
        burst: crowd::report_arrived(app, new.consultation),
        epoch_known: new.epoch.is_some(),
        rejected: false,
        due: Some(retention::policy(app).due(app.clock.week(), State::Fresh, false)),
    };
    storage::report::insert(&tx, &report, &new.verifier, &envelope).await?;
    upload::attach(&tx, &new.attachments, report.id).await?;
    tx.commit().await?;
    crowd::stored(app, length);
    Ok(())
}

/// Deletes a report with its thread, case record and files. What was published stays.
pub async fn withdraw(app: &App, by: &Source) -> Result<(), Error> {
    let report = by.report().id;
    let tx = write::begin_on(app, report).await?;
    erase(&tx, report).await?;
    Ok(tx.commit().await?)
}

/// Deletes a report and everything that belongs to it; its files follow by the queue.
pub(super) async fn erase(tx: &Tx, report: ReportId) -> Result<(), Error> {
    for attachment in storage::upload::list(tx, report).await? {
        upload::delete(tx, attachment.id).await?;
    }
    storage::thread::delete_all(tx, report).await?;
    storage::case::delete(tx, report).await?;
    storage::report::delete(tx, report).await?;
    Ok(())
}
