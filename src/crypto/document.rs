//! Signed documents (protocol 4.4): everything that a member or the circle says.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::CryptoError;
use super::chain::{Statement, is_in_period};
use super::hex::hex;
use super::hybrid::HybridIdentity;
use super::seal::open;
use super::signing::{Public, Seed, parse_signature, signature_text};
use crate::domain::thread::{CircleMessage, SourceMessage};
use crate::domain::variants::named;

named! {
    /// What a document is. The name is covered by the signature.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Kind: "a kind of document" {
        Message = "message",
        /// A message of a source.
        Answer = "answer",
        Case = "case",
        Summary = "summary",
        Export = "export",
        /// The head of a key chain that a member has seen.
        Head = "head",
        /// One change in the history of a case.
        Event = "event",
        /// What a circle keeps besides its cases.
        Circle = "circle",
        /// Who belongs to a circle.
        Roster = "roster",
    }
}

/// The JSON of protocol 4.4. `signed` is itself JSON text; the signature covers its exact bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedDocument {
    pub v: u8,
    pub kind: Kind,
    /// `epoch:<n>`, `member:<id>`, `source` or `root`.
    pub by: String,
    pub signed: String,
    pub signature: String,
}

/// The bytes under the signature: `sutura <kind> v1` LF `<signed>`.
fn message(kind: Kind, signed: &str) -> Vec<u8> {
    format!("sutura {} v1\n{signed}", kind.as_str()).into_bytes()
}

impl SignedDocument {
    #[must_use]
    pub fn sign(kind: Kind, by: String, signed: String, seed: &Seed) -> Self {
        let signature = signature_text(&seed.sign(&message(kind, &signed)));
        Self { v: 1, kind, by, signed, signature }
    }

    /// What the next document of a history names as `previous`: hex SHA-256 over signed text and signature.
    #[must_use]
    pub fn link(&self) -> String {
        hex(&Sha256::new().chain_update(&self.signed).chain_update(&self.signature).finalize())
    }

    /// Refuses another version, kind, author or signature than expected.
    ///
    /// # Errors
    /// [`CryptoError::Signature`].
    pub fn verify(&self, kind: Kind, by: &str, public: &Public) -> Result<(), CryptoError> {
        if self.v != 1 || self.kind != kind || self.by != by {
            return Err(CryptoError::Signature);
        }
        public.verify(&message(kind, &self.signed), &parse_signature(&self.signature)?)
    }
}

/// Opens and verifies a message of the circle with the source's identity (protocol 4.4). Used by clients, and in
/// memory by the inbox without JavaScript. Refuses another key, a malformed document, an epoch that is not in the
/// chain, a signature that does not verify, a message to another source, and a week outside the epoch's period.
///
/// # Errors
/// [`CryptoError`].
pub fn open_message(
    ciphertext: &[u8],
    identity: &HybridIdentity,
    chain: &[Statement],
) -> Result<CircleMessage, CryptoError> {
    let plain = open(ciphertext, identity)?;
    let document: SignedDocument = serde_json::from_slice(&plain).map_err(|_| CryptoError::Malformed("document"))?;
    let epoch = document.by.strip_prefix("epoch:").and_then(|number| number.parse().ok());
    let statement = chain.iter().find(|one| Some(one.number.0) == epoch).ok_or(CryptoError::Signature)?;
    document.verify(Kind::Message, &document.by, &statement.signing)?;
    let message: CircleMessage =
        serde_json::from_str(&document.signed).map_err(|_| CryptoError::Malformed("message"))?;
    let ours = message.source == identity.recipient().to_string();
    if ours && is_in_period(chain, statement.number, message.week) { Ok(message) } else { Err(CryptoError::Signature) }
}

/// Signs a message of a source with the key of its receipt (protocol 4.4): what is sealed to the circle.
///
/// # Errors
/// [`CryptoError::Malformed`] when it is no JSON.
pub fn sign_answer(words: &SourceMessage, signing: &Seed) -> Result<Vec<u8>, CryptoError> {
    let malformed = |_| CryptoError::Malformed("answer");
    let signed = serde_json::to_string(words).map_err(malformed)?;
    let document = SignedDocument::sign(Kind::Answer, "source".to_owned(), signed, signing);
    serde_json::to_vec(&document).map_err(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_change_its_kind_author_or_words() {
        let seed = Seed::generate();
        let document = SignedDocument::sign(Kind::Case, "member:1".into(), "{}".into(), &seed);
        assert_eq!(document.verify(Kind::Case, "member:1", &seed.public()), Ok(()));
        assert!(document.verify(Kind::Summary, "member:1", &seed.public()).is_err());
        assert!(document.verify(Kind::Case, "member:2", &seed.public()).is_err());
        let altered = SignedDocument { signed: "{ }".into(), ..document };
        assert!(altered.verify(Kind::Case, "member:1", &seed.public()).is_err());
    }
}
