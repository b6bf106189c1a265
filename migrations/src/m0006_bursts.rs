//! Which reports came in one burst, by a random number.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let burst = ColumnDef::new("burst").string_len(32).null().to_owned();
        manager.alter_table(Table::alter().table("report").add_column(burst).to_owned()).await
    }
}
