//! The public key history, in words and as data.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use super::fixed;
use super::page::Page;
use crate::app::App;
use crate::crypto::statement::{Chain, Statement, root_fingerprint};
use crate::domain::consultation::Consultation;
use crate::domain::id::ConsultationId;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::epoch;
use crate::storage;

/// One consultation's chain as people read it.
struct ChainView {
    consultation: Consultation,
    organisation: String,
    fingerprint: String,
    epochs: Vec<(u32, String)>,
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
        let statements = chain.epochs.iter().map(|signed| Statement::parse(&signed.statement));
        let statements = statements.collect::<Result<Vec<_>, _>>()?;
        chains.push(ChainView {
            organisation: super::consultation::organisation(&app, &consultation).await?,
            fingerprint: grouped(&root_fingerprint(&chain.root)?),
            epochs: statements.into_iter().map(|one| (one.number.0, one.from)).collect(),
            consultation,
        });
    }
    fixed::page(&headers, &KeysPage { page, chains })
}

/// Hex digits in groups of four, as on a poster.
fn grouped(hex: &str) -> String {
    hex.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// `GET /api/keys`: every chain of the instance.
pub async fn chains(State(app): State<App>) -> Result<Json<Value>, Error> {
    let mut all = Vec::new();
    for consultation in storage::consultation::list(app.db.read()).await? {
        let Some(chain) = epoch::chain(&app, consultation.id).await? else { continue };
        let organisation = super::consultation::organisation(&app, &consultation).await?;
        all.push(json!({
            "consultation": consultation.id,
            "slug": consultation.slug,
            "organisation": organisation,
            "root": chain.root,
            "epochs": chain.epochs,
        }));
    }
    Ok(Json(json!({ "chains": all })))
}

/// `GET /api/keys/{consultation}`
pub async fn chain(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Chain>, Error> {
    let id: ConsultationId = id.parse().map_err(|_| Refusal::NotFound)?;
    Ok(Json(epoch::chain(&app, id).await?.ok_or(Refusal::NotFound)?))
}
