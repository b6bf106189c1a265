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
        // Opened by the secret key of the installation only, which is in no table.
        .col(ColumnDef::new("key_check").blob().not_null())
        // The MAC over the last entry of the audit log.
        .col(ColumnDef::new("journal_head").string().null())
        .to_owned()
}

fn organisation() -> TableCreateStatement {
    Table::create()
        .table("organisation")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        .col(ColumnDef::new("name").string().not_null())
        .col(ColumnDef::new("root_public").string().not_null())
        // Once two persons could agree to something here, what needs two needs two for ever.
        .col(ColumnDef::new("had_two").boolean().not_null().default(false))
        .to_owned()
}

fn member() -> TableCreateStatement {
    Table::create()
        .table("member")
        .col(ColumnDef::new("id").string_len(32).not_null().primary_key())
        // Whose account it is: somebody who comes back under new keys stays the same person.
        .col(ColumnDef::new("person").string_len(32).not_null())
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
        // Attempts that failed since the last sign-in.
        .col(ColumnDef::new("wrong_passphrases").integer().not_null().default(0))
        .col(ColumnDef::new("wrong_codes").integer().not_null().default(0))
        // From this day on the account may be one of two persons; without one, always.
        .col(ColumnDef::new("second_from").string().null())
        .to_owned()
}
