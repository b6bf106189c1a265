//! Why an act was refused: one flat list. Each variant has two messages, `refusal-<code>` (what happened) and
//! `refusal-<code>-do` (what to do), and is the stable last part of the problem's `type`.

/// A refused act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotFound,
    BadRequest,
    TooLarge,
    ReceiptMistyped,
    ReceiptUnknown,
    TicketInvalid,
    TicketExpired,
    TicketSpent,
    ConsultationClosed,
    CircleNotReady,
    StaleEpoch,
    NotSealed,
    Unpadded,
    UploadUnknown,
    UploadConflict,
    StorageFull,
    StaleRevision,
    SameAuthor,
    ChecklistIncomplete,
    DocumentForged,
    StatementRefused,
    SignInFailed,
    SignedOut,
    NotAllowed,
    CrossSite,
    ConsentMissing,
    PlainSwitchedOff,
    EmptyReport,
    ParcelBroken,
    Busy,
    PageOver,
    IntakeLocked,
    EpochTaken,
    ConfirmAgain,
    SecondPerson,
    LastReviewer,
    LoginTaken,
    InvitationOver,
    ApprovalMissing,
    CodeWrong,
    RecoveryRefused,
    RootExists,
    PasskeyRefused,
    TooManyGuesses,
    TooManyInvitations,
    PassphraseNeeded,
    OwnerNeeded,
    Unavailable,
}

impl Refusal {
    /// All of them: the tests ask each for its messages.
    pub const ALL: [Self; 48] = [
        Self::NotFound,
        Self::BadRequest,
        Self::TooLarge,
        Self::ReceiptMistyped,
        Self::ReceiptUnknown,
        Self::TicketInvalid,
        Self::TicketExpired,
        Self::TicketSpent,
        Self::ConsultationClosed,
        Self::CircleNotReady,
        Self::StaleEpoch,
        Self::NotSealed,
        Self::Unpadded,
        Self::UploadUnknown,
        Self::UploadConflict,
        Self::StorageFull,
        Self::StaleRevision,
        Self::SameAuthor,
        Self::ChecklistIncomplete,
        Self::DocumentForged,
        Self::StatementRefused,
        Self::SignInFailed,
        Self::SignedOut,
        Self::NotAllowed,
        Self::CrossSite,
        Self::ConsentMissing,
        Self::PlainSwitchedOff,
        Self::EmptyReport,
        Self::ParcelBroken,
        Self::Busy,
        Self::PageOver,
        Self::IntakeLocked,
        Self::EpochTaken,
        Self::ConfirmAgain,
        Self::SecondPerson,
        Self::LastReviewer,
        Self::LoginTaken,
        Self::InvitationOver,
        Self::ApprovalMissing,
        Self::CodeWrong,
        Self::RecoveryRefused,
        Self::RootExists,
        Self::PasskeyRefused,
        Self::TooManyGuesses,
        Self::TooManyInvitations,
        Self::PassphraseNeeded,
        Self::OwnerNeeded,
        Self::Unavailable,
    ];

    /// The stable name, in kebab case.
    #[must_use]
    pub fn code(self) -> String {
        let mut code = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_ascii_uppercase() && !code.is_empty() {
                code.push('-');
            }
            code.push(letter.to_ascii_lowercase());
        }
        code
    }
}
