//! The inbox without JavaScript (protocol 4.6): one page, one form per act, everything in memory for an instant.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use zeroize::Zeroizing;

use crate::app::App;
use crate::crypto::bound_id::bound_id;
use crate::crypto::chain::Statement;
use crate::crypto::derive::Derived;
use crate::crypto::document::{open_message, sign_answer};
use crate::crypto::hex::sha256;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::{random, scrub, seal};
use crate::domain::consent::Consent;
use crate::domain::epoch::EpochNumber;
use crate::domain::id::MessageId;
use crate::domain::receipt::Receipt;
use crate::domain::refusal::Refusal;
use crate::domain::report::Attachment;
use crate::domain::thread::{Author, SourceMessage};
use crate::error::Error;
use crate::services::authority::Source;
use crate::services::thread::Answered;
use crate::services::{crowd, epoch, report, thread};
use crate::storage;
use crate::web::citizen::inbox::TIME;
use crate::web::citizen::plain::{AGREE, derive_receipt};
use crate::web::http::error;
use crate::web::http::extract::{self, Form, Path};
use crate::web::http::files::spool;
use crate::web::http::fixed;
use crate::web::http::page::Page;

#[derive(Template)]
#[template(path = "inbox_plain.html")]
struct InboxPlainPage {
    page: Page,
    /// The message about a receipt that opens nothing.
    problem: Option<String>,
    thread: Option<Thread>,
}

/// What an opened inbox shows.
struct Thread {
    code: String,
    /// Random: makes a form that is sent twice one message.
    number: String,
    open: bool,
    forged: bool,
    /// The message that says what was done.
    done: Option<&'static str>,
    messages: Vec<OpenedMessage>,
}

impl Thread {
    /// What became of the report, as the circle said last.
    fn state(&self) -> &str {
        self.messages.last().map_or("received", |message| message.status.as_str())
    }
}

/// A message of the circle that verifies.
struct OpenedMessage {
    id: String,
    week: String,
    status: String,
    body: String,
    files: Vec<Attachment>,
}

/// `GET /{lang}/inbox/plain`
pub async fn page(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/inbox/plain")?;
    fixed::page(&headers, &InboxPlainPage { page, problem: None, thread: None })
}

/// The fields of any of the forms on the page.
#[derive(Default)]
struct Filled {
    agreed: bool,
    code: Zeroizing<String>,
    number: Option<MessageId>,
    act: String,
    message: String,
    file: String,
    consent: Option<Consent>,
    reply: Zeroizing<String>,
    attachments: Vec<Attachment>,
}

/// `POST /{lang}/inbox/plain`
pub async fn act(State(app): State<App>, Path(lang): Path<String>, mut form: Form) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/inbox/plain")?;
    crowd::turn(&app, crowd::Counter::Inbox).await?;
    let mut filled = Filled::default();
    let mut opened = None;
    while let Some(field) = form.next().await? {
        match field.name().unwrap_or_default() {
            AGREE => filled.agreed = !extract::read_text(field, 16).await?.is_empty(),
            "code" => filled.code = extract::read_text(field, 200).await?,
            "number" => filled.number = extract::read_text(field, 64).await?.parse().ok(),
            "act" => filled.act = extract::read_text(field, 16).await?.to_string(),
            "message" => filled.message = extract::read_text(field, 64).await?.to_string(),
            "file" => filled.file = extract::read_text(field, 64).await?.to_string(),
            "consent" => {
                let level = extract::read_text(field, 4).await?.parse::<u8>().map_err(|_| Refusal::BadRequest)?;
                filled.consent = Some(Consent::try_from(level).map_err(|_| Refusal::BadRequest)?);
            }
            "reply" => filled.reply = extract::read_text(field, 400_000).await?,
            "attach" if filled.agreed => {
                // Only a thread that exists may fill the disk.
                if opened.is_none() {
                    opened = Some(open(&app, &filled.code).await?);
                }
                let recipient = current(&app, &opened.as_ref().expect("just opened").0).await?.1.recipient;
                if filled.attachments.len() >= usize::try_from(app.config.max_files).unwrap_or(usize::MAX) {
                    return Err(Refusal::TooLarge.into());
                }
                filled.attachments.extend(spool::store(&app, &recipient, field).await?);
            }
            _ => return Err(Refusal::BadRequest.into()),
        }
    }
    if !filled.agreed {
        return Err(Refusal::ConsentMissing.into());
    }
    let opened = match opened {
        Some(opened) => Ok(opened),
        None => open(&app, &filled.code).await,
    };
    // As in `inbox::steady`: from here on, every receipt takes the same time and gets an answer of the same size.
    let answer_at = tokio::time::Instant::now() + TIME;
    let answer = match opened {
        Ok((source, keys)) => answer(&app, page, &source, &keys, filled).await?,
        Err(Error::Refused(refusal @ (Refusal::ReceiptUnknown | Refusal::ReceiptMistyped))) => refused(page, refusal)?,
        Err(other) => return Err(other),
    };
    tokio::time::sleep_until(answer_at).await;
    Ok(answer)
}

/// The door again, with what is wrong with the receipt.
fn refused(page: Page, refusal: Refusal) -> Result<Response, Error> {
    let problem = Some(error::message(refusal));
    let mut response = fixed::private_padded(&InboxPlainPage { page, problem, thread: None })?;
    *response.status_mut() = error::status(refusal);
    Ok(response)
}

async fn answer(app: &App, page: Page, source: &Source, keys: &Derived, mut filled: Filled) -> Result<Response, Error> {
    if filled.act == "file" {
        return file(app, source, &keys.identity, &filled.file).await;
    }
    let done = perform(app, (source, keys), &mut filled).await?;
    let withdrawn = done == Some("inbox-withdrawn");
    let (messages, forged) =
        if withdrawn { (Vec::new(), false) } else { messages(app, source, &keys.identity).await? };
    let number = random::id::<MessageId>().to_string();
    let thread = Thread { code: filled.code.to_string(), number, open: !withdrawn, forged, done, messages };
    fixed::private_padded(&InboxPlainPage { page, problem: None, thread: Some(thread) })
}

/// A file of the circle, opened in memory.
async fn file(app: &App, source: &Source, identity: &HybridIdentity, id: &str) -> Result<Response, Error> {
    let (messages, _) = messages(app, source, identity).await?;
    let named = messages.into_iter().flat_map(|message| message.files).find(|file| file.blob.to_string() == id);
    let named = named.filter(|file| file.size <= app.config.max_plain_file_size).ok_or(Refusal::NotFound)?;
    let upload = thread::attachment(app, source, named.blob).await?;
    let mut sealed = Vec::new();
    for key in storage::upload::parts(app.db.read(), upload.id).await? {
        sealed.extend_from_slice(&app.blobs.get(&key).await?);
    }
    let plain = seal::open(&sealed, identity)?;
    scrub::stack();
    if sha256(&plain) != named.sha256 {
        return Err(Refusal::DocumentForged.into());
    }
    let safe: String = named
        .name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' })
        .collect();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}\"")),
        (header::CONNECTION, "close".to_owned()),
    ];
    Ok((headers, plain.to_vec()).into_response())
}

async fn open(app: &App, code: &str) -> Result<(Source, Derived), Error> {
    let receipt = Receipt::parse(code).map_err(|_| Refusal::ReceiptMistyped)?;
    let derived = derive_receipt(app, receipt).await?;
    let source = Source::find(app, &derived.authenticator).await?.ok_or(Refusal::ReceiptUnknown)?;
    Ok((source, derived))
}

async fn current(app: &App, source: &Source) -> Result<(EpochNumber, Statement), Error> {
    let found = storage::epoch::current(app.db.read(), source.report().consultation).await?;
    let (number, signed) = found.ok_or(Refusal::CircleNotReady)?;
    Ok((number, Statement::parse(&signed.statement)?))
}

async fn perform(
    app: &App,
    (source, keys): (&Source, &Derived),
    filled: &mut Filled,
) -> Result<Option<&'static str>, Error> {
    match filled.act.as_str() {
        "reply" => {
            let attachments = std::mem::take(&mut filled.attachments);
            if filled.reply.trim().is_empty() && attachments.is_empty() {
                return Err(Refusal::EmptyReport.into());
            }
            let body = std::mem::take(&mut *filled.reply);
            let words = Words { body, attachments, consent: None };
            send(app, (source, keys), filled.number, words).await?;
            Ok(Some("inbox-reply-sent"))
        }
        "consent" => {
            let consent = Some(filled.consent.ok_or(Refusal::BadRequest)?);
            let words = Words { body: String::new(), attachments: Vec::new(), consent };
            send(app, (source, keys), filled.number, words).await?;
            Ok(Some("inbox-consent-changed"))
        }
        "delete" => {
            let id = filled.message.parse().map_err(|_| Refusal::NotFound)?;
            thread::delete_reply(app, source, id).await?;
            Ok(Some("inbox-deleted"))
        }
        "withdraw" => {
            report::withdraw(app, source).await?;
            Ok(Some("inbox-withdrawn"))
        }
        _ => Ok(None),
    }
}

/// What the source wants to say.
struct Words {
    body: String,
    attachments: Vec<Attachment>,
    consent: Option<Consent>,
}

/// The id of a message: the same for a form that is sent twice, with the number that its page carries.
fn id_of(number: Option<MessageId>, words: &Words) -> Result<MessageId, Error> {
    let Some(number) = number else { return Ok(random::id()) };
    let consent = serde_json::to_vec(&words.consent).map_err(|_| Refusal::BadRequest)?;
    let mut parts = vec![words.body.as_bytes(), consent.as_slice()];
    for file in &words.attachments {
        parts.extend([file.name.as_bytes(), file.sha256.as_bytes()]);
    }
    Ok(bound_id(number.as_bytes(), &parts))
}

/// Signs a message of the source with its receipt's key, in memory, seals it and hands it in.
async fn send(
    app: &App,
    (source, keys): (&Source, &Derived),
    number: Option<MessageId>,
    words: Words,
) -> Result<(), Error> {
    let id = id_of(number, &words)?;
    let attachments: Vec<_> = words.attachments.iter().map(|attachment| attachment.blob).collect();
    let (epoch, statement) = current(app, source).await?;
    let report = source.report();
    let sequence = thread::answers(app, report.id).await?;
    let message = SourceMessage {
        consultation: report.consultation,
        source: keys.identity.recipient().to_string(),
        sequence,
        week: app.clock.week(),
        body: words.body,
        attachments: words.attachments,
        consent: words.consent,
    };
    let plain = Zeroizing::new(sign_answer(&message, &keys.signing)?);
    drop(Zeroizing::new(message.body));
    let ciphertext = seal::seal(&[statement.recipient], &plain)?;
    scrub::stack();
    thread::answer(app, source, Answered { id, epoch, sequence, ciphertext, attachments }).await
}

/// The circle's messages that verify, and whether any does not.
async fn messages(app: &App, source: &Source, identity: &HybridIdentity) -> Result<(Vec<OpenedMessage>, bool), Error> {
    let consultation = source.report().consultation;
    let chain = epoch::chain(app, consultation).await?.ok_or(Refusal::NotFound)?;
    let statements = chain.verify(&consultation.to_string())?;
    let mut verified = Vec::new();
    let mut forged = false;
    for (message, sealed) in storage::thread::list(app.db.read(), source.report().id).await? {
        if message.author != Author::Circle {
            continue;
        }
        match open_message(sealed.as_bytes(), identity, &statements) {
            // A reply that is replayed or moved says another number or report than its place.
            Ok(opened) if opened.sequence != message.sequence || opened.report != message.report => forged = true,
            Ok(opened) => verified.push(OpenedMessage {
                id: message.id.to_string(),
                week: opened.week.to_string(),
                status: opened.status,
                body: opened.body,
                files: opened.attachments,
            }),
            Err(_) => forged = true,
        }
    }
    Ok((verified, forged))
}
