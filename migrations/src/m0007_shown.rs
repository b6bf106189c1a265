//! Pages that are shown after a form without JavaScript, sealed and for minutes.

use sea_orm_migration::prelude::*;

use crate::citizen;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let shown = Table::create()
            .table("shown")
            .col(ColumnDef::new("hash").string_len(64).not_null().primary_key())
            .col(ColumnDef::new("sealed").blob().not_null())
            .col(ColumnDef::new("expires_at").big_integer().not_null())
            .to_owned();
        citizen::create(manager, shown).await
    }
}
