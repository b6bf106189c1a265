//! Every route × everybody who may call it -> the expected status, by name.
//!
//! A row that does not state a caller, a route without a row and a role that nobody stated are failures. The statuses
//! are written out here and not read from `domain::role`: whoever opens a route to a role says so in both places.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use reqwest::Method;
use sutura::client::desk::Desk;
use sutura::domain::epoch::EpochNumber;
use sutura::domain::id::SummaryId;
use sutura::domain::role::{Capability, Role};
use sutura::services::consultation;
use sutura::web::http::{openapi, path};

use self::Place::{Inside, Outside};
use self::rows::rows;
use crate::support::{TestApp, http, said};

mod rows;

/// Whether a member belongs to the circle whose reports are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Inside,
    Outside,
}

/// Who sends a request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Caller {
    SignedOut,
    /// Somebody with the receipt of the report.
    Source,
    Member(Role, Place),
}

impl fmt::Display for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedOut => f.write_str("signed out"),
            Self::Source => f.write_str("source"),
            Self::Member(role, Inside) => write!(f, "{role} in the circle"),
            Self::Member(role, Outside) => write!(f, "{role} outside the circle"),
        }
    }
}

/// Every caller: each role outside the circle, and inside where the role can belong to one.
fn callers() -> Vec<Caller> {
    let inside = Role::ALL.iter().filter(|role| role.may(Capability::JoinCircle));
    let inside = inside.map(|role| Caller::Member(*role, Inside));
    let outside = Role::ALL.iter().map(|role| Caller::Member(*role, Outside));
    [Caller::SignedOut, Caller::Source].into_iter().chain(inside).chain(outside).collect()
}

/// Roles that review in a circle.
const REVIEWERS: &[Role] = &[Role::Owner, Role::Moderator];
/// Roles that look after the organisation's people.
const COLLEAGUES: &[Role] = &[Role::Owner, Role::Administrator, Role::Moderator];
const NOT_COLLEAGUES: &[Role] = &[Role::Journalist, Role::Relay, Role::Analyst, Role::Institution];
const READERS_UNDER_EMBARGO: &[Role] = &[Role::Moderator, Role::Journalist];

/// A route and the status that each caller gets.
struct Row {
    method: Method,
    template: &'static str,
    expected: BTreeMap<Caller, u16>,
}

/// A row that states nobody yet.
fn row(method: Method, template: &'static str) -> Row {
    Row { method, template, expected: BTreeMap::new() }
}

/// A row of the desk's API: without an account it is 401, with or without a receipt.
fn desk(method: Method, template: &'static str) -> Row {
    row(method, template).without_account(401)
}

impl Row {
    /// States a caller who is not stated yet.
    fn caller(mut self, caller: Caller, status: u16) -> Self {
        let before = self.expected.insert(caller, status);
        assert!(before.is_none(), "{} {}: {caller} is stated twice", self.method, self.template);
        self
    }

    /// States members of these roles outside the circle, and inside where they can be.
    fn roles(self, roles: &[Role], status: u16) -> Self {
        roles.iter().fold(self, |row, role| {
            let row = row.caller(Caller::Member(*role, Outside), status);
            if REVIEWERS.contains(role) { row.caller(Caller::Member(*role, Inside), status) } else { row }
        })
    }

    fn without_account(self, status: u16) -> Self {
        self.caller(Caller::SignedOut, status).caller(Caller::Source, status)
    }

    fn members(self, status: u16) -> Self {
        self.roles(COLLEAGUES, status).roles(NOT_COLLEAGUES, status)
    }

    fn everybody(self, status: u16) -> Self {
        self.without_account(status).members(status)
    }

    /// `status` for the source of the report, `other` for everybody else.
    fn source(self, status: u16, other: u16) -> Self {
        self.caller(Caller::SignedOut, other).caller(Caller::Source, status).members(other)
    }

    /// `status` in the circle. Outside it does not exist for moderators and is forbidden for the others.
    fn circle(self, status: u16) -> Self {
        self.caller(Caller::Member(Role::Owner, Inside), status)
            .caller(Caller::Member(Role::Moderator, Inside), status)
            .caller(Caller::Member(Role::Moderator, Outside), 404)
            .caller(Caller::Member(Role::Owner, Outside), 403)
            .caller(Caller::Member(Role::Administrator, Outside), 403)
            .roles(NOT_COLLEAGUES, 403)
    }

    fn colleagues(self, status: u16) -> Self {
        self.roles(COLLEAGUES, status).roles(NOT_COLLEAGUES, 403)
    }

    fn owners(self, status: u16) -> Self {
        self.roles(&[Role::Owner], status)
            .roles(&[Role::Administrator, Role::Moderator], 403)
            .roles(NOT_COLLEAGUES, 403)
    }

    /// Another status for the first member who calls, where an act can be done once.
    fn first(mut self, status: u16) -> Self {
        let first =
            callers().into_iter().find(|caller| matches!(caller, Caller::Member(..))).expect("there are members");
        assert!(self.expected.insert(first, status).is_some(), "{first} is stated before");
        self
    }
}

#[test]
fn every_route_has_a_row_and_every_row_states_every_caller() {
    let mut unstated = Vec::new();
    for row in rows() {
        let missing = callers().into_iter().filter(|caller| !row.expected.contains_key(caller));
        unstated.extend(missing.map(|caller| format!("{} {}: {caller}", row.method, row.template)));
    }
    assert!(unstated.is_empty(), "{unstated:#?}");
    let covered: BTreeSet<_> = rows().iter().map(|row| row.template).collect();
    let missing: Vec<_> = path::ALL.iter().filter(|path| !covered.contains(**path)).collect();
    assert!(missing.is_empty(), "not in the matrix: {missing:?}");
}

/// One address may have several methods; the OpenAPI document names those of the API.
#[test]
fn every_method_of_the_api_has_a_row() {
    let document = serde_json::from_str::<serde_json::Value>(&openapi::text()).expect("JSON");
    let covered: BTreeSet<_> = rows().iter().map(|row| format!("{} {}", row.method, row.template)).collect();
    let paths = document["paths"].as_object().expect("paths");
    let routes = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().expect("methods").keys();
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    let missing: Vec<_> = routes.filter(|route| !covered.contains(route)).collect();
    assert!(missing.is_empty(), "not in the matrix: {missing:#?}");
}

#[test]
fn the_groups_of_the_matrix_are_those_of_the_table_of_roles() {
    let roles = |capability| Role::ALL.iter().copied().filter(|role| role.may(capability)).collect::<Vec<_>>();
    assert_eq!(roles(Capability::JoinCircle), REVIEWERS);
    assert_eq!(roles(Capability::LookAfterPeople), COLLEAGUES);
    assert_eq!(roles(Capability::ReadUnderEmbargo), READERS_UNDER_EMBARGO);
    assert_eq!(roles(Capability::HoldRootKey), [Role::Owner]);
    assert_eq!(roles(Capability::Review), [Role::Moderator]);
    assert_eq!(COLLEAGUES.len() + NOT_COLLEAGUES.len(), Role::ALL.len(), "every role is in one of the two");
}

/// A body that is well formed, so that authority decides.
fn body(template: &str, method: &Method) -> Option<serde_json::Value> {
    let document = serde_json::json!({"v": 1, "kind": "summary", "by": "member:x", "signed": "{}", "signature": ""});
    match template {
        path::DESK_CIPHERTEXTS => Some(serde_json::json!({"envelopes": [], "records": []})),
        path::DESK_EPOCHS if method == Method::POST => Some(serde_json::json!({
            "signed": {"statement": "x", "signature": "x", "signer": "root"}, "roster": "", "wraps": [],
        })),
        path::DESK_MEMBERS if method == Method::POST => {
            Some(serde_json::json!({"member": "ab".repeat(16), "wraps": []}))
        }
        path::DESK_REMOVALS => Some(serde_json::json!({
            "member": "ab".repeat(16), "account": false,
            "epoch": {"signed": {"statement": "x", "signature": "x", "signer": "root"}, "roster": "", "wraps": []},
        })),
        path::DESK_INVITATIONS => Some(serde_json::json!({
            "kind": "join", "hash": "cd".repeat(32), "login": "nouveau", "role": "moderator",
        })),
        path::DESK_CLOSING | path::DESK_INVITATION_APPROVAL => Some(serde_json::json!({"root": null})),
        path::DESK_JOIN_LOOK => Some(serde_json::json!({"token": "x"})),
        path::DESK_RECOVERY if method == Method::POST => {
            Some(serde_json::json!({"login": "awa", "authenticator": "A".repeat(43)}))
        }
        path::DESK_ROOT => {
            Some(serde_json::json!({"root": sutura::crypto::signing::Seed::generate().public().to_string()}))
        }
        path::DESK_REPAIRS => Some(serde_json::json!({
            "signed": {"statement": "x", "signature": "x", "signer": "root"}, "roster": "", "wraps": [],
        })),
        path::DESK_HEAD => Some(document),
        path::DESK_MAIL => Some(serde_json::json!({"address": "a@example.org"})),
        path::DESK_EPOCH_OF => Some(serde_json::json!({"epoch": 0})),
        path::DESK_CONFIRM => Some(serde_json::json!({"authenticator": "A".repeat(43)})),
        path::DESK_APPROVAL => Some(serde_json::json!({"author_document": document, "approver_document": document})),
        _ => None,
    }
}

fn fill(template: &str, app: &TestApp, report: &str, draft: &str) -> String {
    let query = match template {
        path::DESK_SALT => "?login=awa",
        path::DESK_CASE => "?epoch=0&state=active",
        path::DESK_DOCUMENT => "?epoch=0",
        path::DESK_MESSAGES => "?id=abababababababababababababababab&epoch=0&sequence=0",
        path::DESK_SUMMARIES => "?id=abababababababababababababababab&epoch=0",
        path::DESK_ROSTERS => "?from=0",
        _ => "",
    };
    let path = template
        .replace("{lang}", "fr")
        .replace("{slug}", "signaler")
        .replace("{consultation}", &app.consultation.id.to_string())
        .replace("{report}", report)
        .replace("{upload}", &"ab".repeat(16))
        .replace("{message}", &"ab".repeat(16))
        .replace("{summary}", draft)
        .replace("{name}", "views")
        .replace("{file}", "nothing.js")
        .replace("{handle}", "nothing")
        .replace("{member}", &"ab".repeat(16))
        .replace("{id}", &"cd".repeat(32))
        .replace("{hash}", &"cd".repeat(32))
        .replace("{organisation}", &"ab".repeat(16));
    // The slug of a published issue, not of the consultation.
    let path = if template == path::ISSUE { "/fr/issues/nothing".to_owned() } else { path };
    format!("{path}{query}")
}

/// A member signed in as each caller who has an account.
async fn members(app: &mut TestApp) -> BTreeMap<Caller, Desk> {
    let mut desks = BTreeMap::new();
    for caller in callers() {
        let Caller::Member(role, place) = caller else { continue };
        // Logins live as long as the test: the support keeps them as such.
        let login: &'static str = format!("{role}-{place:?}").to_lowercase().leak();
        let id = app.add_outside(login, role).await;
        if place == Inside {
            consultation::add_to_circle(&app.app, app.consultation.id, id).await.expect("joins");
        }
        let desk = app.desk(login).await;
        desk.confirm().await.expect("confirms");
        desks.insert(caller, desk);
    }
    desks
}

#[tokio::test]
async fn every_route_answers_every_role_as_the_table_says() {
    let mut app = TestApp::start().await;
    let citizen = app.citizen().await;
    let receipt = citizen.report(app.consultation.id, said("x")).await.expect("received");
    let token = citizen.derive(&receipt).expect("derives").authenticator.expose();
    let awa = app.desk("awa").await;
    let report = awa.reports(app.consultation.id).await.expect("lists").remove(0).id.to_string();
    let draft = draft(&app, &awa).await;
    let desks = members(&mut app).await;
    let mut wrong = Vec::new();
    for row in rows() {
        let path = fill(row.template, &app, &report, &draft);
        let url = format!("{}{path}", app.url);
        for caller in callers() {
            let request = match caller {
                Caller::SignedOut => http().request(row.method.clone(), &url),
                Caller::Source => http().request(row.method.clone(), &url).bearer_auth(&token),
                Caller::Member(..) => desks[&caller].request(row.method.clone(), &path),
            };
            let request = match body(row.template, &row.method) {
                Some(body) => request.json(&body),
                None => request,
            };
            let status = request.send().await.expect("answers").status().as_u16();
            let expected = row.expected.get(&caller).copied();
            if expected != Some(status) {
                wrong.push(format!("{} {}: {caller}: {status}, expected {expected:?}", row.method, row.template));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A sealed draft; what it says does not matter to the server.
async fn draft(app: &TestApp, desk: &Desk) -> String {
    let epoch = desk.epoch(app.consultation.id, EpochNumber(0)).expect("held").identity.recipient();
    let sealed = sutura::crypto::seal::seal(&[epoch], b"{}").expect("seals");
    let id: SummaryId = sutura::crypto::random::id();
    let path = format!("/api/desk/circles/{}/summaries?id={id}&epoch=0", app.consultation.id);
    let answer = desk.request(Method::POST, &path).body(sealed).send().await.expect("answers");
    answer.json::<serde_json::Value>().await.expect("JSON")["id"].as_str().expect("an id").to_owned()
}
