//! Summaries: sealed drafts, and what two members have approved.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![summary()]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![Index::create().name("summary_consultation").table("summary").col("consultation").to_owned()]
}

fn summary() -> TableCreateStatement {
    Table::create()
        .table("summary")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("consultation").string_len(32).not_null())
        .col(ColumnDef::new("epoch").integer().not_null())
        .col(ColumnDef::new("author").string_len(32).not_null())
        .col(ColumnDef::new("week").string().not_null())
        .col(ColumnDef::new("state").string().not_null())
        .col(ColumnDef::new("draft").blob().null())
        .col(ColumnDef::new("approver").string_len(32).null())
        .col(ColumnDef::new("slug").string().null().unique_key())
        .col(ColumnDef::new("text").text().null())
        .col(ColumnDef::new("embargo_until").string().null())
        .col(ColumnDef::new("author_document").text().null())
        .col(ColumnDef::new("approver_document").text().null())
        .to_owned()
}
