//! The recovery sheet: an age identity on paper, to which a member's keys are wrapped a second time. Who holds it makes
//! a new passphrase and a new one-time secret; whoever finds it without knowing whose it is has nothing.

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::authority::Confirmed;
use super::{attempt, derivation, member, write};
use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::password;
use crate::crypto::sealed::Sealed;
use crate::domain::audit::{Act, Actor};
use crate::domain::crowd::attempt::Attempt;
use crate::domain::id::MemberId;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage;
use crate::storage::member::Member;

/// Keeps the wrap of a sheet that a member has just printed. An earlier sheet is worth nothing from then on. Refuses
/// [`crate::crypto::CryptoError`] when the wrap is not an age file.
pub async fn print(
    app: &App,
    member: MemberId,
    _: &Confirmed,
    authenticator: &Authenticator,
    wrap: Vec<u8>,
) -> Result<(), Error> {
    let wrap = Sealed::wrap(wrap)?.into_bytes();
    let tx = app.db.begin().await?;
    storage::member::set_recovery(&tx, &app.secret, member, &authenticator.verifier(), wrap).await?;
    write::finish(app, tx, Actor::Member(member), Act::RecoveryPrinted).await
}

/// The member whose sheet this is, and the wrap that it opens. Refuses [`Refusal::RecoveryRefused`], which does not
/// tell what was wrong.
pub async fn open(app: &App, login: &str, authenticator: &Authenticator) -> Result<(Member, Vec<u8>), Error> {
    let found = member::find_active(app, login).await?;
    // Nobody's sheet is compared too, so that the answer takes the same steps for every login.
    let verifier = found.as_ref().map(|member| member.recovery_verifier(&app.secret)).transpose()?.flatten();
    let expected = verifier.unwrap_or_else(|| Zeroizing::new(Sha256::digest(b"nobody").to_vec()));
    let matches = bool::from(expected.as_slice().ct_eq(authenticator.verifier().as_slice()));
    if let Some(member) = found.as_ref().filter(|_| !matches) {
        attempt::count(app, member.id, Attempt::WrongPassphrase);
    }
    let member = found.filter(|_| matches).ok_or(Refusal::RecoveryRefused)?;
    let wrap = member.recovery.as_ref().map(|sheet| sheet.wrap.clone()).ok_or(Refusal::RecoveryRefused)?;
    Ok((member, wrap))
}

/// What replaces a lost passphrase and one-time secret.
pub struct Renewed {
    pub salt: [u8; 16],
    pub authenticator: Authenticator,
    pub wrap: Vec<u8>,
    pub totp: Zeroizing<Vec<u8>>,
    /// The current code of the secret.
    pub code: String,
}

/// A new passphrase and a new one-time secret for the same keys. All sessions end and passkeys go, which a thief may
/// have. The sheet goes on working. Refuses [`Refusal::RecoveryRefused`], [`Refusal::CodeWrong`].
pub async fn renew(app: &App, login: &str, sheet: &Authenticator, new: Renewed) -> Result<(), Error> {
    let (found, _) = open(app, login, sheet).await?;
    let step = member::proved_totp(app, &new.totp, &new.code)?;
    let wrap = Sealed::wrap(new.wrap)?;
    let authenticator = new.authenticator;
    let auth = Zeroizing::new(derivation::for_known(app, move || password::hash(&authenticator)).await?);
    let tx = app.db.begin().await?;
    storage::member::set_passphrase(&tx, found.id, new.salt, &auth, wrap.into_bytes()).await?;
    storage::member::set_totp(&tx, &app.secret, found.id, &new.totp, step).await?;
    storage::session::end_all(&tx, found.id, None).await?;
    storage::passkey::delete_all(&tx, found.id).await?;
    write::finish(app, tx, Actor::Member(found.id), Act::RecoveryUsed).await
}
