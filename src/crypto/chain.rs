//! The key chain of a consultation: epoch statements, each linked to the one before (docs/protocol.md).
//!
//! A statement is UTF-8 text: a first line, then seven lines `name value`. The chain starts with a statement signed by
//! the organisation's root key; every later one is signed by the epoch before it, or by the root key as a repair.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use time::Duration;

use super::CryptoError;
use super::hex::{hex, is_sha256, sha256};
use super::hybrid::HybridRecipient;
use super::signing::{Public, Seed, parse_signature, signature_text};
use crate::domain::epoch::EpochNumber;
use crate::domain::summary::parse_day;
use crate::domain::week::Week;

const FIRST_LINE: &str = "sutura epoch v1";

/// The statement of an epoch: its number, its keys and what it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub consultation: String,
    pub number: EpochNumber,
    pub recipient: HybridRecipient,
    pub signing: Public,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Hex SHA-256 of the previous statement's bytes and signature; `None` for number 0.
    pub previous: Option<String>,
    /// Hex SHA-256 of the bytes of the roster that comes into force (`roster.rs`).
    pub roster: String,
}

/// Which key signed a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signer {
    Root,
    Epoch,
}

/// A statement as published, with its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedStatement {
    pub statement: String,
    pub signature: String,
    pub signer: Signer,
}

/// The public key history of one consultation, as served at `/api/keys/{consultation}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// The organisation root key, base64url.
    pub root: String,
    pub epochs: Vec<SignedStatement>,
}

impl Statement {
    /// The exact bytes that are signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{FIRST_LINE}\nconsultation {}\nnumber {}\nrecipient {}\nsigning {}\nfrom {}\nprevious {}\nroster {}\n",
            self.consultation,
            self.number,
            self.recipient,
            self.signing,
            self.from,
            self.previous.as_deref().unwrap_or("-"),
            self.roster,
        )
    }

    /// Reads the text of a statement. Refuses a line that is missing, out of order, repeated or not canonical.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, CryptoError> {
        let malformed = || CryptoError::Malformed("epoch statement");
        let mut lines = text.strip_suffix('\n').ok_or_else(malformed)?.split('\n');
        if lines.next() != Some(FIRST_LINE) {
            return Err(malformed());
        }
        let mut value = |name: &str| {
            lines
                .next()
                .and_then(|line| line.strip_prefix(name))
                .and_then(|rest| rest.strip_prefix(' '))
                .ok_or_else(malformed)
        };
        let statement = Self {
            consultation: value("consultation")?.to_owned(),
            number: value("number")?.parse().map_err(|_| malformed())?,
            recipient: value("recipient")?.parse()?,
            signing: Public::parse(value("signing")?)?,
            from: value("from")?.to_owned(),
            previous: Some(value("previous")?).filter(|value| *value != "-").map(str::to_owned),
            roster: value("roster")?.to_owned(),
        };
        let sound = statement.text() == text
            && parse_day(&statement.from).is_some()
            && statement.from.len() == 10
            && is_sha256(&statement.roster);
        if sound { Ok(statement) } else { Err(malformed()) }
    }

    /// The statement with its signature by `seed`.
    #[must_use]
    pub fn sign(&self, seed: &Seed, signer: Signer) -> SignedStatement {
        let statement = self.text();
        let signature = signature_text(&seed.sign(statement.as_bytes()));
        SignedStatement { statement, signature, signer }
    }
}

impl SignedStatement {
    /// What the next statement names as `previous`. Refuses a signature that is not 64 bytes in base64url.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`].
    pub fn link(&self) -> Result<String, CryptoError> {
        let mut hasher = Sha256::new();
        hasher.update(self.statement.as_bytes());
        hasher.update(parse_signature(&self.signature)?);
        Ok(hex(&hasher.finalize()))
    }
}

impl Chain {
    /// Verifies every statement, signature and link for `consultation`; returns the statements in order. Refuses with
    /// the number of the first epoch that does not verify.
    ///
    /// # Errors
    /// [`CryptoError::Chain`], or [`CryptoError::Malformed`] for the root key.
    pub fn verify(&self, consultation: &str) -> Result<Vec<Statement>, CryptoError> {
        let root = Public::parse(&self.root)?;
        let mut statements: Vec<Statement> = Vec::new();
        for (number, signed) in (0u32..).zip(&self.epochs) {
            let broken = |_| CryptoError::Chain(number);
            let statement = Statement::parse(&signed.statement).map_err(broken)?;
            let before = self.epochs.get(statements.len().wrapping_sub(1));
            let link = before.map(SignedStatement::link).transpose().map_err(broken)?;
            let signature = parse_signature(&signed.signature).map_err(broken)?;
            let signer = match (signed.signer, statements.last()) {
                (Signer::Root, _) => &root,
                (Signer::Epoch, Some(previous)) => &previous.signing,
                (Signer::Epoch, None) => return Err(CryptoError::Chain(number)),
            };
            signer.verify(signed.statement.as_bytes(), &signature).map_err(broken)?;
            let sound =
                statement.number.0 == number && statement.consultation == consultation && statement.previous == link;
            if !sound {
                return Err(CryptoError::Chain(number));
            }
            statements.push(statement);
        }
        Ok(statements)
    }
}

/// Whether a week has a day of the period of an epoch: from its first day to that of the next, and a day more on both
/// sides, since clocks differ. What an epoch's key signed for another week does not count: who has left the circle
/// still holds the keys of the periods before.
#[must_use]
pub fn is_in_period(statements: &[Statement], number: EpochNumber, week: Week) -> bool {
    let from = |number: u32| {
        let statement = statements.iter().find(|statement| statement.number.0 == number)?;
        parse_day(&statement.from)
    };
    let (Some(begins), Some(monday)) = (from(number.0), week.monday()) else { return false };
    let day = Duration::days(1);
    monday + Duration::days(6) >= begins - day
        && number.0.checked_add(1).and_then(from).is_none_or(|next| monday <= next + day)
}

/// The fingerprint of a root key: hex SHA-256 of its 32 bytes. Refuses anything but a public key in base64url.
///
/// # Errors
/// [`CryptoError::Malformed`].
pub fn root_fingerprint(root: &str) -> Result<String, CryptoError> {
    Ok(sha256(Public::parse(root)?.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hybrid::HybridIdentity;

    fn statement(number: u32, seed: &Seed, previous: Option<String>) -> Statement {
        Statement {
            consultation: "c".into(),
            number: EpochNumber(number),
            recipient: HybridIdentity::generate().recipient(),
            signing: seed.public(),
            from: "2026-11-22".into(),
            previous,
            roster: sha256(number.to_string()),
        }
    }

    fn chain() -> (Chain, Seed) {
        let (root, first, second) = (Seed::generate(), Seed::generate(), Seed::generate());
        let zero = statement(0, &first, None).sign(&root, Signer::Root);
        let next = statement(1, &second, Some(zero.link().expect("links"))).sign(&first, Signer::Epoch);
        (Chain { root: root.public().to_string(), epochs: vec![zero, next] }, second)
    }

    #[test]
    fn a_sound_chain_verifies() {
        let (chain, _) = chain();
        assert_eq!(chain.verify("c").expect("sound").len(), 2);
        assert_eq!(chain.verify("other"), Err(CryptoError::Chain(0)));
    }

    #[test]
    fn a_statement_without_its_roster_or_with_anything_after_it_is_malformed() {
        let text = statement(0, &Seed::generate(), None).text();
        let (rest, roster) = text.trim_end().rsplit_once('\n').expect("lines");
        let hash = roster.strip_prefix("roster ").expect("the last line");
        assert!(Statement::parse(&text).is_ok());
        let wrong = [
            format!("{rest}\n"),
            format!("{rest}\nroster -\n"),
            format!("{rest}\nroster {}\n", &hash[1..]),
            format!("{rest}\nroster {}\n", hash.to_uppercase()),
            format!("{rest}\nroster {}g\n", &hash[1..]),
            format!("{text}roster {hash}\n"),
            text.replace("roster ", "people "),
        ];
        for text in wrong {
            assert_eq!(Statement::parse(&text), Err(CryptoError::Malformed("epoch statement")), "{text}");
        }
    }

    #[test]
    fn a_swapped_dropped_or_forged_epoch_is_found() {
        let (sound, outsider) = chain();
        let mut dropped = sound.clone();
        dropped.epochs.remove(0);
        assert_eq!(dropped.verify("c"), Err(CryptoError::Chain(0)));
        let mut forged = sound.clone();
        let link = sound.epochs[0].link().expect("links");
        forged.epochs[1] = statement(1, &outsider, Some(link)).sign(&outsider, Signer::Epoch);
        assert_eq!(forged.verify("c"), Err(CryptoError::Chain(1)));
        let mut swapped = sound.clone();
        swapped.epochs[1].statement = swapped.epochs[1].statement.replace("2026", "2027");
        assert_eq!(swapped.verify("c"), Err(CryptoError::Chain(1)));
        let mut replayed = sound.clone();
        let last = replayed.epochs[1].clone();
        replayed.epochs.push(last);
        assert_eq!(replayed.verify("c"), Err(CryptoError::Chain(2)));
    }

    /// A sound chain of `length` epochs.
    fn long_chain(length: u32) -> Chain {
        let root = Seed::generate();
        let mut signing = root.clone();
        let mut epochs: Vec<SignedStatement> = Vec::new();
        for number in 0..length {
            let next = Seed::generate();
            let previous = epochs.last().map(|last| last.link().expect("links"));
            let signer = if number == 0 { Signer::Root } else { Signer::Epoch };
            epochs.push(statement(number, &next, previous).sign(&signing, signer));
            signing = next;
        }
        Chain { root: root.public().to_string(), epochs }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

        /// Only a chain cut at its end still verifies; whoever has seen its head notices the cut.
        #[test]
        fn every_reordering_omission_repetition_and_substitution_is_caught(
            length in 2u32..6,
            at in 0usize..6,
            to in 0usize..6,
            letter in 0usize..400,
        ) {
            let sound = long_chain(length);
            proptest::prop_assert!(sound.verify("c").is_ok());
            let (at, to) = (at % length as usize, to % length as usize);
            if at != to {
                let mut reordered = sound.clone();
                reordered.epochs.swap(at, to);
                proptest::prop_assert!(reordered.verify("c").is_err());
            }
            if at + 1 < length as usize {
                let mut omitted = sound.clone();
                omitted.epochs.remove(at);
                proptest::prop_assert!(omitted.verify("c").is_err());
            }
            let mut repeated = sound.clone();
            repeated.epochs.insert(at, sound.epochs[at].clone());
            proptest::prop_assert!(repeated.verify("c").is_err());
            let mut substituted = sound.clone();
            substituted.epochs[at] = long_chain(length).epochs[at].clone();
            proptest::prop_assert!(substituted.verify("c").is_err());
            let mut altered = sound.clone();
            let text = &mut altered.epochs[at].statement;
            let letter = letter % text.len();
            let other = if text.as_bytes()[letter] == b'q' { "p" } else { "q" };
            text.replace_range(letter..=letter, other);
            proptest::prop_assert!(altered.verify("c").is_err());
        }
    }
}
