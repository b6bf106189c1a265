//! Pages that answer a form without JavaScript. Browsers keep the body of a form in their session file as long as its
//! answer is a page of their history; the answer is therefore a redirection, and the page is kept here for minutes, sealed
//! under a key that stands in its address alone. Neither the database nor, later, the address in a history tells anything.

use crate::app::App;
use crate::crypto::once::OnceKey;
use crate::domain::refusal::Refusal;
use crate::error::Error;
use crate::storage::{self, StorageError};

/// Seconds to which the end of a page is rounded up, so that the row does not tell the second of a report; pages live
/// between one and two of them: long enough to load again on a bad link.
const MINUTES: i64 = 600;
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
    plain.extend_from_slice(shown.html.as_bytes());
    let sealed = key.seal(&plain)?;
    let expires_at = (app.clock.unix() / MINUTES + 2) * MINUTES;
    let tx = app.db.begin().await?;
    storage::shown::delete_expired(&tx, app.clock.unix()).await?;
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
    let sealed = storage::shown::find(app.db.read(), &key.name(), app.clock.unix()).await?.ok_or(Refusal::PageOver)?;
    let plain = key.open(&sealed).map_err(|_| Refusal::PageOver)?;
    let (status, html) = plain.split_first_chunk::<2>().ok_or(Refusal::PageOver)?;
    let html = String::from_utf8(html.to_vec()).map_err(|_| Refusal::PageOver)?;
    Ok(Shown { status: u16::from_be_bytes(*status), html })
}
