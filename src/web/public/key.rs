//! The public key history, in words and as data.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::api::public::key::{ConsultationChain, KeyChains};
use crate::app::App;
use crate::crypto::CryptoError;
use crate::crypto::chain::{Chain, SignedStatement, Signer, Statement, root_fingerprint};
use crate::crypto::words::root_words;
use crate::domain::consultation::Consultation;
use crate::domain::id::{ConsultationId, OrganisationId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::epoch;
use crate::storage;
use crate::storage::organisation::Organisation;
use crate::web::http::extract::Path;
use crate::web::http::fixed;
use crate::web::http::page::Page;

/// One consultation's chain as people read it.
struct ChainView {
    consultation: Consultation,
    organisation: String,
    organisation_id: OrganisationId,
    fingerprint: String,
    words: String,
    /// The next period should have begun.
    due: bool,
    epochs: Vec<EpochView>,
}

/// One period as people read it.
struct EpochView {
    number: u32,
    from: String,
    by_root: bool,
    /// The start of what the next statement names as `previous`: two people who compare it see the same history.
    link: String,
}

impl EpochView {
    fn of(signed: &SignedStatement) -> Result<Self, CryptoError> {
        let statement = Statement::parse(&signed.statement)?;
        let by_root = signed.signer == Signer::Root;
        Ok(Self { number: statement.number.0, from: statement.from, by_root, link: grouped(&signed.link()?[..16]) })
    }
}

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage {
    page: Page,
    chains: Vec<ChainView>,
}

/// `GET /{lang}/keys`
pub async fn page(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/keys")?;
    let mut chains = Vec::new();
    for consultation in storage::consultation::list(app.db.read()).await? {
        let Some(chain) = epoch::chain(&app, consultation.id).await? else { continue };
        let epochs = chain.epochs.iter().map(EpochView::of).collect::<Result<Vec<_>, _>>()?;
        let organisation = responsible(&app, &consultation).await?;
        chains.push(ChainView {
            organisation: organisation.name,
            organisation_id: organisation.id,
            fingerprint: grouped(&root_fingerprint(&chain.root)?),
            words: root_words(&chain.root)?,
            due: epochs.last().is_some_and(|last| epoch::is_due(&app, &last.from)),
            epochs,
            consultation,
        });
    }
    fixed::page(&headers, &KeysPage { page, chains })
}

/// The organisation that answers for a consultation.
async fn responsible(app: &App, consultation: &Consultation) -> Result<Organisation, Error> {
    Ok(storage::organisation::responsible(app.db.read(), consultation.id).await?.ok_or(Refusal::NotFound)?)
}

/// Hex digits in groups of four, as on a poster.
pub fn grouped(hex: &str) -> String {
    hex.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// `GET /api/keys`: every chain of the instance.
pub async fn chains(State(app): State<App>) -> Result<Json<KeyChains>, Error> {
    let mut chains = Vec::new();
    for consultation in storage::consultation::list(app.db.read()).await? {
        let Some(chain) = epoch::chain(&app, consultation.id).await? else { continue };
        let organisation = responsible(&app, &consultation).await?;
        chains.push(ConsultationChain {
            consultation: consultation.id,
            slug: consultation.slug,
            organisation: organisation.name,
            root: chain.root,
            epochs: chain.epochs,
        });
    }
    Ok(Json(KeyChains { chains }))
}

/// `GET /api/keys/{consultation}`
pub async fn chain(State(app): State<App>, Path(id): Path<ConsultationId>) -> Result<Json<Chain>, Error> {
    Ok(Json(epoch::chain(&app, id).await?.ok_or(Refusal::NotFound)?))
}
