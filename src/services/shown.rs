//! Pages that answer a form without JavaScript. Browsers keep the body of a form in their session file as long as its
//! answer is a page of their history; the answer is therefore a redirection, and the page is kept here, sealed under a key
//! that stands in its address alone. It is shown for minutes, so that whoever takes the phone later finds nothing by "back".

use crate::app::App;
use crate::crypto::once::OnceKey;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage::{self, StorageError};

/// Seconds for which a page is shown: long enough to load it again on a bad link.
const SHOWN: i64 = 300;
/// Seconds to which the end of the row is rounded up, so that it does not tell the minute of a report. The minute until
/// which the page is shown is sealed with it.
const ROUNDED: i64 = 600;
/// Pages at once. Beyond, a form is answered directly: a receipt that is not seen would be worse.
const MOST: u64 = 5000;

/// A page as it was to be answered.
pub struct Shown {
    pub status: u16,
    pub html: String,
}

/// Keeps a page and returns the token that shows it; `None` when there are too many.
///
/// # Errors
/// When the database does not answer.
pub async fn keep(app: &App, shown: &Shown) -> Result<Option<String>, Error> {
    if storage::shown::count(app.db.read()).await? >= MOST {
        return Ok(None);
    }
    let key = OnceKey::generate();
    let mut plain = zeroize::Zeroizing::new(shown.status.to_be_bytes().to_vec());
    let now = app.clock.unix();
    plain.extend_from_slice(&(now + SHOWN).to_be_bytes());
    plain.extend_from_slice(shown.html.as_bytes());
    let sealed = key.seal(&plain)?;
    let expires_at = (now / ROUNDED + 2) * ROUNDED;
    let tx = app.db.begin().await?;
    storage::shown::delete_expired(&tx, now).await?;
    storage::shown::insert(&tx, key.name(), sealed, expires_at).await?;
    tx.commit().await.map_err(StorageError::from)?;
    Ok(Some(key.token()))
}

/// The page of a token.
///
/// # Errors
/// [`Refusal::PageOver`] when there is none, or no more.
pub async fn show(app: &App, token: &str) -> Result<Shown, Error> {
    let key = OnceKey::parse(token).map_err(|_| Refusal::PageOver)?;
    let now = app.clock.unix();
    let sealed = storage::shown::find(app.db.read(), &key.name(), now).await?.ok_or(Refusal::PageOver)?;
    let plain = key.open(&sealed).map_err(|_| Refusal::PageOver)?;
    let (status, rest) = plain.split_first_chunk::<2>().ok_or(Refusal::PageOver)?;
    let (until, html) = rest.split_first_chunk::<8>().ok_or(Refusal::PageOver)?;
    if i64::from_be_bytes(*until) < now {
        return Err(Refusal::PageOver.into());
    }
    let html = String::from_utf8(html.to_vec()).map_err(|_| Refusal::PageOver)?;
    Ok(Shown { status: u16::from_be_bytes(*status), html })
}
