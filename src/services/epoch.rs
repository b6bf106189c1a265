//! Epochs from their start to the day on which their keys are shredded: statements that continue the chain, wraps for
//! the circle, shredding.

use std::collections::BTreeSet;

use super::authority::Moderator;
use super::write;
use crate::app::App;
use crate::crypto::chain::{Chain, SignedStatement, Signer, Statement};
use crate::crypto::sealed::Sealed;
use crate::domain::audit::{Act, Actor};
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId};
use crate::domain::refusal::Refusal;
use crate::domain::summary::parse_day;
use crate::error::Error;
use crate::storage::{self, Tx};

/// The public chain of a consultation; `None` while its organisation has no root key.
pub async fn chain(app: &App, consultation: ConsultationId) -> Result<Option<Chain>, Error> {
    let Some(organisation) = storage::consultation::organisation(app.db.read(), consultation).await? else {
        return Ok(None);
    };
    let root = storage::organisation::find(app.db.read(), organisation).await?.and_then(|found| found.root_public);
    let epochs = storage::epoch::list(app.db.read(), consultation).await?;
    Ok(root.map(|root| Chain { root, epochs }))
}

/// The rosters, sealed, that a member's client needs to follow a circle from an epoch on: of that one and all later
/// ones, and of the last one before each epoch that the root key started, since its people are on no later roster.
pub async fn rosters(app: &App, by: &Moderator, from: EpochNumber) -> Result<Vec<(EpochNumber, Vec<u8>)>, Error> {
    let epochs = storage::epoch::list(app.db.read(), by.consultation()).await?;
    let starts_anew = |number: u32| {
        let next = epochs.get(number as usize + 1);
        next.is_some_and(|next| next.signer == Signer::Root)
    };
    let numbers = (0u32..).zip(&epochs).map(|(number, _)| number);
    let numbers = numbers.filter(|number| *number >= from.0 || starts_anew(*number)).map(EpochNumber);
    Ok(storage::epoch::rosters(app.db.read(), by.consultation(), numbers).await?)
}

/// What a member's client has made: a statement that continues the chain, its roster, sealed to it, and a wrap for each
/// member of the circle.
pub struct NewEpoch {
    pub signed: SignedStatement,
    pub roster: Vec<u8>,
    pub wraps: Vec<(MemberId, Vec<u8>)>,
}

/// Appends an epoch. Refuses what [`append`] refuses.
pub async fn start(app: &App, by: &Moderator, new: NewEpoch) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    append(app, &tx, by.consultation(), new).await?;
    write::finish(app, tx, Actor::Member(by.id()), Act::EpochStarted).await
}

/// Appends an epoch in the caller's transaction. Refuses [`Refusal::EpochTaken`] when somebody else was first,
/// [`Refusal::StatementRefused`] when the chain with it does not verify or the wraps are not exactly those of the
/// circle.
pub(super) async fn append(app: &App, tx: &Tx, consultation: ConsultationId, new: NewEpoch) -> Result<(), Error> {
    storage::instance::lock(tx).await?;
    let organisation = storage::consultation::organisation(tx, consultation).await?.ok_or(Refusal::NotFound)?;
    let organisation = storage::organisation::find(tx, organisation).await?.ok_or(Refusal::NotFound)?;
    let root = organisation.root_public.ok_or(Refusal::StatementRefused)?;
    let epochs = storage::epoch::list(tx, consultation).await?;
    let behind =
        Statement::parse(&new.signed.statement).is_ok_and(|statement| (statement.number.0 as usize) < epochs.len());
    if behind {
        return Err(Refusal::EpochTaken.into());
    }
    let mut chain = Chain { root, epochs };
    chain.epochs.push(new.signed.clone());
    let statements = chain.verify(&consultation.to_string()).map_err(|_| Refusal::StatementRefused)?;
    let last = statements.last().ok_or(Refusal::StatementRefused)?;
    let circle = storage::consultation::circle(tx, consultation).await?;
    // One wrap for each member, no fewer and no more: nobody can shut a colleague out by an epoch.
    let wrapped: BTreeSet<_> = new.wraps.iter().map(|(member, _)| *member).collect();
    if wrapped != circle.into_iter().collect() || wrapped.len() != new.wraps.len() || !begins_now(app, last) {
        return Err(Refusal::StatementRefused.into());
    }
    // Who is on it only the circle's desks can tell; they hold it against the hash that the statement names.
    let roster = Sealed::roster(new.roster).map_err(|_| Refusal::NotSealed)?;
    storage::epoch::insert(tx, consultation, last.number, &new.signed, roster).await?;
    for (member, wrap) in new.wraps {
        let wrap = Sealed::wrap(wrap).map_err(|_| Refusal::NotSealed)?;
        storage::epoch::insert_wrap(tx, consultation, last.number, member, wrap.into_bytes()).await?;
    }
    storage::consultation::set_rekey_due(tx, consultation, false).await?;
    Ok(())
}

/// Refuses [`Refusal::StaleEpoch`] when a client has encrypted to another epoch than the current one,
/// [`Refusal::CircleNotReady`] before the first.
pub(super) async fn require_current(app: &App, id: ConsultationId, epoch: EpochNumber) -> Result<(), Error> {
    let current = storage::epoch::current(app.db.read(), id).await?;
    let (number, _) = current.ok_or(Refusal::CircleNotReady)?;
    if number == epoch { Ok(()) } else { Err(Refusal::StaleEpoch.into()) }
}

/// Days after which the next period should begin.
const PERIOD_DAYS: i64 = 30;

/// Whether the period that began on this day (`YYYY-MM-DD`) has lasted long enough.
#[must_use]
pub fn is_due(app: &App, from: &str) -> bool {
    parse_day(from).is_some_and(|from| (app.clock.today() - from).whole_days() >= PERIOD_DAYS)
}

/// Whether an epoch's first day is today, give or take a day: clocks of laptops and time zones differ.
fn begins_now(app: &App, statement: &Statement) -> bool {
    parse_day(&statement.from).is_some_and(|from| (from - app.clock.today()).whole_days().abs() <= 1)
}

/// Days for which an epoch that has ended keeps its wraps: reports that were kept on a phone may still arrive.
const GRACE_DAYS: i64 = 30;

/// Shreds every epoch that has ended, whose days of grace have passed and to which nothing is sealed any more.
pub async fn shred(app: &App) -> Result<(), Error> {
    for consultation in storage::consultation::list(app.db.read()).await? {
        let tx = write::begin_alone(app).await?;
        for number in finished(app, &tx, consultation.id).await? {
            storage::epoch::shred(&tx, consultation.id, number).await?;
            write::record(app, &tx, Actor::Operator, Act::EpochShredded).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// The epochs of a consultation that may be shredded now.
async fn finished(app: &App, tx: &Tx, id: ConsultationId) -> Result<Vec<EpochNumber>, Error> {
    let shredded: BTreeSet<_> = storage::epoch::shredded(tx, id).await?.into_iter().collect();
    let statements = storage::epoch::list(tx, id).await?;
    let statements =
        statements.iter().map(|signed| Statement::parse(&signed.statement)).collect::<Result<Vec<_>, _>>()?;
    let mut finished = Vec::new();
    for pair in statements.windows(2) {
        let [ended, next] = pair else { continue };
        let is_past_grace =
            parse_day(&next.from).is_some_and(|end| (app.clock.today() - end).whole_days() >= GRACE_DAYS);
        if !is_past_grace || shredded.contains(&ended.number) {
            continue;
        }
        if !storage::epoch::is_needed(tx, id, ended.number).await? {
            finished.push(ended.number);
        }
    }
    Ok(finished)
}
