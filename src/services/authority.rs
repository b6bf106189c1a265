//! Proofs of authority. Their fields are private: only this module makes them, after asking the database.

use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::crypto::document::{Kind, SignedDocument};
use crate::crypto::signing::Public;
use crate::domain::id::{ConsultationId, MemberId, ReportId};
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::role::{Capability, Role};
use crate::error::Error;
use crate::storage::member::Member;
use crate::storage::{self, Tx};

/// A signed-in moderator in the circle of one consultation.
pub struct Moderator {
    member: Member,
    consultation: ConsultationId,
}

/// A signed-in member who may look after an organisation's people.
pub struct Colleague {
    member: Member,
}

/// The owner of an organisation: the one who brings its root key.
pub struct Owner {
    member: Member,
}

/// A signed-in member who may read summaries under embargo.
pub struct Journalist(());

/// A member who has given the passphrase again within the last minutes: what a stolen session cannot do.
pub struct Confirmed(());

/// Seconds for which a confirmation counts.
const CONFIRMED_FOR: i64 = 300;

/// Somebody who holds the receipt of a report.
pub struct Source {
    report: Report,
}

/// Refuses [`Refusal::NotAllowed`] when the member's role may not do it (`domain::role`).
fn require(member: &Member, capability: Capability) -> Result<(), Refusal> {
    if member.role.may(capability) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

impl Moderator {
    /// Refuses [`Refusal::NotAllowed`] for another role, [`Refusal::NotFound`] outside the circle: "exists, but not for
    /// you". An owner reads only where they belong to the circle.
    pub async fn find(app: &App, member: &Member, consultation: ConsultationId) -> Result<Self, Error> {
        require(member, Capability::JoinCircle)?;
        let circle = storage::consultation::circle(app.db.read(), consultation).await?;
        if circle.contains(&member.id) {
            Ok(Self { member: member.clone(), consultation })
        } else if member.role.may(Capability::Review) {
            Err(Refusal::NotFound.into())
        } else {
            Err(Refusal::NotAllowed.into())
        }
    }

    /// The moderator of a report's circle, and the report. Refuses what [`Self::find`] refuses, and
    /// [`Refusal::NotFound`] when there is no such report.
    pub async fn of_report(app: &App, member: &Member, report: ReportId) -> Result<(Self, Report), Error> {
        require(member, Capability::JoinCircle)?;
        let report = storage::report::find(app.db.read(), report).await?.ok_or(Refusal::NotFound)?;
        Ok((Self::find(app, member, report.consultation).await?, report))
    }

    #[must_use]
    pub fn id(&self) -> MemberId {
        self.member.id
    }

    #[must_use]
    pub(super) fn member(&self) -> &Member {
        &self.member
    }

    /// Refuses [`Refusal::OwnerNeeded`] when the account is an owner's and this member is none.
    pub(super) fn may_touch(&self, account: &Member) -> Result<(), Refusal> {
        may_touch(&self.member, account)
    }

    #[must_use]
    pub fn consultation(&self) -> ConsultationId {
        self.consultation
    }

    /// Whether a report is one of this circle's.
    pub(super) fn owns(&self, report: &Report) -> Result<(), Refusal> {
        if report.consultation == self.consultation { Ok(()) } else { Err(Refusal::NotFound) }
    }
}

impl Colleague {
    /// Refuses [`Refusal::NotAllowed`] for another role.
    pub fn find(member: &Member) -> Result<Self, Refusal> {
        require(member, Capability::LookAfterPeople)?;
        Ok(Self { member: member.clone() })
    }

    #[must_use]
    pub fn member(&self) -> &Member {
        &self.member
    }

    /// Whether the two are colleagues: members of one organisation, or of one circle.
    pub(super) async fn knows(&self, tx: &Tx, other: &Member) -> Result<bool, Error> {
        if self.member.organisation == other.organisation {
            return Ok(true);
        }
        let own = storage::consultation::circles_of(tx, self.member.id).await?;
        let theirs = storage::consultation::circles_of(tx, other.id).await?;
        Ok(own.iter().any(|circle| theirs.contains(circle)))
    }

    /// The account of a colleague, open or closed. Refuses [`Refusal::NotFound`] for anybody else.
    pub(super) async fn colleague(&self, tx: &Tx, id: MemberId) -> Result<Member, Error> {
        let other = storage::member::find(tx, id).await?.ok_or(Refusal::NotFound)?;
        if self.knows(tx, &other).await? { Ok(other) } else { Err(Refusal::NotFound.into()) }
    }

    /// Refuses [`Refusal::NotAllowed`] for a role that this member's role may not invite.
    pub(super) fn may_invite(&self, role: Role) -> Result<(), Refusal> {
        if self.member.role.may_invite(role) { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    /// Refuses [`Refusal::OwnerNeeded`] when the account is an owner's and this member is none: else two others could
    /// take the organisation over. A sole owner who lost everything is replaced by the operator.
    pub(super) fn may_touch(&self, account: &Member) -> Result<(), Refusal> {
        may_touch(&self.member, account)
    }
}

/// Whether one member may touch the account of another. Refuses [`Refusal::OwnerNeeded`].
pub(super) fn may_touch(by: &Member, account: &Member) -> Result<(), Refusal> {
    if by.role.may_touch(account.role) { Ok(()) } else { Err(Refusal::OwnerNeeded) }
}

/// Whether members of this role can be the second of two persons, where an act needs two.
pub(super) fn is_colleague(role: Role) -> bool {
    role.may(Capability::LookAfterPeople)
}

/// Somebody who can belong to a circle. Refuses [`Refusal::NotFound`] for an unknown member, [`Refusal::NotAllowed`]
/// for a closed account and for a role that does not review.
pub(super) async fn reviewer(tx: &Tx, id: MemberId) -> Result<Member, Error> {
    let member = storage::member::find(tx, id).await?.ok_or(Refusal::NotFound)?;
    let may = member.role.may(Capability::JoinCircle) && member.standing == Standing::Active;
    if may { Ok(member) } else { Err(Refusal::NotAllowed.into()) }
}

/// Checks that a member has signed a document. Refuses [`Refusal::DocumentForged`] when they have not, or are unknown.
pub(super) async fn signed_by(app: &App, id: MemberId, kind: Kind, document: &SignedDocument) -> Result<(), Error> {
    let signer = storage::member::find(app.db.read(), id).await?.ok_or(Refusal::DocumentForged)?;
    let public = Public::parse(&signer.signing)?;
    Ok(document.verify(kind, &format!("member:{id}"), &public).map_err(|_| Refusal::DocumentForged)?)
}

impl Owner {
    /// Refuses [`Refusal::NotAllowed`] for another role.
    pub fn find(member: &Member) -> Result<Self, Refusal> {
        require(member, Capability::HoldRootKey)?;
        Ok(Self { member: member.clone() })
    }

    #[must_use]
    pub fn member(&self) -> &Member {
        &self.member
    }
}

impl Confirmed {
    /// `at` is the second of the last confirmation in this session. Refuses [`Refusal::ConfirmAgain`] when there was
    /// none, or too long ago.
    pub fn check(at: Option<i64>, now: i64) -> Result<Self, Refusal> {
        match at {
            Some(at) if (0..=CONFIRMED_FOR).contains(&(now - at)) => Ok(Self(())),
            _ => Err(Refusal::ConfirmAgain),
        }
    }
}

/// Asked again under the instance's lock, by acts on keys and people: who acts may have been removed a moment ago.
/// Refuses [`Refusal::SignedOut`].
pub(super) async fn still_active(tx: &Tx, member: MemberId) -> Result<(), Error> {
    let found = storage::member::find(tx, member).await?;
    found.filter(|one| one.standing == Standing::Active).map(|_| ()).ok_or_else(|| Refusal::SignedOut.into())
}

impl Journalist {
    /// Refuses [`Refusal::NotAllowed`] for another role.
    pub fn find(member: &Member) -> Result<Self, Refusal> {
        require(member, Capability::ReadUnderEmbargo)?;
        Ok(Self(()))
    }
}

impl Source {
    pub async fn find(app: &App, authenticator: &Authenticator) -> Result<Option<Self>, Error> {
        let found = storage::report::find_by_verifier(app.db.read(), &authenticator.verifier()).await?;
        Ok(found.map(|report| Self { report }))
    }

    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}
