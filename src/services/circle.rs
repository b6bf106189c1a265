//! Who reads: joining a circle with the wraps of chosen epochs, leaving it with a new epoch, and the lock on its intake.

use std::collections::BTreeSet;

use super::authority::{Colleague, Confirmed, Moderator, still_active};
use super::epoch::{self, NewEpoch};
use super::invitation;
use crate::app::App;
use crate::crypto::document::{Kind, SignedDocument};
use crate::crypto::sealed::Sealed;
use crate::crypto::signing::Public;
use crate::domain::audit::{Act, Actor};
use crate::domain::consultation::Intake;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId, ReportId};
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::domain::role::Capability;
use crate::error::Error;
use crate::storage::member::Member;
use crate::storage::{self, StorageError, Tx};

/// Puts a colleague into the circle, or gives a member of it access to more epochs. `wraps` are of the epochs that they
/// may read from now on; who is new must at least get the current one.
///
/// # Errors
/// [`Refusal::NotAllowed`] for somebody who is no active moderator, [`Refusal::StatementRefused`] for wraps of epochs that
/// do not exist or were shredded.
pub async fn add(
    app: &App,
    by: &Moderator,
    _: &Confirmed,
    member: MemberId,
    wraps: Vec<(EpochNumber, Vec<u8>)>,
) -> Result<(), Error> {
    let id = by.consultation();
    let tx = app.db.begin().await?;
    // No epoch starts meanwhile that would leave the person out.
    storage::instance::lock(&tx).await?;
    still_active(&tx, by.id()).await?;
    let member = storage::member::find(&tx, member).await?.ok_or(Refusal::NotFound)?;
    if !member.role.may(Capability::JoinCircle) || member.standing != Standing::Active {
        return Err(Refusal::NotAllowed.into());
    }
    let is_new = !storage::consultation::circle(&tx, id).await?.contains(&member.id);
    let current = storage::epoch::current(&tx, id).await?.map(|(number, _)| number);
    let given: BTreeSet<_> = wraps.iter().map(|(number, _)| *number).collect();
    let shredded = storage::epoch::shredded(&tx, id).await?;
    let exist = given.iter().all(|number| current.is_some_and(|last| *number <= last) && !shredded.contains(number));
    let complete = !is_new || current.is_none_or(|last| given.contains(&last));
    if !exist || !complete || given.len() != wraps.len() {
        return Err(Refusal::StatementRefused.into());
    }
    // What somebody holds already is not replaced: nobody can see whether the new bytes open anything.
    let held = storage::epoch::wraps(&tx, id, member.id).await?;
    if held.iter().any(|(number, _)| given.contains(number)) {
        return Err(Refusal::StatementRefused.into());
    }
    if is_new {
        storage::consultation::add_to_circle(&tx, id, member.id).await?;
    }
    for (number, wrap) in wraps {
        let wrap = Sealed::wrap(wrap).map_err(|_| Refusal::NotSealed)?;
        storage::epoch::insert_wrap(&tx, id, number, member.id, wrap.into_bytes()).await?;
    }
    let act = if is_new { Act::CircleJoined } else { Act::AccessGiven };
    storage::audit::append(&tx, Actor::Member(by.id()), act, app.clock.week()).await?;
    tx.commit().await?;
    Ok(())
}

/// How far a removal goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Out of this circle; the account stays.
    Circle,
    /// An arrest, a theft, a break: out of every circle, all sessions ended, the account closed.
    Account,
}

/// Removes a member, and from this circle those of `also`, whom the removing browser does not know and gives no key: wraps deleted, sessions ended, and in the same transaction the next epoch, whose key they do not get.
/// Other circles of a closed account are marked: the next desk of theirs that opens starts their new epoch.
///
/// # Errors
/// [`Refusal::LastReviewer`] when nobody would be left, and what [`epoch::append`] refuses.
pub async fn remove(
    app: &App,
    by: &Moderator,
    _: &Confirmed,
    (member, also): (MemberId, &[MemberId]),
    removal: Removal,
    next: NewEpoch,
) -> Result<(), Error> {
    let here = by.consultation();
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    still_active(&tx, by.id()).await?;
    let circle = storage::consultation::circle(&tx, here).await?;
    if !circle.contains(&member) {
        return Err(Refusal::NotFound.into());
    }
    if circle.len() < 2 || member == by.id() || also.contains(&by.id()) {
        return Err(Refusal::LastReviewer.into());
    }
    for gone in also.iter().filter(|gone| circle.contains(gone)) {
        leave(&tx, here, *gone).await?;
        storage::session::end_all(&tx, *gone, None).await?;
        storage::audit::append(&tx, Actor::Member(by.id()), Act::CircleLeft, app.clock.week()).await?;
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
        storage::audit::append(&tx, Actor::Member(by.id()), act, app.clock.week()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Closes the account of a colleague, in a circle or not. Their circles are marked: the next desk of theirs that opens starts
/// the new epoch.
///
/// # Errors
/// [`Refusal::NotFound`] for nobody's colleague, [`Refusal::NotAllowed`] for oneself, [`Refusal::OwnerNeeded`].
pub async fn close(app: &App, by: &Colleague, _: &Confirmed, member: MemberId) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    still_active(&tx, by.member().id).await?;
    let member = storage::member::find(&tx, member).await?.filter(|one| one.standing == Standing::Active);
    let member = member.ok_or(Refusal::NotFound)?;
    if !invitation::are_colleagues(&tx, by.member(), &member).await? {
        return Err(Refusal::NotFound.into());
    }
    if member.id == by.member().id {
        return Err(Refusal::NotAllowed.into());
    }
    invitation::owners_only(by.member(), &member)?;
    close_account(&tx, &member, by.member().id).await?;
    storage::audit::append(&tx, Actor::Member(by.member().id), Act::MemberRemoved, app.clock.week()).await?;
    tx.commit().await?;
    Ok(())
}

/// Closes an account: out of every circle, wraps and sessions gone, its open invitations too. Circles that somebody is left
/// in are marked; where nobody is, the intake stops, `by` whose act it is.
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

/// Stops the intake at once. One member is enough, without giving the passphrase again: it is for emergencies, and costs
/// nobody anything that cannot be undone.
///
/// # Errors
/// When the database does not answer.
pub async fn lock(app: &App, by: &Moderator) -> Result<(), Error> {
    let id = by.consultation();
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    let found = storage::consultation::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    if !matches!(found.intake, Intake::Locked { unlock_by: None, .. }) {
        storage::consultation::set_lock(&tx, id, Some(by.id()), None).await?;
        storage::audit::append(&tx, Actor::Member(by.id()), Act::IntakeLocked, app.clock.week()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Opens the intake again: the first member asks, a second one opens. Alone in a circle, one is enough.
///
/// # Errors
/// [`Refusal::SecondPerson`] when the same member asks twice.
pub async fn unlock(app: &App, by: &Moderator, _: &Confirmed) -> Result<(), Error> {
    let id = by.consultation();
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    let found = storage::consultation::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    let Intake::Locked { by: locked_by, unlock_by } = found.intake else { return Ok(()) };
    let alone = storage::consultation::circle(&tx, id).await?.len() == 1;
    let act = match unlock_by {
        // Who is left alone would wait for ever.
        _ if alone => {
            storage::consultation::set_lock(&tx, id, None, None).await?;
            Act::IntakeUnlocked
        }
        Some(first) if first == by.id() => return Err(Refusal::SecondPerson.into()),
        Some(_) => {
            storage::consultation::set_lock(&tx, id, None, None).await?;
            Act::IntakeUnlocked
        }
        None => {
            storage::consultation::set_lock(&tx, id, Some(locked_by), Some(by.id())).await?;
            Act::UnlockAsked
        }
    };
    storage::audit::append(&tx, Actor::Member(by.id()), act, app.clock.week()).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the head of the chain that a member has seen, signed, for the other members' browsers: a server that shows two
/// histories would have to keep the members' heads apart too. What it says is between the browsers.
///
/// # Errors
/// [`Refusal::DocumentForged`].
pub async fn set_head(app: &App, by: &Moderator, head: &SignedDocument) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    let member = storage::member::find(&tx, by.id()).await?.ok_or(Refusal::DocumentForged)?;
    let public = Public::parse(&member.signing)?;
    head.verify(Kind::Head, &format!("member:{}", member.id), &public).map_err(|_| Refusal::DocumentForged)?;
    let text = serde_json::to_string(head).map_err(|error| Error::Internal(error.to_string()))?;
    if text.len() > MOST_HEAD {
        return Err(Refusal::TooLarge.into());
    }
    storage::consultation::set_head(&tx, by.consultation(), by.id(), text).await?;
    tx.commit().await?;
    Ok(())
}

/// Bytes of a head: an id, a number, a hash and a signature.
const MOST_HEAD: usize = 1024;

/// Records to which epoch a report is sealed: one that was kept or sealed by hand may be to an earlier one than that in
/// which it came, and only its readers can tell. Until then no epoch before is shredded.
///
/// # Errors
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
    tx.commit().await?;
    Ok(())
}
