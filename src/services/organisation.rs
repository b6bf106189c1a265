//! Founding an instance.

use zeroize::Zeroizing;

use crate::crypto::random;
use crate::crypto::signing::Public;
use crate::domain::audit::{Act, Actor};
use crate::domain::id::OrganisationId;
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage::organisation::Organisation;
use crate::storage::{self, Db, instance};

/// Creates an organisation, and with the first one the instance itself. The root seed stays with the caller.
///
/// # Errors
/// [`Invalid`] for a name without letters or over 200 characters.
pub async fn create(db: &Db, week: Week, name: &str, root: &Public) -> Result<Organisation, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Invalid::one("name", Reason::Malformed).into());
    }
    let organisation =
        Organisation { id: random::id::<OrganisationId>(), name: name.to_owned(), root_public: root.to_string() };
    let tx = db.begin().await?;
    if instance::find(&tx).await?.is_none() {
        let fresh = instance::Instance {
            id: random::id(),
            ticket_key: Zeroizing::new(random::bytes::<32>().to_vec()),
            salt_key: Zeroizing::new(random::bytes::<32>().to_vec()),
        };
        instance::insert(&tx, &fresh).await?;
    }
    storage::organisation::insert(&tx, &organisation).await?;
    storage::audit::append(&tx, Actor::Operator, Act::OrganisationCreated, week).await?;
    tx.commit().await.map_err(storage::StorageError::from)?;
    Ok(organisation)
}
