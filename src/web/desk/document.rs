//! What a circle keeps together besides its cases, as ciphertext.

use axum::extract::State;

use crate::api::desk::case::EpochQuery;
use crate::app::App;
use crate::domain::circle_document::Name;
use crate::domain::id::ConsultationId;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::services::circle_document;
use crate::storage;
use crate::web::http::answer::{Current, Saved};
use crate::web::http::extract::{CipherBody, IfMatch, Path, Query, SignedIn};

/// `GET /api/desk/circles/{consultation}/documents/{name}`
pub async fn read(
    State(app): State<App>,
    by: SignedIn,
    Path((consultation, name)): Path<(ConsultationId, Name)>,
) -> Result<Current, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    Ok(Current(storage::circle_document::find(app.db.read(), moderator.consultation(), name).await?))
}

/// `PUT /api/desk/circles/{consultation}/documents/{name}?epoch=…` with `If-Match`.
pub async fn save(
    State(app): State<App>,
    by: SignedIn,
    Path((consultation, name)): Path<(ConsultationId, Name)>,
    Query(query): Query<EpochQuery>,
    before: IfMatch,
    CipherBody(ciphertext): CipherBody,
) -> Result<Saved, Error> {
    let moderator = Moderator::find(&app, &by.member, consultation).await?;
    Ok(Saved(circle_document::save(&app, &moderator, name, before.revision()?, query.epoch, ciphertext).await?))
}
