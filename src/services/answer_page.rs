//! Pages that answer a form sent without JavaScript. Browsers keep the body of a form in their session file as long as
//! its answer is a page of their history; the answer is therefore a redirection, and the page is kept here, sealed
//! under a key that stands in its address alone. It can be read for minutes, so that whoever takes the phone later
//! finds nothing with the button for going back.

use zeroize::Zeroizing;

use crate::app::App;
use crate::crypto::once::OnceKey;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage;

/// Seconds for which a page can be read: long enough to load it again on a bad link.
const READABLE: i64 = 300;
/// Seconds to which the end of the row is rounded up, so that it does not tell the minute of a report. The second until
/// which the page can be read is sealed with it.
const ROUNDED: i64 = 600;
/// Pages at once. Beyond, a form is answered directly: a receipt that is not seen would be worse.
const MOST: u64 = 5000;

/// A page as it would have been answered.
pub struct AnswerPage {
    /// The HTTP status.
    pub status: u16,
    pub html: String,
}

/// Keeps a page and returns the token that opens it; `None` when there are too many.
pub async fn keep(app: &App, page: &AnswerPage) -> Result<Option<String>, Error> {
    if storage::answer_page::count(app.db.read()).await? >= MOST {
        return Ok(None);
    }
    let key = OnceKey::generate();
    let mut plain = Zeroizing::new(page.status.to_be_bytes().to_vec());
    let now = app.clock.unix();
    plain.extend_from_slice(&(now + READABLE).to_be_bytes());
    plain.extend_from_slice(page.html.as_bytes());
    let sealed = key.seal(&plain)?;
    let expires_at = (now / ROUNDED + 2) * ROUNDED;
    let tx = app.db.begin().await?;
    storage::answer_page::delete_expired(&tx, now).await?;
    storage::answer_page::insert(&tx, key.name(), sealed, expires_at).await?;
    tx.commit().await?;
    Ok(Some(key.token()))
}

/// The page of a token. Refuses [`Refusal::PageOver`] when there is none, or it can no longer be read.
pub async fn open(app: &App, token: &str) -> Result<AnswerPage, Error> {
    let key = OnceKey::parse(token).map_err(|_| Refusal::PageOver)?;
    let now = app.clock.unix();
    let sealed = storage::answer_page::find(app.db.read(), &key.name(), now).await?.ok_or(Refusal::PageOver)?;
    let plain = key.open(&sealed).map_err(|_| Refusal::PageOver)?;
    let (status, rest) = plain.split_first_chunk::<2>().ok_or(Refusal::PageOver)?;
    let (until, html) = rest.split_first_chunk::<8>().ok_or(Refusal::PageOver)?;
    if i64::from_be_bytes(*until) < now {
        return Err(Refusal::PageOver.into());
    }
    let html = String::from_utf8(html.to_vec()).map_err(|_| Refusal::PageOver)?;
    Ok(AnswerPage { status: u16::from_be_bytes(*status), html })
}
