//! The one error of the storage layer.

use std::error::Error as _;

use sea_orm::SqlErr;

/// Why a row or a blob could not be read or written. Never carries a row's content.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("blob store: {0}")]
    File(#[from] std::io::Error),
    #[cfg(feature = "s3")]
    #[error("blob store: {0}")]
    Blob(#[from] object_store::Error),
    #[error("the database holds a malformed {0}")]
    Corrupt(&'static str),
    /// Table and column.
    #[error("{0}.{1}: a value that the secret key does not open in its place")]
    Sealed(&'static str, &'static str),
    #[error("{0}")]
    Unusable(String),
}

impl StorageError {
    /// Whether a disk is full, which a person can be told and which passes.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let mut next: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = next {
            if let Some(io) = error.downcast_ref::<std::io::Error>()
                && io.kind() == std::io::ErrorKind::StorageFull
            {
                return true;
            }
            next = error.source();
        }
        // SQLite (13) and PostgreSQL (53100) say it in words only, through the driver.
        let text = self.to_string();
        self.source().is_some() && (text.contains("disk is full") || text.contains("No space left on device"))
    }

    /// Whether a row with the same unique value exists already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        let Self::Database(error) = self else { return false };
        matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
    }
}
