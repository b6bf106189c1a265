//! What an organisation's root key signs besides epochs: an act for which a second person is missing, or which only an
//! owner may do (docs/protocol.md). The key is on paper; the signature is made in the browser of whoever brings it.

use super::CryptoError;
use super::signing::{Public, Seed, parse_signature, signature_text};
use crate::domain::id::OrganisationId;
use crate::domain::variants::named;

named! {
    /// An act that the root key can allow.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Act: "an act of the root key" {
        /// Closing an account.
        Close = "close",
        /// Taking somebody out of a circle.
        Remove = "remove",
        /// Agreeing to an invitation in place of a second person.
        Agree = "agree",
    }
}

/// The text that is signed. `subject` is the account, or the hash of the invitation; `day` is `YYYY-MM-DD`.
#[must_use]
pub fn text(act: Act, organisation: OrganisationId, subject: &str, day: &str) -> String {
    format!("sutura root act v1\nact {act}\norganisation {organisation}\nsubject {subject}\nday {day}\n")
}

/// The signature of the root key as it travels: base64url.
#[must_use]
pub fn sign(root: &Seed, text: &str) -> String {
    signature_text(&root.sign(text.as_bytes()))
}

/// Refuses a signature that the root key did not make over this text.
///
/// # Errors
/// [`CryptoError::Malformed`], [`CryptoError::Signature`].
pub fn verify(root: &Public, text: &str, signature: &str) -> Result<(), CryptoError> {
    root.verify(text.as_bytes(), &parse_signature(signature)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same as in `web/test/crypto/root-act.test.ts`.
    #[test]
    fn an_act_is_signed_as_browsers_sign_it() {
        let root = Seed::from_bytes([7; 32]);
        let signed = text(Act::Close, OrganisationId::from([1; 16]), &"02".repeat(16), "2026-12-01");
        let expected = "y4Y85dLhFEBIo67HAE-8fOoKtDZ3x4QEycYMnS7jidbTKNG_KT4K9P4r13sN54Nc2XRm1lmV-HhEeFA7m6PBCg";
        assert_eq!(sign(&root, &signed), expected);
    }

    #[test]
    fn a_signature_is_good_for_one_act_one_account_and_one_day() {
        let root = Seed::generate();
        let organisation = OrganisationId::from([1; 16]);
        let signed = text(Act::Close, organisation, "a", "2026-12-01");
        let signature = sign(&root, &signed);
        assert_eq!(verify(&root.public(), &signed, &signature), Ok(()));
        for other in [
            text(Act::Remove, organisation, "a", "2026-12-01"),
            text(Act::Close, OrganisationId::from([2; 16]), "a", "2026-12-01"),
            text(Act::Close, organisation, "b", "2026-12-01"),
            text(Act::Close, organisation, "a", "2026-12-02"),
        ] {
            assert!(verify(&root.public(), &other, &signature).is_err(), "{other}");
        }
        assert!(verify(&Seed::generate().public(), &signed, &signature).is_err());
    }
}
