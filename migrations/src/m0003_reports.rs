//! Reports, threads, case records and uploads: rows about citizens.

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
    vec![report(), message(), case_record(), upload(), upload_part()]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        Index::create().name("message_report").table("message").col("report").to_owned(),
        Index::create()
            .name("message_report_sequence")
            .table("message")
            .col("report")
            .col("sequence")
            .unique()
            .to_owned(),
        Index::create().name("upload_report").table("upload").col("report").to_owned(),
        Index::create().name("report_consultation").table("report").col("consultation").to_owned(),
    ]
}

fn report() -> TableCreateStatement {
    Table::create()
        .table("report")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("consultation").string_len(32).not_null())
        .col(ColumnDef::new("epoch").integer().not_null())
        .col(ColumnDef::new("week").string().not_null())
        .col(ColumnDef::new("form").string().not_null())
        .col(ColumnDef::new("state").string().not_null())
        .col(ColumnDef::new("verifier").blob().not_null().unique_key())
        .col(ColumnDef::new("source_recipient").text().null())
        .col(ColumnDef::new("envelope").blob().not_null())
        .to_owned()
}

fn message() -> TableCreateStatement {
    Table::create()
        .table("message")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("report").string_len(32).not_null())
        .col(ColumnDef::new("sequence").integer().not_null())
        .col(ColumnDef::new("epoch").integer().not_null())
        .col(ColumnDef::new("origin").string().not_null())
        .col(ColumnDef::new("week").string().not_null())
        .col(ColumnDef::new("ciphertext").blob().not_null())
        .to_owned()
}

fn case_record() -> TableCreateStatement {
    Table::create()
        .table("case_record")
        .col(ColumnDef::new("report").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("revision").integer().not_null())
        .col(ColumnDef::new("epoch").integer().not_null())
        .col(ColumnDef::new("ciphertext").blob().not_null())
        .to_owned()
}

fn upload() -> TableCreateStatement {
    Table::create()
        .table("upload")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("size").big_integer().not_null())
        .col(ColumnDef::new("received").big_integer().not_null())
        .col(ColumnDef::new("expires_at").big_integer().null())
        .col(ColumnDef::new("report").string_len(32).null())
        .to_owned()
}

fn upload_part() -> TableCreateStatement {
    Table::create()
        .table("upload_part")
        .col(ColumnDef::new("upload").string_len(32).not_null())
        .col(ColumnDef::new("start").big_integer().not_null())
        .col(ColumnDef::new("size").big_integer().not_null())
        .col(ColumnDef::new("key").string().not_null())
        .primary_key(Index::create().col("upload").col("start"))
        .to_owned()
}
