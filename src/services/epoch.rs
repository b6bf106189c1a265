//! Starting an epoch: a statement that continues the chain, and a wrap for each member of the circle.

use std::collections::BTreeSet;

use super::authority::Moderator;
use crate::app::App;
use crate::crypto::sealed::{Sealed, Size};
use crate::crypto::statement::{Chain, Signed};
use crate::domain::audit::{Act, Actor};
use crate::domain::id::{ConsultationId, MemberId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage::{self, StorageError};

/// The public chain of a consultation.
///
/// # Errors
/// When the database does not answer.
pub async fn chain(app: &App, consultation: ConsultationId) -> Result<Option<Chain>, Error> {
    let Some(organisation) = storage::consultation::organisation(app.db.read(), consultation).await? else {
        return Ok(None);
    };
    let organisation = storage::organisation::find(app.db.read(), organisation).await?;
    let epochs = storage::epoch::list(app.db.read(), consultation).await?;
    Ok(organisation.map(|organisation| Chain { root: organisation.root_public, epochs }))
}

/// Appends an epoch that a member's client has made.
///
/// # Errors
/// [`Refusal::StatementRefused`] when the chain with it does not verify, somebody else was first, or a wrap is for
/// nobody in the circle.
pub async fn start(app: &App, by: &Moderator, signed: Signed, wraps: Vec<(MemberId, Vec<u8>)>) -> Result<(), Error> {
    let consultation = by.consultation();
    let mut chain = chain(app, consultation).await?.ok_or(Refusal::NotFound)?;
    chain.epochs.push(signed.clone());
    let statements = chain.verify(&consultation.to_string()).map_err(|_| Refusal::StatementRefused)?;
    let number = statements.last().ok_or(Refusal::StatementRefused)?.number;
    let tx = app.db.begin().await?;
    let circle = storage::consultation::circle(&tx, consultation).await?;
    // One wrap for each member, no fewer and no more: nobody can shut a colleague out by an epoch.
    let wrapped: BTreeSet<_> = wraps.iter().map(|(member, _)| *member).collect();
    if wrapped != circle.into_iter().collect() || wrapped.len() != wraps.len() {
        return Err(Refusal::StatementRefused.into());
    }
    match storage::epoch::insert(&tx, consultation, number, &signed).await {
        Err(error) if error.is_duplicate() => return Err(Refusal::StatementRefused.into()),
        other => other?,
    }
    for (member, wrap) in wraps {
        let wrap = Sealed::parse(wrap, 1, Size::Any).map_err(|_| Refusal::NotSealed)?;
        storage::epoch::insert_wrap(&tx, consultation, number, member, wrap.into_bytes()).await?;
    }
    storage::audit::append(&tx, Actor::Member(by.id()), Act::EpochStarted, app.clock.week()).await?;
    tx.commit().await.map_err(StorageError::from)?;
    Ok(())
}
