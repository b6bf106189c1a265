//! The rows of the matrix, by who a route is for. A new route gets a line here.

use reqwest::Method;
use sutura::domain::role::Role;
use sutura::web::http::path;

use super::{READERS_UNDER_EMBARGO, Row, desk, row};

/// Pages and data that answer everybody alike.
fn public_rows() -> Vec<Row> {
    use Method as M;
    let pages = [
        path::PICKER,
        path::HOME,
        path::SAFETY,
        path::CLOSED,
        path::ABOUT,
        path::CONSULTATION,
        path::REPORT,
        path::PLAIN,
        path::SEALED,
        path::INBOX,
        path::INBOX_PLAIN,
        path::ISSUES,
        path::ISSUES_FEED,
        path::KEYS,
        path::PRESS,
        path::DESK,
        path::DESK_VIEWER,
        path::API_INSTANCE,
        path::API_INTAKE,
        path::API_ALL_KEYS,
        path::API_KEYS,
        path::API_ISSUES,
        path::API_DELETIONS,
        path::API_OPENAPI,
    ];
    let mut rows: Vec<Row> = pages.into_iter().map(|path| row(M::GET, path).everybody(200)).collect();
    rows.extend([
        // To the home page.
        row(M::GET, path::LANGUAGE).everybody(308),
        row(M::GET, path::ASSET).everybody(404),
        row(M::GET, path::AUDIO).everybody(404),
        row(M::GET, path::ISSUE).everybody(404),
        row(M::GET, path::POSTER).everybody(404),
    ]);
    rows
}

/// What citizens send, and what a receipt opens.
fn citizen_rows() -> Vec<Row> {
    use Method as M;
    vec![
        // To the page that answers.
        row(M::POST, path::PLAIN).everybody(303),
        row(M::POST, path::SEALED).everybody(303),
        row(M::POST, path::INBOX_PLAIN).everybody(303),
        row(M::GET, path::SHOWN).everybody(410),
        row(M::POST, path::API_INTAKE).everybody(400),
        row(M::POST, path::API_UPLOADS).everybody(400),
        row(M::OPTIONS, path::API_UPLOADS).everybody(204),
        row(M::HEAD, path::API_UPLOAD).everybody(404),
        row(M::PATCH, path::API_UPLOAD).everybody(400),
        row(M::DELETE, path::API_UPLOAD).everybody(404),
        row(M::GET, path::API_INBOX).source(200, 404),
        row(M::POST, path::API_INBOX_MESSAGES).source(400, 404),
        row(M::DELETE, path::API_INBOX_MESSAGE).everybody(404),
        row(M::GET, path::API_INBOX_ATTACHMENT).everybody(404),
    ]
}

/// Coming in: without an account, by a link, or with what somebody holds.
fn door_rows() -> Vec<Row> {
    use Method as M;
    vec![
        row(M::GET, path::DESK_SALT).everybody(200),
        row(M::POST, path::DESK_SESSION).everybody(400),
        row(M::GET, path::DESK_SESSION_PASSKEY).everybody(401),
        row(M::POST, path::DESK_SESSION_PASSKEY).everybody(400),
        row(M::POST, path::DESK_JOIN_LOOK).everybody(410),
        row(M::POST, path::DESK_JOIN).everybody(400),
        row(M::POST, path::DESK_JOIN_SECOND).everybody(400),
        row(M::POST, path::DESK_RECOVERY).everybody(401),
        row(M::PUT, path::DESK_RECOVERY).everybody(400),
    ]
}

/// What every member may do with their own account.
fn account_rows() -> Vec<Row> {
    use Method as M;
    vec![
        desk(M::GET, path::DESK_ME).members(200),
        desk(M::POST, path::DESK_CONFIRM).members(401),
        desk(M::GET, path::DESK_SESSIONS).members(200),
        desk(M::DELETE, path::DESK_SESSION_ENDED).members(404),
        desk(M::PUT, path::DESK_PASSPHRASE).members(400),
        desk(M::PUT, path::DESK_RECOVERY_SHEET).members(400),
        // The instance of the tests has no name but an address: no passkeys there.
        desk(M::GET, path::DESK_PASSKEYS).members(200),
        desk(M::POST, path::DESK_PASSKEYS).members(400),
        desk(M::POST, path::DESK_PASSKEY_REGISTRATION).members(401),
        desk(M::DELETE, path::DESK_PASSKEY).members(404),
        desk(M::POST, path::DESK_CONFIRM_PASSKEY).members(400),
        desk(M::PUT, path::DESK_MAIL).members(204),
    ]
}

/// The work of a circle.
fn circle_rows() -> Vec<Row> {
    use Method as M;
    vec![
        desk(M::GET, path::DESK_REPORTS).circle(200),
        desk(M::POST, path::DESK_CIPHERTEXTS).circle(200),
        desk(M::GET, path::DESK_SUMMARIES).circle(200),
        desk(M::POST, path::DESK_SUMMARIES).circle(400),
        desk(M::POST, path::DESK_EPOCHS).circle(409),
        desk(M::GET, path::DESK_ROSTERS).circle(200),
        desk(M::GET, path::DESK_MEMBERS).circle(200),
        desk(M::POST, path::DESK_MEMBERS).circle(404),
        desk(M::POST, path::DESK_REMOVALS).circle(404),
        desk(M::POST, path::DESK_LOCK).circle(204),
        // The two who open it again.
        desk(M::DELETE, path::DESK_LOCK).circle(204),
        // Of a member of the circle, but not signed by them.
        desk(M::PUT, path::DESK_HEAD).circle(400),
        desk(M::PUT, path::DESK_EPOCH_OF).circle(204),
        desk(M::GET, path::DESK_ENVELOPE).circle(200),
        desk(M::GET, path::DESK_CASE).circle(204),
        desk(M::PUT, path::DESK_CASE).circle(400),
        desk(M::POST, path::DESK_POSTPONEMENT).circle(200),
        desk(M::GET, path::DESK_DOCUMENT).circle(204),
        desk(M::PUT, path::DESK_DOCUMENT).circle(400),
        desk(M::GET, path::DESK_MESSAGES).circle(200),
        desk(M::POST, path::DESK_MESSAGES).circle(400),
        desk(M::GET, path::DESK_ATTACHMENT).circle(404),
        desk(M::POST, path::DESK_APPROVAL).circle(400),
    ]
}

/// The organisation's people and its root key, and the press desk.
fn organisation_rows() -> Vec<Row> {
    use Method as M;
    vec![
        desk(M::POST, path::DESK_ORGANISATION_LOCK).colleagues(204),
        desk(M::GET, path::DESK_TEAM).colleagues(200),
        // The first one invites; for the others the login is taken.
        desk(M::POST, path::DESK_INVITATIONS).colleagues(409).first(204),
        // Not who invited.
        desk(M::POST, path::DESK_INVITATION_APPROVAL).colleagues(204).first(409),
        desk(M::DELETE, path::DESK_INVITATION).colleagues(410).first(204),
        desk(M::PUT, path::DESK_ROOT).owners(409),
        desk(M::POST, path::DESK_REPAIRS).owners(409),
        // Nobody has this id.
        desk(M::POST, path::DESK_CLOSING).colleagues(404),
        desk(M::GET, path::DESK_AUDIT).colleagues(200),
        desk(M::GET, path::PRESS_SUMMARIES)
            .roles(READERS_UNDER_EMBARGO, 200)
            .roles(&[Role::Owner, Role::Administrator, Role::Relay, Role::Analyst, Role::Institution], 403),
    ]
}

/// In the order in which they are asked: what ends a session or deletes the report is last.
pub fn rows() -> Vec<Row> {
    let parts = [public_rows(), citizen_rows(), door_rows(), account_rows(), circle_rows(), organisation_rows()];
    let last =
        [desk(Method::DELETE, path::DESK_SESSION).members(204), row(Method::DELETE, path::API_INBOX).source(204, 404)];
    parts.into_iter().flatten().chain(last).collect()
}
