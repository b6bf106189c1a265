//! A citizen: reports, reads replies, answers, withdraws.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::multipart::{Form, Part};
use time::OffsetDateTime;

use super::ClientError;
use super::error::{accepted, json, octets};
use crate::api::citizen::inbox::{Inbox, InboxMessage};
use crate::api::citizen::intake::{IntakeOffer, IntakeTicket, Received};
use crate::api::done::Done;
use crate::api::public::instance::Instance;
use crate::api::upload::UploadIds;
use crate::crypto::chain::{Chain, Statement};
use crate::crypto::derive::{self, Derived, RECEIPT};
use crate::crypto::document::{open_message, sign_answer};
use crate::crypto::hex::sha256;
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::{padding, random, seal, sealed, ticket};
use crate::domain::consent::Consent;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MessageId, UploadId};
use crate::domain::questionnaire::Answers;
use crate::domain::receipt::Receipt;
use crate::domain::report::{Attachment, Envelope, VERSION};
use crate::domain::thread::{CircleMessage, SourceMessage};
use crate::domain::week::Week;

/// What a citizen says.
pub struct Said {
    pub answers: Answers,
    pub language: String,
    pub consent: Consent,
    pub files: Vec<NewFile>,
    /// As in the envelope.
    pub withheld_from: Vec<String>,
}

/// The week by the clock of whoever runs this client, as a phone says it.
#[expect(clippy::disallowed_methods, reason = "a client has no clock of the server's")]
fn this_week() -> Week {
    Week::of(OffsetDateTime::now_utc())
}

/// What a source wants to say in a message.
struct Words {
    body: String,
    attachments: Vec<Attachment>,
    consent: Option<Consent>,
}

/// A file of a citizen.
pub struct NewFile {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
    /// For a spoken answer, whose voice is altered: the question.
    pub question: Option<String>,
}

/// Talks to one instance.
pub struct Citizen {
    http: reqwest::Client,
    url: String,
    salt: [u8; 32],
}

/// What the intake offers, after its key was checked against the chain.
pub struct Offer {
    pub epoch: EpochNumber,
    pub version: u32,
    pub recipient: HybridRecipient,
    pub statements: Vec<Statement>,
    ticket: IntakeTicket,
}

impl Offer {
    /// The ticket, solved so that it pays for these files.
    fn solve(&self, files: &[NewFile]) -> String {
        let bytes = files.iter().map(|file| sealed::file_size(padding::padded_size(file.bytes.len() as u64))).sum();
        ticket::solve(&self.ticket.challenge, ticket::work_for(self.ticket.work, bytes))
    }
}

impl Citizen {
    /// Asks an instance who it is.
    pub async fn visit(http: reqwest::Client, url: &str) -> Result<Self, ClientError> {
        let instance: Instance = json(http.get(format!("{url}/api/instance")).send().await?, 200).await?;
        Ok(Self { http, url: url.to_owned(), salt: derive::receipt_salt(&instance.id.0) })
    }

    /// Fetches the intake and verifies the key chain: nothing is encrypted to a key outside it.
    /// Refuses [`ClientError::Crypto`] when the chain does not verify.
    pub async fn offer(&self, consultation: ConsultationId) -> Result<Offer, ClientError> {
        let url = format!("{}/api/intake/{consultation}", self.url);
        let intake: IntakeOffer = json(self.http.get(url).send().await?, 200).await?;
        let url = format!("{}/api/keys/{consultation}", self.url);
        let chain: Chain = json(self.http.get(url).send().await?, 200).await?;
        let statements = chain.verify(&consultation.to_string())?;
        let last = statements.last().ok_or(ClientError::Protocol("no epoch"))?;
        if intake.recipient != last.recipient.to_string() {
            return Err(ClientError::Protocol("the offered recipient is not the chain's"));
        }
        Ok(Offer {
            epoch: last.number,
            version: intake.version,
            recipient: last.recipient.clone(),
            ticket: intake.ticket,
            statements,
        })
    }

    /// The keys of a receipt.
    pub fn derive(&self, receipt: &Receipt) -> Result<Derived, ClientError> {
        Ok(derive::derive(receipt.expose(), &self.salt, RECEIPT)?)
    }

    /// Sends a report and returns its receipt, once the server has confirmed.
    pub async fn report(&self, consultation: ConsultationId, said: Said) -> Result<Receipt, ClientError> {
        let offer = self.offer(consultation).await?;
        let solved = offer.solve(&said.files);
        let receipt = random::receipt();
        let derived = self.derive(&receipt)?;
        let attachments = self.upload_all(&offer, &solved, said.files).await?;
        let envelope = Envelope {
            v: VERSION,
            consultation,
            version: offer.version,
            answers: said.answers,
            interface_language: crate::domain::language::SOURCE.to_owned(),
            report_language: said.language,
            consent: said.consent,
            source_recipient: derived.identity.recipient().to_string(),
            source_signing: derived.signing.public().to_string(),
            attachments,
            withheld_from: said.withheld_from,
        };
        let plain = serde_json::to_vec(&envelope).map_err(|_| ClientError::Protocol("envelope"))?;
        let sealed = seal::seal(std::slice::from_ref(&offer.recipient), &plain)?;
        let form = form(&offer, sealed, &envelope.attachments)
            .text("ticket", solved)
            .text("verifier", BASE64_URL_SAFE_NO_PAD.encode(derived.authenticator.verifier()));
        let url = format!("{}/api/intake/{consultation}", self.url);
        let Received { received: Done } = json(self.http.post(url).multipart(form).send().await?, 201).await?;
        Ok(receipt)
    }

    async fn upload_all(
        &self,
        offer: &Offer,
        solved: &str,
        files: Vec<NewFile>,
    ) -> Result<Vec<Attachment>, ClientError> {
        let mut attachments = Vec::new();
        for file in files {
            attachments.push(self.upload(solved, std::slice::from_ref(&offer.recipient), file).await?);
        }
        Ok(attachments)
    }

    /// Seals a file to the present epoch and to a source, and uploads it: what a desk does before it sends a message
    /// with a file.
    pub async fn enclose(
        &self,
        consultation: ConsultationId,
        source: &HybridRecipient,
        file: NewFile,
    ) -> Result<Attachment, ClientError> {
        let offer = self.offer(consultation).await?;
        let solved = offer.solve(std::slice::from_ref(&file));
        self.upload(&solved, &[offer.recipient, source.clone()], file).await
    }

    async fn upload(
        &self,
        solved: &str,
        recipients: &[HybridRecipient],
        file: NewFile,
    ) -> Result<Attachment, ClientError> {
        let sealed = seal::seal(recipients, &file.bytes)?;
        let created = self
            .http
            .post(format!("{}/api/uploads", self.url))
            .header("tus-resumable", "1.0.0")
            .header("upload-length", sealed.len())
            .header("sutura-ticket", solved)
            .send();
        let created = accepted(created.await?, 201).await?;
        let location = created.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let id: Option<UploadId> = location.rsplit('/').next().and_then(|id| id.parse().ok());
        let size = sealed.len().to_string();
        let sent = self
            .http
            .patch(format!("{}{location}", self.url))
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", 0)
            .header("content-type", "application/offset+octet-stream")
            .body(sealed)
            .send();
        let sent = accepted(sent.await?, 204).await?;
        if sent.headers().get("upload-offset").is_none_or(|offset| offset != size.as_str()) {
            return Err(ClientError::Protocol("the file has not arrived whole"));
        }
        Ok(Attachment {
            blob: id.ok_or(ClientError::Protocol("upload location"))?,
            size: file.bytes.len() as u64,
            sha256: sha256(&file.bytes),
            name: file.name,
            media_type: file.media_type,
            altered: file.question.as_ref().map(|_| true),
            question: file.question,
        })
    }

    /// A file of the circle, opened. Refuses [`ClientError::Crypto`] for a file that is not for this receipt.
    pub async fn attachment(&self, receipt: &Receipt, id: UploadId) -> Result<Vec<u8>, ClientError> {
        let derived = self.derive(receipt)?;
        let request = self.http.get(format!("{}/api/inbox/attachments/{id}", self.url));
        let request = request.bearer_auth(derived.authenticator.expose());
        let sealed = octets(request.send().await?).await?;
        Ok(seal::open(&sealed, &derived.identity)?.to_vec())
    }

    /// The circle's messages. Refuses [`ClientError::Crypto`] when one of them does not verify.
    pub async fn inbox(&self, receipt: &Receipt) -> Result<Vec<CircleMessage>, ClientError> {
        let derived = self.derive(receipt)?;
        let inbox = self.sealed_inbox(&derived).await?;
        let consultation = inbox.consultation.parse();
        let offer = self.offer(consultation.map_err(|_| ClientError::Protocol("no report has this receipt"))?).await?;
        let open =
            |message: &InboxMessage| Ok(open_message(&message.ciphertext.0, &derived.identity, &offer.statements)?);
        inbox.messages.iter().map(open).collect()
    }

    async fn sealed_inbox(&self, derived: &Derived) -> Result<Inbox, ClientError> {
        let request = self.http.get(format!("{}/api/inbox", self.url)).bearer_auth(derived.authenticator.expose());
        json(request.send().await?, 200).await
    }

    /// Answers the circle.
    pub async fn answer(
        &self,
        consultation: ConsultationId,
        receipt: &Receipt,
        body: &str,
        files: Vec<NewFile>,
    ) -> Result<(), ClientError> {
        let offer = self.offer(consultation).await?;
        let solved = offer.solve(&files);
        let attachments = self.upload_all(&offer, &solved, files).await?;
        self.send((consultation, &offer), receipt, Words { body: body.to_owned(), attachments, consent: None }).await
    }

    /// Changes what may be done with a report.
    pub async fn consent(
        &self,
        consultation: ConsultationId,
        receipt: &Receipt,
        level: Consent,
    ) -> Result<(), ClientError> {
        let offer = self.offer(consultation).await?;
        let words = Words { body: String::new(), attachments: Vec::new(), consent: Some(level) };
        self.send((consultation, &offer), receipt, words).await
    }

    async fn send(
        &self,
        (consultation, offer): (ConsultationId, &Offer),
        receipt: &Receipt,
        words: Words,
    ) -> Result<(), ClientError> {
        let derived = self.derive(receipt)?;
        let message = SourceMessage {
            consultation,
            source: derived.identity.recipient().to_string(),
            sequence: self.sealed_inbox(&derived).await?.answers,
            week: this_week(),
            body: words.body,
            attachments: words.attachments,
            consent: words.consent,
        };
        let plain = sign_answer(&message, &derived.signing)?;
        let sealed = seal::seal(std::slice::from_ref(&offer.recipient), &plain)?;
        let request = self
            .http
            .post(format!("{}/api/inbox/messages", self.url))
            .bearer_auth(derived.authenticator.expose())
            .multipart(
                form(offer, sealed, &message.attachments)
                    .text("id", random::id::<MessageId>().to_string())
                    .text("sequence", message.sequence.to_string()),
            );
        let Received { received: Done } = json(request.send().await?, 201).await?;
        Ok(())
    }

    /// Withdraws a report.
    pub async fn withdraw(&self, receipt: &Receipt) -> Result<(), ClientError> {
        let derived = self.derive(receipt)?;
        let request = self.http.delete(format!("{}/api/inbox", self.url)).bearer_auth(derived.authenticator.expose());
        accepted(request.send().await?, 204).await?;
        Ok(())
    }
}

fn form(offer: &Offer, sealed: Vec<u8>, attachments: &[Attachment]) -> Form {
    let ids = UploadIds(attachments.iter().map(|attachment| attachment.blob).collect());
    Form::new()
        .text("epoch", offer.epoch.to_string())
        .part("envelope", Part::bytes(sealed))
        .text("attachments", ids.to_string())
}
