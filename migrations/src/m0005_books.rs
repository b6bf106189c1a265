//! The books that sessions, tickets, tasks and the audit log keep.

use sea_orm_migration::prelude::*;

use crate::citizen;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            citizen::create(manager, table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![session(), ticket(), task(), audit()]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![Index::create().name("task_run_at").table("task").col("run_at").to_owned()]
}

fn session() -> TableCreateStatement {
    Table::create()
        .table("session")
        .col(ColumnDef::new("id").string().not_null().primary_key())
        .col(ColumnDef::new("data").blob().not_null())
        .col(ColumnDef::new("expires_at").big_integer().not_null())
        .to_owned()
}

fn ticket() -> TableCreateStatement {
    Table::create()
        .table("ticket")
        .col(ColumnDef::new("hash").string().not_null().primary_key())
        .col(ColumnDef::new("uploads").integer().not_null())
        .col(ColumnDef::new("bytes").big_integer().not_null())
        .col(ColumnDef::new("spent").boolean().not_null())
        .col(ColumnDef::new("expires_at").big_integer().not_null())
        .to_owned()
}

fn task() -> TableCreateStatement {
    Table::create()
        .table("task")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("body").text().not_null())
        .col(ColumnDef::new("run_at").big_integer().not_null())
        .col(ColumnDef::new("attempts").integer().not_null())
        .to_owned()
}

fn audit() -> TableCreateStatement {
    Table::create()
        .table("audit")
        .col(ColumnDef::new("sequence").integer().not_null().primary_key())
        .col(ColumnDef::new("actor").string().not_null())
        .col(ColumnDef::new("act").string().not_null())
        .col(ColumnDef::new("week").string().not_null())
        .col(ColumnDef::new("previous").string().not_null())
        .col(ColumnDef::new("mac").string().not_null())
        .to_owned()
}
