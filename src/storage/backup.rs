//! All rows as lines of JSON, and back: what a backup holds. One line is `{"table": …, "row": {…}}`; bytes are base64.
//! Which table is in which file is said in the list of tables ([`TABLES`]).
//!
//! Epochs and their wraps are in a file of their own. Wraps in an old copy would outlive shredding: only the latest are
//! kept, and an old copy of the rest is opened with those, or not at all.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sea_orm::EntityTrait as _;
use serde_json::{Map, Value, json};

use super::entity::{self, InBackup, TABLES};
use super::{StorageError, Tx, column};
use crate::domain::member::Standing;

/// Which file of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Everything but the other half, and but what must not come back from an older state.
    Data,
    /// The epochs' statements and the wraps of their keys, and which accounts are closed.
    Keys,
}

impl Half {
    fn holds(self, backup: InBackup) -> bool {
        match self {
            Self::Data => backup == InBackup::Data,
            Self::Keys => backup == InBackup::Keys,
        }
    }
}

/// Gives every row of one half to `line`. Returns how many rows there are.
pub async fn write(
    tx: &Tx,
    half: Half,
    mut line: impl FnMut(String) -> std::io::Result<()>,
) -> Result<u64, StorageError> {
    let mut line = |text: Value| line(text.to_string()).map_err(|error| StorageError::Unusable(error.to_string()));
    let mut rows = 0;
    for table in TABLES.iter().filter(|table| half.holds(table.backup)) {
        let each = |row| {
            rows += 1;
            line(json!({ "table": table.name, "row": packed(row) }))
        };
        entity::read_rows(tx, table.name, each).await?;
    }
    if half == Half::Keys {
        for id in closed_accounts(tx).await? {
            line(json!({ "removed": id }))?;
        }
    }
    Ok(rows)
}

/// Inserts the row of a line, or closes the account that it names. Refuses a line that [`write`] did not make for this
/// half ([`StorageError::Corrupt`]).
pub async fn read(tx: &Tx, half: Half, line: &str) -> Result<(), StorageError> {
    let corrupt = || StorageError::Corrupt("backup");
    let parsed: Value = serde_json::from_str(line).map_err(|_| corrupt())?;
    if let (Half::Keys, Some(id)) = (half, parsed["removed"].as_str()) {
        return super::member::remove(tx, column::parse(id, "member id")?).await;
    }
    let row = unpacked(&parsed["row"]).ok_or_else(corrupt)?;
    let named = |table: &&entity::Table| parsed["table"] == table.name && half.holds(table.backup);
    let table = TABLES.iter().find(named).ok_or_else(corrupt)?;
    entity::insert_row(tx, table.name, row).await
}

/// The ids of accounts that were closed: an older state must not open them again.
async fn closed_accounts(tx: &Tx) -> Result<Vec<String>, StorageError> {
    let members = super::member::list(tx).await?.into_iter();
    let closed = members.filter(|member| member.standing == Standing::Removed);
    Ok(closed.map(|member| member.id.to_string()).collect())
}

/// The keys of all blobs that attachments consist of.
pub async fn blobs(tx: &Tx) -> Result<Vec<String>, StorageError> {
    Ok(entity::upload_part::Entity::find().all(tx).await?.into_iter().map(|part| part.key).collect())
}

/// A row whose bytes, which serde writes as lists of numbers, are base64.
fn packed(row: Value) -> Value {
    let Value::Object(fields) = row else { return row };
    let pack = |value: Value| match value {
        Value::Array(numbers) => {
            let bytes: Vec<_> = numbers.iter().filter_map(|byte| u8::try_from(byte.as_u64()?).ok()).collect();
            json!({ "base64": BASE64_STANDARD.encode(bytes) })
        }
        other => other,
    };
    Value::Object(fields.into_iter().map(|(name, value)| (name, pack(value))).collect())
}

/// The row that [`packed`] was given; `None` for anything else.
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
