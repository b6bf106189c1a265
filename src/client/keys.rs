//! Making members' and epochs' keys.

use zeroize::Zeroizing;

use super::ClientError;
use crate::api::bytes::Base64;
use crate::api::desk::circle::{self, MemberWrap};
use crate::crypto::bundle::{Bundle, Kind};
use crate::crypto::chain::{Chain, SignedStatement, Signer, Statement};
use crate::crypto::derive::{self, Authenticator, PASSPHRASE};
use crate::crypto::hex::sha256;
use crate::crypto::roster::{By, Reader, Roster};
use crate::crypto::seal::seal;
use crate::crypto::signing::Seed;
use crate::crypto::{random, totp};
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId};

/// A member's secrets and what the server is given of them.
pub struct MemberKeys {
    pub id: MemberId,
    pub passphrase: Zeroizing<String>,
    pub totp: Zeroizing<Vec<u8>>,
    pub salt: [u8; 16],
    pub authenticator: Authenticator,
    pub bundle: Bundle,
    pub wrap: Vec<u8>,
}

impl MemberKeys {
    /// Makes identity, signing key and one-time secret, and wraps them to the passphrase.
    pub fn generate(passphrase: &str) -> Result<Self, ClientError> {
        let id: MemberId = random::id();
        let passphrase = derive::normalise_passphrase(passphrase);
        let bundle = Bundle::generate(Kind::Member, id.to_string());
        let Rewrapped { salt, authenticator, wrap } = Rewrapped::new(&passphrase, &bundle)?;
        Ok(Self { id, passphrase, totp: Zeroizing::new(totp::generate()), salt, authenticator, bundle, wrap })
    }
}

/// A member's bundle under a passphrase.
pub struct Rewrapped {
    pub salt: [u8; 16],
    pub authenticator: Authenticator,
    pub wrap: Vec<u8>,
}

impl Rewrapped {
    /// Wraps a bundle to a passphrase, with a new salt.
    pub fn new(passphrase: &str, bundle: &Bundle) -> Result<Self, ClientError> {
        let salt = random::bytes::<16>();
        let derived = derive::derive_passphrase(passphrase, &salt, PASSPHRASE)?;
        let wrap = bundle.wrap(&derived.identity.recipient())?;
        Ok(Self { salt, authenticator: derived.authenticator, wrap })
    }
}

/// A new epoch: what is published, who is in the circle, and what each of them gets.
pub struct NewEpoch {
    pub bundle: Bundle,
    pub signed: SignedStatement,
    pub roster: Roster,
    /// The signed roster, sealed to the epoch.
    pub sealed: Vec<u8>,
    pub wraps: Vec<(MemberId, Vec<u8>)>,
}

impl NewEpoch {
    /// As the server takes it.
    #[must_use]
    pub fn published(&self) -> circle::NewEpoch {
        let wraps = self.wraps.iter().map(|(member, wrap)| MemberWrap { member: *member, wrap: Base64(wrap.clone()) });
        circle::NewEpoch { signed: self.signed.clone(), roster: Base64(self.sealed.clone()), wraps: wraps.collect() }
    }
}

/// What an epoch follows: a chain, and its last roster where there is one and its maker has opened it.
pub struct After<'a> {
    pub consultation: ConsultationId,
    pub chain: &'a Chain,
    pub roster: Option<&'a Roster>,
}

/// Who makes an epoch.
#[derive(Clone, Copy)]
pub enum Maker<'a> {
    /// Whoever holds the root key, which signs statement and roster.
    Root(&'a Seed),
    /// A member with the present epoch's signing key and their own.
    Member { epoch: &'a Seed, id: MemberId, own: &'a Seed },
}

/// Makes the epoch in which `circle` is the circle.
pub fn new_epoch(
    after: &After<'_>,
    from: String,
    maker: Maker<'_>,
    circle: &[Reader],
) -> Result<NewEpoch, ClientError> {
    let After { consultation, chain, roster } = *after;
    let number = EpochNumber(u32::try_from(chain.epochs.len()).map_err(|_| ClientError::Protocol("chain"))?);
    let last = chain.epochs.last();
    let before = last.map(|last| Statement::parse(&last.statement)).transpose()?;
    let roster = Roster::after(roster, (consultation, number), before.map(|before| before.roster), circle);
    let (signer, seed, by) = match maker {
        Maker::Root(root) => (Signer::Root, root, By::Root(root)),
        Maker::Member { epoch, id, own } => (Signer::Epoch, epoch, By::Member(id, own)),
    };
    let plain = roster.sign(by)?;
    let bundle = Bundle::generate(Kind::Epoch, format!("{consultation}/{number}"));
    let statement = Statement {
        consultation: consultation.to_string(),
        number,
        recipient: bundle.identity.recipient(),
        signing: bundle.signing.public(),
        from,
        previous: last.map(SignedStatement::link).transpose()?,
        roster: sha256(&plain),
    };
    let sealed = seal(&[bundle.identity.recipient()], &plain)?;
    let wraps = roster.in_force(number).map(|reader| Ok((reader.member, bundle.wrap(&reader.recipient.parse()?)?)));
    let wraps = wraps.collect::<Result<Vec<_>, ClientError>>()?;
    Ok(NewEpoch { signed: statement.sign(seed, signer), bundle, roster, sealed, wraps })
}
