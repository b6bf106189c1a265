//! Errors as people and programs get them: a page in the visitor's language, or an RFC 9457 problem document.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api::problem::{InvalidField, Problem, ProblemType};
use crate::app::App;
use crate::crypto::CryptoError;
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::language::SOURCE;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::telemetry;
use crate::web::http::fixed;
use crate::web::http::page::Page;

/// What the render layer needs to know; travels as an extension of a bodyless response.
#[derive(Clone)]
struct Failure {
    refusal: Refusal,
    invalid: Option<Invalid>,
    /// Seconds after which it may be tried again.
    after: Option<u64>,
}

impl Failure {
    fn of(refusal: Refusal) -> Self {
        Self { refusal, invalid: None, after: None }
    }

    /// The same in minutes, for people.
    fn minutes(&self) -> Option<u64> {
        self.after.map(|seconds| seconds.div_ceil(60))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        Error::from(self).into_response()
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let failure = match self {
            Self::Refused(refusal) => Failure::of(refusal),
            Self::Later(refusal, seconds) => Failure { after: Some(seconds), ..Failure::of(refusal) },
            Self::Invalid(invalid) => Failure { invalid: Some(invalid), ..Failure::of(Refusal::BadRequest) },
            Self::Crypto(CryptoError::Malformed(_)) => Failure::of(Refusal::BadRequest),
            other => {
                // Database and library messages carry no citizen's data; ours carry none by construction.
                telemetry::failed(&other);
                Failure::of(Refusal::Unavailable)
            }
        };
        let status = if failure.invalid.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { status(failure.refusal) };
        let mut response = status.into_response();
        if let Some(seconds) = failure.after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(failure);
        response
    }
}

/// The status of a refusal. "Exists, but not for you" is 404.
#[must_use]
pub fn status(refusal: Refusal) -> StatusCode {
    use Refusal as R;
    match refusal {
        R::NotFound | R::ReceiptUnknown | R::UploadUnknown => StatusCode::NOT_FOUND,
        R::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        R::ConsultationClosed | R::PageOver | R::InvitationOver => StatusCode::GONE,
        R::IntakeLocked => StatusCode::LOCKED,
        R::TicketInvalid
        | R::TicketExpired
        | R::TicketSpent
        | R::NotAllowed
        | R::CrossSite
        | R::PlainSwitchedOff
        | R::ConfirmAgain
        | R::ApprovalMissing
        | R::OwnerNeeded
        | R::RootNeeded => StatusCode::FORBIDDEN,
        R::StaleEpoch
        | R::UploadConflict
        | R::StaleRevision
        | R::StatementRefused
        | R::SameAuthor
        | R::EpochTaken
        | R::SecondPerson
        | R::SecondTooNew
        | R::SameOrganisation
        | R::LastReviewer
        | R::LoginTaken
        | R::RootExists => StatusCode::CONFLICT,
        R::TooManyGuesses | R::TooManyCodes | R::TooManyInvitations => StatusCode::TOO_MANY_REQUESTS,
        R::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        R::SignInFailed | R::SignedOut | R::RecoveryRefused | R::PasskeyRefused | R::PassphraseNeeded => {
            StatusCode::UNAUTHORIZED
        }
        R::Unavailable => StatusCode::INTERNAL_SERVER_ERROR,
        R::CircleNotReady | R::Busy | R::Crowded => StatusCode::SERVICE_UNAVAILABLE,
        R::BadRequest
        | R::ReceiptMistyped
        | R::NotSealed
        | R::Unpadded
        | R::ChecklistIncomplete
        | R::DocumentForged
        | R::ConsentMissing
        | R::ParcelBroken
        | R::CodeWrong
        | R::RootRefused
        | R::EmptyReport => StatusCode::BAD_REQUEST,
    }
}

/// The id of the message that says what happened. The one that says what to do has `-do` behind it.
#[must_use]
pub fn message(refusal: Refusal) -> String {
    format!("refusal-{}", refusal.code())
}

/// The id of the message about one field.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Missing => "invalid-missing",
        Reason::TooLong => "invalid-too-long",
        Reason::TooMany => "invalid-too-many",
        Reason::Unknown => "invalid-unknown",
        Reason::Malformed => "invalid-malformed",
        Reason::OutOfRange => "invalid-out-of-range",
        Reason::Backwards => "invalid-backwards",
    }
}

/// The layer that turns a failure into words. API paths speak the language of `Accept-Language` or French.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let wanted = request.headers().get(header::ACCEPT_LANGUAGE).cloned();
    let mut response = next.run(request).await;
    let failure = response.extensions_mut().remove::<Failure>().or_else(|| library_failure(&response));
    let Some(failure) = failure else { return response };
    let status = response.status();
    let mut rendered = if path.starts_with("/api/") {
        // The language that comes first, without its region: `fr` of `fr-ML, en;q=0.5`.
        let wanted = wanted.as_ref().and_then(|value| value.to_str().ok()).unwrap_or_default();
        let tag = wanted.split(['-', ',', ';']).next().unwrap_or(SOURCE).trim();
        problem(&app, tag, status, &failure)
    } else {
        let tag = path.split('/').nth(1).filter(|tag| app.texts.find(tag).is_some()).unwrap_or(SOURCE);
        page(&app, tag, &failure).unwrap_or_else(|_| status.into_response())
    };
    *rendered.status_mut() = status;
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            rendered.headers_mut().insert(name.clone(), value.clone());
        }
    }
    rendered
}

/// Refusals of the framework itself (body limits, malformed paths and queries) get the same words as ours.
fn library_failure(response: &Response) -> Option<Failure> {
    let typed =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|value| !value.as_bytes().starts_with(b"text/plain"));
    let refusal = match response.status() {
        _ if typed => return None,
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => {
            Refusal::BadRequest
        }
        StatusCode::INTERNAL_SERVER_ERROR => Refusal::Unavailable,
        _ => return None,
    };
    Some(Failure::of(refusal))
}

fn problem(app: &App, tag: &str, status: StatusCode, failure: &Failure) -> Response {
    let t = app.texts.find(tag).unwrap_or_else(|| app.texts.source());
    let id = message(failure.refusal);
    let what = t.get(&id).plain();
    let later = failure.minutes().map(|minutes| format!(" {}", t.refusal_later(minutes).plain())).unwrap_or_default();
    let todo = t.get(&format!("{id}-do")).plain() + &later;
    let invalid = failure.invalid.as_ref().filter(|invalid| !invalid.fields.is_empty());
    let field =
        |(field, why): &(String, Reason)| InvalidField { field: field.clone(), detail: t.get(reason(*why)).plain() };
    let problem = Problem {
        kind: invalid.map_or_else(|| ProblemType::refused(failure.refusal), |_| ProblemType::invalid()),
        status: status.as_u16(),
        detail: format!("{what} {todo}"),
        title: invalid.map_or(what, |_| t.invalid_title().plain()),
        fields: invalid.map(|invalid| invalid.fields.iter().map(field).collect()),
    };
    let body = serde_json::to_string(&problem).expect("texts are JSON");
    ([(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}

#[derive(askama::Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    what: String,
    todo: String,
    /// Minutes after which it may be tried again.
    later: Option<u64>,
    fields: Vec<(String, &'static str)>,
}

fn page(app: &App, tag: &str, failure: &Failure) -> Result<Response, Error> {
    let id = message(failure.refusal);
    let fields = failure.invalid.iter().flat_map(|invalid| &invalid.fields);
    let page = ErrorPage {
        page: Page::new(app, tag, "/")?,
        todo: format!("{id}-do"),
        later: failure.minutes(),
        what: if failure.invalid.is_some() { "invalid-title".to_owned() } else { id },
        fields: fields.map(|(field, why)| (field.clone(), reason(*why))).collect(),
    };
    fixed::private(&page)
}

/// Fallback for unknown paths.
pub async fn not_found() -> Error {
    Refusal::NotFound.into()
}

/// A panic is a defect; the visitor gets the answer of a server that cannot answer now. It is reported without its
/// words (`telemetry::start`).
pub fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Refusal::Unavailable.into_response()
}
