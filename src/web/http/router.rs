//! Every route once, grouped by who may see it, then the layers in order.
//!
//! A handler reads input through `http::extract`, calls a service or a storage read, and presents the answer. GET shows,
//! POST acts. To add a route: its path in `path`, its line here, its row in `tests/integration/matrix.rs`.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, patch, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::app::App;
use crate::storage::session::Sessions;
use crate::web::citizen::{answer_page, consultation, inbox, inbox_plain, intake, plain, sealed};
use crate::web::desk;
use crate::web::http::{assets, audio, error, openapi, path, security, slow_body, tus};
use crate::web::public::{deletion, feed, home, issue, key, poster};

/// The public listener.
pub fn router(app: App) -> Router {
    let sessions = session_layer(&app);
    Router::new()
        .merge(public_pages())
        .merge(citizen())
        .merge(members().layer(sessions))
        .fallback(error::not_found)
        .method_not_allowed_fallback(error::not_found)
        .layer(from_fn(slow_body::with_bodies))
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(from_fn_with_state(app.clone(), answer_page::elsewhere))
        .layer(from_fn_with_state(app.clone(), security::headers))
        .layer(from_fn(security::observe))
        .layer(CatchPanicLayer::custom(error::panicked))
        .with_state(app)
}

fn public_pages() -> Router<App> {
    Router::new()
        .route(path::PICKER, get(home::picker))
        .route(path::LANGUAGE, get(home::slash))
        .route(path::HOME, get(home::home))
        .route(path::SAFETY, get(home::safety))
        .route(path::CLOSED, get(home::closed))
        .route(path::ABOUT, get(home::about))
        .route(path::CONSULTATION, get(consultation::consultation))
        .route(path::REPORT, get(consultation::report))
        .route(path::INBOX, get(inbox::page))
        .route(path::ISSUES, get(issue::list))
        .route(path::ISSUES_FEED, get(feed::atom))
        .route(path::ISSUE, get(issue::one))
        .route(path::KEYS, get(key::page))
        .route(path::POSTER, get(poster::page))
        .route(path::ASSET, get(assets::serve))
        .route(path::AUDIO, get(audio::serve))
        .route(path::API_INSTANCE, get(home::instance))
        .route(path::API_ALL_KEYS, get(key::chains))
        .route(path::API_KEYS, get(key::chain))
        .route(path::API_ISSUES, get(issue::data))
        .route(path::API_DELETIONS, get(deletion::list))
        .route(path::API_OPENAPI, get(openapi::document))
}

/// What citizens do: no session, no cookie.
fn citizen() -> Router<App> {
    let unlimited = DefaultBodyLimit::disable();
    Router::new()
        .route(path::PLAIN, get(plain::page).post(plain::submit).layer(unlimited))
        .route(path::SEALED, get(sealed::page).post(sealed::submit).layer(unlimited))
        .route(path::INBOX_PLAIN, get(inbox_plain::page).post(inbox_plain::act).layer(unlimited))
        .route(path::SHOWN, get(answer_page::page))
        .route(path::API_INTAKE, get(intake::offer).post(intake::submit))
        .merge(tus::routes(
            Router::new()
                .route(path::API_UPLOADS, post(tus::create).options(tus::options))
                .route(path::API_UPLOAD, patch(tus::append).head(tus::offset).delete(tus::terminate))
                .layer(unlimited),
        ))
        .merge(receipt_api())
        .layer(DefaultBodyLimit::max(4 << 20))
}

/// What the holder of a receipt does.
fn receipt_api() -> Router<App> {
    Router::new()
        .route(path::API_INBOX, get(inbox::open).delete(inbox::withdraw))
        .route(path::API_INBOX_MESSAGES, post(inbox::answer))
        .route(path::API_INBOX_MESSAGE, delete(inbox::delete_reply))
        .route(path::API_INBOX_ATTACHMENT, get(inbox::attachment))
        .layer(from_fn(inbox::steady))
}

/// What members do.
fn members() -> Router<App> {
    Router::new()
        .route(path::DESK, get(desk::page))
        .route(path::DESK_VIEWER, get(desk::viewer::viewer))
        .route(path::PRESS, get(desk::press))
        .route(path::DESK_SALT, get(desk::session::salt))
        .route(path::DESK_SESSION, post(desk::session::enter).delete(desk::session::leave))
        .route(path::DESK_ME, get(desk::session::me))
        .route(path::DESK_REPORTS, get(desk::case::list))
        .route(path::DESK_CIPHERTEXTS, post(desk::ciphertexts::fetch))
        .route(path::DESK_ENVELOPE, get(desk::case::envelope))
        .route(path::DESK_CASE, get(desk::case::record).put(desk::case::save))
        .route(path::DESK_MAIL, put(desk::account::set_mail))
        .route(path::DESK_POSTPONEMENT, post(desk::case::postpone))
        .route(path::DESK_DOCUMENT, get(desk::document::read).put(desk::document::save))
        .route(path::DESK_MESSAGES, get(desk::thread::list).post(desk::thread::ask))
        .route(path::DESK_ATTACHMENT, get(desk::thread::attachment))
        .route(path::DESK_SUMMARIES, get(desk::summary::list).post(desk::summary::draft))
        .route(path::DESK_APPROVAL, post(desk::summary::approve))
        .route(path::DESK_EPOCHS, post(desk::circle::start_epoch))
        .route(path::DESK_MEMBERS, get(desk::circle::people).post(desk::circle::add))
        .route(path::DESK_REMOVALS, post(desk::circle::remove))
        .route(path::DESK_LOCK, post(desk::circle::lock).delete(desk::circle::unlock))
        .route(path::DESK_HEAD, put(desk::circle::set_head))
        .route(path::DESK_EPOCH_OF, put(desk::circle::set_epoch))
        .route(path::DESK_CONFIRM, post(desk::account::confirm))
        .route(path::DESK_SESSIONS, get(desk::account::sessions))
        .route(path::DESK_SESSION_ENDED, delete(desk::account::end_session))
        .route(path::DESK_PASSPHRASE, put(desk::account::change_passphrase))
        .merge(joining())
        .route(path::DESK_AUDIT, get(desk::account::audit))
        .route(path::PRESS_SUMMARIES, get(desk::summary::press))
        .layer(DefaultBodyLimit::max(4 << 20))
}

/// How members come, come back and found a circle.
fn joining() -> Router<App> {
    Router::new()
        .route(path::DESK_TEAM, get(desk::organisation::team))
        .route(path::DESK_INVITATIONS, post(desk::invitation::invite))
        .route(path::DESK_INVITATION, delete(desk::invitation::withdraw))
        .route(path::DESK_INVITATION_APPROVAL, post(desk::invitation::approve))
        .route(path::DESK_JOIN, post(desk::invitation::accept))
        .route(path::DESK_JOIN_LOOK, post(desk::invitation::look))
        .route(path::DESK_JOIN_SECOND, post(desk::invitation::renew_second_factor))
        .route(path::DESK_RECOVERY, post(desk::recovery::open).put(desk::recovery::renew))
        .route(path::DESK_RECOVERY_SHEET, put(desk::recovery::print))
        .route(path::DESK_PASSKEYS, get(desk::passkey::list).post(desk::passkey::register))
        .route(path::DESK_PASSKEY_REGISTRATION, post(desk::passkey::begin))
        .route(path::DESK_PASSKEY, delete(desk::passkey::remove))
        .route(path::DESK_SESSION_PASSKEY, get(desk::passkey::challenge).post(desk::passkey::enter))
        .route(path::DESK_CONFIRM_PASSKEY, post(desk::passkey::confirm))
        .route(path::DESK_CLOSING, post(desk::circle::close))
        .route(path::DESK_ROOT, put(desk::organisation::set_root))
        .route(path::DESK_ORGANISATION_LOCK, post(desk::organisation::lock))
        .route(path::DESK_REPAIRS, post(desk::organisation::repair))
}

fn session_layer(app: &App) -> SessionManagerLayer<Sessions> {
    // `__Host-` needs TLS; an onion service or a demonstration on loopback has none.
    let (name, secure) = if app.config.is_tls() { ("__Host-sutura", true) } else { ("sutura", false) };
    SessionManagerLayer::new(Sessions::new(app.db.clone()))
        .with_name(name)
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_path("/")
        // Every request moves the end of the session, not only those that change it.
        .with_always_save(true)
        .with_expiry(Expiry::OnInactivity(Duration::seconds(app.config.session_idle)))
}
