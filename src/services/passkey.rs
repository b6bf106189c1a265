//! Passkeys (WebAuthn level 3): in place of the one-time code, and, where the authenticator has a PRF, in place of the
//! passphrase too. The server then keeps a second wrap of the member's keys; only the authenticator opens it.
//!
//! Credentials are discoverable: nobody is asked for a login first, so nothing tells which logins have a passkey.

use serde_json::Value;

use super::authority::Confirmed;
use super::{member, write};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::hex::sha256;
use crate::crypto::passkey::{Challenge, Party, RelyingParty as _};
use crate::crypto::sealed::Sealed;
use crate::crypto::stamp;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::MemberId;
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage;
use crate::storage::member::Member;
use crate::storage::passkey::Passkey;

/// Seconds that a ceremony may take.
const LIFETIME: i64 = 300;
/// Passkeys of one member: one per device, and some more.
const MOST: usize = 10;
/// Bytes of a credential as it is kept: a key and flags have some hundred. Attestation certificates are not asked for.
const LARGEST: usize = 8192;
const SIGN_IN: &str = "passkey sign-in";

fn relying_party(app: &App) -> Result<Party, Refusal> {
    Party::at(&app.config.public_url).ok_or(Refusal::PasskeyRefused)
}

/// Whether passkeys can be used at this instance's address.
#[must_use]
pub fn is_possible(app: &App) -> bool {
    relying_party(app).is_ok()
}

fn purpose(member: MemberId) -> String {
    format!("passkey of {member}")
}

/// A challenge whose state a browser may bring back, once, for this purpose.
fn stamped(app: &App, purpose: &str, challenge: Challenge) -> Challenge {
    let until = app.clock.unix() + LIFETIME;
    let state = stamp::issue(app.secret.tickets(), purpose, until, &challenge.state);
    Challenge { options: challenge.options, state }
}

/// Begins to register a passkey. Refuses [`Refusal::PasskeyRefused`] where passkeys are not possible.
pub async fn begin(app: &App, by: &Member, _: &Confirmed) -> Result<Challenge, Error> {
    let relying_party = relying_party(app)?;
    let known = storage::passkey::list(app.db.read(), by.id).await?;
    let known = known.iter().map(|passkey| passkey.data(&app.secret)).collect::<Result<Vec<_>, _>>()?;
    let challenge = relying_party.registration(*by.id.as_bytes(), &by.login, &known).map_err(Refusal::from)?;
    Ok(stamped(app, &purpose(by.id), challenge))
}

/// What a browser has made with its authenticator.
pub struct NewPasskey {
    pub name: String,
    pub state: String,
    /// `RegistrationResponseJSON`
    pub credential: Value,
    /// Where the authenticator has a PRF.
    pub wrap: Option<Vec<u8>>,
}

/// Keeps a new passkey. Refuses [`Refusal::PasskeyRefused`]; [`Invalid`] for a name that is empty or over 60
/// characters.
pub async fn register(app: &App, by: &Member, _: &Confirmed, new: NewPasskey) -> Result<(), Error> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Invalid::one("name", Reason::Malformed).into());
    }
    let now = app.clock.unix();
    let stamped = stamp::open(app.secret.tickets(), &purpose(by.id), &new.state, now);
    let stamped = stamped.map_err(|_| Refusal::PasskeyRefused)?;
    let credential = relying_party(app)?.register(new.credential, &stamped.text).map_err(Refusal::from)?;
    let wrap = new.wrap.map(Sealed::wrap).transpose()?.map(Sealed::into_bytes);
    let passkey =
        storage::passkey::NewPasskey { id: sha256(&credential.id), member: by.id, name, data: credential.data, wrap };
    let tx = app.db.begin().await?;
    let once = storage::ticket::spend(&tx, &stamped.hash, stamped.expires_at).await?;
    let known = storage::passkey::list(&tx, by.id).await?;
    if !once
        || known.len() >= MOST
        || passkey.data.len() > LARGEST
        || storage::passkey::find(&tx, &passkey.id).await?.is_some()
    {
        return Err(Refusal::PasskeyRefused.into());
    }
    storage::passkey::insert(&tx, &app.secret, passkey).await?;
    write::finish(app, tx, Actor::Member(by.id), Act::PasskeyAdded).await
}

/// Removes one of a member's own passkeys. Refuses [`Refusal::NotFound`].
pub async fn remove(app: &App, by: MemberId, _: &Confirmed, id: &str) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::passkey::delete(&tx, by, id).await? {
        return Err(Refusal::NotFound.into());
    }
    write::finish(app, tx, Actor::Member(by), Act::PasskeyRemoved).await
}

/// A challenge for anybody's passkey. Refuses [`Refusal::PasskeyRefused`] where passkeys are not possible.
pub fn challenge(app: &App) -> Result<Challenge, Error> {
    let challenge = relying_party(app)?.challenge().map_err(Refusal::from)?;
    Ok(stamped(app, SIGN_IN, challenge))
}

/// What a browser brings back.
pub struct Assertion {
    pub state: String,
    /// `AuthenticationResponseJSON`
    pub credential: Value,
}

/// Checks an assertion, once: the member and the passkey that it is of. The authenticator has verified its user.
/// Refuses [`Refusal::PasskeyRefused`].
pub async fn check(app: &App, assertion: &Assertion) -> Result<(Member, Passkey), Error> {
    let relying_party = relying_party(app)?;
    let stamped = stamp::open(app.secret.tickets(), SIGN_IN, &assertion.state, app.clock.unix());
    let stamped = stamped.map_err(|_| Refusal::PasskeyRefused)?;
    let claim = relying_party.claim(&assertion.credential).map_err(Refusal::from)?;
    let id = sha256(claim.credential);
    let passkey = storage::passkey::find(app.db.read(), &id).await?.ok_or(Refusal::PasskeyRefused)?;
    if passkey.member != MemberId::from(claim.user) {
        return Err(Refusal::PasskeyRefused.into());
    }
    let member = storage::member::find(app.db.read(), passkey.member).await?;
    let member = member.filter(|member| member.standing == Standing::Active).ok_or(Refusal::PasskeyRefused)?;
    let data = passkey.data(&app.secret)?;
    let changed = relying_party.verify(&assertion.credential, &stamped.text, &data).map_err(Refusal::from)?;
    note_use(app, &passkey, changed, (&stamped.hash, stamped.expires_at)).await?;
    Ok((member, passkey))
}

/// Records that a challenge was used, and what that has changed of the credential. Refuses a challenge that was used
/// before.
async fn note_use(
    app: &App,
    passkey: &Passkey,
    changed: Option<String>,
    (state, expires_at): (&str, i64),
) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::ticket::spend(&tx, state, expires_at).await? {
        return Err(Refusal::PasskeyRefused.into());
    }
    if let Some(data) = changed {
        storage::passkey::set_data(&tx, &app.secret, passkey, &data).await?;
    }
    Ok(tx.commit().await?)
}

/// Signs in with a passkey: alone where it opens the member's keys, else with the passphrase. Refuses
/// [`Refusal::PasskeyRefused`]; [`Refusal::PassphraseNeeded`]; [`Refusal::SignInFailed`] for a wrong one.
pub async fn sign_in(
    app: &App,
    assertion: &Assertion,
    authenticator: Option<Authenticator>,
) -> Result<(Member, Passkey), Error> {
    let (member, passkey) = check(app, assertion).await?;
    match authenticator {
        Some(authenticator) => member::confirm(app, &member, authenticator).await?,
        None if passkey.wrap.is_none() => return Err(Refusal::PassphraseNeeded.into()),
        None => {}
    }
    let tx = app.db.begin().await?;
    storage::member::touch(&tx, member.id, app.clock.week()).await?;
    write::finish(app, tx, Actor::Member(member.id), Act::SignedIn).await?;
    Ok((member, passkey))
}
