//! The daily mail: the same words for everybody and every day, whether there is news or not. Who reads it on the way learns that
//! somebody works with Sutura, and nothing about reports. Only members who gave an address get one.

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::app::App;
use crate::domain::id::MemberId;
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::member::Standing;
use crate::domain::task::Task;
use crate::error::Error;
use crate::storage;

/// Characters of an address (RFC 5321).
const LONGEST: usize = 254;
/// The language of the mail: the source language of all texts.
const LANGUAGE: &str = crate::domain::language::SOURCE;

/// Whether this installation sends mail.
#[must_use]
pub fn is_on(app: &App) -> bool {
    !app.config.smtp_url.expose().is_empty()
}

/// Sets, or with an empty text forgets, where a member's daily mail goes.
///
/// # Errors
/// [`Invalid`] on the field `address`.
pub async fn set_address(app: &App, member: MemberId, address: &str) -> Result<(), Error> {
    let address = address.trim();
    let fits = address.len() <= LONGEST && address.parse::<Mailbox>().is_ok_and(|parsed| parsed.name.is_none());
    if !address.is_empty() && !fits {
        return Err(Invalid::one("address", Reason::Malformed).into());
    }
    let tx = app.db.begin().await?;
    storage::member::set_mail(&tx, member, Some(address).filter(|one| !one.is_empty())).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts today's mails into the queue, once a day.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(app: &App) -> Result<(), Error> {
    if !is_on(app) || app.clock.now().hour() < app.config.digest_hour {
        return Ok(());
    }
    let day = app.clock.today().to_string();
    let tx = app.db.begin().await?;
    if !storage::instance::set_mailed(&tx, &day).await? {
        return Ok(());
    }
    for member in storage::member::list(&tx).await? {
        if member.mail.is_some() && member.standing == Standing::Active {
            let task = Task::Digest { member: member.id, day: day.clone() };
            storage::task::push(&tx, &task, app.clock.unix()).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Sends the mail of a day to a member, unless the day is over or they want none any more.
///
/// # Errors
/// When the mail server does not take it. Nothing of its answer is told: it may repeat the address.
pub async fn send(app: &App, member: MemberId, day: &str) -> Result<(), Error> {
    let found = storage::member::find(app.db.read(), member).await?.filter(|one| one.standing == Standing::Active);
    let Some(address) = found.and_then(|one| one.mail) else { return Ok(()) };
    if day != app.clock.today().to_string() || !is_on(app) {
        return Ok(());
    }
    let failed = |what: &str| Error::Internal(format!("the daily mail: {what}"));
    let texts = app.texts.find(LANGUAGE).ok_or_else(|| failed("no texts"))?;
    let message = Message::builder()
        .from(app.config.mail_from.parse().map_err(|_| failed("mail_from is no address"))?)
        .to(address.parse().map_err(|_| failed("a member's address is none"))?)
        .subject(texts.get("mail-digest-subject").plain())
        .header(ContentType::TEXT_PLAIN)
        .body(texts.get("mail-digest-body").plain())
        .map_err(|_| failed("it cannot be written"))?;
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(app.config.smtp_url.expose());
    let transport = transport.map_err(|_| failed("smtp_url is malformed"))?.build();
    transport.send(message).await.map_err(|_| failed("the mail server did not take it"))?;
    Ok(())
}
