//! Adding members and signing them in.

use std::sync::PoisonError;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::authority::Confirmed;
use super::{attempt, derivation, party, write};
use crate::app::{App, Turn};
use crate::crypto::derive::Authenticator;
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::sealed::Sealed;
use crate::crypto::signing::Public;
use crate::crypto::ticket::Solved;
use crate::crypto::{password, ticket, totp};
use crate::domain::audit::{Act, Actor};
use crate::domain::crowd::attempt::{Attempt, Attempts};
use crate::domain::id::{MemberId, OrganisationId, PersonId};
use crate::domain::member::{Login, Standing};
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::error::Error;
use crate::storage::member::Member;
use crate::storage::session::SessionId;
use crate::storage::{self, Tx};

/// What a client has made for a new member. Nothing in it opens a report.
pub struct NewMember {
    pub id: MemberId,
    /// Random, unless the person has or had another account.
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub login: Login,
    pub role: Role,
    pub salt: [u8; 16],
    pub authenticator: Authenticator,
    pub totp: Zeroizing<Vec<u8>>,
    pub recipient: HybridRecipient,
    pub signing: Public,
    pub wrap: Vec<u8>,
}

/// Refuses [`Refusal::LoginTaken`], and [`crate::crypto::CryptoError`] when the wrap is not an age file.
pub async fn add(app: &App, new: NewMember) -> Result<(), Error> {
    let mut member = row(app, new).await?;
    let tx = write::begin_alone(app).await?;
    insert_by_operator(app, &tx, &mut member).await?;
    write::finish(app, tx, Actor::Operator, Act::MemberAdded).await
}

/// A new member as stored: the authenticator hashed, the wrap checked.
pub(super) async fn row(app: &App, new: NewMember) -> Result<Member, Error> {
    let wrap = Sealed::wrap(new.wrap)?;
    let authenticator = new.authenticator;
    let auth = derivation::for_known(app, move || password::hash(&authenticator)).await?;
    Ok(Member {
        id: new.id,
        person: new.person,
        organisation: new.organisation,
        login: new.login.as_str().to_owned(),
        role: new.role,
        salt: new.salt.to_vec(),
        auth: Zeroizing::new(auth),
        totp: storage::member::sealed_totp(&app.secret, new.id, &new.totp)?,
        totp_step: 0,
        recipient: new.recipient.to_string(),
        signing: new.signing.to_string(),
        wrap: wrap.into_bytes(),
        standing: Standing::Active,
        last_week: None,
        recovery: None,
        mail: None,
        failed: Attempts::default(),
        second_from: None,
    })
}

/// Inserts an account that the operator made. An organisation that fell back to one person does not get its second one
/// from the operator at once.
pub(super) async fn insert_by_operator(app: &App, tx: &Tx, member: &mut Member) -> Result<(), Error> {
    if party::fell_back(app, tx, member.organisation).await? {
        member.second_from = Some(party::waits_until(app));
    }
    insert(tx, member).await?;
    party::had_two(app, tx, member.organisation).await?;
    Ok(())
}

/// Inserts a member whose login must be free.
pub(super) async fn insert(tx: &Tx, member: &Member) -> Result<(), Error> {
    if storage::member::find_by_login(tx, &member.login).await?.is_some() {
        return Err(Refusal::LoginTaken.into());
    }
    storage::member::insert(tx, member).await?;
    Ok(())
}

/// The salt that a login's passphrase is derived with; an unknown login gets a stable one of its own.
pub async fn salt(app: &App, login: &str) -> Result<[u8; 16], Error> {
    let normal = normal(login);
    let fake: [u8; 16] = keyed(app, "", &normal)[..16].try_into().expect("16 of 32 bytes");
    let member = storage::member::find_by_login(app.db.read(), &normal).await?;
    Ok(member.and_then(|member| member.salt.try_into().ok()).unwrap_or(fake))
}

/// A login as it is looked up.
fn normal(login: &str) -> String {
    Login::parse(login).map_or_else(|_| login.to_owned(), |login| login.as_str().to_owned())
}

/// A keyed hash of a login, for one purpose.
fn keyed(app: &App, purpose: &str, login: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(app.secret.salts()).expect("HMAC takes keys of any size");
    mac.update(purpose.as_bytes());
    mac.update(normal(login).as_bytes());
    mac.finalize().into_bytes().into()
}

/// Checks login, authenticator and one-time code, and the ticket that is asked for after failures. Refuses
/// [`Refusal::SignInFailed`], which does not tell what was wrong; [`Refusal::TicketExpired`] without enough work;
/// [`Refusal::Crowded`] when too many strangers wait, which costs nobody a ticket;
/// [`Refusal::TooManyCodes`] for the right passphrase and code after ten wrong codes.
pub async fn sign_in(
    app: &App,
    login: &str,
    authenticator: Authenticator,
    code: &str,
    ticket: Option<&str>,
) -> Result<Member, Error> {
    asked_for(app, login, ticket)?;
    let turn = derivation::turn(&app.lines.strangers).await?;
    // What it costs may have risen while it waited.
    if let Some(ticket) = asked_for(app, login, ticket)? {
        spend(app, &ticket).await?;
    }
    let guesses = || app.crowd.guesses.lock().unwrap_or_else(PoisonError::into_inner);
    // Counted before it is checked: a thousand attempts at once must not all be the first.
    guesses().fail(guessed(app, login), app.clock.unix());
    let answer = check(app, turn, login, authenticator, code).await;
    if answer.is_ok() {
        guesses().succeed(guessed(app, login), app.clock.unix());
    }
    answer
}

/// The key under which failures are counted for a login, known or unknown.
fn guessed(app: &App, login: &str) -> u64 {
    let hash = keyed(app, "guess", login);
    u64::from_be_bytes(hash[..8].try_into().expect("8 of 32 bytes"))
}

/// A challenge for the next attempt at a login, and its work in bits; empty and 0 unless there were failures, of this
/// login or of many.
#[must_use]
pub fn challenge(app: &App, login: &str) -> (String, u8) {
    let guesses = app.crowd.guesses.lock().unwrap_or_else(PoisonError::into_inner);
    let now = app.clock.unix();
    match guesses.bits(guessed(app, login), now) {
        0 => (String::new(), 0),
        work => (ticket::issue(app.secret.tickets(), now + CHALLENGE_LIFETIME, work), work),
    }
}

/// Seconds for which the challenge of a sign-in is good.
const CHALLENGE_LIFETIME: i64 = 300;

/// The ticket that an attempt costs; `None` where it costs nothing. Refuses [`Refusal::TicketExpired`] for too little
/// work.
fn asked_for(app: &App, login: &str, ticket: Option<&str>) -> Result<Option<Solved>, Refusal> {
    let now = app.clock.unix();
    let work = app.crowd.guesses.lock().unwrap_or_else(PoisonError::into_inner).bits(guessed(app, login), now);
    if work == 0 {
        return Ok(None);
    }
    let solved = ticket.and_then(|solved| ticket::verify(app.secret.tickets(), solved, now).ok());
    // One doubling may have come since the challenge was asked for.
    solved.filter(|solved| solved.work.saturating_add(1) >= work).map(Some).ok_or(Refusal::TicketExpired)
}

/// Takes the ticket of an attempt, before anything is compared.
async fn spend(app: &App, ticket: &Solved) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::ticket::spend(&tx, &ticket.hash, ticket.expires_at).await? {
        return Err(Refusal::TicketSpent.into());
    }
    Ok(tx.commit().await?)
}

/// The member who may sign in under a login; `None` for a login that is unknown, malformed or of a closed account.
pub(super) async fn find_active(app: &App, login: &str) -> Result<Option<Member>, Error> {
    let Ok(login) = Login::parse(login) else { return Ok(None) };
    let member = storage::member::find_by_login(app.db.read(), login.as_str()).await?;
    Ok(member.filter(|member| member.standing == Standing::Active))
}

async fn check(app: &App, turn: Turn, login: &str, authenticator: Authenticator, code: &str) -> Result<Member, Error> {
    let found = find_active(app, login).await?;
    // An unknown login costs the same hash as a known one.
    let phc = found.as_ref().map_or_else(|| Zeroizing::new(DUMMY.to_owned()), |member| member.auth.clone());
    let matches = derivation::run(turn, move || Ok(password::verify(&authenticator, &phc))).await?;
    if let Some(member) = found.as_ref().filter(|_| !matches) {
        attempt::count(app, member.id, Attempt::WrongPassphrase);
    }
    let member = found.filter(|_| matches).ok_or(Refusal::SignInFailed)?;
    let step = code_step(app, &member, code)?;
    let tx = app.db.begin().await?;
    let fresh = storage::member::use_totp_step(&tx, member.id, step).await?;
    if !fresh && app.config.totp_single_use {
        app.crowd.wrong_codes.lock().unwrap_or_else(PoisonError::into_inner).count(member.id, app.clock.unix());
        return Err(Refusal::SignInFailed.into());
    }
    storage::member::touch(&tx, member.id, app.clock.week()).await?;
    write::finish(app, tx, Actor::Member(member.id), Act::SignedIn).await?;
    Ok(member)
}

/// The step of a right code, after the right passphrase. A wrong one is answered as a wrong passphrase is, before and
/// after the tenth: nobody learns from it that the passphrase was right. That too many were tried is said only to
/// whoever gives the right code as well, and would be in otherwise. Refuses [`Refusal::SignInFailed`],
/// [`Refusal::TooManyCodes`].
fn code_step(app: &App, member: &Member, code: &str) -> Result<u64, Error> {
    let now = app.clock.unix();
    let step = totp::check(&member.totp(&app.secret)?, &digits(code), u64::try_from(now).unwrap_or_default());
    if step.is_none() {
        attempt::count(app, member.id, Attempt::WrongCode);
    }
    // One lock for both: many codes at once must not all be the tenth.
    let mut wrong = app.crowd.wrong_codes.lock().unwrap_or_else(PoisonError::into_inner);
    match (step, wrong.wait(member.id, now)) {
        (Some(step), None) => Ok(step),
        (Some(_), Some(seconds)) => Err(Error::Later(Refusal::TooManyCodes, seconds)),
        (None, _) => {
            wrong.count(member.id, now);
            Err(Refusal::SignInFailed.into())
        }
    }
}

/// Whether this is the authenticator of a member who is known already: signed in, or named by an invitation. Twenty
/// failures in a row are the end for a while. They are not those at the door, which anybody could cause: strangers must
/// not be able to keep a member from removing a colleague. Refuses [`Refusal::SignInFailed`],
/// [`Refusal::TooManyGuesses`].
pub async fn confirm(app: &App, member: &Member, authenticator: Authenticator) -> Result<(), Error> {
    let turn = derivation::turn(&app.lines.known).await?;
    let guesses = || app.crowd.confirmations.lock().unwrap_or_else(PoisonError::into_inner);
    let (guessed, now) = (guessed(app, &member.login), app.clock.unix());
    if guesses().are_too_many(guessed, now) {
        return Err(Error::Later(Refusal::TooManyGuesses, CONFIRM_AGAIN));
    }
    guesses().fail(guessed, now);
    let phc = member.auth.clone();
    let matches = derivation::run(turn, move || Ok(password::verify(&authenticator, &phc))).await?;
    if !matches {
        attempt::count(app, member.id, Attempt::WrongPassphrase);
        return Err(Refusal::SignInFailed.into());
    }
    guesses().succeed(guessed, now);
    Ok(())
}

/// Seconds after which so many wrong confirmations are half forgotten.
const CONFIRM_AGAIN: u64 = 900;

/// What a client made from a new passphrase.
pub struct NewPassphrase {
    pub salt: [u8; 16],
    pub authenticator: Authenticator,
    pub wrap: Vec<u8>,
}

/// Changes a member's passphrase and ends their other sessions; passkeys and recovery sheet go too, which whoever knew
/// the old passphrase may have made. All of them are made anew in a minute. Refuses [`crate::crypto::CryptoError`] when
/// the wrap is not an age file.
pub async fn change_passphrase(
    app: &App,
    member: MemberId,
    _: &Confirmed,
    new: NewPassphrase,
    kept: Option<&SessionId>,
) -> Result<(), Error> {
    let wrap = Sealed::wrap(new.wrap)?;
    let authenticator = new.authenticator;
    let auth = Zeroizing::new(derivation::for_known(app, move || password::hash(&authenticator)).await?);
    let tx = app.db.begin().await?;
    storage::member::set_passphrase(&tx, member, new.salt, &auth, wrap.into_bytes()).await?;
    storage::session::end_all(&tx, member, kept).await?;
    storage::passkey::delete_all(&tx, member).await?;
    storage::member::forget_recovery(&tx, member).await?;
    write::finish(app, tx, Actor::Member(member), Act::PassphraseChanged).await
}

/// Ends one of a member's own sessions. Refuses [`Refusal::NotFound`].
pub async fn end_session(app: &App, member: MemberId, handle: &str) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::session::end(&tx, member, handle).await? {
        return Err(Refusal::NotFound.into());
    }
    write::finish(app, tx, Actor::Member(member), Act::SessionEnded).await
}

/// The step of a one-time secret that a browser has just made, proved by its present code: an authenticator app that
/// was set up wrongly must be noticed before it is needed.
pub(super) fn proved_totp(app: &App, secret: &[u8], code: &str) -> Result<u64, Refusal> {
    let now = u64::try_from(app.clock.unix()).unwrap_or_default();
    totp::check(secret, &digits(code), now).ok_or(Refusal::CodeWrong)
}

/// A one-time code without the spaces that people type.
fn digits(code: &str) -> String {
    code.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The hash of nobody's authenticator, with the cost of everybody's.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3V0dXJhLXN1dHVyYS1ubw$RdescudvJCsgt3ub+b+dZx2qwYmgwGaO9zTzWcLmDVE";
