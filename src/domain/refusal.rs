//! Why an act was refused: one flat list. Each variant has two messages, `refusal-<code>` (what happened) and
//! `refusal-<code>-do` (what to do), and its code is the last part of the problem's `type` (RFC 9457).
//!
//! To add one: a line in the enum, its status in `web::http::error::status` (the compiler asks), and both messages in
//! `locales/fr/error.ftl` with drafts in the complete languages (`tests/integration/texts.rs` asks).

use super::variants::listed;

listed! {
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
        Crowded,
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
        TooManyCodes,
        TooManyInvitations,
        PassphraseNeeded,
        OwnerNeeded,
        RootNeeded,
        RootRefused,
        SecondTooNew,
        SameOrganisation,
        Unavailable,
    }
}

impl Refusal {
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
