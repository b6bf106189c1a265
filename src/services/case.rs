//! Case records.

use super::authority::Moderator;
use super::{epoch, retention, write};
use crate::app::App;
use crate::crypto::sealed::{Sealed, Size};
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;
use crate::domain::refusal::Refusal;
use crate::domain::report::{Report, State};
use crate::error::Error;
use crate::storage;

/// What a member saves.
pub struct Saved {
    /// The revision that was read.
    pub before: Revision,
    pub epoch: EpochNumber,
    pub state: State,
    /// Whether it is rejected, and so kept for a short time only.
    pub rejected: bool,
    pub ciphertext: Vec<u8>,
}

/// Writes the revision that follows the one that was read. Only the present epoch will do: a record for another would
/// replace one that the circle can read. Refuses [`Refusal::StaleEpoch`], and [`Refusal::StaleRevision`] when another
/// member wrote in between; nothing is changed then.
pub async fn save(app: &App, by: &Moderator, report: &Report, saved: Saved) -> Result<Revision, Error> {
    by.owns(report)?;
    let Saved { before, epoch: number, state, rejected, ciphertext } = saved;
    epoch::require_current(app, report.consultation, number).await?;
    let sealed = Sealed::parse(ciphertext, 1, Size::Padded).map_err(Refusal::from)?;
    let tx = write::begin_on(app, report.id).await?;
    if !storage::case::save(&tx, report.id, before, number, &sealed).await? {
        return Err(Refusal::StaleRevision.into());
    }
    let term = retention::policy(app).after_save(app.clock.week(), report, state, rejected);
    storage::report::set_term(&tx, report.id, term).await?;
    tx.commit().await?;
    Ok(before.next())
}
