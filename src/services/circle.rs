//! Who reads: joining a circle with the wraps of chosen epochs, leaving it with a new epoch, and the lock on its
//! intake.

use std::collections::BTreeSet;

use super::authority::{self, Colleague, Confirmed, Moderator};
use super::epoch::{self, NewEpoch};
use super::party::{self, RootProof};
use super::write;
use crate::app::App;
use crate::crypto::document::{Kind, SignedDocument};
use crate::crypto::root_act;
use crate::crypto::sealed::Sealed;
use crate::domain::audit::{Act, Actor};
use crate::domain::consultation::Intake;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId, ReportId};
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage::member::Member;
use crate::storage::{self, StorageError, Tx};

/// Admits a colleague to the circle, or gives a member of it access to more epochs. `wraps` are of the epochs so far
/// that they may read from now on. Who is new comes in with the epoch `next`, whose roster names them: one act, which
/// happens whole or not at all. Refuses [`Refusal::NotAllowed`] for somebody who is no active moderator,
/// [`Refusal::StatementRefused`] for wraps of epochs that do not exist or were shredded and for somebody new without an
/// epoch, and what [`epoch::append`] refuses.
pub async fn add(
    app: &App,
    by: &Moderator,
    _: &Confirmed,
    member: MemberId,
    wraps: Vec<(EpochNumber, Vec<u8>)>,
    next: Option<NewEpoch>,
) -> Result<(), Error> {
    let id = by.consultation();
    // No epoch starts meanwhile that would leave the person out.
    let tx = write::begin_as(app, by.id()).await?;
    let member = authority::reviewer(&tx, member).await?;
    let is_new = !storage::consultation::circle(&tx, id).await?.contains(&member.id);
    let current = storage::epoch::current(&tx, id).await?.map(|(number, _)| number);
    let numbers: BTreeSet<_> = wraps.iter().map(|(number, _)| *number).collect();
    let shredded = storage::epoch::shredded(&tx, id).await?;
    let exist = numbers.iter().all(|number| current.is_some_and(|last| *number <= last) && !shredded.contains(number));
    let complete = !is_new || current.is_none() || next.is_some();
    if !exist || !complete || numbers.len() != wraps.len() {
        return Err(Refusal::StatementRefused.into());
    }
    // A wrap that somebody holds is not replaced: nobody can see whether the new bytes open anything.
    let held = storage::epoch::wraps(&tx, id, member.id).await?;
    if held.iter().any(|(number, _)| numbers.contains(number)) {
        return Err(Refusal::StatementRefused.into());
    }
    if is_new {
        storage::consultation::add_to_circle(&tx, id, member.id).await?;
    }
    for (number, wrap) in wraps {
        let wrap = Sealed::wrap(wrap).map_err(|_| Refusal::NotSealed)?;
        storage::epoch::insert_wrap(&tx, id, number, member.id, wrap.into_bytes()).await?;
    }
    if let Some(next) = next {
        epoch::append(app, &tx, id, next).await?;
        write::record(app, &tx, Actor::Member(by.id()), Act::EpochStarted).await?;
    }
    let act = if is_new { Act::CircleJoined } else { Act::AccessGiven };
    write::finish(app, tx, Actor::Member(by.id()), act).await
}

/// How far a removal goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Out of this circle; the account stays.
    Circle,
    /// After an arrest or a theft: out of every circle, all sessions ended, the account closed.
    Account,
}

/// Removes a member, and from this circle those of `also`, whom the removing browser does not know and gives no key:
/// wraps deleted, sessions ended, and in the same transaction the next epoch, whose key they do not get. Other circles
/// of a closed account are marked: the next desk of theirs that opens starts their new epoch. Out of the circle one
/// colleague takes anybody else alone: a stolen key cannot wait for a paper, and nobody gains a second voice by it.
/// Refuses [`Refusal::LastReviewer`] when nobody would be left, [`Refusal::OwnerNeeded`] for owners,
/// [`Refusal::RootNeeded`] for the account of one of an organisation's last two persons, and what [`epoch::append`]
/// refuses.
pub async fn remove(
    app: &App,
    by: &Moderator,
    _: &Confirmed,
    (member, also): (MemberId, &[MemberId]),
    removal: Removal,
    (next, root): (NewEpoch, Option<&RootProof>),
) -> Result<(), Error> {
    let here = by.consultation();
    let tx = write::begin_as(app, by.id()).await?;
    let circle = storage::consultation::circle(&tx, here).await?;
    if !circle.contains(&member) {
        return Err(Refusal::NotFound.into());
    }
    if circle.len() < 2 || member == by.id() || also.contains(&by.id()) {
        return Err(Refusal::LastReviewer.into());
    }
    party::remember(app, &tx, here).await?;
    for unknown in also.iter().filter(|unknown| circle.contains(unknown)) {
        may_remove(app, &tx, by, *unknown, None).await?;
        leave(&tx, here, *unknown).await?;
        storage::session::end_all(&tx, *unknown, None).await?;
        write::record(app, &tx, Actor::Member(by.id()), Act::CircleLeft).await?;
    }
    if removal == Removal::Account {
        let member = storage::member::find(&tx, member).await?.ok_or(Refusal::NotFound)?;
        may_close(app, &tx, by.member(), &member, root).await?;
    } else {
        may_remove(app, &tx, by, member, root).await?;
    }
    leave(&tx, here, member).await?;
    if removal == Removal::Account {
        let member = storage::member::find(&tx, member).await?.ok_or(Refusal::NotFound)?;
        close_account(&tx, &member, by.id()).await?;
    }
    storage::session::end_all(&tx, member, None).await?;
    epoch::append(app, &tx, here, next).await?;
    let act = if removal == Removal::Account { Act::MemberRemoved } else { Act::CircleLeft };
    for act in [act, Act::EpochStarted] {
        write::record(app, &tx, Actor::Member(by.id()), act).await?;
    }
    Ok(tx.commit().await?)
}

/// Whether a member may take another one out of the circle. Refuses [`Refusal::OwnerNeeded`] for an owner without the
/// root key.
async fn may_remove(
    app: &App,
    tx: &Tx,
    by: &Moderator,
    member: MemberId,
    root: Option<&RootProof>,
) -> Result<(), Error> {
    let member = storage::member::find(tx, member).await?.ok_or(Refusal::NotFound)?;
    let act = (root_act::Act::Remove, member.id.to_string());
    if party::by_root(app, tx, member.organisation, (act.0, &act.1), root).await? {
        return Ok(());
    }
    Ok(by.may_touch(&member)?)
}

/// Whether a member may close another one's account. Refuses [`Refusal::OwnerNeeded`] for an owner's, and
/// [`Refusal::RootNeeded`] when an organisation that has had two persons would have fewer, both without the root key.
async fn may_close(app: &App, tx: &Tx, by: &Member, member: &Member, root: Option<&RootProof>) -> Result<(), Error> {
    let id = member.id.to_string();
    if party::by_root(app, tx, member.organisation, (root_act::Act::Close, &id), root).await? {
        // That there were two is remembered before they are fewer.
        party::had_two(app, tx, member.organisation).await?;
        return Ok(());
    }
    authority::may_touch(by, member)?;
    party::may_lose(app, tx, member).await
}

/// Closes the account of a colleague, in a circle or not. Their circles are marked: the next desk of theirs that opens
/// starts the new epoch. Refuses [`Refusal::NotFound`] for nobody's colleague, [`Refusal::NotAllowed`] for oneself,
/// [`Refusal::OwnerNeeded`], [`Refusal::RootNeeded`].
pub async fn close(
    app: &App,
    by: &Colleague,
    _: &Confirmed,
    member: MemberId,
    root: Option<&RootProof>,
) -> Result<(), Error> {
    let tx = write::begin_as(app, by.member().id).await?;
    let member = by.colleague(&tx, member).await?;
    if member.standing != Standing::Active {
        return Err(Refusal::NotFound.into());
    }
    if member.id == by.member().id {
        return Err(Refusal::NotAllowed.into());
    }
    may_close(app, &tx, by.member(), &member, root).await?;
    close_account(&tx, &member, by.member().id).await?;
    write::finish(app, tx, Actor::Member(by.member().id), Act::MemberRemoved).await
}

/// Closes an account: out of every circle, wraps and sessions gone, its open invitations too. Circles that somebody is
/// left in are marked; where nobody is, the intake stops, `by` whose act it is.
pub(super) async fn close_account(tx: &Tx, member: &Member, by: MemberId) -> Result<(), StorageError> {
    for circle in storage::consultation::circles_of(tx, member.id).await? {
        leave(tx, circle, member.id).await?;
        storage::consultation::set_rekey_due(tx, circle, true).await?;
        // Nobody is left to read what would still come in.
        if storage::consultation::circle(tx, circle).await?.is_empty() {
            storage::consultation::set_lock(tx, circle, Some(by), None).await?;
        }
    }
    storage::epoch::delete_wraps_of(tx, member.id, None).await?;
    storage::session::end_all(tx, member.id, None).await?;
    storage::passkey::delete_all(tx, member.id).await?;
    storage::invitation::delete_of(tx, member.id).await?;
    storage::member::remove(tx, member.id).await
}

async fn leave(tx: &Tx, consultation: ConsultationId, member: MemberId) -> Result<(), StorageError> {
    storage::epoch::delete_wraps_of(tx, member, Some(consultation)).await?;
    storage::consultation::leave_circle(tx, consultation, member).await
}

/// Stops the intake at once. One member is enough, without giving the passphrase again: it is for emergencies, and can
/// be undone.
pub async fn lock(app: &App, by: &Moderator) -> Result<(), Error> {
    let id = by.consultation();
    let tx = write::begin_alone(app).await?;
    let consultation = storage::consultation::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    if !matches!(consultation.intake, Intake::Locked { unlock_by: None, .. }) {
        storage::consultation::set_lock(&tx, id, Some(by.id()), None).await?;
        write::record(app, &tx, Actor::Member(by.id()), Act::IntakeLocked).await?;
    }
    Ok(tx.commit().await?)
}

/// Opens the intake again: the first member asks, a second one opens. Alone in a circle, one is enough
/// where there were never two. Refuses what [`party::two_of_circle`] refuses, and [`Refusal::RootNeeded`] for somebody
/// who was left alone: with the root key the circle is handed over anew, and its intake opens.
pub async fn unlock(app: &App, by: &Moderator, _: &Confirmed) -> Result<(), Error> {
    let id = by.consultation();
    let tx = write::begin_alone(app).await?;
    let consultation = storage::consultation::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    let Intake::Locked { by: locked_by, unlock_by } = consultation.intake else { return Ok(()) };
    let alone = party::alone(app, &tx, id, by.member()).await?;
    let first = match unlock_by {
        Some(first) => storage::member::find(&tx, first).await?,
        None => None,
    };
    let act = match first {
        // Somebody who is left alone would wait for ever.
        _ if alone => {
            storage::consultation::set_lock(&tx, id, None, None).await?;
            Act::IntakeUnlocked
        }
        Some(first) => {
            party::two_of_circle(app, &tx, id, &first, by.member()).await?;
            storage::consultation::set_lock(&tx, id, None, None).await?;
            Act::IntakeUnlocked
        }
        None if !party::party(by.member()).counts(app.clock.today()) => return Err(Refusal::SecondTooNew.into()),
        None => {
            storage::consultation::set_lock(&tx, id, Some(locked_by), Some(by.id())).await?;
            Act::UnlockAsked
        }
    };
    write::finish(app, tx, Actor::Member(by.id()), act).await
}

/// Keeps the head of the chain that a member has seen, signed, for the other members' browsers: a server that shows two
/// histories would have to keep the members' heads apart too. What it says is between the browsers. Refuses
/// [`Refusal::DocumentForged`].
pub async fn set_head(app: &App, by: &Moderator, head: &SignedDocument) -> Result<(), Error> {
    authority::signed_by(app, by.id(), Kind::Head, head).await?;
    let text = serde_json::to_string(head).map_err(|error| Error::Internal(error.to_string()))?;
    if text.len() > MOST_HEAD {
        return Err(Refusal::TooLarge.into());
    }
    let tx = app.db.begin().await?;
    storage::consultation::set_head(&tx, by.consultation(), by.id(), text).await?;
    Ok(tx.commit().await?)
}

/// Bytes of a head: an id, a number, a hash and a signature.
const MOST_HEAD: usize = 1024;

/// Records to which epoch a report is sealed: one that was kept or sealed by hand may be to an earlier one than that in
/// which it came, and only its readers can tell. Until then no epoch before is shredded. Refuses
/// [`Refusal::StatementRefused`] for an epoch after the report's.
pub async fn set_epoch(app: &App, by: &Moderator, report: ReportId, epoch: EpochNumber) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    let report = storage::report::find(&tx, report).await?.ok_or(Refusal::NotFound)?;
    by.owns(&report)?;
    if epoch > report.epoch || storage::epoch::shredded(&tx, report.consultation).await?.contains(&epoch) {
        return Err(Refusal::StatementRefused.into());
    }
    if !report.epoch_known {
        storage::report::set_epoch(&tx, report.id, epoch).await?;
    }
    Ok(tx.commit().await?)
}
