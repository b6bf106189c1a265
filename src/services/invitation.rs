//! Inviting people, and what an invited person does in their own browser: a new account, new keys for an old login, or
//! another one-time secret. The inviting browser makes the link's token; only its hash comes here before it is used.

use zeroize::Zeroizing;

use super::authority::{self, Colleague, Confirmed};
use super::party::RootProof;
use super::{circle, consultation, member, party, write};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::hex::sha256;
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::random;
use crate::crypto::root_act;
use crate::crypto::signing::Public;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::{MemberId, OrganisationId, PersonId};
use crate::domain::invitation::{Invitation, Kind, LIFETIME};
use crate::domain::member::{Login, Standing};
use crate::domain::party::are_two;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Capability, Role};
use crate::error::Error;
use crate::services::member::NewMember;
use crate::storage::{self, Tx};

/// Open invitations of an organisation at once: more than any association needs, and a bound to what somebody could
/// store.
const MOST: usize = 50;

/// The hash under which an invitation is kept.
#[must_use]
pub fn hash(token: &str) -> String {
    sha256(token.as_bytes())
}

/// Whom a new account is for.
pub struct Newcomer {
    pub login: Login,
    pub role: Role,
    /// Another account of the same person, open or closed.
    pub same_as: Option<MemberId>,
}

/// Invites somebody new into the inviting member's organisation. `hash` is that of the token in the link: the same one
/// again is the same invitation, and stays as it is. Refuses [`Refusal::LoginTaken`]; [`Refusal::NotAllowed`] for a
/// role that the inviting member's role may not invite; [`Refusal::NotFound`] when the other account of the same person
/// is nobody's of the organisation.
pub async fn invite(app: &App, by: &Colleague, _: &Confirmed, hash: &str, new: Newcomer) -> Result<(), Error> {
    by.may_invite(new.role)?;
    let who = (Some(by.member().id), by.member().organisation);
    store(app, who, hash, new).await
}

/// Invites somebody as the operator: the first member of an organisation has nobody else to ask. Refuses what
/// [`invite`] refuses.
pub async fn invite_as_operator(
    app: &App,
    organisation: OrganisationId,
    hash: &str,
    new: Newcomer,
) -> Result<(), Error> {
    store(app, (None, organisation), hash, new).await
}

async fn store(
    app: &App,
    (by, organisation): (Option<MemberId>, OrganisationId),
    hash: &str,
    new: Newcomer,
) -> Result<(), Error> {
    let login = new.login.as_str().to_owned();
    let tx = write::begin_alone(app).await?;
    if let Some(by) = by {
        authority::still_active(&tx, by).await?;
    }
    let open = storage::invitation::list(&tx, app.clock.unix()).await?;
    let person = match new.same_as {
        Some(other) => Some(same_person(&tx, organisation, other).await?),
        None => None,
    };
    let invitation = Invitation {
        hash: hash.to_owned(),
        kind: Kind::Join,
        organisation,
        login,
        role: new.role,
        member: None,
        person,
        needs_two: by.is_some() && authority::is_colleague(new.role) && party::had_two(app, &tx, organisation).await?,
        invited_by: by,
        approved_by: None,
        root_agreed: false,
        expires_at: end(app),
    };
    if open.iter().any(|other| other.repeats(&invitation)) {
        return Ok(());
    }
    let is_invited = open.iter().any(|other| other.kind == Kind::Join && other.login == invitation.login);
    if is_invited || storage::member::find_by_login(&tx, &invitation.login).await?.is_some() {
        return Err(Refusal::LoginTaken.into());
    }
    insert(app, tx, &invitation, &open).await
}

/// The person of another account in the same organisation. Refuses [`Refusal::NotFound`].
async fn same_person(tx: &Tx, organisation: OrganisationId, other: MemberId) -> Result<PersonId, Error> {
    let other = storage::member::find(tx, other).await?.filter(|other| other.organisation == organisation);
    Ok(other.ok_or(Refusal::NotFound)?.person)
}

/// When an invitation of now ends: with a day, so that its row does not tell when it was made.
fn end(app: &App) -> i64 {
    let day = 24 * 3600;
    (app.clock.unix() + LIFETIME) / day * day
}

async fn insert(app: &App, tx: Tx, new: &Invitation, open: &[Invitation]) -> Result<(), Error> {
    let is_hash = new.hash.len() == 64 && new.hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !is_hash || storage::invitation::find(&tx, &new.hash).await?.is_some() {
        return Err(Refusal::BadRequest.into());
    }
    if open.iter().filter(|other| other.organisation == new.organisation).count() >= MOST {
        return Err(Refusal::TooManyInvitations.into());
    }
    storage::invitation::insert(&tx, new).await?;
    let actor = new.invited_by.map_or(Actor::Operator, Actor::Member);
    write::finish(app, tx, actor, Act::MemberInvited).await
}

/// Invites a colleague back: with new keys, or with another one-time secret. Works once a second colleague has agreed.
/// Only somebody of their own organisation may: two of another one, who know them from a circle, would get a voice of
/// this one. Refuses [`Refusal::NotFound`] for nobody's colleague, [`Refusal::NotAllowed`] for those of another
/// organisation, for oneself, and for a second factor of a closed account.
pub async fn invite_back(
    app: &App,
    by: &Colleague,
    _: &Confirmed,
    hash: &str,
    kind: Kind,
    member: MemberId,
) -> Result<(), Error> {
    let tx = write::begin_as(app, by.member().id).await?;
    let member = by.colleague(&tx, member).await?;
    let closed = kind == Kind::SecondFactor && member.standing != Standing::Active;
    let is_own = member.organisation == by.member().organisation;
    if kind == Kind::Join || member.person == by.member().person || closed || !is_own {
        return Err(Refusal::NotAllowed.into());
    }
    by.may_touch(&member)?;
    let open = storage::invitation::list(&tx, app.clock.unix()).await?;
    let invitation = Invitation {
        hash: hash.to_owned(),
        kind,
        organisation: member.organisation,
        login: member.login,
        role: member.role,
        member: Some(member.id),
        person: Some(member.person),
        needs_two: true,
        invited_by: Some(by.member().id),
        approved_by: None,
        root_agreed: false,
        expires_at: end(app),
    };
    if open.iter().any(|other| other.repeats(&invitation)) {
        return Ok(());
    }
    insert(app, tx, &invitation, &open).await
}

/// Another second factor, given by the operator to somebody whose one-time secret was lost with the secret key; it
/// still takes the passphrase. Refuses [`Refusal::NotFound`] for a closed or unknown account, [`Refusal::NotAllowed`]
/// for one that has its second factor: that takes two colleagues.
pub async fn restore_second_factor(app: &App, login: &str, hash: &str) -> Result<(), Error> {
    let member = member::find_active(app, login).await?.ok_or(Refusal::NotFound)?;
    if !member.totp.is_empty() {
        return Err(Refusal::NotAllowed.into());
    }
    let tx = write::begin_alone(app).await?;
    let open = storage::invitation::list(&tx, app.clock.unix()).await?;
    let invitation = Invitation {
        hash: hash.to_owned(),
        kind: Kind::SecondFactor,
        organisation: member.organisation,
        login: member.login,
        role: member.role,
        member: Some(member.id),
        person: Some(member.person),
        needs_two: false,
        invited_by: None,
        approved_by: None,
        root_agreed: false,
        expires_at: end(app),
    };
    insert(app, tx, &invitation, &open).await
}

/// The second colleague's consent, or that of the root key, which whoever brings it gives in place of a second person.
/// Refuses [`Refusal::SecondPerson`] for the member who invited and for the one who is invited, under whichever
/// account; [`Refusal::SecondTooNew`]; [`Refusal::RootRefused`].
pub async fn approve(
    app: &App,
    by: &Colleague,
    _: &Confirmed,
    hash: &str,
    root: Option<&RootProof>,
) -> Result<(), Error> {
    let tx = write::begin_as(app, by.member().id).await?;
    let invitation = storage::invitation::find(&tx, hash).await?;
    let invitation = invitation.filter(|invitation| invitation.expires_at > app.clock.unix() && invitation.needs_two);
    let invitation = invitation.ok_or(Refusal::InvitationOver)?;
    // A member who was removed no longer belongs to a circle: whoever knows the inviting member may agree too.
    let mut knows = invitation.organisation == by.member().organisation;
    let mut others = Vec::new();
    for id in [invitation.member, invitation.invited_by].into_iter().flatten() {
        let other = storage::member::find(&tx, id).await?.ok_or(Refusal::InvitationOver)?;
        knows |= by.knows(&tx, &other).await?;
        others.push(other);
    }
    if !knows {
        return Err(Refusal::NotFound.into());
    }
    if party::by_root(app, &tx, invitation.organisation, (root_act::Act::Agree, hash), root).await? {
        storage::invitation::agree_as_root(&tx, hash).await?;
        return write::finish(app, tx, Actor::Member(by.member().id), Act::InvitationApproved).await;
    }
    let mut persons = others.iter().map(|other| other.person).chain(invitation.person);
    if persons.any(|person| person == by.member().person) {
        return Err(Refusal::SecondPerson.into());
    }
    if invitation.approved_by == Some(by.member().id) {
        return Ok(());
    }
    for inviter in others.iter().filter(|other| Some(other.id) == invitation.invited_by) {
        are_two(&party::party(inviter), &party::party(by.member()), app.clock.today())?;
    }
    storage::invitation::approve(&tx, hash, by.member().id).await?;
    write::finish(app, tx, Actor::Member(by.member().id), Act::InvitationApproved).await
}

/// Withdraws an invitation. Any colleague of the organisation may: it is a precaution. Refuses
/// [`Refusal::InvitationOver`].
pub async fn withdraw(app: &App, by: &Colleague, hash: &str) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    let invitation = storage::invitation::find(&tx, hash).await?.ok_or(Refusal::InvitationOver)?;
    let is_own = invitation.organisation == by.member().organisation || invitation.invited_by == Some(by.member().id);
    if !is_own || !storage::invitation::delete(&tx, hash).await? {
        return Err(Refusal::InvitationOver.into());
    }
    write::finish(app, tx, Actor::Member(by.member().id), Act::InvitationWithdrawn).await
}

/// The invitation of a link, for whoever holds the link. Refuses [`Refusal::InvitationOver`],
/// [`Refusal::ApprovalMissing`].
pub async fn look(app: &App, token: &str) -> Result<Invitation, Error> {
    let invitation = storage::invitation::find(app.db.read(), &hash(token)).await?;
    usable(app, invitation).map_err(Error::from)
}

/// An invitation that can be used now. Refuses [`Refusal::InvitationOver`], [`Refusal::ApprovalMissing`].
fn usable(app: &App, invitation: Option<Invitation>) -> Result<Invitation, Refusal> {
    let now = app.clock.unix();
    let invitation = invitation.filter(|invitation| now < invitation.expires_at).ok_or(Refusal::InvitationOver)?;
    if invitation.is_open(now) { Ok(invitation) } else { Err(Refusal::ApprovalMissing) }
}

/// What an invited browser has made. Nothing in it opens a report.
pub struct Accepted {
    pub id: MemberId,
    pub salt: [u8; 16],
    pub authenticator: Authenticator,
    pub totp: Zeroizing<Vec<u8>>,
    /// The current code of the secret.
    pub code: String,
    pub recipient: HybridRecipient,
    pub signing: Public,
    pub wrap: Vec<u8>,
}

/// Makes the account of an invitation. With new keys for an old login the old account is closed in the same
/// transaction, and keeps its name with a number, so that what it signed can still be told apart. Refuses
/// [`Refusal::InvitationOver`] when it was used meanwhile, [`Refusal::ApprovalMissing`], [`Refusal::CodeWrong`],
/// [`Refusal::LoginTaken`].
pub async fn accept(app: &App, token: &str, accepted: Accepted) -> Result<(), Error> {
    let invitation = look(app, token).await?;
    recount(app, invitation.organisation).await?;
    if invitation.kind == Kind::SecondFactor {
        return Err(Refusal::InvitationOver.into());
    }
    let step = member::proved_totp(app, &accepted.totp, &accepted.code)?;
    let new = NewMember {
        id: accepted.id,
        person: random::id(),
        organisation: invitation.organisation,
        login: Login::parse(&invitation.login)?,
        role: invitation.role,
        salt: accepted.salt,
        authenticator: accepted.authenticator,
        totp: accepted.totp,
        recipient: accepted.recipient,
        signing: accepted.signing,
        wrap: accepted.wrap,
    };
    let mut row = member::row(app, new).await?;
    row.totp_step = step;
    let tx = write::begin_alone(app).await?;
    let invitation = take(app, &tx, token).await?;
    if storage::member::find(&tx, row.id).await?.is_some() {
        return Err(Refusal::BadRequest.into());
    }
    row.person = invitation.person.unwrap_or(row.person);
    if let Some(old) = invitation.member {
        let old = storage::member::find(&tx, old).await?.ok_or(Refusal::InvitationOver)?;
        circle::close_account(&tx, &old, row.id).await?;
        let name = free_login(&tx, &old.login).await?;
        storage::member::rename(&tx, old.id, &name).await?;
        row.person = old.person;
        row.second_from = old.second_from;
    }
    if invitation.invited_by.is_none() {
        member::insert_by_operator(app, &tx, &mut row).await?;
    } else {
        // What one person made alone, with the root key or before there were two, is no second person at once.
        if invitation.approved_by.is_none() && authority::is_colleague(row.role) {
            row.second_from = row.second_from.max(Some(party::waits_until(app)));
        }
        member::insert(&tx, &row).await?;
        party::had_two(app, &tx, row.organisation).await?;
    }
    let act = if invitation.kind == Kind::Readmit { Act::MemberReadmitted } else { Act::MemberAdded };
    write::record(app, &tx, Actor::Member(row.id), act).await?;
    if row.role.may(Capability::JoinCircle) && invitation.invited_by.is_none() {
        consultation::join_keyless(app, &tx, &row).await?;
    }
    Ok(tx.commit().await?)
}

/// Whoever invited alone may have colleagues by now: then what they made before is asked for consent too.
async fn recount(app: &App, organisation: OrganisationId) -> Result<(), Error> {
    let tx = write::begin_alone(app).await?;
    party::had_two(app, &tx, organisation).await?;
    Ok(tx.commit().await?)
}

/// Uses an invitation up. Of two who come at once, one is refused [`Refusal::InvitationOver`].
async fn take(app: &App, tx: &Tx, token: &str) -> Result<Invitation, Error> {
    let invitation = usable(app, storage::invitation::find(tx, &hash(token)).await?)?;
    let is_first = storage::invitation::delete(tx, &invitation.hash).await?;
    if is_first { Ok(invitation) } else { Err(Refusal::InvitationOver.into()) }
}

/// The login of a closed account whose name is wanted back: with the first number that is free.
async fn free_login(tx: &Tx, login: &str) -> Result<String, Error> {
    let stem: String = login.chars().take(36).collect();
    for number in 1..1000 {
        let name = format!("{stem}.{number}");
        if storage::member::find_by_login(tx, &name).await?.is_none() {
            return Ok(name);
        }
    }
    Err(Refusal::LoginTaken.into())
}

/// Another one-time secret, for somebody who still knows the passphrase. All sessions end and passkeys go: whoever has
/// the lost telephone is out. Refuses [`Refusal::SignInFailed`] for another passphrase, [`Refusal::CodeWrong`],
/// [`Refusal::InvitationOver`].
pub async fn renew_second_factor(
    app: &App,
    token: &str,
    authenticator: Authenticator,
    totp: &[u8],
    code: &str,
) -> Result<(), Error> {
    let invitation = look(app, token).await?;
    let member = match invitation.member.filter(|_| invitation.kind == Kind::SecondFactor) {
        Some(id) => storage::member::find(app.db.read(), id).await?,
        None => None,
    };
    let member = member.filter(|member| member.standing == Standing::Active).ok_or(Refusal::InvitationOver)?;
    member::confirm(app, &member, authenticator).await?;
    let step = member::proved_totp(app, totp, code)?;
    let tx = write::begin_alone(app).await?;
    take(app, &tx, token).await?;
    storage::member::set_totp(&tx, &app.secret, member.id, totp, step).await?;
    storage::session::end_all(&tx, member.id, None).await?;
    storage::passkey::delete_all(&tx, member.id).await?;
    write::finish(app, tx, Actor::Member(member.id), Act::SecondFactorReset).await
}
