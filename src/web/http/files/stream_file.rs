//! Files as they are stored: ciphertext, streamed piece by piece.

use axum::body::Body;
use futures_util::{StreamExt as _, stream};

use crate::app::App;
use crate::error::Error;
use crate::storage;
use crate::storage::upload::Upload;
use crate::web::http::answer::Download;

/// The ciphertext of a complete upload.
pub async fn open(app: &App, upload: &Upload) -> Result<Download, Error> {
    let parts = storage::upload::parts(app.db.read(), upload.id).await?;
    let app = app.clone();
    let pieces = stream::iter(parts).then(move |key| {
        let app = app.clone();
        async move { app.blobs.get(&key).await.map_err(std::io::Error::other) }
    });
    Ok(Download { size: upload.size, body: Body::from_stream(pieces) })
}
