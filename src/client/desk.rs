//! A moderator: signs in, unlocks, reads, writes case records, asks, drafts and approves.

use std::collections::HashMap;

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::ClientError;
use super::error::accepted;
use super::keys::{NewEpoch, Rewrapped};
use crate::crypto::bundle::{Bundle, Kind as BundleKind};
use crate::crypto::derive::{self, Authenticator, PASSPHRASE};
use crate::crypto::document::{Kind, SignedDocument};
use crate::crypto::hybrid::HybridRecipient;
use crate::crypto::seal::{open, seal};
use crate::crypto::{ticket, totp};
use crate::domain::id::{ConsultationId, MemberId};
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
    pub me: Value,
    epochs: HashMap<(ConsultationId, u64), Bundle>,
}

/// A report as it lies on the server.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: String,
    pub epoch: u64,
    pub revision: u64,
    pub week: String,
    pub form: String,
    pub burst: Option<String>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn bytes(value: &Value) -> Result<Vec<u8>, ClientError> {
    BASE64_STANDARD.decode(value.as_str().unwrap_or_default()).map_err(|_| ClientError::Protocol("base64"))
}

impl Desk {
    /// Signs in and unwraps the member's bundle. `http` must keep cookies apart: one client per member.
    ///
    /// # Errors
    /// What the server refuses, or [`ClientError::Crypto`] for a wrong passphrase.
    pub async fn sign_in(
        http: reqwest::Client,
        url: &str,
        login: &str,
        passphrase: &str,
        totp_secret: &[u8],
        unix_seconds: u64,
    ) -> Result<Self, ClientError> {
        let asked: Value =
            accepted(http.get(format!("{url}/api/desk/salt?login={login}")).send().await?).await?.json().await?;
        let salt = BASE64_URL_SAFE_NO_PAD.decode(asked["salt"].as_str().unwrap_or_default());
        let work = u8::try_from(asked["ticket"]["work"].as_u64().unwrap_or_default()).unwrap_or_default();
        let ticket = ticket::solve(asked["ticket"]["challenge"].as_str().unwrap_or_default(), work);
        let salt = salt.map_err(|_| ClientError::Protocol("salt"))?;
        let derived = derive::derive_passphrase(passphrase, &salt, PASSPHRASE)?;
        let code = totp::code(totp_secret, unix_seconds)?;
        let body =
            json!({ "login": login, "authenticator": derived.authenticator.expose(), "totp": code, "ticket": ticket });
        let entered = accepted(http.post(format!("{url}/api/desk/session")).json(&body).send().await?).await?;
        let cookie = entered.headers().get("set-cookie").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let session: Value = entered.json().await?;
        let mut headers = reqwest::header::HeaderMap::new();
        let value = cookie.parse().map_err(|_| ClientError::Protocol("cookie"))?;
        headers.insert(reqwest::header::COOKIE, value);
        let http = reqwest::Client::builder().default_headers(headers).build()?;
        let me: Value = accepted(http.get(format!("{url}/api/desk/me")).send().await?).await?.json().await?;
        let id: MemberId = text(&me["member"]).parse().map_err(|_| ClientError::Protocol("member"))?;
        let bundle = Bundle::unwrap(&bytes(&me["wrap"])?, &derived.identity, BundleKind::Member, &id.to_string())?;
        let mut desk = Self {
            http,
            url: url.to_owned(),
            csrf: text(&session["csrf"]),
            authenticator: derived.authenticator,
            id,
            bundle,
            me,
            epochs: HashMap::new(),
        };
        desk.unlock()?;
        Ok(desk)
    }

    fn unlock(&mut self) -> Result<(), ClientError> {
        for circle in self.me["circles"].as_array().into_iter().flatten() {
            let id: ConsultationId =
                text(&circle["consultation"]).parse().map_err(|_| ClientError::Protocol("consultation"))?;
            for epoch in circle["epochs"].as_array().into_iter().flatten() {
                let number = epoch["number"].as_u64().ok_or(ClientError::Protocol("epoch"))?;
                let name = format!("{id}/{number}");
                let bundle = Bundle::unwrap(&bytes(&epoch["wrap"])?, &self.bundle.identity, BundleKind::Epoch, &name)?;
                self.epochs.insert((id, number), bundle);
            }
        }
        Ok(())
    }

    /// A request as this member, with the CSRF token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).header("sutura-csrf", &self.csrf)
    }

    async fn json(&self, path: &str) -> Result<Value, ClientError> {
        Ok(accepted(self.request(Method::GET, path).send().await?).await?.json().await?)
    }

    /// The bundle of an epoch.
    ///
    /// # Errors
    /// [`ClientError::Protocol`] when this member has no wrap of it.
    pub fn epoch(&self, consultation: ConsultationId, number: u64) -> Result<&Bundle, ClientError> {
        self.epochs.get(&(consultation, number)).ok_or(ClientError::Protocol("no wrap of this epoch"))
    }

    /// The members of a circle with their recipients.
    ///
    /// # Errors
    /// [`ClientError::Protocol`].
    pub fn circle(&self, consultation: ConsultationId) -> Result<Vec<(MemberId, HybridRecipient)>, ClientError> {
        let circles = self.me["circles"].as_array().into_iter().flatten();
        let circle = circles.filter(|circle| text(&circle["consultation"]) == consultation.to_string());
        circle
            .flat_map(|circle| circle["members"].as_array().into_iter().flatten())
            .map(|id| {
                let id = text(id);
                let recipient = text(&self.me["members"][&id]["recipient"]).parse()?;
                Ok((id.parse().map_err(|_| ClientError::Protocol("member"))?, recipient))
            })
            .collect()
    }

    /// Publishes an epoch and keeps its bundle.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn start_epoch(&mut self, consultation: ConsultationId, new: NewEpoch) -> Result<(), ClientError> {
        let path = format!("/api/desk/circles/{consultation}/epochs");
        accepted(self.request(Method::POST, &path).json(&new.json()).send().await?).await?;
        self.keep(consultation, new)
    }

    fn keep(&mut self, consultation: ConsultationId, new: NewEpoch) -> Result<(), ClientError> {
        let number = new.bundle.id.rsplit('/').next().and_then(|number| number.parse().ok());
        self.epochs.insert((consultation, number.ok_or(ClientError::Protocol("epoch id"))?), new.bundle);
        Ok(())
    }

    /// Gives the passphrase's authenticator again, as acts on keys and members ask.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn confirm(&self) -> Result<(), ClientError> {
        let body = json!({ "authenticator": self.authenticator.expose() });
        accepted(self.request(Method::POST, "/api/desk/session/confirm").json(&body).send().await?).await?;
        Ok(())
    }

    /// Adds a colleague to the circle with access to `epochs`, which this member holds.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn add_member(
        &self,
        consultation: ConsultationId,
        member: MemberId,
        recipient: &HybridRecipient,
        epochs: &[u64],
    ) -> Result<(), ClientError> {
        let wrap = |number: &u64| {
            let wrap = self.epoch(consultation, *number)?.wrap(recipient)?;
            Ok(json!({ "number": number, "wrap": BASE64_STANDARD.encode(wrap) }))
        };
        let wraps = epochs.iter().map(wrap).collect::<Result<Vec<_>, ClientError>>()?;
        let path = format!("/api/desk/circles/{consultation}/members");
        let body = json!({ "member": member, "wraps": wraps });
        accepted(self.request(Method::POST, &path).json(&body).send().await?).await?;
        Ok(())
    }

    /// Removes a colleague and starts the epoch that they cannot read; `account` also ends their account.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn remove_member(
        &mut self,
        consultation: ConsultationId,
        member: MemberId,
        account: bool,
        next: NewEpoch,
    ) -> Result<(), ClientError> {
        let path = format!("/api/desk/circles/{consultation}/removals");
        let body = json!({ "member": member, "account": account, "epoch": next.json() });
        accepted(self.request(Method::POST, &path).json(&body).send().await?).await?;
        self.keep(consultation, next)
    }

    /// Wraps this member's keys to another passphrase.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn change_passphrase(&self, passphrase: &str) -> Result<(), ClientError> {
        let new = Rewrapped::new(passphrase, &self.bundle)?;
        let body = json!({
            "salt": BASE64_URL_SAFE_NO_PAD.encode(new.salt),
            "authenticator": new.authenticator.expose(),
            "wrap": BASE64_STANDARD.encode(new.wrap),
        });
        accepted(self.request(Method::PUT, "/api/desk/account/passphrase").json(&body).send().await?).await?;
        Ok(())
    }

    /// The reports of a circle.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn reports(&self, consultation: ConsultationId) -> Result<Vec<Row>, ClientError> {
        let list = self.json(&format!("/api/desk/circles/{consultation}/reports")).await?;
        let rows = list["reports"].as_array().ok_or(ClientError::Protocol("reports"))?;
        Ok(rows
            .iter()
            .map(|row| Row {
                id: text(&row["id"]),
                epoch: row["epoch"].as_u64().unwrap_or_default(),
                revision: row["revision"].as_u64().unwrap_or_default(),
                week: text(&row["week"]),
                form: text(&row["form"]),
                burst: row["burst"].as_str().map(str::to_owned),
            })
            .collect())
    }

    /// The very bytes of a report.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn ciphertext(&self, report: &str) -> Result<Vec<u8>, ClientError> {
        let path = format!("/api/desk/reports/{report}/envelope");
        Ok(accepted(self.request(Method::GET, &path).send().await?).await?.bytes().await?.to_vec())
    }

    /// A report, opened.
    ///
    /// # Errors
    /// What the server refuses, or [`ClientError::Crypto`].
    pub async fn envelope(&self, consultation: ConsultationId, row: &Row) -> Result<Value, ClientError> {
        let sealed = self.ciphertext(&row.id).await?;
        let plain = open(&sealed, &self.epoch(consultation, row.epoch)?.identity)?;
        serde_json::from_slice(&plain).map_err(|_| ClientError::Protocol("envelope"))
    }

    /// An attachment, opened.
    ///
    /// # Errors
    /// As [`Self::envelope`].
    pub async fn attachment(
        &self,
        consultation: ConsultationId,
        row: &Row,
        blob: &str,
    ) -> Result<Zeroizing<Vec<u8>>, ClientError> {
        let path = format!("/api/desk/reports/{}/attachments/{blob}", row.id);
        let sealed = accepted(self.request(Method::GET, &path).send().await?).await?.bytes().await?;
        Ok(open(&sealed, &self.epoch(consultation, row.epoch)?.identity)?)
    }

    /// Writes a case record.
    ///
    /// # Errors
    /// What the server refuses; `stale-revision` when somebody else was first.
    pub async fn save(
        &self,
        consultation: ConsultationId,
        row: &Row,
        state: &str,
        record: &Value,
    ) -> Result<(), ClientError> {
        let by = format!("member:{}", self.id);
        let document = SignedDocument::sign(Kind::Case, by, record.to_string(), &self.bundle.signing);
        let plain = serde_json::to_vec(&document).map_err(|_| ClientError::Protocol("case"))?;
        let epoch = self.epoch(consultation, row.epoch)?;
        let sealed = seal(&[epoch.identity.recipient()], &plain)?;
        let path = format!("/api/desk/reports/{}/case?epoch={}&state={state}", row.id, row.epoch);
        let request = self.request(Method::PUT, &path).header("if-match", format!("\"{}\"", row.revision)).body(sealed);
        accepted(request.send().await?).await?;
        Ok(())
    }

    /// Asks the source. `epoch` is the current one.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn ask(
        &self,
        consultation: ConsultationId,
        row: &Row,
        epoch: u64,
        source: &HybridRecipient,
        message: &CircleMessage,
    ) -> Result<(), ClientError> {
        let bundle = self.epoch(consultation, epoch)?;
        let signed = serde_json::to_string(message).map_err(|_| ClientError::Protocol("message"))?;
        let document = SignedDocument::sign(Kind::Message, format!("epoch:{epoch}"), signed, &bundle.signing);
        let plain = serde_json::to_vec(&document).map_err(|_| ClientError::Protocol("message"))?;
        let sealed = seal(&[bundle.identity.recipient(), source.clone()], &plain)?;
        let files: Vec<_> = message.attachments.iter().map(|file| file.blob.to_string()).collect();
        let query = format!("epoch={epoch}&sequence={}&attachments={}", message.sequence, files.join("+"));
        let path = format!("/api/desk/reports/{}/messages?{query}", row.id);
        accepted(self.request(Method::POST, &path).body(sealed).send().await?).await?;
        Ok(())
    }

    /// The thread of a report: opened plaintexts in order.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn thread(&self, consultation: ConsultationId, report: &str) -> Result<Vec<Value>, ClientError> {
        let list = self.json(&format!("/api/desk/reports/{report}/messages")).await?;
        let messages = list["messages"].as_array().ok_or(ClientError::Protocol("messages"))?;
        let open_one = |message: &Value| {
            let epoch = self.epoch(consultation, message["epoch"].as_u64().unwrap_or_default())?;
            let plain = open(&bytes(&message["ciphertext"])?, &epoch.identity)?;
            serde_json::from_slice(&plain).map_err(|_| ClientError::Protocol("message"))
        };
        messages.iter().map(open_one).collect()
    }

    fn summary_document(&self, words: &Text) -> Result<SignedDocument, ClientError> {
        let signed = serde_json::to_string(words).map_err(|_| ClientError::Protocol("summary"))?;
        Ok(SignedDocument::sign(Kind::Summary, format!("member:{}", self.id), signed, &self.bundle.signing))
    }

    /// Proposes a summary to the circle; returns its id.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn draft(&self, consultation: ConsultationId, epoch: u64, words: &Text) -> Result<String, ClientError> {
        let document = self.summary_document(words)?;
        let plain = serde_json::to_vec(&document).map_err(|_| ClientError::Protocol("summary"))?;
        let sealed = seal(&[self.epoch(consultation, epoch)?.identity.recipient()], &plain)?;
        let path = format!("/api/desk/circles/{consultation}/summaries?epoch={epoch}");
        let answer: Value =
            accepted(self.request(Method::POST, &path).body(sealed).send().await?).await?.json().await?;
        Ok(text(&answer["id"]))
    }

    /// The drafts of a circle, opened: id, author, document.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn drafts(
        &self,
        consultation: ConsultationId,
    ) -> Result<Vec<(String, String, SignedDocument)>, ClientError> {
        let list = self.json(&format!("/api/desk/circles/{consultation}/summaries")).await?;
        let drafts = list["drafts"].as_array().ok_or(ClientError::Protocol("drafts"))?;
        let open_one = |draft: &Value| {
            let epoch = self.epoch(consultation, draft["epoch"].as_u64().unwrap_or_default())?;
            let plain = open(&bytes(&draft["ciphertext"])?, &epoch.identity)?;
            let document = serde_json::from_slice(&plain).map_err(|_| ClientError::Protocol("draft"))?;
            Ok((text(&draft["id"]), text(&draft["author"]), document))
        };
        drafts.iter().map(open_one).collect()
    }

    /// Approves a draft with `words` (the draft's, with checklist and embargo); returns its slug.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn approve(&self, id: &str, author: &SignedDocument, words: &Text) -> Result<String, ClientError> {
        let body = json!({ "author_document": author, "approver_document": self.summary_document(words)? });
        let path = format!("/api/desk/summaries/{id}/approval");
        let answer: Value = accepted(self.request(Method::POST, &path).json(&body).send().await?).await?.json().await?;
        Ok(text(&answer["slug"]))
    }
}
