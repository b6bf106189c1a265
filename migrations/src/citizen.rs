//! Tables that hold rows about citizens do not reveal the order of insertion (docs/architecture.md, rule 3).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Creates a table; on SQLite `WITHOUT ROWID`, so that rows lie in the order of their random key.
pub async fn create(manager: &SchemaManager<'_>, table: TableCreateStatement) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DbBackend::Sqlite => {
            let sql = format!("{} WITHOUT ROWID", table.to_string(SqliteQueryBuilder));
            manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
        }
        _ => manager.create_table(table).await,
    }
}
