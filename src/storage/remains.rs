//! What deleted rows leave behind in the files of the database, and how it goes.
//!
//! SQLite overwrites what is deleted (`secure_delete`), but its write-ahead log keeps the row as it was written, and
//! pages lie in the order in which rows came. PostgreSQL overwrites nothing, and numbers rows and long values in the
//! order in which they came. So the log is emptied, or the tables are rewritten, after deletions; and in the night
//! everything is rewritten in an order that says nothing. What stays is said in docs/threat-model.md.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, DbErr, Statement, TransactionTrait as _};

use super::entity::TABLES;
use super::{Db, StorageError};

/// Bytes of a table of PostgreSQL up to which it is rewritten after each deletion; a larger one, in the night. Nobody
/// reads or writes the table meanwhile: this much takes a second or two.
const SMALL: i64 = 128 << 20;

/// Takes what was deleted out of the files of the database. Returns false when somebody was in the way, or a table is
/// too large for the day: then it is still to be done.
pub async fn clear(db: &Db) -> Result<bool, StorageError> {
    let deleted = db.take_deleted();
    let cleared = match db.read().get_database_backend() {
        DbBackend::Sqlite => truncate_log(&db.brief).await,
        _ => rewrite_small(&db.brief, &deleted).await,
    };
    if !matches!(cleared, Ok(true)) {
        db.note_deleted(deleted);
    }
    Ok(cleared?)
}

/// Rewrites everything, so that no place in a file tells which row came first. Returns false when
/// somebody was in the way. SQLite needs the size of its file twice more meanwhile; [`clear`] gives it back.
pub async fn shuffle(db: &Db) -> Result<bool, StorageError> {
    let deleted = db.take_deleted();
    let shuffled = match db.read().get_database_backend() {
        // Rows of such tables lie in the order of their random key; VACUUM lays the pages in the same order.
        DbBackend::Sqlite => undisturbed(db.brief.execute_unprepared("VACUUM").await),
        _ => rewrite_all(&db.brief).await,
    };
    if !matches!(shuffled, Ok(true)) {
        db.note_deleted(deleted);
    }
    Ok(shuffled?)
}

async fn rewrite_all(brief: &DatabaseConnection) -> Result<bool, DbErr> {
    for table in TABLES {
        if !rewrite(brief, table.name).await? {
            return Ok(false);
        }
    }
    end_log(brief).await;
    Ok(true)
}

/// Moves the write-ahead log into the file and cuts it to nothing. False when a reader or writer kept it.
async fn truncate_log(brief: &DatabaseConnection) -> Result<bool, DbErr> {
    let checkpoint = |how| Statement::from_string(DbBackend::Sqlite, format!("PRAGMA wal_checkpoint({how})"));
    // Most of it while others write; only the rest keeps them waiting.
    brief.query_one_raw(checkpoint("PASSIVE")).await?;
    let row = brief.query_one_raw(checkpoint("TRUNCATE")).await?;
    let busy: Option<i32> = row.and_then(|row| row.try_get_by_index(0).ok());
    Ok(busy == Some(0))
}

/// Rewrites those of the tables that are small.
async fn rewrite_small(brief: &DatabaseConnection, deleted: &BTreeSet<String>) -> Result<bool, DbErr> {
    let mut all = true;
    let mut any = false;
    for table in TABLES.iter().filter(|table| deleted.contains(table.name)) {
        let sql = format!("SELECT pg_total_relation_size('\"{}\"')", table.name);
        let row = brief.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
        let size: i64 = row.and_then(|row| row.try_get_by_index(0).ok()).unwrap_or_default();
        let rewritten = size <= SMALL && rewrite(brief, table.name).await?;
        all &= rewritten;
        any |= rewritten;
    }
    if any {
        end_log(brief).await;
    }
    Ok(all)
}

/// Writes a table of PostgreSQL anew. Its rows come to lie in random order; so do the numbers of long values, which
/// `VACUUM FULL` and `CLUSTER` keep. What was there is gone from its files. False when somebody used the table for too
/// long. A reader with an older view, as a backup is, still finds the rows as they were.
async fn rewrite(brief: &DatabaseConnection, table: &str) -> Result<bool, DbErr> {
    let again = async {
        let tx = brief.begin().await?;
        tx.execute_unprepared(&format!("LOCK TABLE \"{table}\" IN ACCESS EXCLUSIVE MODE")).await?;
        tx.execute_unprepared(&format!(
            "WITH gone AS (DELETE FROM \"{table}\" RETURNING *) \
             INSERT INTO \"{table}\" SELECT * FROM gone ORDER BY random()"
        ))
        .await?;
        tx.commit().await
    };
    if !undisturbed(again.await)? {
        return Ok(false);
    }
    undisturbed(brief.execute_unprepared(&format!("VACUUM (FULL, ANALYZE) \"{table}\"")).await)
}

/// Lets PostgreSQL put away its write-ahead log, if it was allowed to us (docs/operating.md).
async fn end_log(brief: &DatabaseConnection) {
    for sql in ["SELECT pg_switch_wal()", "CHECKPOINT"] {
        if brief.execute_unprepared(sql).await.is_err() {
            return;
        }
    }
}

/// Whether a statement was carried out. False when it would have had to wait for others.
fn undisturbed<T>(done: Result<T, DbErr>) -> Result<bool, DbErr> {
    match done {
        Ok(_) => Ok(true),
        Err(error) => {
            let words = error.to_string();
            if words.contains("database is locked") || words.contains("lock timeout") { Ok(false) } else { Err(error) }
        }
    }
}
