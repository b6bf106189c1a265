//! The database: SQLite in one file by default, PostgreSQL by changing the URL.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use migrations::MigratorTrait as _;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    IsolationLevel, QueryResult, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait as _,
};

use super::StorageError;

/// How long the connection that rewrites files waits for others, who wait for it meanwhile.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Tables by name.
type Names = BTreeSet<String>;

/// The pool of connections.
#[derive(Clone, Debug)]
pub struct Db {
    pool: DatabaseConnection,
    /// One connection that gives up soon: it rewrites files, and others wait for it (`storage::remains`).
    pub(super) brief: DatabaseConnection,
    /// Tables of which rows were deleted since their remains were last cleared.
    deleted: Arc<Mutex<Names>>,
}

impl Db {
    /// Connects; for SQLite the file is made if it is missing. Refuses a URL that it does not understand.
    pub async fn connect(url: &str) -> Result<Self, StorageError> {
        let mut options = options(url, false);
        options.max_connections(8);
        let pool = Database::connect(options).await?;
        let mut options = self::options(url, true);
        options.max_connections(1).connect_lazy(true);
        Ok(Self { pool, brief: Database::connect(options).await?, deleted: Arc::default() })
    }

    /// Brings the schema to this program's version.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        Ok(migrations::Migrator::up(&self.pool, None).await?)
    }

    /// The names of the migrations that have not run.
    pub async fn pending(&self) -> Result<Vec<String>, StorageError> {
        let pending = migrations::Migrator::get_pending_migrations(&self.pool).await?;
        Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
    }

    /// The name of the last migration that has run; empty before the first.
    pub async fn version(&self) -> Result<String, StorageError> {
        let applied = migrations::Migrator::get_applied_migrations(&self.pool).await?;
        Ok(applied.last().map(|migration| migration.name().to_owned()).unwrap_or_default())
    }

    /// For reads.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.pool
    }

    /// Begins a write. SQLite takes its write lock at once, so that a read inside never goes stale.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.tx(self.pool.begin_with_options(options).await?))
    }

    fn tx(&self, inner: DatabaseTransaction) -> Tx {
        Tx { inner, deletes: Mutex::default(), deleted: Arc::clone(&self.deleted) }
    }

    /// Begins a read that sees one moment, however long it takes.
    pub async fn snapshot(&self) -> Result<Tx, StorageError> {
        let isolation_level = match self.pool.get_database_backend() {
            // In WAL mode every read transaction is a snapshot.
            DbBackend::Sqlite => None,
            _ => Some(IsolationLevel::RepeatableRead),
        };
        let options = TransactionOptions { isolation_level, ..TransactionOptions::default() };
        Ok(self.tx(self.pool.begin_with_options(options).await?))
    }

    /// Whether rows were deleted since [`Db::take_deleted`] was last called.
    #[must_use]
    pub fn has_deleted(&self) -> bool {
        !self.deleted.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The tables of which rows were deleted since the last call.
    pub(super) fn take_deleted(&self) -> Names {
        std::mem::take(&mut *self.deleted.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes note again of tables whose remains could not be cleared.
    pub(super) fn note_deleted(&self, tables: Names) {
        self.deleted.lock().unwrap_or_else(PoisonError::into_inner).extend(tables);
    }

    /// Succeeds when the database answers.
    pub async fn ping(&self) -> Result<(), StorageError> {
        Ok(self.pool.ping().await?)
    }

    /// SQLite's own verdict on the file, `ok` when sound; `None` on PostgreSQL.
    pub async fn integrity(&self) -> Result<Option<String>, StorageError> {
        if self.pool.get_database_backend() != DbBackend::Sqlite {
            return Ok(None);
        }
        let row = self.pool.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check(1)"));
        Ok(row.await?.and_then(|row| row.try_get_by_index::<String>(0).ok()))
    }

    /// Closes all connections.
    pub async fn close(self) -> Result<(), StorageError> {
        self.brief.close().await?;
        Ok(self.pool.close().await?)
    }
}

/// How connections are made: those of everybody, or the brief one.
fn options(url: &str, is_brief: bool) -> ConnectOptions {
    let patience = if is_brief { PATIENCE } else { Duration::from_secs(20) };
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(20));
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged report survives a power cut (docs/architecture.md, rule 6).
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(patience)
            // What is deleted is overwritten.
            .pragma("secure_delete", "ON")
            // What is sorted stays in memory, and in no file; but for the database itself, when it is rewritten.
            .pragma("temp_store", if is_brief { "FILE" } else { "MEMORY" })
            .foreign_keys(true)
    });
    if is_brief {
        options.map_sqlx_postgres_opts(move |postgres| {
            postgres.options([("lock_timeout", format!("{}ms", patience.as_millis()))])
        });
    }
    options
}

/// A transaction. Only `services` begin one. Dropped without [`Tx::commit`], nothing of it has happened.
pub struct Tx {
    inner: DatabaseTransaction,
    /// Tables of which it deletes rows.
    deletes: Mutex<Names>,
    deleted: Arc<Mutex<Names>>,
}

impl Tx {
    /// Ends the transaction. When this returns, what was written is durable.
    pub async fn commit(self) -> Result<(), StorageError> {
        self.inner.commit().await?;
        let deletes = self.deletes.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.deleted.lock().unwrap_or_else(PoisonError::into_inner).extend(deletes);
        Ok(())
    }

    /// Takes note of a statement that deletes rows: sea-orm writes it as `DELETE FROM "table" …`.
    fn note(&self, sql: &str) {
        let table = sql.strip_prefix("DELETE FROM \"").and_then(|rest| rest.split('"').next());
        if let Some(table) = table {
            self.deletes.lock().unwrap_or_else(PoisonError::into_inner).insert(table.to_owned());
        }
    }

    /// Ends the transaction without effect.
    pub async fn rollback(self) -> Result<(), StorageError> {
        Ok(self.inner.rollback().await?)
    }
}

/// Queries run in the transaction as they do on a connection.
#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let sql = statement.sql.clone();
        let done = self.inner.execute_raw(statement).await?;
        if done.rows_affected() > 0 {
            self.note(&sql);
        }
        Ok(done)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
