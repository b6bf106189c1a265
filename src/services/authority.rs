//! Proofs of authority. Their fields are private: only this module makes them, after asking the database.

use crate::app::App;
use crate::crypto::derive::Authenticator;
use crate::domain::id::{ConsultationId, MemberId, ReportId};
use crate::domain::member::Standing;
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::role::Capability;
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
    /// # Errors
    /// [`Refusal::NotAllowed`] for another role, [`Refusal::NotFound`] outside the circle: "exists, but not for you". An
    /// owner reads only where they belong to the circle.
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

    /// The moderator of a report's circle, and the report.
    ///
    /// # Errors
    /// As [`Self::find`], and [`Refusal::NotFound`] when there is no such report.
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
    pub fn consultation(&self) -> ConsultationId {
        self.consultation
    }

    /// Whether a report is one of this circle's.
    pub(super) fn owns(&self, report: &Report) -> Result<(), Refusal> {
        if report.consultation == self.consultation { Ok(()) } else { Err(Refusal::NotFound) }
    }
}

impl Colleague {
    /// # Errors
    /// [`Refusal::NotAllowed`] for another role.
    pub fn find(member: &Member) -> Result<Self, Refusal> {
        require(member, Capability::LookAfterPeople)?;
        Ok(Self { member: member.clone() })
    }

    #[must_use]
    pub fn member(&self) -> &Member {
        &self.member
    }
}

impl Owner {
    /// # Errors
    /// [`Refusal::NotAllowed`] for another role.
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
    /// `at` is the second of the last confirmation in this session.
    ///
    /// # Errors
    /// [`Refusal::ConfirmAgain`] when there was none, or too long ago.
    pub fn check(at: Option<i64>, now: i64) -> Result<Self, Refusal> {
        match at {
            Some(at) if (0..=CONFIRMED_FOR).contains(&(now - at)) => Ok(Self(())),
            _ => Err(Refusal::ConfirmAgain),
        }
    }
}

/// Asked again under the instance's lock, by acts on keys and people: who acts may have been removed a moment ago.
///
/// # Errors
/// [`Refusal::SignedOut`].
pub(super) async fn still_active(tx: &Tx, member: MemberId) -> Result<(), Error> {
    let found = storage::member::find(tx, member).await?;
    found.filter(|one| one.standing == Standing::Active).map(|_| ()).ok_or_else(|| Refusal::SignedOut.into())
}

impl Journalist {
    /// # Errors
    /// [`Refusal::NotAllowed`] for another role.
    pub fn find(member: &Member) -> Result<Self, Refusal> {
        require(member, Capability::ReadUnderEmbargo)?;
        Ok(Self(()))
    }
}

impl Source {
    /// # Errors
    /// When the database does not answer.
    pub async fn find(app: &App, authenticator: &Authenticator) -> Result<Option<Self>, Error> {
        let found = storage::report::find_by_verifier(app.db.read(), &authenticator.verifier()).await?;
        Ok(found.map(|report| Self { report }))
    }

    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}
