//! Inviting people, and what an invited person does in their own browser: a new account, new keys for an old login, or
//! another one-time secret. The link's token is made by the inviting browser; only its hash comes here before it is used.

use zeroize::Zeroizing;

use super::authority::{Colleague, Confirmed, still_active};
use super::{circle, consultation, member};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::hex::hex;
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::signing::Public;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::{MemberId, OrganisationId};
use crate::domain::invitation::{Invitation, Kind, LIFETIME};
use crate::domain::member::{Login, Standing};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Capability, Role};
use crate::error::Error;
use crate::services::member::NewMember;
use crate::storage::member::Member;
use crate::storage::{self, StorageError, Tx};
use sha2::{Digest as _, Sha256};

/// Open invitations of an organisation at once: more than any association needs, and an end to what somebody could store.
const MOST: usize = 50;

/// The hash under which an invitation is kept.
#[must_use]
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Whom a new account is for.
pub struct Newcomer {
    pub login: Login,
    pub role: Role,
}

/// Invites somebody new into the inviting member's organisation. `hash` is that of the token in the link.
///
/// # Errors
/// [`Refusal::LoginTaken`]; [`Refusal::NotAllowed`] for a role that the inviting member's role may not invite.
pub async fn invite(app: &App, by: &Colleague, _: &Confirmed, hash: &str, new: Newcomer) -> Result<(), Error> {
    if !by.member().role.may_invite(new.role) {
        return Err(Refusal::NotAllowed.into());
    }
    let who = (Some(by.member().id), by.member().organisation);
    store(app, who, hash, new).await
}

/// Invites somebody as the operator: the first member of an organisation has nobody else to ask.
///
/// # Errors
/// As [`invite`].
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
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    if let Some(by) = by {
        still_active(&tx, by).await?;
    }
    let open = storage::invitation::list(&tx, app.clock.unix()).await?;
    let named = open.iter().any(|one| one.kind == Kind::Join && one.login == login);
    if named || storage::member::find_by_login(&tx, &login).await?.is_some() {
        return Err(Refusal::LoginTaken.into());
    }
    let invitation = Invitation {
        hash: hash.to_owned(),
        kind: Kind::Join,
        organisation,
        login,
        role: new.role,
        member: None,
        needs_two: by.is_some()
            && new.role.may(Capability::LookAfterPeople)
            && colleagues(&tx, organisation).await? > 1,
        invited_by: by,
        approved_by: None,
        expires_at: app.clock.unix() + LIFETIME,
    };
    insert(app, tx, &invitation, &open).await
}

/// How many active members of an organisation could agree to something.
async fn colleagues(tx: &Tx, organisation: OrganisationId) -> Result<usize, StorageError> {
    let all = storage::member::list(tx).await?.into_iter();
    let own = all.filter(|one| one.organisation == organisation && one.standing == Standing::Active);
    Ok(own.filter(|one| one.role.may(Capability::LookAfterPeople)).count())
}

async fn insert(app: &App, tx: Tx, new: &Invitation, open: &[Invitation]) -> Result<(), Error> {
    let is_hash = new.hash.len() == 64 && new.hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !is_hash || storage::invitation::find(&tx, &new.hash).await?.is_some() {
        return Err(Refusal::BadRequest.into());
    }
    if open.iter().filter(|one| one.organisation == new.organisation).count() >= MOST {
        return Err(Refusal::TooManyInvitations.into());
    }
    storage::invitation::insert(&tx, new).await?;
    let actor = new.invited_by.map_or(Actor::Operator, Actor::Member);
    storage::audit::append(&tx, actor, Act::MemberInvited, app.clock.week()).await?;
    tx.commit().await?;
    Ok(())
}

/// Invites a colleague back: with new keys, or with another one-time secret. Works once a second colleague has agreed.
///
/// # Errors
/// [`Refusal::NotFound`] for nobody's colleague, [`Refusal::NotAllowed`] for oneself or for a second factor of a closed
/// account.
pub async fn invite_back(
    app: &App,
    by: &Colleague,
    _: &Confirmed,
    hash: &str,
    kind: Kind,
    member: MemberId,
) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    still_active(&tx, by.member().id).await?;
    let member = storage::member::find(&tx, member).await?.ok_or(Refusal::NotFound)?;
    if !are_colleagues(&tx, by.member(), &member).await? {
        return Err(Refusal::NotFound.into());
    }
    let closed = kind == Kind::SecondFactor && member.standing != Standing::Active;
    if kind == Kind::Join || member.id == by.member().id || closed {
        return Err(Refusal::NotAllowed.into());
    }
    owners_only(by.member(), &member)?;
    let open = storage::invitation::list(&tx, app.clock.unix()).await?;
    let invitation = Invitation {
        hash: hash.to_owned(),
        kind,
        organisation: member.organisation,
        login: member.login,
        role: member.role,
        member: Some(member.id),
        needs_two: true,
        invited_by: Some(by.member().id),
        approved_by: None,
        expires_at: app.clock.unix() + LIFETIME,
    };
    insert(app, tx, &invitation, &open).await
}

/// Nobody but an owner touches an owner's account: else two others could take the organisation. A sole owner who lost
/// everything is replaced by the operator.
pub(super) fn owners_only(by: &Member, member: &Member) -> Result<(), Refusal> {
    if by.role.may_touch(member.role) { Ok(()) } else { Err(Refusal::OwnerNeeded) }
}

/// Whether two members know each other: of one organisation, or in one circle.
pub(super) async fn are_colleagues(tx: &Tx, one: &Member, other: &Member) -> Result<bool, StorageError> {
    if one.organisation == other.organisation {
        return Ok(true);
    }
    let shared = storage::consultation::circles_of(tx, one.id).await?;
    let theirs = storage::consultation::circles_of(tx, other.id).await?;
    Ok(shared.iter().any(|circle| theirs.contains(circle)))
}

/// The second colleague's consent.
///
/// # Errors
/// [`Refusal::SecondPerson`] for who invited and for who is invited.
pub async fn approve(app: &App, by: &Colleague, _: &Confirmed, hash: &str) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    still_active(&tx, by.member().id).await?;
    let found = storage::invitation::find(&tx, hash).await?.filter(|one| one.expires_at > app.clock.unix());
    let found = found.filter(|one| one.needs_two).ok_or(Refusal::InvitationOver)?;
    // Who was removed belongs to no circle any more: the one who invites speaks for them.
    let mut knows = found.organisation == by.member().organisation;
    for id in [found.member, found.invited_by].into_iter().flatten() {
        let other = storage::member::find(&tx, id).await?.ok_or(Refusal::InvitationOver)?;
        knows |= are_colleagues(&tx, by.member(), &other).await?;
    }
    if !knows {
        return Err(Refusal::NotFound.into());
    }
    if [found.invited_by, found.member].contains(&Some(by.member().id)) {
        return Err(Refusal::SecondPerson.into());
    }
    storage::invitation::approve(&tx, hash, by.member().id).await?;
    storage::audit::append(&tx, Actor::Member(by.member().id), Act::InvitationApproved, app.clock.week()).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes an invitation back. Any colleague of the organisation may: it is a precaution.
///
/// # Errors
/// [`Refusal::InvitationOver`].
pub async fn withdraw(app: &App, by: &Colleague, hash: &str) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    let found = storage::invitation::find(&tx, hash).await?.ok_or(Refusal::InvitationOver)?;
    let own = found.organisation == by.member().organisation || found.invited_by == Some(by.member().id);
    if !own || !storage::invitation::delete(&tx, hash).await? {
        return Err(Refusal::InvitationOver.into());
    }
    storage::audit::append(&tx, Actor::Member(by.member().id), Act::InvitationWithdrawn, app.clock.week()).await?;
    tx.commit().await?;
    Ok(())
}

/// What the holder of a link is shown.
///
/// # Errors
/// [`Refusal::InvitationOver`], [`Refusal::ApprovalMissing`].
pub async fn look(app: &App, token: &str) -> Result<Invitation, Error> {
    let found = storage::invitation::find(app.db.read(), &hash(token)).await?;
    usable(app, found).map_err(Error::from)
}

fn usable(app: &App, found: Option<Invitation>) -> Result<Invitation, Refusal> {
    let now = app.clock.unix();
    let found = found.filter(|one| now < one.expires_at).ok_or(Refusal::InvitationOver)?;
    if found.is_open(now) { Ok(found) } else { Err(Refusal::ApprovalMissing) }
}

/// What an invited browser made. Nothing here opens anything.
pub struct Accepted {
    pub id: MemberId,
    pub salt: [u8; 16],
    pub authenticator: Authenticator,
    pub totp: Zeroizing<Vec<u8>>,
    /// The present code of the secret.
    pub code: String,
    pub recipient: HybridRecipient,
    pub signing: Public,
    pub wrap: Vec<u8>,
}

/// Makes the account of an invitation. With new keys for an old login the old account is closed in the same transaction,
/// and keeps its name with a number, so that what it signed can still be told apart.
///
/// # Errors
/// [`Refusal::InvitationOver`] when it was used meanwhile, [`Refusal::CodeWrong`], [`Refusal::LoginTaken`].
pub async fn accept(app: &App, token: &str, given: Accepted) -> Result<(), Error> {
    let invitation = look(app, token).await?;
    if invitation.kind == Kind::SecondFactor {
        return Err(Refusal::InvitationOver.into());
    }
    let step = member::proved_totp(app, &given.totp, &given.code)?;
    let new = NewMember {
        id: given.id,
        organisation: invitation.organisation,
        login: Login::parse(&invitation.login)?,
        role: invitation.role,
        salt: given.salt,
        authenticator: given.authenticator,
        totp: given.totp,
        recipient: given.recipient,
        signing: given.signing,
        wrap: given.wrap,
    };
    let mut row = member::row(app, new).await?;
    row.totp_step = step;
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    let invitation = take(app, &tx, token).await?;
    if storage::member::find(&tx, row.id).await?.is_some() {
        return Err(Refusal::BadRequest.into());
    }
    if let Some(old) = invitation.member {
        let old = storage::member::find(&tx, old).await?.ok_or(Refusal::InvitationOver)?;
        circle::close_account(&tx, &old, row.id).await?;
        let name = free_login(&tx, &old.login).await?;
        storage::member::rename(&tx, old.id, &name).await?;
    }
    member::insert(&tx, &row).await?;
    let act = if invitation.kind == Kind::Readmit { Act::MemberReadmitted } else { Act::MemberAdded };
    storage::audit::append(&tx, Actor::Member(row.id), act, app.clock.week()).await?;
    if row.role.may(Capability::JoinCircle) && invitation.invited_by.is_none() {
        consultation::join_keyless(app, &tx, &row).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Uses an invitation up: of two who come at once, one gets it.
async fn take(app: &App, tx: &Tx, token: &str) -> Result<Invitation, Error> {
    let found = storage::invitation::find(tx, &hash(token)).await?;
    let found = usable(app, found)?;
    if storage::invitation::delete(tx, &found.hash).await? { Ok(found) } else { Err(Refusal::InvitationOver.into()) }
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

/// Another one-time secret, for who still knows the passphrase. All sessions end and
/// passkeys go: whoever has the lost telephone is out.
///
/// # Errors
/// [`Refusal::SignInFailed`] for another passphrase, [`Refusal::CodeWrong`], [`Refusal::InvitationOver`].
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
    let found = member.filter(|one| one.standing == Standing::Active).ok_or(Refusal::InvitationOver)?;
    member::confirm(app, &found, authenticator).await?;
    let step = member::proved_totp(app, totp, code)?;
    let tx = app.db.begin().await?;
    storage::instance::lock(&tx).await?;
    take(app, &tx, token).await?;
    storage::member::set_totp(&tx, found.id, totp, step).await?;
    storage::session::end_all(&tx, found.id, None).await?;
    storage::passkey::delete_all(&tx, found.id).await?;
    storage::audit::append(&tx, Actor::Member(found.id), Act::SecondFactorReset, app.clock.week()).await?;
    tx.commit().await?;
    Ok(())
}
