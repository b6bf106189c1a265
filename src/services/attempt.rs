//! What the owner of an account is told at the next sign-in: attempts that failed since the last one, and what was
//! changed. Counts and weeks, nothing finer.

use std::sync::PoisonError;

use crate::app::App;
use crate::domain::audit::{Act, CHANGES};
use crate::domain::crowd::attempt::{Attempt, Attempts};
use crate::domain::id::MemberId;
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage;
use crate::storage::audit::Entry;
use crate::storage::member::Member;

/// Entries of the journal that are looked at.
const MOST: u64 = 100;

/// Counts a failed attempt on an account that exists.
pub fn count(app: &App, member: MemberId, attempt: Attempt) {
    app.crowd.attempts.lock().unwrap_or_else(PoisonError::into_inner).add(member, attempt);
}

/// Moves what was counted in memory to the accounts' rows, so that a restart does not lose it.
pub async fn keep(app: &App) -> Result<(), Error> {
    let counted = app.crowd.attempts.lock().unwrap_or_else(PoisonError::into_inner).take_all();
    if counted.is_empty() {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    for (member, failed) in counted {
        storage::member::add_failed(&tx, member, failed).await?;
    }
    Ok(tx.commit().await?)
}

/// What happened to an account since the sign-in before the present one.
pub struct SinceLastSignIn {
    /// The week of that sign-in; `None` at the first.
    pub week: Option<Week>,
    pub failed: Attempts,
    /// Acts of the journal, the earliest first.
    pub changes: Vec<Entry>,
}

/// `member` is the account as it was before it signed in, and its sign-in is in the journal.
pub async fn since_last_sign_in(app: &App, member: &Member) -> Result<SinceLastSignIn, Error> {
    let counted = app.crowd.attempts.lock().unwrap_or_else(PoisonError::into_inner).take(member.id);
    let acts = [CHANGES.as_slice(), &[Act::SignedIn]].concat();
    let entries = storage::audit::list_of(app.db.read(), member.id, &acts, MOST).await?;
    let is_sign_in = |entry: &Entry| entry.act == Act::SignedIn.as_str();
    // The first is the present sign-in; what came before the one before it was told then.
    let since = entries.into_iter().skip(1).take_while(|entry| !is_sign_in(entry));
    let mut changes: Vec<_> = since.collect();
    changes.reverse();
    Ok(SinceLastSignIn { week: member.last_week, failed: member.failed.and(counted), changes })
}
