//! Every route once, grouped by who may see it, then the layers in order.
//!
//! # How to add a route
//!
//! To the API:
//!
//! 1. Its address in [`path`]: a constant is in the list that the tests read.
//! 2. What it takes and gives as structures in `src/api`, in the room and file of its noun; the rules are at the top of
//!    `src/api/mod.rs`. A type of `domain` or `crypto` that no route has used before needs a line in
//!    `src/api/schema.rs`; one that stands in an address for the first time, also in `path_parameters!` of
//!    `http/extract.rs`.
//! 3. The handler in `public`, `citizen` or `desk`, in the file of its noun. It takes extractors of `http::extract`
//!    (`Path<ReportId>`, `Query<T>`, `JsonBody<T>`, `SignedIn`, `ConfirmedIn`, …), calls one service or storage reads,
//!    and returns `Result<Json<T>, Error>` or an answer of `http::answer`. GET reads; POST, PUT and DELETE act. Who may
//!    call it is decided by a proof of `services::authority`; "exists, but not for you" is `NotFound`.
//! 4. Its line below, with a summary of a line. The description in the OpenAPI document comes from the handler's types.
//! 5. A row for each of its methods in `tests/integration/matrix/rows.rs`: what each caller gets. What stands in braces
//!    or behind the question mark, and a JSON body that is well formed, in `fill` and `body` of
//!    `tests/integration/matrix.rs`.
//! 6. `UPDATE_OPENAPI=1 cargo test --test integration openapi`, then `npm run generate` in `web`: the document and
//!    `web/src/wire.ts` and `web/src/page/promised.ts`, what pages take for success, are written again.
//!
//! A page is the same without the steps 2 and 6: its line is `.page(…)`, its handler renders a template with
//! `http::fixed`. An address of it stands in `PAGES` of `tests/integration/bytes_equal.rs`.
//!
//! A refusal with a new code: a variant of `domain::refusal::Refusal`, its status in `http::error`, two messages in
//! `locales/*/error.ftl`, and step 6.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::app::App;
use crate::storage::session::Sessions;
use crate::web::citizen::{answer_page, consultation, inbox, inbox_plain, intake, plain, sealed};
use crate::web::desk;
use crate::web::http::files::{assets, audio, tus};
use crate::web::http::openapi::routes::Routes;
use crate::web::http::{error, openapi, path, security, slow_body};
use crate::web::public::{deletion, feed, home, issue, key, poster};

/// Bytes of the body of a request, where nothing else limits it.
const LARGEST_BODY: usize = 4 << 20;

/// The public listener.
pub fn router(app: App) -> Router {
    let members = desk().layer(session_layer(&app));
    layered(public_and_citizen().merge(members).into_router(), app)
}

/// These routes within everything that each answer passes through. A panic is caught next to the handler, so that its
/// answer has words and headers like any other.
pub fn layered(routes: Router<App>, app: App) -> Router {
    routes
        .fallback(error::not_found)
        .method_not_allowed_fallback(error::not_found)
        .layer(from_fn(slow_body::with_bodies))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(from_fn_with_state(app.clone(), answer_page::elsewhere))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(from_fn_with_state(app.clone(), security::observe))
        .with_state(app)
}

/// Every route, for the document.
pub(super) fn routes() -> Routes {
    public_and_citizen().merge(desk())
}

/// What needs no session.
fn public_and_citizen() -> Routes {
    pages().merge(public()).merge(citizen())
}

fn pages() -> Routes {
    let unlimited = DefaultBodyLimit::disable();
    Routes::default()
        .page(path::PICKER, get(home::picker))
        .page(path::LANGUAGE, get(home::slash))
        .page(path::HOME, get(home::home))
        .page(path::SAFETY, get(home::safety))
        .page(path::CLOSED, get(home::closed))
        .page(path::ABOUT, get(home::about))
        .page(path::CONSULTATION, get(consultation::consultation))
        .page(path::REPORT, get(consultation::report))
        .page(path::INBOX, get(inbox::page))
        .page(path::ISSUES, get(issue::list))
        .page(path::ISSUES_FEED, get(feed::atom))
        .page(path::ISSUE, get(issue::page))
        .page(path::KEYS, get(key::page))
        .page(path::POSTER, get(poster::page))
        .page(path::ASSET, get(assets::serve))
        .page(path::AUDIO, get(audio::serve))
        // Their handlers limit each field: a form may hold many files.
        .page(path::PLAIN, get(plain::page).post(plain::submit).layer(unlimited))
        .page(path::SEALED, get(sealed::page).post(sealed::submit).layer(unlimited))
        .page(path::INBOX_PLAIN, get(inbox_plain::page).post(inbox_plain::act).layer(unlimited))
        .page(path::SHOWN, get(answer_page::page))
}

/// What everybody may read.
fn public() -> Routes {
    Routes::default()
        .get(path::API_INSTANCE, home::instance, "Which instance this is")
        .get(path::API_ALL_KEYS, key::chains, "Every key chain of the instance")
        .get(path::API_KEYS, key::chain, "The public key chain of a consultation")
        .get(path::API_ISSUES, issue::data, "Published issues as open data")
        .get(path::API_DELETIONS, deletion::list, "How many reports were deleted because their time was over, by month")
        .get(path::API_OPENAPI, openapi::document, "This document")
}

/// What citizens do: no session, no cookie.
fn citizen() -> Routes {
    let uploads = Routes::default()
        .post(path::API_UPLOADS, tus::create, "tus 1.0: create an upload of ciphertext")
        .options(path::API_UPLOADS, tus::options, "tus 1.0: capabilities")
        .patch(path::API_UPLOAD, tus::append, "tus 1.0: append")
        .head(path::API_UPLOAD, tus::offset, "tus 1.0: how many bytes have arrived")
        .delete(path::API_UPLOAD, tus::terminate, "tus 1.0: terminate")
        // An upload is limited by its declared length, not by the length of a request.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(tus::version));
    Routes::default()
        .get(path::API_INTAKE, intake::offer, "What to encrypt to, limits, and a ticket")
        .post(path::API_INTAKE, intake::submit, "Hand in a report; 201 once it is durable")
        .merge(uploads)
        .merge(receipt())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}

/// What the holder of a receipt does.
fn receipt() -> Routes {
    Routes::default()
        .get(path::API_INBOX, inbox::open, "The circle's messages")
        .delete(path::API_INBOX, inbox::withdraw, "Withdraw the report: everything of it is deleted")
        .post(path::API_INBOX_MESSAGES, inbox::answer, "Answer the circle; 201 once the answer is durable")
        .delete(path::API_INBOX_MESSAGE, inbox::delete_reply, "Delete a message of the circle")
        .get(path::API_INBOX_ATTACHMENT, inbox::attachment, "A file of the circle, sealed to the epoch and the source")
        .layer(from_fn(inbox::steady))
}

/// What members do.
fn desk() -> Routes {
    Routes::default()
        .page(path::DESK, get(desk::page))
        .page(path::DESK_VIEWER, get(desk::viewer::viewer))
        .page(path::PRESS, get(desk::press))
        .merge(account())
        .merge(circles())
        .merge(reports())
        .merge(organisation())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}

/// Coming in, coming back, and the member's own account.
fn account() -> Routes {
    use desk::{account, invitation, me, passkey, recovery, session};
    Routes::default()
        .get(path::DESK_SALT, session::salt, "The salt of a login; answers any login")
        .post(path::DESK_SESSION, session::enter, "Sign in")
        .delete(path::DESK_SESSION, session::leave, "Sign out")
        .get(path::DESK_SESSION_PASSKEY, passkey::challenge, "A challenge for anybody's passkey")
        .post(path::DESK_SESSION_PASSKEY, passkey::enter, "Sign in with a passkey, alone where it opens the keys")
        .post(path::DESK_CONFIRM, account::confirm, "Give the passphrase again, for five minutes")
        .post(path::DESK_CONFIRM_PASSKEY, passkey::confirm, "Confirm with a passkey in place of the passphrase")
        .get(path::DESK_ME, me::me, "What a member's browser needs to unlock")
        .get(path::DESK_SESSIONS, account::sessions, "Where the member is signed in")
        .delete(path::DESK_SESSION_ENDED, account::end_session, "End one of the member's sessions")
        .put(path::DESK_PASSPHRASE, account::change_passphrase, "Wrap the keys to another passphrase")
        .put(path::DESK_MAIL, account::set_mail, "Where the member's daily mail goes")
        .get(path::DESK_PASSKEYS, passkey::list, "The member's passkeys")
        .post(path::DESK_PASSKEYS, passkey::register, "Keep a passkey")
        .post(path::DESK_PASSKEY_REGISTRATION, passkey::begin, "Begin to register a passkey")
        .delete(path::DESK_PASSKEY, passkey::remove, "Remove a passkey")
        .post(path::DESK_JOIN_LOOK, invitation::look, "What the link of an invitation is for")
        .post(path::DESK_JOIN, invitation::accept, "The account that an invited browser made")
        .post(path::DESK_JOIN_SECOND, invitation::renew_second_factor, "Another one-time secret, with the passphrase")
        .post(path::DESK_RECOVERY, recovery::open, "The wrap that a recovery sheet opens")
        .put(path::DESK_RECOVERY, recovery::renew, "A new passphrase and one-time secret, with the recovery sheet")
        .put(path::DESK_RECOVERY_SHEET, recovery::print, "Keep the wrap to a recovery sheet")
}

/// A circle: its reports, keys and people.
fn circles() -> Routes {
    use desk::{case, ciphertexts, circle, document, summary};
    Routes::default()
        .get(path::DESK_REPORTS, case::list, "The reports of a circle, without ciphertext")
        .post(path::DESK_CIPHERTEXTS, ciphertexts::fetch, "Many reports and case records at once, as frames")
        .get(path::DESK_DOCUMENT, document::read, "A sealed document of the circle")
        .put(path::DESK_DOCUMENT, document::save, "Save a document of the circle")
        .get(path::DESK_SUMMARIES, summary::list, "The sealed drafts of summaries")
        .post(path::DESK_SUMMARIES, summary::draft, "Propose a summary, sealed")
        .post(path::DESK_APPROVAL, summary::approve, "Approve a draft: the words become known to the server")
        .post(path::DESK_EPOCHS, circle::start_epoch, "Start an epoch")
        .get(path::DESK_ROSTERS, circle::rosters, "Who belongs to the circle, sealed to its epochs")
        .get(path::DESK_MEMBERS, circle::people, "The circle, who could join it, and who holds which epochs")
        .post(path::DESK_MEMBERS, circle::add, "Admit somebody with the next epoch, or let a member read more epochs")
        .post(path::DESK_REMOVALS, circle::remove, "Take a member out and start the next epoch, in one act")
        .post(path::DESK_LOCK, circle::lock, "Stop the intake")
        .delete(path::DESK_LOCK, circle::unlock, "Ask to open the intake, or open it as the second member")
        .put(
            path::DESK_HEAD,
            circle::set_head,
            "Publish the head of the key chain that this member has verified, signed",
        )
}

/// One report and its case.
fn reports() -> Routes {
    use desk::{case, thread};
    Routes::default()
        .get(path::DESK_ENVELOPE, case::envelope, "The very bytes of a report")
        .get(path::DESK_CASE, case::record, "The case record")
        .put(path::DESK_CASE, case::save, "Save the case record")
        .post(path::DESK_POSTPONEMENT, case::postpone, "Keep a report longer: its time begins anew")
        .put(path::DESK_EPOCH_OF, case::set_epoch, "Record to which epoch a kept report is sealed")
        .get(path::DESK_MESSAGES, thread::list, "The thread, as ciphertext")
        .post(path::DESK_MESSAGES, thread::ask, "Write to the source")
        .get(path::DESK_ATTACHMENT, thread::attachment, "An attachment of a report, as ciphertext")
}

/// An organisation, its people, and what goes beyond a circle.
fn organisation() -> Routes {
    use desk::{account, circle, invitation, organisation, summary};
    Routes::default()
        .get(path::DESK_TEAM, organisation::team, "The member's organisation: people, open invitations, circles")
        .post(path::DESK_INVITATIONS, invitation::invite, "Invite somebody, or a colleague back")
        .delete(path::DESK_INVITATION, invitation::withdraw, "Take an invitation back")
        .post(path::DESK_INVITATION_APPROVAL, invitation::approve, "Agree to a colleague's invitation")
        .post(path::DESK_CLOSING, circle::close, "Close the account of a colleague")
        .put(path::DESK_ROOT, organisation::set_root, "Publish the organisation's root key, once")
        .post(path::DESK_ORGANISATION_LOCK, organisation::lock, "Stop every intake of the organisation")
        .post(path::DESK_REPAIRS, organisation::repair, "Start a circle, or hand a dead one over, with the root key")
        .get(path::DESK_AUDIT, account::audit, "The end of the audit log")
        .get(path::PRESS_SUMMARIES, summary::press, "Summaries for journalists")
}

fn session_layer(app: &App) -> SessionManagerLayer<Sessions> {
    // `__Host-` needs TLS; an onion service or a demonstration on loopback has none.
    let (name, secure) = if app.config.is_tls() { ("__Host-sutura", true) } else { ("sutura", false) };
    SessionManagerLayer::new(Sessions::new(app.db.clone(), app.secret.clone()))
        .with_name(name)
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_path("/")
        // Every request moves the end of the session, not only those that change it.
        .with_always_save(true)
        .with_expiry(Expiry::OnInactivity(Duration::seconds(app.config.session_idle)))
}
