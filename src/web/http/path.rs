//! Every URL, once. Part of the interface contract: extend, do not break.

/// Declares each path, and the list of all of them.
macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $path;)*

        /// All of them: the tests ask each route who may see it.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

paths! {
    PICKER = "/";
    LANGUAGE = "/{lang}";
    HOME = "/{lang}/";
    SAFETY = "/{lang}/safety";
    CLOSED = "/{lang}/closed";
    ABOUT = "/{lang}/about";
    CONSULTATION = "/{lang}/c/{slug}";
    REPORT = "/{lang}/c/{slug}/report";
    PLAIN = "/{lang}/c/{slug}/plain";
    SEALED = "/{lang}/c/{slug}/sealed";
    INBOX = "/{lang}/inbox";
    INBOX_PLAIN = "/{lang}/inbox/plain";
    SHOWN = "/{lang}/shown/{token}";
    ISSUES = "/{lang}/issues";
    ISSUES_FEED = "/{lang}/issues.atom";
    ISSUE = "/{lang}/issues/{slug}";
    KEYS = "/{lang}/keys";
    POSTER = "/{lang}/poster/{organisation}";
    PRESS = "/{lang}/press";
    DESK = "/desk";
    DESK_VIEWER = "/desk/viewer";
    ASSET = "/assets/{file}";
    AUDIO = "/audio/{tag}/{file}";

    API_INSTANCE = "/api/instance";
    API_INTAKE = "/api/intake/{consultation}";
    API_UPLOADS = "/api/uploads";
    API_UPLOAD = "/api/uploads/{upload}";
    API_INBOX = "/api/inbox";
    API_INBOX_MESSAGES = "/api/inbox/messages";
    API_INBOX_MESSAGE = "/api/inbox/messages/{message}";
    API_INBOX_ATTACHMENT = "/api/inbox/attachments/{upload}";
    API_ALL_KEYS = "/api/keys";
    API_KEYS = "/api/keys/{consultation}";
    API_ISSUES = "/api/public/issues";
    API_OPENAPI = "/api/openapi.json";
    API_DELETIONS = "/api/public/deletions";

    DESK_SALT = "/api/desk/salt";
    DESK_SESSION = "/api/desk/session";
    DESK_ME = "/api/desk/me";
    DESK_REPORTS = "/api/desk/circles/{consultation}/reports";
    DESK_CIPHERTEXTS = "/api/desk/circles/{consultation}/ciphertexts";
    DESK_SUMMARIES = "/api/desk/circles/{consultation}/summaries";
    DESK_EPOCHS = "/api/desk/circles/{consultation}/epochs";
    DESK_ROSTERS = "/api/desk/circles/{consultation}/rosters";
    DESK_MEMBERS = "/api/desk/circles/{consultation}/members";
    DESK_REMOVALS = "/api/desk/circles/{consultation}/removals";
    DESK_LOCK = "/api/desk/circles/{consultation}/lock";
    DESK_EPOCH_OF = "/api/desk/reports/{report}/epoch";
    DESK_CONFIRM = "/api/desk/session/confirm";
    DESK_SESSIONS = "/api/desk/sessions";
    DESK_SESSION_ENDED = "/api/desk/sessions/{handle}";
    DESK_PASSPHRASE = "/api/desk/account/passphrase";
    DESK_TEAM = "/api/desk/team";
    DESK_INVITATIONS = "/api/desk/invitations";
    DESK_INVITATION = "/api/desk/invitations/{hash}";
    DESK_INVITATION_APPROVAL = "/api/desk/invitations/{hash}/approval";
    DESK_JOIN = "/api/desk/join";
    DESK_JOIN_LOOK = "/api/desk/join/look";
    DESK_JOIN_SECOND = "/api/desk/join/second-factor";
    DESK_RECOVERY = "/api/desk/recovery";
    DESK_RECOVERY_SHEET = "/api/desk/account/recovery";
    DESK_ROOT = "/api/desk/organisation/root";
    DESK_ORGANISATION_LOCK = "/api/desk/organisation/lock";
    DESK_REPAIRS = "/api/desk/circles/{consultation}/repairs";
    DESK_PASSKEYS = "/api/desk/passkeys";
    DESK_PASSKEY = "/api/desk/passkeys/{id}";
    DESK_PASSKEY_REGISTRATION = "/api/desk/passkeys/registration";
    DESK_SESSION_PASSKEY = "/api/desk/session/passkey";
    DESK_CONFIRM_PASSKEY = "/api/desk/session/confirm/passkey";
    DESK_HEAD = "/api/desk/circles/{consultation}/head";
    DESK_CLOSING = "/api/desk/members/{member}/closing";
    DESK_AUDIT = "/api/desk/audit";
    DESK_ENVELOPE = "/api/desk/reports/{report}/envelope";
    DESK_CASE = "/api/desk/reports/{report}/case";
    DESK_POSTPONEMENT = "/api/desk/reports/{report}/postponement";
    DESK_DOCUMENT = "/api/desk/circles/{consultation}/documents/{name}";
    DESK_MAIL = "/api/desk/account/mail";
    DESK_MESSAGES = "/api/desk/reports/{report}/messages";
    DESK_ATTACHMENT = "/api/desk/reports/{report}/attachments/{upload}";
    DESK_APPROVAL = "/api/desk/summaries/{summary}/approval";
    PRESS_SUMMARIES = "/api/desk/press";
}

/// Whether a route serves members only. What is not known to be theirs is taken for a citizen's.
#[must_use]
pub fn is_of_members(route: &str) -> bool {
    route == PRESS || route == DESK || route.starts_with("/desk/") || route.starts_with("/api/desk/")
}
