//! Every URL, once. Part of the interface contract: extend, do not break.

pub const PICKER: &str = "/";
pub const LANGUAGE: &str = "/{lang}";
pub const HOME: &str = "/{lang}/";
pub const SAFETY: &str = "/{lang}/safety";
pub const CLOSED: &str = "/{lang}/closed";
pub const ABOUT: &str = "/{lang}/about";
pub const CONSULTATION: &str = "/{lang}/c/{slug}";
pub const REPORT: &str = "/{lang}/c/{slug}/report";
pub const PLAIN: &str = "/{lang}/c/{slug}/plain";
pub const SEALED: &str = "/{lang}/c/{slug}/sealed";
pub const INBOX: &str = "/{lang}/inbox";
pub const INBOX_PLAIN: &str = "/{lang}/inbox/plain";
pub const SHOWN: &str = "/{lang}/shown/{token}";
pub const ISSUES: &str = "/{lang}/issues";
pub const ISSUES_FEED: &str = "/{lang}/issues.atom";
pub const ISSUE: &str = "/{lang}/issues/{slug}";
pub const KEYS: &str = "/{lang}/keys";
pub const POSTER: &str = "/{lang}/poster/{organisation}";
pub const PRESS: &str = "/{lang}/press";
pub const DESK: &str = "/desk";
pub const DESK_VIEWER: &str = "/desk/viewer";
pub const ASSET: &str = "/assets/{file}";
pub const AUDIO: &str = "/audio/{tag}/{file}";

pub const API_INSTANCE: &str = "/api/instance";
pub const API_INTAKE: &str = "/api/intake/{consultation}";
pub const API_UPLOADS: &str = "/api/uploads";
pub const API_UPLOAD: &str = "/api/uploads/{upload}";
pub const API_INBOX: &str = "/api/inbox";
pub const API_INBOX_MESSAGES: &str = "/api/inbox/messages";
pub const API_INBOX_MESSAGE: &str = "/api/inbox/messages/{message}";
pub const API_INBOX_ATTACHMENT: &str = "/api/inbox/attachments/{upload}";
pub const API_ALL_KEYS: &str = "/api/keys";
pub const API_KEYS: &str = "/api/keys/{consultation}";
pub const API_ISSUES: &str = "/api/public/issues";
pub const API_OPENAPI: &str = "/api/openapi.json";

pub const DESK_SALT: &str = "/api/desk/salt";
pub const DESK_SESSION: &str = "/api/desk/session";
pub const DESK_ME: &str = "/api/desk/me";
pub const DESK_REPORTS: &str = "/api/desk/circles/{consultation}/reports";
pub const DESK_CIPHERTEXTS: &str = "/api/desk/circles/{consultation}/ciphertexts";
pub const DESK_SUMMARIES: &str = "/api/desk/circles/{consultation}/summaries";
pub const DESK_EPOCHS: &str = "/api/desk/circles/{consultation}/epochs";
pub const DESK_MEMBERS: &str = "/api/desk/circles/{consultation}/members";
pub const DESK_REMOVALS: &str = "/api/desk/circles/{consultation}/removals";
pub const DESK_LOCK: &str = "/api/desk/circles/{consultation}/lock";
pub const DESK_EPOCH_OF: &str = "/api/desk/reports/{report}/epoch";
pub const DESK_CONFIRM: &str = "/api/desk/session/confirm";
pub const DESK_SESSIONS: &str = "/api/desk/sessions";
pub const DESK_SESSION_ENDED: &str = "/api/desk/sessions/{handle}";
pub const DESK_PASSPHRASE: &str = "/api/desk/account/passphrase";
pub const DESK_TEAM: &str = "/api/desk/team";
pub const DESK_INVITATIONS: &str = "/api/desk/invitations";
pub const DESK_INVITATION: &str = "/api/desk/invitations/{hash}";
pub const DESK_INVITATION_APPROVAL: &str = "/api/desk/invitations/{hash}/approval";
pub const DESK_JOIN: &str = "/api/desk/join";
pub const DESK_JOIN_LOOK: &str = "/api/desk/join/look";
pub const DESK_JOIN_SECOND: &str = "/api/desk/join/second-factor";
pub const DESK_RECOVERY: &str = "/api/desk/recovery";
pub const DESK_RECOVERY_SHEET: &str = "/api/desk/account/recovery";
pub const DESK_ROOT: &str = "/api/desk/organisation/root";
pub const DESK_ORGANISATION_LOCK: &str = "/api/desk/organisation/lock";
pub const DESK_REPAIRS: &str = "/api/desk/circles/{consultation}/repairs";
pub const DESK_PASSKEYS: &str = "/api/desk/passkeys";
pub const DESK_PASSKEY: &str = "/api/desk/passkeys/{id}";
pub const DESK_PASSKEY_REGISTRATION: &str = "/api/desk/passkeys/registration";
pub const DESK_SESSION_PASSKEY: &str = "/api/desk/session/passkey";
pub const DESK_CONFIRM_PASSKEY: &str = "/api/desk/session/confirm/passkey";
pub const DESK_HEAD: &str = "/api/desk/circles/{consultation}/head";
pub const DESK_CLOSING: &str = "/api/desk/members/{member}/closing";
pub const DESK_AUDIT: &str = "/api/desk/audit";
pub const DESK_ENVELOPE: &str = "/api/desk/reports/{report}/envelope";
pub const DESK_CASE: &str = "/api/desk/reports/{report}/case";
pub const DESK_POSTPONEMENT: &str = "/api/desk/reports/{report}/postponement";
pub const DESK_DOCUMENT: &str = "/api/desk/circles/{consultation}/documents/{name}";
pub const API_DELETIONS: &str = "/api/public/deletions";
pub const DESK_MAIL: &str = "/api/desk/account/mail";
pub const DESK_MESSAGES: &str = "/api/desk/reports/{report}/messages";
pub const DESK_ATTACHMENT: &str = "/api/desk/reports/{report}/attachments/{upload}";
pub const DESK_APPROVAL: &str = "/api/desk/summaries/{summary}/approval";
pub const PRESS_SUMMARIES: &str = "/api/desk/press";

/// All of them, for the matrix and the OpenAPI document.
pub const ALL: [&str; 80] = [
    PICKER,
    LANGUAGE,
    HOME,
    SAFETY,
    CLOSED,
    ABOUT,
    CONSULTATION,
    REPORT,
    PLAIN,
    SEALED,
    INBOX,
    INBOX_PLAIN,
    SHOWN,
    ISSUES,
    ISSUES_FEED,
    ISSUE,
    KEYS,
    POSTER,
    PRESS,
    DESK,
    DESK_VIEWER,
    ASSET,
    AUDIO,
    API_INSTANCE,
    API_INTAKE,
    API_UPLOADS,
    API_UPLOAD,
    API_INBOX,
    API_INBOX_MESSAGES,
    API_INBOX_MESSAGE,
    API_INBOX_ATTACHMENT,
    API_ALL_KEYS,
    API_KEYS,
    API_ISSUES,
    API_DELETIONS,
    API_OPENAPI,
    DESK_SALT,
    DESK_SESSION,
    DESK_ME,
    DESK_REPORTS,
    DESK_CIPHERTEXTS,
    DESK_DOCUMENT,
    DESK_MAIL,
    DESK_POSTPONEMENT,
    DESK_SUMMARIES,
    DESK_EPOCHS,
    DESK_MEMBERS,
    DESK_REMOVALS,
    DESK_LOCK,
    DESK_EPOCH_OF,
    DESK_CONFIRM,
    DESK_SESSIONS,
    DESK_SESSION_ENDED,
    DESK_PASSPHRASE,
    DESK_TEAM,
    DESK_INVITATIONS,
    DESK_INVITATION,
    DESK_INVITATION_APPROVAL,
    DESK_JOIN,
    DESK_JOIN_LOOK,
    DESK_JOIN_SECOND,
    DESK_RECOVERY,
    DESK_RECOVERY_SHEET,
    DESK_ROOT,
    DESK_ORGANISATION_LOCK,
    DESK_REPAIRS,
    DESK_PASSKEYS,
    DESK_PASSKEY,
    DESK_PASSKEY_REGISTRATION,
    DESK_SESSION_PASSKEY,
    DESK_CONFIRM_PASSKEY,
    DESK_HEAD,
    DESK_CLOSING,
    DESK_AUDIT,
    DESK_ENVELOPE,
    DESK_CASE,
    DESK_MESSAGES,
    DESK_ATTACHMENT,
    DESK_APPROVAL,
    PRESS_SUMMARIES,
];
