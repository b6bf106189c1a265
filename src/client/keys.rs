//! Making members' and epochs' keys.

use zeroize::Zeroizing;

use super::ClientError;
use crate::api::bytes::Base64;
use crate::api::desk::circle::{self, MemberWrap};
use crate::crypto::bundle::{Bundle, Kind};
use crate::crypto::chain::{Chain, SignedStatement, Signer, Statement};
use crate::crypto::derive::{self, Authenticator, PASSPHRASE};
use crate::crypto::hybrid::HybridRecipient;
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

/// A new epoch: what is published and what each member of the circle gets.
pub struct NewEpoch {
    pub bundle: Bundle,
    pub signed: SignedStatement,
    pub wraps: Vec<(MemberId, Vec<u8>)>,
}

impl NewEpoch {
    /// As the server takes it.
    #[must_use]
    pub fn published(&self) -> circle::NewEpoch {
        let wraps = self.wraps.iter().map(|(member, wrap)| MemberWrap { member: *member, wrap: Base64(wrap.clone()) });
        circle::NewEpoch { signed: self.signed.clone(), wraps: wraps.collect() }
    }
}

/// Makes the epoch that follows `chain`, signed by `signer`.
pub fn new_epoch(
    consultation: ConsultationId,
    chain: &Chain,
    from: String,
    signer: (Signer, &crate::crypto::signing::Seed),
    circle: &[(MemberId, HybridRecipient)],
) -> Result<NewEpoch, ClientError> {
    let number = EpochNumber(u32::try_from(chain.epochs.len()).map_err(|_| ClientError::Protocol("chain"))?);
    let bundle = Bundle::generate(Kind::Epoch, format!("{consultation}/{number}"));
    let statement = Statement {
        consultation: consultation.to_string(),
        number,
        recipient: bundle.identity.recipient(),
        signing: bundle.signing.public(),
        from,
        previous: chain.epochs.last().map(SignedStatement::link).transpose()?,
    };
    let signed = statement.sign(signer.1, signer.0);
    let wraps = circle.iter().map(|(member, recipient)| Ok((*member, bundle.wrap(recipient)?)));
    let wraps = wraps.collect::<Result<Vec<_>, ClientError>>()?;
    Ok(NewEpoch { bundle, signed, wraps })
}
