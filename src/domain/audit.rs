//! What the audit log records: who did what kind of thing in which week. Never content, never a report's id.

use super::id::MemberId;

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Member(MemberId),
    /// The command line of the server's operator.
    Operator,
}

/// What was done. The names are stored: never rename one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    OrganisationCreated,
    ConsultationOpened,
    MemberAdded,
    CircleJoined,
    EpochStarted,
    SignedIn,
    SummaryDrafted,
    SummaryApproved,
}

impl Act {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrganisationCreated => "organisation-created",
            Self::ConsultationOpened => "consultation-opened",
            Self::MemberAdded => "member-added",
            Self::CircleJoined => "circle-joined",
            Self::EpochStarted => "epoch-started",
            Self::SignedIn => "signed-in",
            Self::SummaryDrafted => "summary-drafted",
            Self::SummaryApproved => "summary-approved",
        }
    }
}
