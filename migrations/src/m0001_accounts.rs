//! The instance, organisations and members.

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
    vec![instance(), organisation(), member()]
}

fn instance() -> TableCreateStatement {
    Table::create()
        .table("instance")
        .col(ColumnDef::new("id").integer().not_null().primary_key())
        .col(ColumnDef::new("instance_id").string_len(32).not_null())
        .col(ColumnDef::new("ticket_key").blob().not_null())
        .col(ColumnDef::new("salt_key").blob().not_null())
        .to_owned()
}

fn organisation() -> TableCreateStatement {
    Table::create()
        .table("organisation")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("name").string().not_null())
        .col(ColumnDef::new("root_public").string().not_null())
        .to_owned()
}

fn member() -> TableCreateStatement {
    Table::create()
        .table("member")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("organisation").string_len(32).not_null())
        .col(ColumnDef::new("login").string().not_null().unique_key())
        .col(ColumnDef::new("role").string().not_null())
        .col(ColumnDef::new("salt").blob().not_null())
        .col(ColumnDef::new("auth").string().not_null())
        .col(ColumnDef::new("totp").blob().not_null())
        .col(ColumnDef::new("totp_step").big_integer().not_null())
        .col(ColumnDef::new("recipient").text().not_null())
        .col(ColumnDef::new("signing").string().not_null())
        .col(ColumnDef::new("wrap").blob().not_null())
        .to_owned()
}
