//! Two people are two people, as the database knows them: who counts in an organisation and in a circle, what an
//! organisation that has had two may lose, and what its root key allows instead (docs/protocol.md).

use std::collections::BTreeSet;

use time::{Date, Duration};

use super::authority::is_colleague;
use crate::app::App;
use crate::crypto::root_act::{self, Act};
use crate::crypto::signing::Public;
use crate::domain::id::{ConsultationId, MemberId, OrganisationId, PersonId};
use crate::domain::member::Standing;
use crate::domain::party::{Party, WAIT_DAYS, are_two_of};
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::summary::parse_day;
use crate::error::Error;
use crate::storage::member::Member;
use crate::storage::{self, Tx};

/// A signature of the root key, with the day that it names.
#[derive(Clone, Debug)]
pub struct RootProof {
    pub day: String,
    pub signature: String,
}

pub(super) fn party(member: &Member) -> Party {
    Party { person: member.person, organisation: member.organisation, from: member.second_from }
}

/// The first day on which an account counts that nobody else agreed to.
pub(super) fn waits_until(app: &App) -> Date {
    app.clock.today() + Duration::days(WAIT_DAYS)
}

/// Whether an account can be one of two persons today.
fn counts(app: &App, member: &Member) -> bool {
    member.standing == Standing::Active && is_colleague(member.role) && party(member).counts(app.clock.today())
}

/// The persons of an organisation who could agree to something today, under other accounts than `without`.
async fn persons(
    app: &App,
    tx: &Tx,
    organisation: OrganisationId,
    without: Option<MemberId>,
) -> Result<BTreeSet<PersonId>, Error> {
    let members = storage::member::list(tx).await?.into_iter();
    let theirs = members.filter(|member| member.organisation == organisation && Some(member.id) != without);
    Ok(theirs.filter(|member| counts(app, member)).map(|member| member.person).collect())
}

/// Whether an organisation has two persons, in itself or in a circle that it shares, or ever had them: that is
/// remembered for ever. From then on the invitations that one person made alone need somebody's consent as well.
pub(super) async fn had_two(app: &App, tx: &Tx, id: OrganisationId) -> Result<bool, Error> {
    let organisation = storage::organisation::find(tx, id).await?.ok_or(Refusal::NotFound)?;
    if organisation.had_two {
        return Ok(true);
    }
    let has = persons(app, tx, id, None).await?.len() > 1 || shares(app, tx, id).await?;
    if has {
        storage::organisation::set_had_two(tx, id).await?;
        let seconds: Vec<_> = Role::ALL.iter().copied().filter(|role| is_colleague(*role)).collect();
        storage::invitation::need_two(tx, id, &seconds).await?;
    }
    Ok(has)
}

/// Whether somebody of an organisation is in a circle with another person who counts.
async fn shares(app: &App, tx: &Tx, id: OrganisationId) -> Result<bool, Error> {
    for consultation in storage::consultation::list(tx).await? {
        let people = people(tx, consultation.id).await?;
        let counted: BTreeSet<_> = people.iter().filter(|one| counts(app, one)).map(|one| one.person).collect();
        if counted.len() > 1 && people.iter().any(|one| one.organisation == id && counts(app, one)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether fewer than two persons of an organisation that has had two could agree to something today.
pub(super) async fn fell_back(app: &App, tx: &Tx, organisation: OrganisationId) -> Result<bool, Error> {
    Ok(had_two(app, tx, organisation).await? && persons(app, tx, organisation, None).await?.len() < 2)
}

/// Remembers which organisations have had two persons, before a circle changes.
pub(super) async fn remember(app: &App, tx: &Tx, consultation: ConsultationId) -> Result<(), Error> {
    let organisations: BTreeSet<_> = people(tx, consultation).await?.iter().map(|one| one.organisation).collect();
    for organisation in organisations {
        had_two(app, tx, organisation).await?;
    }
    Ok(())
}

/// The accounts in a circle.
async fn people(tx: &Tx, consultation: ConsultationId) -> Result<Vec<Member>, Error> {
    let circle = storage::consultation::circle(tx, consultation).await?;
    let members = storage::member::list(tx).await?.into_iter();
    Ok(members.filter(|member| circle.contains(&member.id)).collect())
}

/// Checks the two persons of an act of a circle. Refuses what [`are_two_of`] refuses.
pub(super) async fn two_of_circle(
    app: &App,
    tx: &Tx,
    consultation: ConsultationId,
    first: &Member,
    second: &Member,
) -> Result<(), Error> {
    let circle: Vec<_> = people(tx, consultation).await?.iter().map(party).collect();
    Ok(are_two_of(&circle, &party(first), &party(second), app.clock.today())?)
}

/// Whether nobody else in a circle could agree to what this member asks for, and nobody ever could: an organisation
/// that has had two persons is not alone any more. Refuses [`Refusal::RootNeeded`] where somebody is left alone.
pub(super) async fn alone(app: &App, tx: &Tx, consultation: ConsultationId, by: &Member) -> Result<bool, Error> {
    let others = people(tx, consultation).await?;
    if others.iter().any(|other| other.person != by.person) {
        return Ok(false);
    }
    let responsible = storage::consultation::organisation(tx, consultation).await?.ok_or(Refusal::NotFound)?;
    if had_two(app, tx, by.organisation).await? || had_two(app, tx, responsible).await? {
        return Err(Refusal::RootNeeded.into());
    }
    Ok(true)
}

/// Whether the organisation's root key allows an act, today. Refuses [`Refusal::RootRefused`] for a signature that does
/// not verify or names another day.
pub(super) async fn by_root(
    app: &App,
    tx: &Tx,
    organisation: OrganisationId,
    (act, subject): (Act, &str),
    proof: Option<&RootProof>,
) -> Result<bool, Error> {
    let Some(RootProof { day, signature }) = proof else { return Ok(false) };
    let root = storage::organisation::find(tx, organisation).await?.and_then(|found| found.root_public);
    let root = Public::parse(&root.ok_or(Refusal::RootRefused)?).map_err(|_| Refusal::RootRefused)?;
    // Clocks of laptops and time zones differ.
    let today = parse_day(day).is_some_and(|day| (day - app.clock.today()).whole_days().abs() <= 1);
    let text = root_act::text(act, organisation, subject, day);
    let signed = root_act::verify(&root, &text, signature).is_ok();
    if today && signed { Ok(true) } else { Err(Refusal::RootRefused.into()) }
}

/// Whether an account may be closed without the root key. Refuses [`Refusal::RootNeeded`] when an organisation that has
/// had two persons would be left with fewer.
pub(super) async fn may_lose(app: &App, tx: &Tx, member: &Member) -> Result<(), Error> {
    let had_two = had_two(app, tx, member.organisation).await?;
    let before = persons(app, tx, member.organisation, None).await?;
    let after = persons(app, tx, member.organisation, Some(member.id)).await?;
    if had_two && after.len() < before.len() && after.len() < 2 { Err(Refusal::RootNeeded.into()) } else { Ok(()) }
}
