//! Files of the forms without JavaScript: from a multipart field to an upload, never in clear outside memory.
//!
//! The padded plaintext starts with its length, which is known only at the end. So the field is first sealed to a key
//! that lives in this function alone, into a nameless temporary file; then opened again, piece by piece, and sealed
//! to the circle.

use axum::extract::multipart::Field;
use bytes::Bytes;
use futures_util::AsyncReadExt as _;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};
use tokio_util::compat::TokioAsyncReadCompatExt as _;
use zeroize::Zeroizing;

use crate::app::App;
use crate::crypto::hex::hex;
use crate::crypto::hybrid::{HybridIdentity, HybridRecipient};
use crate::crypto::seal::Sealer;
use crate::crypto::{padding, random, scrub, sealed};
use crate::domain::refusal::Refusal;
use crate::domain::report::Attachment;
use crate::error::Error;
use crate::services::upload::{self, PIECE};
use crate::web::http::extract;

const STEP: usize = 64 * 1024;

fn io(error: std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::StorageFull {
        Refusal::StorageFull.into()
    } else {
        Error::Internal(format!("spool: {}", error.kind()))
    }
}

/// Seals one file to `recipient` and stores it as a complete upload. `None` for the empty part that a browser sends
/// when no file was chosen.
/// Refuses [`Refusal::TooLarge`], [`Refusal::StorageFull`], and [`Refusal::BadRequest`] for a broken form.
pub async fn store(app: &App, recipient: &HybridRecipient, field: Field<'_>) -> Result<Option<Attachment>, Error> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Ok(None);
    }
    let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
    let key = HybridIdentity::generate();
    let (file, size, sha256) = seal_once(app, &key, field).await?;
    let total = padding::padded_size(size);
    let blob = random::id();
    upload::create(app, blob, sealed::file_size(total), None).await?;
    let mut out =
        Pieces { app, blob, offset: 0, pending: Vec::new(), sealer: Sealer::new(std::slice::from_ref(recipient))? };
    out.push(&size.to_be_bytes()).await?;
    let decryptor = age::Decryptor::new_async(file.compat()).await.map_err(|_| Error::Internal("spool: age".into()))?;
    let mut plain = decryptor
        .decrypt_async(std::iter::once(&key as &dyn age::Identity))
        .map_err(|_| Error::Internal("spool: key".into()))?;
    let mut buffer = Zeroizing::new(vec![0u8; STEP]);
    loop {
        let count = plain.read(&mut buffer).await.map_err(io)?;
        scrub::stack();
        if count == 0 {
            break;
        }
        out.push(&buffer[..count]).await?;
        scrub::stack();
    }
    let mut filler = total - size - padding::PREFIX as u64;
    buffer.fill(0);
    while filler > 0 {
        let count = usize::try_from(filler).unwrap_or(STEP).min(STEP);
        out.push(&buffer[..count]).await?;
        filler -= count as u64;
    }
    out.finish().await?;
    Ok(Some(Attachment { blob, name, media_type, size, sha256, question: None, altered: None }))
}

async fn seal_once(
    app: &App,
    key: &HybridIdentity,
    mut field: Field<'_>,
) -> Result<(tokio::fs::File, u64, String), Error> {
    let folder = app.config.data.join("spool");
    std::fs::create_dir_all(&folder).map_err(io)?;
    let mut file = tokio::fs::File::from_std(tempfile::tempfile_in(folder).map_err(io)?);
    let mut sealer = Sealer::new(&[key.recipient()])?;
    let mut hasher = Sha256::new();
    let mut size = 0u64;
    while let Some(chunk) = field.chunk().await.map_err(|error| extract::multipart(&error))? {
        size += chunk.len() as u64;
        if size > app.config.max_plain_file_size {
            return Err(Refusal::TooLarge.into());
        }
        hasher.update(&chunk);
        let sealed = sealer.push(&chunk)?;
        scrub::stack();
        file.write_all(&sealed).await.map_err(io)?;
    }
    file.write_all(&sealer.finish()?).await.map_err(io)?;
    file.flush().await.map_err(io)?;
    file.rewind().await.map_err(io)?;
    Ok((file, size, hex(&hasher.finalize())))
}

/// Seals into an upload, a piece at a time.
struct Pieces<'a> {
    app: &'a App,
    blob: crate::domain::id::UploadId,
    offset: u64,
    pending: Vec<u8>,
    sealer: Sealer,
}

impl Pieces<'_> {
    async fn push(&mut self, plain: &[u8]) -> Result<(), Error> {
        self.pending.append(&mut self.sealer.push(plain)?);
        while self.pending.len() >= PIECE {
            let rest = self.pending.split_off(PIECE);
            let piece = std::mem::replace(&mut self.pending, rest);
            self.offset = upload::append(self.app, self.blob, self.offset, Bytes::from(piece)).await?;
        }
        Ok(())
    }

    async fn finish(mut self) -> Result<(), Error> {
        self.pending.append(&mut self.sealer.finish()?);
        for piece in self.pending.chunks(PIECE) {
            let piece = Bytes::copy_from_slice(piece);
            self.offset = upload::append(self.app, self.blob, self.offset, piece).await?;
        }
        Ok(())
    }
}
