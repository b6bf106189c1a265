//! What the audit log records: who did what kind of thing in which week. Never content, never a report's id.

use super::id::MemberId;
use super::variants::named;

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Member(MemberId),
    /// The command line of the server's operator.
    Operator,
}

named! {
    /// What was done. The names are stored and covered by the chain of hashes: never rename one.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Act: "an act" {
        OrganisationCreated = "organisation-created",
        ConsultationOpened = "consultation-opened",
        MemberAdded = "member-added",
        CircleJoined = "circle-joined",
        CircleLeft = "circle-left",
        AccessGiven = "access-given",
        MemberRemoved = "member-removed",
        EpochStarted = "epoch-started",
        EpochShredded = "epoch-shredded",
        IntakeLocked = "intake-locked",
        UnlockAsked = "unlock-asked",
        IntakeUnlocked = "intake-unlocked",
        SignedIn = "signed-in",
        PassphraseChanged = "passphrase-changed",
        SessionEnded = "session-ended",
        MemberInvited = "member-invited",
        InvitationApproved = "invitation-approved",
        InvitationWithdrawn = "invitation-withdrawn",
        MemberReadmitted = "member-readmitted",
        SecondFactorReset = "second-factor-reset",
        RecoveryPrinted = "recovery-printed",
        RecoveryUsed = "recovery-used",
        PasskeyAdded = "passkey-added",
        PasskeyRemoved = "passkey-removed",
        MailChanged = "mail-changed",
        SecretKeyReplaced = "secret-key-replaced",
        SecretKeyLost = "secret-key-lost",
        RootMade = "root-made",
        CircleRepaired = "circle-repaired",
        DeletionPostponed = "deletion-postponed",
        SummaryDrafted = "summary-drafted",
        SummaryApproved = "summary-approved",
    }
}

/// The changes of an account that its owner is told of at the next sign-in.
pub const CHANGES: [Act; 7] = [
    Act::PassphraseChanged,
    Act::SecondFactorReset,
    Act::PasskeyAdded,
    Act::PasskeyRemoved,
    Act::RecoveryPrinted,
    Act::RecoveryUsed,
    Act::MailChanged,
];
