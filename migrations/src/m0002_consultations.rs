//! Consultations, their circles, epochs and wraps.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![consultation(), circle_member(), epoch(), epoch_wrap()]
}

fn consultation() -> TableCreateStatement {
    Table::create()
        .table("consultation")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("organisation").string_len(32).not_null())
        .col(ColumnDef::new("slug").string().not_null().unique_key())
        .col(ColumnDef::new("position").integer().not_null())
        .col(ColumnDef::new("definition").text().not_null())
        .col(ColumnDef::new("intake").string().not_null())
        .col(ColumnDef::new("plain_form").string().not_null())
        .to_owned()
}

fn circle_member() -> TableCreateStatement {
    Table::create()
        .table("circle_member")
        .col(ColumnDef::new("consultation").string_len(32).not_null())
        .col(ColumnDef::new("member").string_len(32).not_null())
        .primary_key(Index::create().col("consultation").col("member"))
        .to_owned()
}

fn epoch() -> TableCreateStatement {
    Table::create()
        .table("epoch")
        .col(ColumnDef::new("consultation").string_len(32).not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .col(ColumnDef::new("statement").text().not_null())
        .col(ColumnDef::new("signature").string().not_null())
        .col(ColumnDef::new("signer").string().not_null())
        // Sealed to the epoch; empty once its keys are shredded.
        .col(ColumnDef::new("roster").blob().not_null())
        .primary_key(Index::create().col("consultation").col("number"))
        .to_owned()
}

fn epoch_wrap() -> TableCreateStatement {
    Table::create()
        .table("epoch_wrap")
        .col(ColumnDef::new("consultation").string_len(32).not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .col(ColumnDef::new("member").string_len(32).not_null())
        .col(ColumnDef::new("wrap").blob().not_null())
        .primary_key(Index::create().col("consultation").col("number").col("member"))
        .to_owned()
}
