//! Rosters: who belongs to a circle, with which keys (docs/protocol.md, 4.2). Each is a signed document whose hash the
//! statement of its epoch names, and is sealed to that epoch: the chain fixes it without naming anybody.

use std::collections::BTreeSet;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use serde::{Deserialize, Serialize};

use super::chain::{Chain, Signer, Statement};
use super::document::{Kind, SignedDocument};
use super::hex::sha256;
use super::hybrid::HybridRecipient;
use super::signing::{Public, Seed};
use super::{CryptoError, random};
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId, OrganisationId, PersonId};
use crate::domain::role::Role;

/// People in one roster at most, those who left among them.
pub const MOST_PEOPLE: usize = 200;
/// Bytes of a sealed roster at most: so many people, padded.
pub const LARGEST_SEALED: usize = 640 * 1024;
const RANDOM: usize = 32;
const BY_ROOT: &str = "root";

/// Somebody who reads, with their keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Stays the same when somebody comes back under new keys.
    pub person: PersonId,
    pub member: MemberId,
    pub organisation: OrganisationId,
    pub role: Role,
    /// `age1pq1…`
    pub recipient: String,
    /// Ed25519, base64url.
    pub signing: String,
}

/// Somebody on a roster, and for which epochs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    #[serde(flatten)]
    pub reader: Reader,
    /// The first epoch that was made with them in the circle.
    pub from: EpochNumber,
    /// The first one after that without them.
    pub until: Option<EpochNumber>,
}

impl Person {
    #[must_use]
    pub fn is_in_force(&self, epoch: EpochNumber) -> bool {
        self.from <= epoch && self.until.is_none_or(|until| epoch < until)
    }

    /// Whether this is `before`, who may have left meanwhile, and in nothing else somebody else.
    fn continues(&self, before: &Self, after: EpochNumber) -> bool {
        let (here, there) = (&self.reader, &before.reader);
        let same = (here.member, here.person, here.organisation) == (there.member, there.person, there.organisation);
        let left = before.until.is_none() && self.until.is_some_and(|until| until > after);
        same && here.recipient == there.recipient
            && here.signing == there.signing
            && self.from == before.from
            && (self.until == before.until || left)
    }
}

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    pub consultation: ConsultationId,
    /// The epoch that it came into force with.
    pub number: EpochNumber,
    /// Hex SHA-256 of the roster before; `None` for number 0.
    pub previous: Option<String>,
    /// 32 random bytes, base64url: nobody finds out by its hash who is on it.
    random: String,
    /// In the order in which they came.
    pub people: Vec<Person>,
}

/// Who signs a roster.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// The organisation's root key: whoever starts or hands over a circle.
    Root(&'a Seed),
    Member(MemberId, &'a Seed),
}

impl Roster {
    /// The roster of an epoch whose circle is `circle`: who is on `before` and not in it has left, who is not on
    /// `before` comes in. `previous` is the roster line of the statement before.
    #[must_use]
    pub fn after(
        before: Option<&Self>,
        (consultation, number): (ConsultationId, EpochNumber),
        previous: Option<String>,
        circle: &[Reader],
    ) -> Self {
        let stays = |person: &Person| circle.iter().any(|reader| reader.member == person.reader.member);
        let mut people = before.map(|before| before.people.clone()).unwrap_or_default();
        for person in people.iter_mut().filter(|person| person.until.is_none()) {
            if !stays(person) {
                person.until = Some(number);
            }
        }
        for reader in circle {
            let is_there = |person: &&mut Person| person.until.is_none() && person.reader.member == reader.member;
            match people.iter_mut().find(is_there) {
                Some(person) => person.reader.role = reader.role,
                None => people.push(Person { reader: reader.clone(), from: number, until: None }),
            }
        }
        let random = BASE64_URL_SAFE_NO_PAD.encode(random::bytes::<RANDOM>());
        Self { consultation, number, previous, random, people }
    }

    /// The bytes that are hashed and sealed.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`] when it is no JSON.
    pub fn sign(&self, by: By<'_>) -> Result<Vec<u8>, CryptoError> {
        let malformed = |_| CryptoError::Malformed("roster");
        let (by, seed) = match by {
            By::Root(seed) => (BY_ROOT.to_owned(), seed),
            By::Member(member, seed) => (format!("member:{member}"), seed),
        };
        let signed = serde_json::to_string(self).map_err(malformed)?;
        serde_json::to_vec(&SignedDocument::sign(Kind::Roster, by, signed, seed)).map_err(malformed)
    }

    /// The roster of an epoch whose chain was verified. `before` is the last one that was verified of this circle.
    ///
    /// Refuses other bytes than those that the statement names, another predecessor, somebody unknown as the signer,
    /// and a change of somebody's keys, person or organisation, or nobody's leaving: whoever was on `before` is on it.
    /// The root key, which starts and hands over circles, may say anything.
    ///
    /// # Errors
    /// [`CryptoError::Roster`] with the number.
    pub fn verify(
        bytes: &[u8],
        (chain, statements): (&Chain, &[Statement]),
        number: EpochNumber,
        before: Option<&Self>,
    ) -> Result<Self, CryptoError> {
        let refused = CryptoError::Roster(number.0);
        let at = number.0 as usize;
        let (Some(statement), Some(link)) = (statements.get(at), chain.epochs.get(at)) else { return Err(refused) };
        let last = at.checked_sub(1).and_then(|at| statements.get(at)).map(|before| before.roster.clone());
        let (Some(document), true) = (parse(bytes), sha256(bytes) == statement.roster) else { return Err(refused) };
        let Ok(roster) = serde_json::from_str::<Self>(&document.signed) else { return Err(refused) };
        let is_root = |at: &usize| chain.epochs.get(*at).is_some_and(|epoch| epoch.signer == Signer::Root);
        let before = before.filter(|before| !(before.number.0 as usize + 1..=at).any(|at| is_root(&at)));
        let signed = if link.signer == Signer::Root {
            let root = Public::parse(&chain.root).map_err(|_| CryptoError::Roster(number.0))?;
            document.verify(Kind::Roster, BY_ROOT, &root).is_ok()
        } else {
            roster.is_signed(&document, before)
        };
        let ours = roster.consultation.to_string() == statement.consultation && roster.number == number;
        let sound = ours && roster.previous == last && roster.is_whole() && signed;
        let continues = before.is_none_or(|before| roster.continues(before));
        if sound && continues { Ok(roster) } else { Err(refused) }
    }

    /// Whether somebody signed who was in force in the epoch before: on the roster before where that is known, else on
    /// this one.
    fn is_signed(&self, document: &SignedDocument, before: Option<&Self>) -> bool {
        let Some(last) = self.number.0.checked_sub(1).map(EpochNumber) else { return false };
        let roster = before.filter(|before| before.number == last).unwrap_or(self);
        let signer = roster.in_force(last).find(|reader| document.by == format!("member:{}", reader.member));
        signer
            .and_then(|reader| Public::parse(&reader.signing).ok())
            .is_some_and(|key| document.verify(Kind::Roster, &document.by, &key).is_ok())
    }

    /// Whether everybody's keys are keys, no account is in the circle twice, and each stays the same person's, with the
    /// same keys, also when it comes back. Two may be of one person.
    fn is_whole(&self) -> bool {
        let is_person = |person: &Person| {
            let ends = person.until.is_none_or(|until| person.from < until && until <= self.number);
            person.from <= self.number
                && ends
                && person.reader.recipient.parse::<HybridRecipient>().is_ok()
                && Public::parse(&person.reader.signing).is_ok()
        };
        let fixed = |reader: &Reader| {
            let keys = (reader.recipient.clone(), reader.signing.clone());
            (reader.person, reader.organisation, keys)
        };
        let accounts: BTreeSet<_> = self.people.iter().map(|person| person.reader.member).collect();
        let kinds: BTreeSet<_> =
            self.people.iter().map(|person| (person.reader.member, fixed(&person.reader))).collect();
        let present: Vec<_> = self.in_force(self.number).collect();
        let members: BTreeSet<_> = present.iter().map(|reader| reader.member).collect();
        (1..=MOST_PEOPLE).contains(&self.people.len())
            && self.random.len() == (RANDOM * 4).div_ceil(3)
            && self.people.iter().all(is_person)
            && accounts.len() == kinds.len()
            && members.len() == present.len()
    }

    /// Whether everybody of `before` is still on it, in their order, and who is new came in since.
    fn continues(&self, before: &Self) -> bool {
        let Some((stayed, came)) = self.people.split_at_checked(before.people.len()) else { return false };
        stayed.iter().zip(&before.people).all(|(here, there)| here.continues(there, before.number))
            && came.iter().all(|person| person.from > before.number)
    }

    /// Who is in the circle in an epoch.
    pub fn in_force(&self, epoch: EpochNumber) -> impl Iterator<Item = &Reader> {
        self.people.iter().filter(move |person| person.is_in_force(epoch)).map(|person| &person.reader)
    }
}

fn parse(bytes: &[u8]) -> Option<SignedDocument> {
    serde_json::from_slice(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::chain::SignedStatement;
    use crate::crypto::hybrid::HybridIdentity;

    struct Somebody {
        reader: Reader,
        seed: Seed,
    }

    fn somebody(id: u8) -> Somebody {
        let seed = Seed::generate();
        let reader = Reader {
            person: [id + 100; 16].into(),
            member: [id; 16].into(),
            organisation: [9; 16].into(),
            role: Role::ALL[0],
            recipient: HybridIdentity::generate().recipient().to_string(),
            signing: seed.public().to_string(),
        };
        Somebody { reader, seed }
    }

    fn consultation() -> ConsultationId {
        [7; 16].into()
    }

    /// A chain under construction: the rosters in clear, and the signing key of the last epoch.
    struct Built {
        root: Seed,
        chain: Chain,
        rosters: Vec<(Roster, Vec<u8>)>,
        last: Seed,
    }

    impl Built {
        fn found(circle: &[&Somebody]) -> Self {
            let root = Seed::generate();
            let chain = Chain { root: root.public().to_string(), epochs: Vec::new() };
            let mut built = Self { root: root.clone(), chain, rosters: Vec::new(), last: root };
            built.extend(circle, None, |_| ());
            built
        }

        /// One epoch more; the root key signs where nobody is named.
        fn extend(&mut self, circle: &[&Somebody], by: Option<&Somebody>, forge: impl FnOnce(&mut Roster)) {
            let number = EpochNumber(u32::try_from(self.rosters.len()).expect("few"));
            let previous = self.rosters.last().map(|(_, bytes)| sha256(bytes));
            let circle: Vec<_> = circle.iter().map(|one| one.reader.clone()).collect();
            let before = self.rosters.last().map(|(roster, _)| roster);
            let mut roster = Roster::after(before, (consultation(), number), previous, &circle);
            forge(&mut roster);
            let signer = by.map_or(By::Root(&self.root), |by| By::Member(by.reader.member, &by.seed));
            let bytes = roster.sign(signer).expect("signs");
            let signing = Seed::generate();
            let statement = Statement {
                consultation: consultation().to_string(),
                number,
                recipient: HybridIdentity::generate().recipient(),
                signing: signing.public(),
                from: "2026-11-22".into(),
                previous: self.chain.epochs.last().map(|last| last.link().expect("links")),
                roster: sha256(&bytes),
            };
            let signed: SignedStatement = match by {
                Some(_) => statement.sign(&self.last, Signer::Epoch),
                None => statement.sign(&self.root, Signer::Root),
            };
            self.chain.epochs.push(signed);
            self.rosters.push((roster, bytes));
            self.last = signing;
        }

        /// The last roster as a desk reads it that has verified those before, or holds only the last key.
        fn verify(&self, knows_those_before: bool) -> Result<Roster, CryptoError> {
            let statements = self.chain.verify(&consultation().to_string()).expect("a sound chain");
            let mut before = None;
            for (number, (_, bytes)) in (0u32..).zip(&self.rosters) {
                let is_last = number as usize + 1 == self.rosters.len();
                if !is_last && !knows_those_before {
                    continue;
                }
                let chained = (&self.chain, statements.as_slice());
                before = Some(Roster::verify(bytes, chained, EpochNumber(number), before.as_ref())?);
            }
            before.ok_or(CryptoError::Roster(0))
        }
    }

    fn members(roster: &Roster, epoch: u32) -> Vec<u8> {
        roster.in_force(EpochNumber(epoch)).map(|reader| reader.member.as_bytes()[0]).collect()
    }

    #[test]
    fn the_newest_roster_says_who_was_in_the_circle_in_every_epoch() {
        let (awa, fanta, moussa) = (somebody(1), somebody(2), somebody(3));
        let mut built = Built::found(&[&awa, &fanta]);
        built.extend(&[&awa, &fanta, &moussa], Some(&fanta), |_| ());
        built.extend(&[&awa, &moussa], Some(&moussa), |_| ());
        for knows_those_before in [true, false] {
            let roster = built.verify(knows_those_before).expect("holds");
            assert_eq!((members(&roster, 0), members(&roster, 1)), (vec![1, 2], vec![1, 2, 3]));
            assert_eq!(members(&roster, 2), [1, 3]);
        }
        built.extend(&[&fanta], None, |_| ());
        assert_eq!(members(&built.verify(true).expect("the root key may start anew"), 3), [2]);
    }

    type Forge = fn(&mut Roster);

    #[test]
    fn nobody_comes_by_an_outsider_and_nobody_is_changed_or_vanishes() {
        let forgeries: [(&str, u8, Forge); 10] = [
            ("signed by who comes", 4, |_| ()),
            ("signed by who left", 2, |_| ()),
            ("another key", 1, |roster| roster.people[2].reader.signing = roster.people[3].reader.signing.clone()),
            ("another recipient", 1, |roster| {
                roster.people[2].reader.recipient = roster.people[3].reader.recipient.clone();
            }),
            ("another organisation", 1, |roster| roster.people[2].reader.organisation = [8; 16].into()),
            ("another person", 1, |roster| roster.people[2].reader.person = [8; 16].into()),
            ("somebody vanished", 1, |roster| drop(roster.people.remove(1))),
            ("back under the same seat", 1, |roster| roster.people[1].until = None),
            ("there before they came", 1, |roster| roster.people[3].from = EpochNumber(1)),
            ("back as another person", 1, |roster| {
                let fanta = roster.people[1].reader.clone();
                roster.people[3].reader = Reader { person: [8; 16].into(), ..fanta };
            }),
        ];
        for (what, by, forge) in forgeries {
            let people = [somebody(1), somebody(2), somebody(3), somebody(4)];
            let [awa, fanta, moussa, phantom] = &people;
            let mut built = Built::found(&[awa, fanta]);
            built.extend(&[awa, fanta, moussa], Some(awa), |_| ());
            built.extend(&[awa, moussa], Some(awa), |_| ());
            built.extend(&[awa, moussa, phantom], Some(&people[usize::from(by) - 1]), forge);
            assert_eq!(built.verify(true), Err(CryptoError::Roster(3)), "{what}");
        }
    }
}
