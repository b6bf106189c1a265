//! The daily mail of one member, in the source language of all texts.

use crate::app::App;
use crate::domain::id::MemberId;
use crate::domain::language;
use crate::error::Error;
use crate::mail::{self, Mail};
use crate::services;

/// Sends the mail of `day` (`YYYY-MM-DD`) to a member, unless the day is over or they no longer want it.
pub async fn send(app: &App, member: MemberId, day: &str) -> Result<(), Error> {
    let Some(to) = services::digest::address(app, member, day).await? else { return Ok(()) };
    let texts =
        app.texts.find(language::SOURCE).ok_or_else(|| Error::Internal("the daily mail has no texts".to_owned()))?;
    let mail = Mail {
        from: &app.config.mail_from,
        to: &to,
        subject: texts.get("mail-digest-subject").plain(),
        body: texts.get("mail-digest-body").plain(),
    };
    let sent = mail::send(app.config.smtp_url.expose(), mail).await;
    sent.map_err(|error| Error::Internal(format!("the daily mail: {error}")))
}
