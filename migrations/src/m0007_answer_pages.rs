//! Pages that answer a form sent without JavaScript: sealed, and kept for minutes.

use sea_orm_migration::prelude::*;

use crate::citizen;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        citizen::create(manager, answer_page()).await
    }
}

fn answer_page() -> TableCreateStatement {
    Table::create()
        .table("answer_page")
        .col(ColumnDef::new("hash").string_len(64).not_null().primary_key())
        .col(ColumnDef::new("sealed").blob().not_null())
        .col(ColumnDef::new("expires_at").big_integer().not_null())
        .to_owned()
}
