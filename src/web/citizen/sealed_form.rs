//! The fields of a form that carries something sealed to the circle: a report, or an answer in its thread.

use axum::extract::multipart::Field;
use zeroize::Zeroizing;

use crate::api::upload::UploadIds;
use crate::app::App;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::UploadId;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::web::http::extract;

/// What has been read of such a form.
#[derive(Default)]
pub struct SealedForm {
    epoch: Option<Zeroizing<String>>,
    envelope: Option<Vec<u8>>,
    pub attachments: Vec<UploadId>,
}

impl SealedForm {
    /// Reads one of these fields. Refuses [`Refusal::BadRequest`] for a field of another name and
    /// [`Refusal::TooLarge`] for one that is too long.
    pub async fn read(&mut self, app: &App, field: Field<'_>) -> Result<(), Error> {
        let limit = usize::try_from(app.config.max_envelope_size).unwrap_or(usize::MAX);
        match field.name().unwrap_or_default() {
            "epoch" => self.epoch = Some(extract::read_text(field, 12).await?),
            "attachments" => self.attachments.extend(UploadIds::parse(&extract::read_text(field, 4096).await?).0),
            "envelope" => self.envelope = Some(extract::read(field, limit).await?.to_vec()),
            _ => return Err(Refusal::BadRequest.into()),
        }
        Ok(())
    }

    /// Returns the epoch that the sender sealed to, `None` when the form does not say. Refuses
    /// [`Refusal::BadRequest`] for anything but a number.
    pub fn epoch(&self) -> Result<Option<EpochNumber>, Refusal> {
        let number = self.epoch.as_ref().map(|text| text.trim().parse());
        number.transpose().map_err(|_| Refusal::BadRequest)
    }

    /// Takes the ciphertext out. Refuses [`Refusal::BadRequest`] when there is none.
    pub fn take_envelope(&mut self) -> Result<Vec<u8>, Refusal> {
        self.envelope.take().ok_or(Refusal::BadRequest)
    }
}
