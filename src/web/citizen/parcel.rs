//! Kept reports: the archive that the report page makes when sending fails for good (`web/src/citizen/send/parcel.ts`).
//! Its entries, in this order: `manifest.json`, an age file per attachment, `envelope.age`. It is read as a stream.
//! Only the age files are secret, and none of them is opened here.

use axum::extract::multipart::Field;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use bytes::{Bytes, BytesMut};
use serde::Deserialize;

use crate::app::App;
use crate::domain::id::{ConsultationId, UploadId};
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::services::upload::{self, PIECE};
use crate::storage;
use crate::web::http::extract;

const BLOCK: usize = 512;
const LONGEST_MANIFEST: u64 = 16 * 1024;

/// What the report page writes into `manifest.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    v: u32,
    consultation: ConsultationId,
    verifier: String,
    attachments: Vec<UploadId>,
}

/// A parcel whose attachments are stored as complete uploads.
pub struct Parcel {
    pub consultation: ConsultationId,
    /// SHA-256 of the authenticator of the receipt that was shown when the parcel was made.
    pub verifier: [u8; 32],
    pub attachments: Vec<UploadId>,
    pub envelope: Vec<u8>,
    /// The report is here already: the parcel was handed in twice, or had been sent after all.
    pub known: bool,
}

/// Reads an archive whose first bytes were read already. Refuses [`Refusal::ParcelBroken`], [`Refusal::TooLarge`] and
/// [`Refusal::StorageFull`]; what was stored until then is removed.
pub async fn receive(app: &App, start: Bytes, field: Field<'_>) -> Result<Parcel, Error> {
    let mut archive = Archive { field, buffer: BytesMut::from(&start[..]) };
    let parcel = read(app, &mut archive).await;
    // A browser that is answered before it has sent everything shows a broken connection instead of the answer.
    archive.drain(app.config.max_file_size).await;
    parcel
}

async fn read(app: &App, archive: &mut Archive<'_>) -> Result<Parcel, Error> {
    let manifest = manifest(archive).await?;
    let broken = || Error::from(Refusal::ParcelBroken);
    let verifier = BASE64_URL_SAFE_NO_PAD.decode(&manifest.verifier).ok().and_then(|bytes| bytes.try_into().ok());
    let mut parcel = Parcel {
        consultation: manifest.consultation,
        verifier: verifier.ok_or_else(broken)?,
        attachments: manifest.attachments,
        envelope: Vec::new(),
        known: false,
    };
    if parcel.attachments.len() as u64 > u64::from(app.config.max_files) {
        return Err(Refusal::TooLarge.into());
    }
    if storage::report::find_by_verifier(app.db.read(), &parcel.verifier).await?.is_some() {
        parcel.known = true;
        return Ok(parcel);
    }
    let stored = contents(app, archive, &mut parcel).await;
    if stored.is_err() {
        discard(app, &parcel.attachments).await;
    }
    stored.map(|()| parcel)
}

/// Gives up the uploads of a parcel that was not accepted.
pub async fn discard(app: &App, attachments: &[UploadId]) {
    for id in attachments {
        // One that was never begun, or belongs to a report by now, is not ours to remove.
        let _ = upload::terminate(app, *id).await;
    }
}

async fn manifest(archive: &mut Archive<'_>) -> Result<Manifest, Error> {
    let broken = || Error::from(Refusal::ParcelBroken);
    let size = archive.entry("manifest.json").await?;
    if size > LONGEST_MANIFEST {
        return Err(broken());
    }
    let manifest: Manifest = serde_json::from_slice(&archive.whole(size).await?).map_err(|_| broken())?;
    if manifest.v == 1 { Ok(manifest) } else { Err(broken()) }
}

async fn contents(app: &App, archive: &mut Archive<'_>, parcel: &mut Parcel) -> Result<(), Error> {
    for id in &parcel.attachments {
        let size = archive.entry(&format!("{id}.age")).await?;
        upload::create_as(app, *id, size).await?;
        let mut offset = 0;
        while offset < size {
            let piece = archive.piece(size - offset).await?;
            offset = upload::append(app, *id, offset, piece).await?;
        }
        archive.padding(size).await?;
    }
    let size = archive.entry("envelope.age").await?;
    if size > app.config.max_envelope_size {
        return Err(Refusal::TooLarge.into());
    }
    parcel.envelope = archive.whole(size).await?.to_vec();
    Ok(())
}

/// A ustar archive inside a form's field.
struct Archive<'a> {
    field: Field<'a>,
    buffer: BytesMut,
}

impl Archive<'_> {
    /// Waits until so many bytes are here.
    async fn fill(&mut self, wanted: usize) -> Result<(), Error> {
        while self.buffer.len() < wanted {
            let chunk = self.field.chunk().await.map_err(|error| extract::multipart(&error))?;
            self.buffer.extend_from_slice(&chunk.ok_or(Refusal::ParcelBroken)?);
        }
        Ok(())
    }

    /// The size of the next entry of the archive, which must have this name.
    async fn entry(&mut self, name: &str) -> Result<u64, Error> {
        self.fill(BLOCK).await?;
        let block = self.buffer.split_to(BLOCK);
        let header = tar::Header::from_byte_slice(&block);
        let named = header.path_bytes().as_ref() == name.as_bytes() && header.entry_type().is_file();
        let sum: u32 = block
            .iter()
            .enumerate()
            .map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u32::from(*byte) })
            .sum();
        if !named || header.cksum().ok() != Some(sum) {
            return Err(Refusal::ParcelBroken.into());
        }
        header.entry_size().map_err(|_| Refusal::ParcelBroken.into())
    }

    /// The next bytes of an entry of which `left` remain: a piece, or the rest.
    async fn piece(&mut self, left: u64) -> Result<Bytes, Error> {
        let wanted = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        self.fill(wanted).await?;
        Ok(self.buffer.split_to(wanted).freeze())
    }

    /// Takes what is left, up to a limit, and forgets it.
    async fn drain(&mut self, limit: u64) {
        let mut taken = 0;
        while taken <= limit {
            let Ok(Some(chunk)) = self.field.chunk().await else { return };
            taken += chunk.len() as u64;
        }
    }

    async fn padding(&mut self, size: u64) -> Result<(), Error> {
        let rest = usize::try_from(size.next_multiple_of(BLOCK as u64) - size).unwrap_or(0);
        self.fill(rest).await?;
        let _ = self.buffer.split_to(rest);
        Ok(())
    }

    /// A whole entry; the caller has checked its size.
    async fn whole(&mut self, size: u64) -> Result<Bytes, Error> {
        let wanted = usize::try_from(size).map_err(|_| Refusal::TooLarge)?;
        self.fill(wanted).await?;
        let bytes = self.buffer.split_to(wanted).freeze();
        self.padding(size).await?;
        Ok(bytes)
    }
}
