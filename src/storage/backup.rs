//! All rows as lines of JSON, and back: what a backup holds. One line is `{"table": …, "row": {…}}`; bytes are base64.
//!
//! Epochs and their wraps are apart from the rest. Wraps in an old copy would outlive shredding: only the latest are kept,
//! and an old copy of the rest is opened with those, or not at all.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sea_orm::{ConnectionTrait, EntityTrait as _, IntoActiveModel as _};
use serde_json::{Map, Value, json};

use super::entity;
use super::{StorageError, Tx, column};
use crate::domain::member::Standing;

/// Which half of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Everything but the other half, and but what must not come back from an older state: sessions, tickets, shown pages,
    /// invitations and passkeys.
    Data,
    /// The epochs' statements and the wraps of their keys, and which accounts are closed.
    Keys,
}

macro_rules! tables {
    ($($half:ident $table:ident),* $(,)?) => {
        /// Writes every row of one half.
        ///
        /// # Errors
        /// When the database does not answer, or `line` fails.
        pub async fn write(
            db: &impl ConnectionTrait,
            half: Half,
            mut line: impl FnMut(String) -> std::io::Result<()>,
        ) -> Result<u64, StorageError> {
            let mut rows = 0;
            $(if half == Half::$half {
                for row in entity::$table::Entity::find().all(db).await? {
                    let row = serde_json::to_value(&row).map_err(|_| StorageError::Corrupt(stringify!($table)))?;
                    let text = json!({ "table": stringify!($table), "row": packed(row) }).to_string();
                    line(text).map_err(|error| StorageError::Unusable(error.to_string()))?;
                    rows += 1;
                }
            })*
            if half == Half::Keys {
                for id in removed(db).await? {
                    line(json!({ "removed": id }).to_string()).map_err(|error| StorageError::Unusable(error.to_string()))?;
                }
            }
            Ok(rows)
        }

        /// Inserts the row of a line, or closes the account that it names. The table must be one of this half.
        ///
        /// # Errors
        /// [`StorageError::Corrupt`] for anything but such a line.
        pub async fn read(tx: &Tx, half: Half, line: &str) -> Result<(), StorageError> {
            let parsed: Value = serde_json::from_str(line).map_err(|_| StorageError::Corrupt("backup"))?;
            if let (Half::Keys, Some(id)) = (half, parsed["removed"].as_str()) {
                return super::member::remove(tx, column::parse(id, "member id")?).await;
            }
            let row = unpacked(&parsed["row"]).ok_or(StorageError::Corrupt("backup"))?;
            match (half, parsed["table"].as_str()) {
                $((Half::$half, Some(stringify!($table))) => {
                    let model: entity::$table::Model =
                        serde_json::from_value(row).map_err(|_| StorageError::Corrupt(stringify!($table)))?;
                    entity::$table::Entity::insert(model.into_active_model()).exec_without_returning(tx).await?;
                })*
                _ => return Err(StorageError::Corrupt("backup")),
            }
            Ok(())
        }
    };
}

tables! {
    Data instance,
    Data organisation,
    Data member,
    Data consultation,
    Data circle_member,
    Data report,
    Data message,
    Data case_record,
    Data circle_document,
    Data deletion,
    Data summary,
    Data upload,
    Data upload_part,
    Data task,
    Data audit,
    Keys epoch,
    Keys epoch_wrap,
}

/// Accounts that were closed: an older state must not open them again.
async fn removed(db: &impl ConnectionTrait) -> Result<Vec<String>, StorageError> {
    let closed = super::member::list(db).await?.into_iter().filter(|one| one.standing == Standing::Removed);
    Ok(closed.map(|one| one.id.to_string()).collect())
}

/// Keys of all blobs that attachments consist of.
///
/// # Errors
/// When the database does not answer.
pub async fn blobs(db: &impl ConnectionTrait) -> Result<Vec<String>, StorageError> {
    Ok(entity::upload_part::Entity::find().all(db).await?.into_iter().map(|part| part.key).collect())
}

/// Bytes, which serde writes as lists of numbers, as base64.
fn packed(row: Value) -> Value {
    let Value::Object(fields) = row else { return row };
    let pack = |value: Value| match value {
        Value::Array(numbers) => {
            let bytes = numbers.iter().filter_map(|one| u8::try_from(one.as_u64()?).ok()).collect::<Vec<_>>();
            json!({ "base64": BASE64_STANDARD.encode(bytes) })
        }
        other => other,
    };
    Value::Object(fields.into_iter().map(|(name, value)| (name, pack(value))).collect())
}

fn unpacked(row: &Value) -> Option<Value> {
    let mut fields = Map::new();
    for (name, value) in row.as_object()? {
        let value = match value.get("base64") {
            Some(text) => BASE64_STANDARD.decode(text.as_str()?).ok()?.into(),
            None => value.clone(),
        };
        fields.insert(name.clone(), value);
    }
    Some(Value::Object(fields))
}
