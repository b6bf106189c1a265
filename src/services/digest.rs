//! The daily mail: who gets it, and when. It says the same words to everybody every day, whether there is news or not:
//! who reads it on the way learns that somebody works with Sutura, and nothing about reports. Only members who gave an
//! address get one. `jobs` sends it.

use super::authority::Confirmed;
use super::write;
use crate::app::App;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::MemberId;
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::member::Standing;
use crate::domain::task::Task;
use crate::error::Error;
use crate::{mail, storage};

/// Whether this installation sends mail.
#[must_use]
pub fn is_on(app: &App) -> bool {
    !app.config.smtp_url.expose().is_empty()
}

/// Sets where a member's daily mail goes; an empty text ends it. Refuses [`Invalid`] on the field `address`.
pub async fn set_address(app: &App, member: MemberId, _: &Confirmed, address: &str) -> Result<(), Error> {
    let address = Some(address.trim()).filter(|address| !address.is_empty());
    if address.is_some_and(|address| !mail::is_address(address)) {
        return Err(Invalid::one("address", Reason::Malformed).into());
    }
    let tx = app.db.begin().await?;
    storage::member::set_mail(&tx, &app.secret, member, address).await?;
    write::finish(app, tx, Actor::Member(member), Act::MailChanged).await
}

/// Puts today's mails into the queue, once a day.
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
    Ok(tx.commit().await?)
}

/// Where the mail of `day` (`YYYY-MM-DD`) goes; `None` when the day is over or the member no longer wants it.
pub async fn address(app: &App, member: MemberId, day: &str) -> Result<Option<String>, Error> {
    if day != app.clock.today().to_string() || !is_on(app) {
        return Ok(None);
    }
    let found = storage::member::find(app.db.read(), member).await?;
    let active = found.filter(|member| member.standing == Standing::Active);
    Ok(active.map(|member| member.mail(&app.secret)).transpose()?.flatten())
}
