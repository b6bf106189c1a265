//! Starting an epoch.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::crypto::statement::Signed;
use crate::domain::id::MemberId;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::authority::Moderator;
use crate::services::epoch;
use crate::web::extract::{JsonBody, SignedIn};

#[derive(Deserialize)]
pub struct NewEpoch {
    signed: Signed,
    wraps: Vec<NewWrap>,
}

#[derive(Deserialize)]
struct NewWrap {
    member: MemberId,
    wrap: String,
}

/// `POST /api/desk/circles/{consultation}/epochs`
pub async fn start_epoch(
    State(app): State<App>,
    by: SignedIn,
    Path(circle): Path<String>,
    JsonBody(new): JsonBody<NewEpoch>,
) -> Result<(StatusCode, Json<Value>), Error> {
    let circle = circle.parse().map_err(|_| Refusal::NotFound)?;
    let moderator = Moderator::find(&app, &by.member, circle).await?;
    let wraps = new.wraps.into_iter().map(|new| {
        let wrap = BASE64_STANDARD.decode(&new.wrap).map_err(|_| Refusal::BadRequest)?;
        Ok((new.member, wrap))
    });
    let wraps = wraps.collect::<Result<Vec<_>, Refusal>>()?;
    epoch::start(&app, &moderator, new.signed, wraps).await?;
    Ok((StatusCode::CREATED, Json(json!({ "started": true }))))
}
