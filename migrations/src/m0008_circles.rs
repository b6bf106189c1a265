//! What members' and circles' keys need over their lives: members who left, sessions by member, locks, epochs that are
//! due or whose keys are gone, and reports that may be sealed to an earlier epoch than the one they came in.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        manager.create_index(Index::create().name("session_member").table("session").col("member").to_owned()).await
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("member", ColumnDef::new("state").string().not_null().default("active").to_owned()),
        ("member", ColumnDef::new("last_week").string().null().to_owned()),
        ("session", ColumnDef::new("member").string_len(32).null().to_owned()),
        ("session", ColumnDef::new("started_at").big_integer().not_null().default(0).to_owned()),
        ("consultation", ColumnDef::new("locked_by").string_len(32).null().to_owned()),
        ("consultation", ColumnDef::new("unlock_by").string_len(32).null().to_owned()),
        ("consultation", ColumnDef::new("rekey_due").boolean().not_null().default(false).to_owned()),
        // Reports of before: their readers have not said to which epoch they are sealed.
        ("report", ColumnDef::new("epoch_known").boolean().not_null().default(false).to_owned()),
        ("epoch", ColumnDef::new("shredded").boolean().not_null().default(false).to_owned()),
    ]
}
