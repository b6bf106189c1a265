//! Files as they are stored: ciphertext, streamed piece by piece.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::{StreamExt as _, stream};

use crate::app::App;
use crate::error::Error;
use crate::storage;
use crate::storage::upload::Upload;

/// The ciphertext of a complete upload.
pub async fn upload(app: &App, one: &Upload) -> Result<Response, Error> {
    let parts = storage::upload::parts(app.db.read(), one.id).await?;
    let app = app.clone();
    let pieces = stream::iter(parts).then(move |key| {
        let app = app.clone();
        async move { app.blobs.get(&key).await.map_err(std::io::Error::other) }
    });
    let headers =
        [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_LENGTH, one.size.to_string())];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
