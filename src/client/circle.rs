//! A member's part in their circle: who belongs to it, the next epoch, letting somebody in and taking somebody out.

use reqwest::Method;

use super::ClientError;
use super::desk::Desk;
use super::error::json;
use super::keys::{After, Maker, NewEpoch, new_epoch};
use crate::api::bytes::Base64;
use crate::api::desk::circle::{Admission, CircleRosters, EpochStarted, Removal, SealedRoster};
use crate::api::desk::me::EpochWrap;
use crate::api::done::Done;
use crate::crypto::chain::{Chain, Statement};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::roster::{Reader, Roster};
use crate::crypto::seal::open;
use crate::crypto::signing::Seed;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId};

impl Desk {
    /// The last roster of a circle, held against the chain and against those before it that this member can open.
    pub(super) async fn roster_of(
        &self,
        id: ConsultationId,
        chain: &Chain,
        statements: &[Statement],
    ) -> Result<Roster, ClientError> {
        let answer: CircleRosters = self.get(&format!("/api/desk/circles/{id}/rosters?from=0")).await?;
        let mut last = None;
        for SealedRoster { number, roster } in answer.rosters {
            let Ok(bundle) = self.epoch(id, number) else { continue };
            let plain = open(&roster.0, &bundle.identity)?;
            last = Some(Roster::verify(&plain, (chain, statements), number, last.as_ref())?);
        }
        let is_last = |roster: &Roster| Some(roster.number) == statements.last().map(|statement| statement.number);
        last.filter(is_last).ok_or(ClientError::Protocol("no roster"))
    }

    /// The last roster of a circle; none before its first epoch.
    #[must_use]
    pub fn roster(&self, consultation: ConsultationId) -> Option<&Roster> {
        self.rosters.get(&consultation)
    }

    /// The members of a circle as the server names them, with the keys that it says are theirs. Only whoever has
    /// compared them may put them on a roster.
    pub fn circle(&self, consultation: ConsultationId) -> Result<Vec<Reader>, ClientError> {
        let circles = self.me.circles.iter().filter(|circle| circle.consultation == consultation);
        let members = circles.flat_map(|circle| &circle.members).map(|id| {
            let colleague = self.me.members.get(id).ok_or(ClientError::Protocol("member"))?;
            Ok(Reader {
                person: colleague.person,
                member: *id,
                organisation: colleague.organisation,
                role: colleague.role,
                recipient: colleague.recipient.clone(),
                signing: colleague.signing.clone(),
            })
        });
        members.collect()
    }

    /// The circle as its last roster says, without those whom the server lists no more: they have left.
    pub fn remaining(&self, consultation: ConsultationId) -> Result<Vec<Reader>, ClientError> {
        let roster = self.roster(consultation).ok_or(ClientError::Protocol("no roster"))?;
        let listed: Vec<_> = self.circle(consultation)?.into_iter().map(|reader| reader.member).collect();
        let present = roster.in_force(roster.number).filter(|reader| listed.contains(&reader.member));
        Ok(present.cloned().collect())
    }

    /// Makes the epoch after `chain`, in which `circle` is the circle: as a member, or with the root key.
    pub fn make_epoch(
        &self,
        (consultation, chain): (ConsultationId, &Chain),
        from: String,
        root: Option<&Seed>,
        circle: &[Reader],
    ) -> Result<NewEpoch, ClientError> {
        let after = After { consultation, chain, roster: self.roster(consultation) };
        let maker = match root {
            Some(root) => Maker::Root(root),
            None => {
                let epoch = &self.current(consultation)?.1.signing;
                Maker::Member { epoch, id: self.id, own: &self.bundle.signing }
            }
        };
        new_epoch(&after, from, maker, circle)
    }

    /// Publishes an epoch and keeps its bundle.
    pub async fn start_epoch(&mut self, consultation: ConsultationId, new: NewEpoch) -> Result<(), ClientError> {
        let path = format!("/api/desk/circles/{consultation}/epochs");
        let EpochStarted { started: Done } =
            json(self.request(Method::POST, &path).json(&new.published()).send().await?, 201).await?;
        self.keep(consultation, new)
    }

    fn keep(&mut self, consultation: ConsultationId, new: NewEpoch) -> Result<(), ClientError> {
        let number = new.bundle.id.rsplit('/').next().and_then(|number| number.parse::<EpochNumber>().ok());
        self.epochs.insert((consultation, number.ok_or(ClientError::Protocol("epoch id"))?), new.bundle);
        self.rosters.insert(consultation, new.roster);
        Ok(())
    }

    /// Admits a colleague to the circle, with access to `epochs`, which this member holds, and with the epoch `next`,
    /// in which they are in it; or, without one, gives a member of the circle more to read.
    pub async fn add_member(
        &mut self,
        consultation: ConsultationId,
        (member, recipient): (MemberId, &HybridRecipient),
        epochs: &[EpochNumber],
        next: Option<NewEpoch>,
    ) -> Result<(), ClientError> {
        let wrap = |number: &EpochNumber| {
            let wrap = self.epoch(consultation, *number)?.wrap(recipient)?;
            Ok(EpochWrap { number: *number, wrap: Base64(wrap) })
        };
        let wraps = epochs.iter().map(wrap).collect::<Result<Vec<_>, ClientError>>()?;
        let path = format!("/api/desk/circles/{consultation}/members");
        let epoch = next.as_ref().map(NewEpoch::published);
        self.send(Method::POST, &path, &Admission { member, wraps, epoch }).await?;
        next.map_or(Ok(()), |next| self.keep(consultation, next))
    }

    /// Removes a colleague and starts the epoch that they cannot read; `account` also ends their account.
    pub async fn remove_member(
        &mut self,
        consultation: ConsultationId,
        member: MemberId,
        account: bool,
        next: NewEpoch,
    ) -> Result<(), ClientError> {
        let path = format!("/api/desk/circles/{consultation}/removals");
        let removal = Removal { member, account, also: Vec::new(), root: None, epoch: next.published() };
        self.send(Method::POST, &path, &removal).await?;
        self.keep(consultation, next)
    }
}
