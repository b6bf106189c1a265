//! Sealed documents of a circle.

use super::authority::Moderator;
use super::epoch;
use crate::app::App;
use crate::crypto::sealed::{Sealed, Size};
use crate::domain::case::Revision;
use crate::domain::circle_document::Name;
use crate::domain::epoch::EpochNumber;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage;

/// Writes the revision that follows `before`. Only the present epoch will do: what the circle keeps must outlive the
/// others. Refuses [`Refusal::StaleRevision`] when another member wrote in between, [`Refusal::StaleEpoch`].
pub async fn save(
    app: &App,
    by: &Moderator,
    name: Name,
    before: Revision,
    epoch: EpochNumber,
    ciphertext: Vec<u8>,
) -> Result<Revision, Error> {
    epoch::require_current(app, by.consultation(), epoch).await?;
    let sealed = Sealed::parse(ciphertext, 1, Size::Padded).map_err(Refusal::from)?;
    let tx = app.db.begin().await?;
    if !storage::circle_document::save(&tx, by.consultation(), name, before, epoch, &sealed).await? {
        return Err(Refusal::StaleRevision.into());
    }
    tx.commit().await?;
    Ok(before.next())
}
