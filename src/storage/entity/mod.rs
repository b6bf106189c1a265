//! The one list of tables. Each has a file here with its columns as the migrations made them; only `storage` looks in.
//!
//! What speaks of every table is derived from [`TABLES`]: backup and restore (`storage/backup.rs`), the search for
//! leaked words and the check of row order (`tests/integration/secrecy.rs`). That file also compares the list and its
//! columns with a migrated database. How to add a table is written in `storage/mod.rs`.

use sea_orm::{EntityTrait, IdenStatic as _, IntoActiveModel, Iterable as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{StorageError, Tx};

/// A table, and what the program must know of it before it stores a row.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub order: RowOrder,
    pub backup: InBackup,
    /// The names of its columns, in the order of the entity.
    pub columns: fn() -> Vec<&'static str>,
}

/// Whether the file of the database tells which row came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOrder {
    /// Rows lie in the order of their random key: `WITHOUT ROWID` on SQLite. Required of everything that citizens cause
    /// (docs/architecture.md, rule 3).
    Hidden,
    /// Rows may lie in the order in which they came.
    Told,
}

/// What a backup does with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InBackup {
    /// In the file of the day.
    Data,
    /// In the file of keys, which each backup replaces.
    Keys,
    /// In neither, for this reason.
    LeftOut(&'static str),
}

macro_rules! tables {
    ($($table:ident: $order:ident, $backup:ident $(($reason:literal))?;)*) => {
        $(pub(super) mod $table;)*

        /// Every table of the database but `seaql_migrations`, in the order in which a restore fills them.
        pub const TABLES: &[Table] = &[$(Table {
            name: stringify!($table),
            order: RowOrder::$order,
            backup: InBackup::$backup $(($reason))?,
            columns: columns::<$table::Entity>,
        }),*];

        /// Calls `each` with every row of a table.
        pub(super) async fn read_rows(
            tx: &Tx,
            table: &str,
            each: impl FnMut(Value) -> Result<(), StorageError>,
        ) -> Result<(), StorageError> {
            match table {
                $(stringify!($table) => read::<$table::Entity>(tx, each).await,)*
                _ => Err(StorageError::Corrupt("table name")),
            }
        }

        /// Inserts a row that [`read_rows`] has given.
        pub(super) async fn insert_row(tx: &Tx, table: &str, row: Value) -> Result<(), StorageError> {
            match table {
                $(stringify!($table) => insert::<$table::Entity>(tx, row).await,)*
                _ => Err(StorageError::Corrupt("table name")),
            }
        }
    };
}

tables! {
    instance: Told, Data;
    organisation: Told, Data;
    member: Told, Data;
    consultation: Told, Data;
    circle_member: Told, Data;
    report: Hidden, Data;
    message: Hidden, Data;
    case_record: Hidden, Data;
    circle_document: Told, Data;
    deletion: Told, Data;
    summary: Told, Data;
    upload: Hidden, Data;
    upload_part: Hidden, Data;
    task: Hidden, Data;
    audit: Hidden, Data;
    epoch: Told, Keys;
    epoch_wrap: Told, Keys;
    session: Hidden, LeftOut("a session that was ended since must not be open again");
    ticket: Hidden, LeftOut("they are good for hours only");
    answer_page: Hidden, LeftOut("they are shown for minutes only");
    invitation: Told, LeftOut("one that was used or withdrawn since must not be good again");
    passkey: Told, LeftOut("one that was removed since must not open the account again");
}

fn columns<E: EntityTrait>() -> Vec<&'static str> {
    E::Column::iter().map(|column| column.as_str()).collect()
}

async fn read<E>(tx: &Tx, mut each: impl FnMut(Value) -> Result<(), StorageError>) -> Result<(), StorageError>
where
    E: EntityTrait,
    E::Model: Serialize,
{
    for row in E::find().all(tx).await? {
        each(serde_json::to_value(&row).map_err(|_| StorageError::Corrupt("row"))?)?;
    }
    Ok(())
}

async fn insert<E>(tx: &Tx, row: Value) -> Result<(), StorageError>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + IntoActiveModel<E::ActiveModel>,
{
    let row: E::Model = serde_json::from_value(row).map_err(|_| StorageError::Corrupt("row"))?;
    E::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}
