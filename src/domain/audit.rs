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
    CircleLeft,
    AccessGiven,
    MemberRemoved,
    EpochStarted,
    EpochShredded,
    IntakeLocked,
    UnlockAsked,
    IntakeUnlocked,
    SignedIn,
    PassphraseChanged,
    SessionEnded,
    MemberInvited,
    InvitationApproved,
    InvitationWithdrawn,
    MemberReadmitted,
    SecondFactorReset,
    RecoveryPrinted,
    RecoveryUsed,
    PasskeyAdded,
    PasskeyRemoved,
    RootMade,
    CircleRepaired,
    DeletionPostponed,
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
            Self::CircleLeft => "circle-left",
            Self::AccessGiven => "access-given",
            Self::MemberRemoved => "member-removed",
            Self::EpochStarted => "epoch-started",
            Self::EpochShredded => "epoch-shredded",
            Self::IntakeLocked => "intake-locked",
            Self::UnlockAsked => "unlock-asked",
            Self::IntakeUnlocked => "intake-unlocked",
            Self::SignedIn => "signed-in",
            Self::PassphraseChanged => "passphrase-changed",
            Self::SessionEnded => "session-ended",
            Self::MemberInvited => "member-invited",
            Self::InvitationApproved => "invitation-approved",
            Self::InvitationWithdrawn => "invitation-withdrawn",
            Self::MemberReadmitted => "member-readmitted",
            Self::SecondFactorReset => "second-factor-reset",
            Self::RecoveryPrinted => "recovery-printed",
            Self::RecoveryUsed => "recovery-used",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::RootMade => "root-made",
            Self::CircleRepaired => "circle-repaired",
            Self::DeletionPostponed => "deletion-postponed",
            Self::SummaryDrafted => "summary-drafted",
            Self::SummaryApproved => "summary-approved",
        }
    }
}
