//! Replacing the secret key: with the old one everything that it sealed is sealed anew; without it, what it sealed is
//! forgotten, and members get another second factor. Either way sessions end. Reports, their keys and passphrases do
//! not depend on it.

use crate::crypto::secret_key::SecretKey;
use crate::domain::audit::{Act, Actor};
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage::{self, Db, instance};

/// Puts `new` in the place of `old`; `None` when that is lost. Refuses an old key that is not the installation's, and
/// with it a journal that does not hold: a new chain would cover that up.
pub async fn replace(db: &Db, old: Option<&SecretKey>, new: &SecretKey, week: Week) -> Result<(), Error> {
    let found = instance::find(db.read()).await?;
    let found = found.ok_or_else(|| Error::Internal("there is no instance yet".to_owned()))?;
    if let Some(old) = old {
        if !found.belongs_to(old) {
            return Err(Error::Internal("the present secret key is not that of this database".to_owned()));
        }
        if let Err(row) = storage::audit::verify(db, old).await? {
            return Err(Error::Internal(format!("the audit log was altered at entry {row}: tell the circle first")));
        }
    }
    let tx = db.begin().await?;
    instance::lock(&tx).await?;
    for member in storage::member::list(&tx).await? {
        storage::member::reseal(&tx, old, new, &member).await?;
        match old {
            Some(old) => storage::passkey::reseal(&tx, old, new, member.id).await?,
            None => storage::passkey::delete_all(&tx, member.id).await?,
        }
    }
    storage::session::delete_all(&tx).await?;
    instance::set_key(&tx, found.id, new).await?;
    storage::audit::rekey(&tx, new).await?;
    let act = if old.is_some() { Act::SecretKeyReplaced } else { Act::SecretKeyLost };
    storage::audit::append(&tx, new, Actor::Operator, act, week).await?;
    Ok(tx.commit().await?)
}
