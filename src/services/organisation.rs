//! Organisations: founding one, its root key, stopping all of its intakes at once, and repairing a circle that died.

use super::authority::{self, Colleague, Confirmed, Owner};
use super::epoch::{self, NewEpoch};
use super::{party, write};
use crate::app::App;
use crate::crypto::chain::Signer;
use crate::crypto::random;
use crate::crypto::secret_key::SecretKey;
use crate::crypto::signing::Public;
use crate::domain::audit::{Act, Actor};
use crate::domain::consultation::Intake;
use crate::domain::id::{ConsultationId, OrganisationId};
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::refusal::Refusal;
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage::organisation::Organisation;
use crate::storage::{self, Db, instance};

/// Creates an organisation, and with the first one the instance itself. Its root key is made later, in the owner's
/// browser, or by the caller, with whom the seed stays. Refuses [`Invalid`] for a name without letters or over 200
/// characters.
pub async fn create(
    db: &Db,
    key: &SecretKey,
    week: Week,
    name: &str,
    root: Option<&Public>,
) -> Result<Organisation, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Invalid::one("name", Reason::Malformed).into());
    }
    let organisation = Organisation {
        id: random::id::<OrganisationId>(),
        name: name.to_owned(),
        root_public: root.map(Public::to_string),
        had_two: false,
    };
    let tx = db.begin().await?;
    if instance::find(&tx).await?.is_none() {
        instance::insert(&tx, random::id(), key).await?;
    }
    storage::organisation::insert(&tx, &organisation).await?;
    storage::audit::append(&tx, key, Actor::Operator, Act::OrganisationCreated, week).await?;
    tx.commit().await?;
    Ok(organisation)
}

/// Publishes the root key that the owner has made. Once: another root would be another organisation. Refuses
/// [`Refusal::RootExists`].
pub async fn set_root(app: &App, by: &Owner, _: &Confirmed, root: &Public) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::organisation::set_root(&tx, by.member().organisation, &root.to_string()).await? {
        return Err(Refusal::RootExists.into());
    }
    write::finish(app, tx, Actor::Member(by.member().id), Act::RootMade).await
}

/// Stops every intake that the organisation answers for, in one act of one member. Each is opened again by two.
pub async fn lock(app: &App, by: &Colleague) -> Result<(), Error> {
    let tx = write::begin_alone(app).await?;
    for consultation in storage::consultation::list(&tx).await? {
        let is_own = storage::consultation::organisation(&tx, consultation.id).await? == Some(by.member().organisation);
        if is_own && !matches!(consultation.intake, Intake::Locked { unlock_by: None, .. }) {
            storage::consultation::set_lock(&tx, consultation.id, Some(by.member().id), None).await?;
            write::record(app, &tx, Actor::Member(by.member().id), Act::IntakeLocked).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Starts a circle, or hands a dead one over: an epoch that the root key has signed, wrapped to the people who are the
/// circle from then on, and an open intake. Whoever is not among them loses their keys of earlier epochs too: what
/// nobody of the new circle could read is lost. Refuses [`Refusal::NotFound`] for another organisation's consultation,
/// [`Refusal::NotAllowed`] for people who may not review, and what [`epoch::append`] refuses; anything but the root's
/// signature too.
pub async fn repair(
    app: &App,
    by: &Owner,
    _: &Confirmed,
    consultation: ConsultationId,
    next: NewEpoch,
) -> Result<(), Error> {
    if next.signed.signer != Signer::Root {
        return Err(Refusal::StatementRefused.into());
    }
    if next.wraps.is_empty() {
        return Err(Refusal::LastReviewer.into());
    }
    let tx = write::begin_as(app, by.member().id).await?;
    if storage::consultation::organisation(&tx, consultation).await? != Some(by.member().organisation) {
        return Err(Refusal::NotFound.into());
    }
    party::remember(app, &tx, consultation).await?;
    let before = storage::consultation::circle(&tx, consultation).await?;
    let after: Vec<_> = next.wraps.iter().map(|(member, _)| *member).collect();
    for left in before.iter().filter(|member| !after.contains(member)) {
        storage::epoch::delete_wraps_of(&tx, *left, Some(consultation)).await?;
        storage::consultation::leave_circle(&tx, consultation, *left).await?;
        storage::session::end_all(&tx, *left, None).await?;
    }
    for new in after.iter().filter(|member| !before.contains(member)) {
        let member = authority::reviewer(&tx, *new).await?;
        storage::consultation::add_to_circle(&tx, consultation, member.id).await?;
    }
    epoch::append(app, &tx, consultation, next).await?;
    // The root key is more than two members: a lock that nobody was left to open goes.
    storage::consultation::set_lock(&tx, consultation, None, None).await?;
    for act in [Act::CircleRepaired, Act::EpochStarted] {
        write::record(app, &tx, Actor::Member(by.member().id), act).await?;
    }
    Ok(tx.commit().await?)
}
