//! The database: SQLite in one file by default, PostgreSQL by changing the URL.

use std::time::Duration;

use migrations::MigratorTrait as _;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait as _,
};

use super::StorageError;

/// A transaction. Only `services` begin one.
pub type Tx = DatabaseTransaction;

/// The pool of connections.
#[derive(Clone, Debug)]
pub struct Db(DatabaseConnection);

impl Db {
    /// Connects; for SQLite the file is made if it is missing.
    ///
    /// # Errors
    /// When the URL is not understood or the database does not answer.
    pub async fn connect(url: &str) -> Result<Self, StorageError> {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).max_connections(8).acquire_timeout(Duration::from_secs(20));
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                // An acknowledged report survives a power cut (DESIGN rule 6).
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(20))
                // What is deleted is overwritten.
                .pragma("secure_delete", "ON")
                .foreign_keys(true)
        });
        Ok(Self(Database::connect(options).await?))
    }

    /// Brings the schema to this program's version.
    ///
    /// # Errors
    /// When a migration fails.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        Ok(migrations::Migrator::up(&self.0, None).await?)
    }

    /// Names of the migrations that have not run.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn pending(&self) -> Result<Vec<String>, StorageError> {
        let pending = migrations::Migrator::get_pending_migrations(&self.0).await?;
        Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
    }

    /// For reads.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.0
    }

    /// Begins a write. SQLite takes its write lock at once, so that a read inside never goes stale.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.0.begin_with_options(options).await?)
    }

    /// Begins a read that sees one moment, however long it takes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snapshot(&self) -> Result<Tx, StorageError> {
        let isolation_level = match self.0.get_database_backend() {
            // In WAL mode every read transaction is a snapshot.
            DbBackend::Sqlite => None,
            _ => Some(IsolationLevel::RepeatableRead),
        };
        Ok(self.0.begin_with_options(TransactionOptions { isolation_level, ..TransactionOptions::default() }).await?)
    }

    /// The name of the last migration that has run.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn version(&self) -> Result<String, StorageError> {
        let applied = migrations::Migrator::get_applied_migrations(&self.0).await?;
        Ok(applied.last().map(|migration| migration.name().to_owned()).unwrap_or_default())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StorageError> {
        Ok(self.0.ping().await?)
    }

    /// For SQLite: its own verdict on the file, `ok` when sound.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn integrity(&self) -> Result<Option<String>, StorageError> {
        if self.0.get_database_backend() != DbBackend::Sqlite {
            return Ok(None);
        }
        let row = self.0.query_one_raw(sea_orm::Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check(1)"));
        Ok(row.await?.and_then(|row| row.try_get_by_index::<String>(0).ok()))
    }

    /// Closes all connections.
    ///
    /// # Errors
    /// When the driver reports one.
    pub async fn close(self) -> Result<(), StorageError> {
        Ok(self.0.close().await?)
    }
}
