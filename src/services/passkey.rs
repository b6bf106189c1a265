//! Passkeys (WebAuthn level 3): in place of the one-time code, and, where the authenticator has a PRF, in place of the
//! passphrase too. The server then keeps a second wrap of the member's keys; only the authenticator opens it.
//!
//! Credentials are discoverable: nobody is asked for a login first, so nothing tells which logins have a passkey.

use sha2::{Digest as _, Sha256};
use webauthn_rs::prelude::{
    AuthenticationResult, CreationChallengeResponse, DiscoverableAuthentication, DiscoverableKey,
    Passkey as Credential, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    RequestChallengeResponse, Url, Uuid, Webauthn, WebauthnBuilder,
};

use super::authority::Confirmed;
use super::{member, write};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::hex::hex;
use crate::crypto::sealed::Sealed;
use crate::crypto::stamp;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::MemberId;
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage::member::Member;
use crate::storage::passkey::Passkey;
use crate::storage::{self, StorageError};

/// Seconds that a ceremony may take.
const LIFETIME: i64 = 300;
/// Passkeys of one member: one per device, and some more.
const MOST: usize = 10;
/// Bytes of a credential as it is kept: a key and flags have some hundred. Attestation certificates are not asked for.
const LARGEST: usize = 8192;
const SIGN_IN: &str = "passkey sign-in";

/// The relying party. Refuses [`Refusal::PasskeyRefused`] where the public address is an IP address: WebAuthn needs a
/// name.
fn relying_party(app: &App) -> Result<Webauthn, Refusal> {
    let url = Url::parse(&app.config.public_url).map_err(|_| Refusal::PasskeyRefused)?;
    let domain = url.domain().ok_or(Refusal::PasskeyRefused)?;
    let builder = WebauthnBuilder::new(domain, &url).map_err(|_| Refusal::PasskeyRefused)?;
    builder.rp_name("Sutura").build().map_err(|_| Refusal::PasskeyRefused)
}

/// Whether passkeys can be used at this instance's address.
#[must_use]
pub fn is_possible(app: &App) -> bool {
    relying_party(app).is_ok()
}

fn purpose(member: MemberId) -> String {
    format!("passkey of {member}")
}

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}

/// Begins to register a passkey: what the browser asks its authenticator for, and the state that it brings back.
/// Refuses [`Refusal::PasskeyRefused`] where passkeys are not possible.
pub async fn begin(app: &App, by: &Member, _: &Confirmed) -> Result<(CreationChallengeResponse, String), Error> {
    let relying_party = relying_party(app)?;
    let known = storage::passkey::list(app.db.read(), by.id).await?;
    let exclude = known.iter().filter_map(|passkey| serde_json::from_str::<Credential>(&passkey.data).ok());
    let exclude = exclude.map(|credential| credential.cred_id().clone()).collect();
    let user = Uuid::from_bytes(*by.id.as_bytes());
    let (challenge, state) = relying_party
        .start_passkey_registration(user, &by.login, &by.login, Some(exclude))
        .map_err(|_| Refusal::PasskeyRefused)?;
    let until = app.clock.unix() + LIFETIME;
    Ok((challenge, stamp::issue(&app.instance.ticket_key, &purpose(by.id), until, &json(&state)?)))
}

/// What a browser has made with its authenticator.
pub struct NewPasskey {
    pub name: String,
    pub state: String,
    pub credential: RegisterPublicKeyCredential,
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
    let stamped = stamp::open(&app.instance.ticket_key, &purpose(by.id), &new.state, now);
    let stamped = stamped.map_err(|_| Refusal::PasskeyRefused)?;
    let state: PasskeyRegistration = serde_json::from_str(&stamped.text).map_err(|_| Refusal::PasskeyRefused)?;
    let credential = relying_party(app)?
        .finish_passkey_registration(&new.credential, &state)
        .map_err(|_| Refusal::PasskeyRefused)?;
    let wrap = new.wrap.map(Sealed::wrap).transpose()?.map(Sealed::into_bytes);
    let passkey = Passkey {
        id: hex(&Sha256::digest(credential.cred_id().as_slice())),
        member: by.id,
        name,
        data: json(&credential)?,
        wrap,
    };
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
    storage::passkey::insert(&tx, &passkey).await?;
    write::finish(app, tx, Actor::Member(by.id), Act::PasskeyAdded).await
}

/// Removes one of a member's own passkeys. Refuses [`Refusal::NotFound`].
pub async fn remove(app: &App, by: MemberId, id: &str) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !storage::passkey::delete(&tx, by, id).await? {
        return Err(Refusal::NotFound.into());
    }
    write::finish(app, tx, Actor::Member(by), Act::PasskeyRemoved).await
}

/// A challenge for anybody's passkey, and the state that the browser brings back. Refuses [`Refusal::PasskeyRefused`]
/// where passkeys are not possible.
pub fn challenge(app: &App) -> Result<(RequestChallengeResponse, String), Error> {
    let (mut challenge, state) =
        relying_party(app)?.start_discoverable_authentication().map_err(|_| Refusal::PasskeyRefused)?;
    // Asked for by a button, not offered in a field.
    challenge.mediation = None;
    let until = app.clock.unix() + LIFETIME;
    Ok((challenge, stamp::issue(&app.instance.ticket_key, SIGN_IN, until, &json(&state)?)))
}

/// What a browser brings back.
pub struct Assertion {
    pub state: String,
    pub credential: PublicKeyCredential,
}

/// Checks an assertion, once: the member and the passkey that it is of. The authenticator has verified its user.
/// Refuses [`Refusal::PasskeyRefused`].
pub async fn check(app: &App, assertion: &Assertion) -> Result<(Member, Passkey), Error> {
    let relying_party = relying_party(app)?;
    let stamped = stamp::open(&app.instance.ticket_key, SIGN_IN, &assertion.state, app.clock.unix());
    let stamped = stamped.map_err(|_| Refusal::PasskeyRefused)?;
    let state: DiscoverableAuthentication = serde_json::from_str(&stamped.text).map_err(|_| Refusal::PasskeyRefused)?;
    let (user, credential_id) = relying_party
        .identify_discoverable_authentication(&assertion.credential)
        .map_err(|_| Refusal::PasskeyRefused)?;
    let id = hex(&Sha256::digest(credential_id));
    let passkey = storage::passkey::find(app.db.read(), &id).await?.ok_or(Refusal::PasskeyRefused)?;
    if passkey.member != MemberId::from(user.into_bytes()) {
        return Err(Refusal::PasskeyRefused.into());
    }
    let member = storage::member::find(app.db.read(), passkey.member).await?;
    let member = member.filter(|member| member.standing == Standing::Active).ok_or(Refusal::PasskeyRefused)?;
    let credential: Credential = serde_json::from_str(&passkey.data).map_err(|_| StorageError::Corrupt("passkey"))?;
    let result = relying_party
        .finish_discoverable_authentication_v2(&assertion.credential, state, DiscoverableKey::from(&credential))
        .map_err(|_| Refusal::PasskeyRefused)?;
    note_use(app, &passkey.id, credential, &result, (&stamped.hash, stamped.expires_at)).await?;
    Ok((member, passkey))
}

/// Records that a challenge and a signature were used. Refuses a challenge that was used before.
async fn note_use(
    app: &App,
    id: &str,
    mut credential: Credential,
    result: &AuthenticationResult,
    (state, expires_at): (&str, i64),
) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    if !result.user_verified() || !storage::ticket::spend(&tx, state, expires_at).await? {
        return Err(Refusal::PasskeyRefused.into());
    }
    if credential.update_credential(result) == Some(true) {
        storage::passkey::set_data(&tx, id, json(&credential)?).await?;
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
