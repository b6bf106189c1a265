//! The database: SQLite in one file by default, PostgreSQL by changing the URL.

use std::time::Duration;

use async_trait::async_trait;
use migrations::MigratorTrait as _;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    IsolationLevel, QueryResult, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait as _,
};

use super::StorageError;

/// The pool of connections.
#[derive(Clone, Debug)]
pub struct Db(DatabaseConnection);

impl Db {
    /// Connects; for SQLite the file is made if it is missing. Refuses a URL that it does not understand.
    pub async fn connect(url: &str) -> Result<Self, StorageError> {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).max_connections(8).acquire_timeout(Duration::from_secs(20));
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                // An acknowledged report survives a power cut (docs/architecture.md, rule 6).
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(20))
                // What is deleted is overwritten.
                .pragma("secure_delete", "ON")
                .foreign_keys(true)
        });
        Ok(Self(Database::connect(options).await?))
    }

    /// Brings the schema to this program's version.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        Ok(migrations::Migrator::up(&self.0, None).await?)
    }

    /// The names of the migrations that have not run.
    pub async fn pending(&self) -> Result<Vec<String>, StorageError> {
        let pending = migrations::Migrator::get_pending_migrations(&self.0).await?;
        Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
    }

    /// The name of the last migration that has run; empty before the first.
    pub async fn version(&self) -> Result<String, StorageError> {
        let applied = migrations::Migrator::get_applied_migrations(&self.0).await?;
        Ok(applied.last().map(|migration| migration.name().to_owned()).unwrap_or_default())
    }

    /// For reads.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.0
    }

    /// Begins a write. SQLite takes its write lock at once, so that a read inside never goes stale.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx(self.0.begin_with_options(options).await?))
    }

    /// Begins a read that sees one moment, however long it takes.
    pub async fn snapshot(&self) -> Result<Tx, StorageError> {
        let isolation_level = match self.0.get_database_backend() {
            // In WAL mode every read transaction is a snapshot.
            DbBackend::Sqlite => None,
            _ => Some(IsolationLevel::RepeatableRead),
        };
        let options = TransactionOptions { isolation_level, ..TransactionOptions::default() };
        Ok(Tx(self.0.begin_with_options(options).await?))
    }

    /// Succeeds when the database answers.
    pub async fn ping(&self) -> Result<(), StorageError> {
        Ok(self.0.ping().await?)
    }

    /// SQLite's own verdict on the file, `ok` when sound; `None` on PostgreSQL.
    pub async fn integrity(&self) -> Result<Option<String>, StorageError> {
        if self.0.get_database_backend() != DbBackend::Sqlite {
            return Ok(None);
        }
        let row = self.0.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check(1)"));
        Ok(row.await?.and_then(|row| row.try_get_by_index::<String>(0).ok()))
    }

    /// Closes all connections.
    pub async fn close(self) -> Result<(), StorageError> {
        Ok(self.0.close().await?)
    }
}

/// A transaction. Only `services` begin one. Dropped without [`Tx::commit`], nothing of it has happened.
pub struct Tx(DatabaseTransaction);

impl Tx {
    /// Ends the transaction. When this returns, what was written is durable.
    pub async fn commit(self) -> Result<(), StorageError> {
        Ok(self.0.commit().await?)
    }

    /// Ends the transaction without effect.
    pub async fn rollback(self) -> Result<(), StorageError> {
        Ok(self.0.rollback().await?)
    }
}

/// Queries run in the transaction as they do on a connection.
#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.0.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(statement).await
    }
}
