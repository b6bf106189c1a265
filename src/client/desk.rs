//! A moderator: signs in, unlocks, reads, writes case records, asks, drafts and approves.

use std::collections::HashMap;

use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use zeroize::Zeroizing;

use super::ClientError;
use super::error::{accepted, builder, json, octets};
use super::keys::Rewrapped;
use crate::api::bytes::{Base64, Base64Url, Secret};
use crate::api::desk::account::NewPassphrase;
use crate::api::desk::case::{ReportRow, Reports};
use crate::api::desk::me::{EpochWrap, Me};
use crate::api::desk::session::{Confirmation, Credentials, Salt, SessionStarted};
use crate::api::desk::summary::{SummaryApproval, SummaryApproved, SummaryDrafted, SummaryDrafts};
use crate::api::desk::thread::{MessageSent, Thread};
use crate::api::upload::UploadIds;
use crate::crypto::bundle::{Bundle, Kind as BundleKind};
use crate::crypto::chain::{Chain, Statement};
use crate::crypto::derive::{self, Authenticator, PASSPHRASE};
use crate::crypto::document::{Kind, SignedDocument};
use crate::crypto::roster::Roster;
use crate::crypto::seal::{open, seal};
use crate::crypto::{random, ticket, totp};
use crate::domain::epoch::EpochNumber;
use crate::domain::id::{ConsultationId, MemberId, MessageId, ReportId, SummaryId};
use crate::domain::summary::Text;
use crate::domain::thread::CircleMessage;

/// A signed-in member with their keys.
pub struct Desk {
    http: reqwest::Client,
    url: String,
    csrf: String,
    authenticator: Authenticator,
    pub id: MemberId,
    pub bundle: Bundle,
    /// `GET /api/desk/me`.
    pub me: Me,
    pub(super) epochs: HashMap<(ConsultationId, EpochNumber), Bundle>,
    /// The last roster of each circle.
    pub(super) rosters: HashMap<ConsultationId, Roster>,
}

impl Desk {
    /// Signs in and unwraps the member's bundle. `http` must keep cookies apart: one client per member.
    /// Refuses [`ClientError::Crypto`] when the passphrase does not open the bundle.
    pub async fn sign_in(
        http: reqwest::Client,
        url: &str,
        login: &str,
        passphrase: &str,
        totp_secret: &[u8],
        unix_seconds: u64,
    ) -> Result<Self, ClientError> {
        let salt = http.get(format!("{url}/api/desk/salt?login={login}")).send().await?;
        let Salt { salt, ticket } = json(salt, 200).await?;
        let derived = derive::derive_passphrase(passphrase, &salt.0, PASSPHRASE)?;
        let credentials = Credentials {
            login: login.to_owned(),
            authenticator: Secret::new(derived.authenticator.expose()),
            totp: totp::code(totp_secret, unix_seconds)?,
            ticket: Some(ticket::solve(&ticket.challenge, ticket.work)),
        };
        let entered =
            accepted(http.post(format!("{url}/api/desk/session")).json(&credentials).send().await?, 200).await?;
        let cookie = entered.headers().get("set-cookie").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let session: SessionStarted = json(entered, 200).await?;
        let mut headers = reqwest::header::HeaderMap::new();
        let value = cookie.parse().map_err(|_| ClientError::Protocol("cookie"))?;
        headers.insert(reqwest::header::COOKIE, value);
        let http = builder().default_headers(headers).build()?;
        let me: Me = json(http.get(format!("{url}/api/desk/me")).send().await?, 200).await?;
        let id = me.member;
        let bundle = Bundle::unwrap(&me.wrap.0, &derived.identity, BundleKind::Member, &id.to_string())?;
        let mut desk = Self {
            http,
            url: url.to_owned(),
            csrf: session.csrf,
            authenticator: derived.authenticator,
            id,
            bundle,
            me,
            epochs: HashMap::new(),
            rosters: HashMap::new(),
        };
        desk.unlock().await?;
        Ok(desk)
    }

    /// Opens the wraps of each circle. Anybody can wrap a key to a member, the server too: refuses one whose number or
    /// keys no verified statement names, a chain whose last key was not given, and a roster that does not hold.
    async fn unlock(&mut self) -> Result<(), ClientError> {
        let mut rosters = HashMap::new();
        for circle in self.me.circles.iter().filter(|circle| !circle.epochs.is_empty()) {
            let id = circle.consultation;
            let chain: Chain = self.get(&format!("/api/keys/{id}")).await?;
            let statements = chain.verify(&id.to_string())?;
            for EpochWrap { number, wrap } in &circle.epochs {
                let bundle =
                    Bundle::unwrap(&wrap.0, &self.bundle.identity, BundleKind::Epoch, &format!("{id}/{number}"))?;
                let is_ours = |statement: &&Statement| {
                    statement.number == *number
                        && statement.recipient == bundle.identity.recipient()
                        && statement.signing == bundle.signing.public()
                };
                statements.iter().find(is_ours).ok_or(ClientError::Protocol("a wrap that no statement names"))?;
                self.epochs.insert((id, *number), bundle);
            }
            let last = statements.last().ok_or(ClientError::Protocol("no epoch"))?;
            self.epoch(id, last.number)?;
            rosters.insert(id, self.roster_of(id, &chain, &statements).await?);
        }
        self.rosters = rosters;
        Ok(())
    }

    /// The last epoch of a circle: what everything is sealed to.
    pub(super) fn current(&self, consultation: ConsultationId) -> Result<(EpochNumber, &Bundle), ClientError> {
        let held = self.epochs.iter().filter(|((circle, _), _)| *circle == consultation);
        let last = held.max_by_key(|((_, number), _)| number.0).ok_or(ClientError::Protocol("no epoch"))?;
        Ok((last.0.1, last.1))
    }

    /// A request as this member, with the CSRF token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).header("sutura-csrf", &self.csrf)
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ClientError> {
        json(self.request(Method::GET, path).send().await?, 200).await
    }

    /// Sends JSON; 204 says that it is done.
    pub(super) async fn send(&self, method: Method, path: &str, body: &impl Serialize) -> Result<(), ClientError> {
        accepted(self.request(method, path).json(body).send().await?, 204).await?;
        Ok(())
    }

    /// The bundle of an epoch. Refuses [`ClientError::Protocol`] when this member has no wrap of it.
    pub fn epoch(&self, consultation: ConsultationId, number: EpochNumber) -> Result<&Bundle, ClientError> {
        self.epochs.get(&(consultation, number)).ok_or(ClientError::Protocol("no wrap of this epoch"))
    }

    /// Gives the passphrase's authenticator again, as acts on keys and members ask.
    pub async fn confirm(&self) -> Result<(), ClientError> {
        let confirmation = Confirmation { authenticator: Secret::new(self.authenticator.expose()) };
        self.send(Method::POST, "/api/desk/session/confirm", &confirmation).await
    }

    /// Wraps this member's keys to another passphrase.
    pub async fn change_passphrase(&self, passphrase: &str) -> Result<(), ClientError> {
        let new = Rewrapped::new(passphrase, &self.bundle)?;
        let new = NewPassphrase {
            salt: Base64Url(new.salt),
            authenticator: Secret::new(new.authenticator.expose()),
            wrap: Base64(new.wrap),
        };
        self.send(Method::PUT, "/api/desk/account/passphrase", &new).await
    }

    /// The reports of a circle.
    pub async fn reports(&self, consultation: ConsultationId) -> Result<Vec<ReportRow>, ClientError> {
        let list: Reports = self.get(&format!("/api/desk/circles/{consultation}/reports")).await?;
        Ok(list.reports)
    }

    /// The very bytes of a report.
    pub async fn ciphertext(&self, report: ReportId) -> Result<Vec<u8>, ClientError> {
        let path = format!("/api/desk/reports/{report}/envelope");
        octets(self.request(Method::GET, &path).send().await?).await
    }

    /// A report, opened.
    pub async fn envelope(&self, consultation: ConsultationId, row: &ReportRow) -> Result<Value, ClientError> {
        let sealed = self.ciphertext(row.id).await?;
        let plain = open(&sealed, &self.epoch(consultation, row.epoch)?.identity)?;
        serde_json::from_slice(&plain).map_err(|_| ClientError::Protocol("envelope"))
    }

    /// An attachment, opened.
    pub async fn attachment(
        &self,
        consultation: ConsultationId,
        row: &ReportRow,
        blob: &str,
    ) -> Result<Zeroizing<Vec<u8>>, ClientError> {
        let path = format!("/api/desk/reports/{}/attachments/{blob}", row.id);
        let sealed = octets(self.request(Method::GET, &path).send().await?).await?;
        Ok(open(&sealed, &self.epoch(consultation, row.epoch)?.identity)?)
    }

    /// Writes a case record. The server refuses `stale-revision` when a colleague was first.
    pub async fn save(
        &self,
        consultation: ConsultationId,
        row: &ReportRow,
        state: &str,
        record: &Value,
    ) -> Result<(), ClientError> {
        let by = format!("member:{}", self.id);
        let document = SignedDocument::sign(Kind::Case, by, record.to_string(), &self.bundle.signing);
        let plain = serde_json::to_vec(&document).map_err(|_| ClientError::Protocol("case"))?;
        let (number, bundle) = self.current(consultation)?;
        let sealed = seal(&[bundle.identity.recipient()], &plain)?;
        let path = format!("/api/desk/reports/{}/case?epoch={number}&state={state}", row.id);
        let request = self.request(Method::PUT, &path).header("if-match", format!("\"{}\"", row.revision)).body(sealed);
        let saved = accepted(request.send().await?, 204).await?;
        let revision = saved.headers().get("etag").and_then(|value| value.to_str().ok());
        let expected = format!("\"{}\"", row.revision + 1);
        if revision == Some(expected.as_str()) {
            Ok(())
        } else {
            Err(ClientError::Protocol("another revision was saved"))
        }
    }

    /// Asks the source. `epoch` is the current one.
    pub async fn ask(
        &self,
        consultation: ConsultationId,
        row: &ReportRow,
        epoch: EpochNumber,
        message: &CircleMessage,
    ) -> Result<(), ClientError> {
        let bundle = self.epoch(consultation, epoch)?;
        let signed = serde_json::to_string(message).map_err(|_| ClientError::Protocol("message"))?;
        let document = SignedDocument::sign(Kind::Message, format!("epoch:{epoch}"), signed, &bundle.signing);
        let plain = serde_json::to_vec(&document).map_err(|_| ClientError::Protocol("message"))?;
        let sealed = seal(&[bundle.identity.recipient(), message.source.parse()?], &plain)?;
        let attachments = UploadIds(message.attachments.iter().map(|file| file.blob).collect());
        let id: MessageId = random::id();
        let query = format!("id={id}&epoch={epoch}&sequence={}&attachments={attachments}", message.sequence);
        let path = format!("/api/desk/reports/{}/messages?{query}", row.id);
        let sent: MessageSent = json(self.request(Method::POST, &path).body(sealed).send().await?, 201).await?;
        if sent.id == id { Ok(()) } else { Err(ClientError::Protocol("another message was sent")) }
    }

    /// What each message of a report's thread says, in order. Nothing is verified.
    pub async fn thread(&self, consultation: ConsultationId, report: ReportId) -> Result<Vec<Value>, ClientError> {
        let documents = self.messages(consultation, report).await?;
        let said = documents.iter().map(|document| serde_json::from_str(&document.signed));
        said.collect::<Result<_, _>>().map_err(|_| ClientError::Protocol("message"))
    }

    /// The messages of a report's thread as they were signed, in order. Nothing is verified.
    pub async fn messages(
        &self,
        consultation: ConsultationId,
        report: ReportId,
    ) -> Result<Vec<SignedDocument>, ClientError> {
        let thread: Thread = self.get(&format!("/api/desk/reports/{report}/messages")).await?;
        let messages = thread.messages.iter().map(|message| {
            let epoch = self.epoch(consultation, message.epoch)?;
            let plain = open(&message.ciphertext.0, &epoch.identity)?;
            serde_json::from_slice(&plain).map_err(|_| ClientError::Protocol("message"))
        });
        messages.collect()
    }

    /// The words of a summary, signed by this member.
    pub fn summary_document(&self, words: &Text) -> Result<SignedDocument, ClientError> {
        let signed = serde_json::to_string(words).map_err(|_| ClientError::Protocol("summary"))?;
        Ok(SignedDocument::sign(Kind::Summary, format!("member:{}", self.id), signed, &self.bundle.signing))
    }

    /// Proposes a summary to the circle; returns its id.
    pub async fn draft(
        &self,
        consultation: ConsultationId,
        epoch: EpochNumber,
        words: &Text,
    ) -> Result<SummaryId, ClientError> {
        let document = self.summary_document(words)?;
        let plain = serde_json::to_vec(&document).map_err(|_| ClientError::Protocol("summary"))?;
        let sealed = seal(&[self.epoch(consultation, epoch)?.identity.recipient()], &plain)?;
        let id: SummaryId = random::id();
        let path = format!("/api/desk/circles/{consultation}/summaries?id={id}&epoch={epoch}");
        let drafted: SummaryDrafted = json(self.request(Method::POST, &path).body(sealed).send().await?, 201).await?;
        if drafted.id == id { Ok(id) } else { Err(ClientError::Protocol("another draft was kept")) }
    }

    /// The drafts of a circle, opened: id, author, document.
    pub async fn drafts(
        &self,
        consultation: ConsultationId,
    ) -> Result<Vec<(SummaryId, MemberId, SignedDocument)>, ClientError> {
        let list: SummaryDrafts = self.get(&format!("/api/desk/circles/{consultation}/summaries")).await?;
        let drafts = list.drafts.iter().map(|draft| {
            let epoch = self.epoch(consultation, draft.epoch)?;
            let plain = open(&draft.ciphertext.0, &epoch.identity)?;
            let document = serde_json::from_slice(&plain).map_err(|_| ClientError::Protocol("draft"))?;
            Ok((draft.id, draft.author, document))
        });
        drafts.collect()
    }

    /// Approves a draft with `words` (the draft's, with checklist and embargo); returns its slug.
    pub async fn approve(&self, id: SummaryId, author: &SignedDocument, words: &Text) -> Result<String, ClientError> {
        let approval =
            SummaryApproval { author_document: author.clone(), approver_document: self.summary_document(words)? };
        let path = format!("/api/desk/summaries/{id}/approval");
        let approved: SummaryApproved =
            json(self.request(Method::POST, &path).json(&approval).send().await?, 201).await?;
        Ok(approved.slug)
    }
}
