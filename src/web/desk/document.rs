//! What a circle keeps together besides its cases, as ciphertext.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::case::{etag, id, octets, read_revision};
use crate::app::App;
use crate::domain::circle_document::Name;
use crate::domain::epoch::EpochNumber;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::services::circle_document;
use crate::storage;
use crate::web::http::extract::{CipherBody, SignedIn};

fn named(name: &str) -> Result<Name, Refusal> {
    name.parse().map_err(|_| Refusal::NotFound)
}

/// `GET /api/desk/circles/{consultation}/documents/{name}`: the document with its revision as `ETag`; 204 when there is none.
pub async fn read(
    State(app): State<App>,
    by: SignedIn,
    Path((circle, name)): Path<(String, String)>,
) -> Result<Response, Error> {
    let moderator = Moderator::find(&app, &by.member, id(&circle)?).await?;
    let found = storage::circle_document::find(app.db.read(), moderator.consultation(), named(&name)?).await?;
    Ok(match found {
        Some((revision, epoch, sealed)) => {
            let mut response = octets(sealed.into_bytes());
            response.headers_mut().insert("sutura-epoch", epoch.0.into());
            response.headers_mut().insert(header::ETAG, etag(revision));
            response
        }
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

#[derive(Deserialize)]
pub struct Saved {
    epoch: EpochNumber,
}

/// `PUT /api/desk/circles/{consultation}/documents/{name}?epoch=…` with `If-Match`.
pub async fn save(
    State(app): State<App>,
    by: SignedIn,
    Path((circle, name)): Path<(String, String)>,
    Query(saved): Query<Saved>,
    headers: HeaderMap,
    CipherBody(ciphertext): CipherBody,
) -> Result<Response, Error> {
    let moderator = Moderator::find(&app, &by.member, id(&circle)?).await?;
    let before = read_revision(&headers)?;
    let revision = circle_document::save(&app, &moderator, named(&name)?, before, saved.epoch, ciphertext).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(revision))]).into_response())
}
