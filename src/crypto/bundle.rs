//! Key bundles (protocol 4.2): the plaintext of every wrapped key. Made and opened by clients only.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::CryptoError;
use super::hybrid::{HybridIdentity, HybridRecipient};
use super::seal::{open_unpadded, seal_unpadded};
use super::signing::Seed;

/// Whose keys a bundle holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Member,
    Epoch,
    Root,
}

/// The keys of a member or of an epoch.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub kind: Kind,
    /// A member's id, or `<consultation id>/<number>`.
    pub id: String,
    pub identity: HybridIdentity,
    pub signing: Seed,
}

#[derive(Serialize, Deserialize)]
struct Json {
    v: u8,
    kind: Kind,
    id: String,
    identity: String,
    signing: String,
}

impl Bundle {
    #[must_use]
    pub fn generate(kind: Kind, id: String) -> Self {
        Self { kind, id, identity: HybridIdentity::generate(), signing: Seed::generate() }
    }

    /// The wrap of this bundle: an age file to `recipient`, not padded.
    ///
    /// # Errors
    /// [`CryptoError::Encryption`] when the recipient is unusable.
    pub fn wrap(&self, recipient: &HybridRecipient) -> Result<Vec<u8>, CryptoError> {
        let json = Json {
            v: 1,
            kind: self.kind,
            id: self.id.clone(),
            identity: self.identity.expose(),
            signing: self.signing.expose(),
        };
        let plain = Zeroizing::new(serde_json::to_vec(&json).map_err(|_| CryptoError::Encryption)?);
        seal_unpadded(std::slice::from_ref(recipient), &plain)
    }

    /// Opens a wrap. Refuses another key, and a bundle of another kind or id than expected.
    ///
    /// # Errors
    /// [`CryptoError::WrongKey`] or [`CryptoError::Malformed`].
    pub fn unwrap(wrap: &[u8], identity: &HybridIdentity, kind: Kind, id: &str) -> Result<Self, CryptoError> {
        let plain = open_unpadded(wrap, identity)?;
        let json: Json = serde_json::from_slice(&plain).map_err(|_| CryptoError::Malformed("key bundle"))?;
        if json.v != 1 || json.kind != kind || json.id != id {
            return Err(CryptoError::Malformed("key bundle"));
        }
        Ok(Self { kind, id: json.id, identity: json.identity.parse()?, signing: Seed::parse(&json.signing)? })
    }
}
