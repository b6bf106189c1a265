//! The work on cases: sealed documents of a circle, the week in which a report is deleted, how many were, and the daily
//! mail of members who want it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(circle_document()).await?;
        manager.create_table(deletion()).await?;
        // Reports of before get theirs from the first sweep.
        let due = ColumnDef::new("due").string().null().to_owned();
        manager.alter_table(Table::alter().table("report").add_column(due).to_owned()).await?;
        let rejected = ColumnDef::new("rejected").boolean().not_null().default(false).to_owned();
        manager.alter_table(Table::alter().table("report").add_column(rejected).to_owned()).await?;
        let swept = ColumnDef::new("swept").string().null().to_owned();
        manager.alter_table(Table::alter().table("instance").add_column(swept).to_owned()).await?;
        // Where a member wants the daily mail (sealed), and the day on which it was last sent.
        let mail = ColumnDef::new("mail").blob().null().to_owned();
        manager.alter_table(Table::alter().table("member").add_column(mail).to_owned()).await?;
        let mailed = ColumnDef::new("mailed").string().null().to_owned();
        manager.alter_table(Table::alter().table("instance").add_column(mailed).to_owned()).await?;
        // The days of the last night's work and of the last count, with what was counted.
        for column in ["shuffled", "counted"] {
            let column = ColumnDef::new(column).string().null().to_owned();
            manager.alter_table(Table::alter().table("instance").add_column(column).to_owned()).await?;
        }
        manager.create_index(Index::create().name("report_due").table("report").col("due").to_owned()).await
    }
}

fn circle_document() -> TableCreateStatement {
    Table::create()
        .table("circle_document")
        .col(ColumnDef::new("consultation").string_len(32).not_null())
        .col(ColumnDef::new("name").string().not_null())
        .col(ColumnDef::new("revision").integer().not_null())
        .col(ColumnDef::new("epoch").integer().not_null())
        .col(ColumnDef::new("ciphertext").blob().not_null())
        .primary_key(Index::create().col("consultation").col("name"))
        .to_owned()
}

fn deletion() -> TableCreateStatement {
    Table::create()
        .table("deletion")
        .col(ColumnDef::new("month").string().not_null().primary_key())
        .col(ColumnDef::new("count").integer().not_null())
        .to_owned()
}
