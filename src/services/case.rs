//! Case records.

use super::authority::Moderator;
use super::upload;
use crate::app::App;
use crate::crypto::sealed::{Sealed, Size};
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;
use crate::domain::refusal::Refusal;
use crate::domain::report::{Report, State};
use crate::error::Error;
use crate::storage::{self, StorageError};

/// Writes the revision that follows `before`.
///
/// # Errors
/// [`Refusal::StaleRevision`] when another member wrote in between; nothing is changed then.
pub async fn save(
    app: &App,
    by: &Moderator,
    report: &Report,
    before: Revision,
    epoch: EpochNumber,
    state: State,
    ciphertext: Vec<u8>,
) -> Result<Revision, Error> {
    by.owns(report)?;
    let sealed = Sealed::parse(ciphertext, 1, Size::Padded).map_err(upload::refusal)?;
    let tx = app.db.begin().await?;
    if !storage::report::lock(&tx, report.id).await? {
        return Err(Refusal::NotFound.into());
    }
    if !storage::case::save(&tx, report.id, before, epoch, &sealed).await? {
        return Err(Refusal::StaleRevision.into());
    }
    storage::report::set_state(&tx, report.id, state).await?;
    tx.commit().await.map_err(StorageError::from)?;
    Ok(before.next())
}
