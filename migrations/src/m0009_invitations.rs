//! How members come and come back: invitations, passkeys, and the recovery sheet of each member; and the head of the
//! key chain that each has seen.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(invitation()).await?;
        manager.create_table(passkey()).await?;
        for column in ["recovery_verifier", "recovery_wrap"] {
            let column = ColumnDef::new(column).blob().null().to_owned();
            manager.alter_table(Table::alter().table("member").add_column(column).to_owned()).await?;
        }
        let head = ColumnDef::new("head").text().null().to_owned();
        manager.alter_table(Table::alter().table("circle_member").add_column(head).to_owned()).await?;
        manager.create_index(Index::create().name("passkey_member").table("passkey").col("member").to_owned()).await
    }
}

fn invitation() -> TableCreateStatement {
    Table::create()
        .table("invitation")
        .col(ColumnDef::new("hash").string_len(64).not_null().primary_key())
        .col(ColumnDef::new("kind").string().not_null())
        .col(ColumnDef::new("organisation").string_len(32).not_null())
        .col(ColumnDef::new("login").string().not_null())
        .col(ColumnDef::new("role").string().not_null())
        .col(ColumnDef::new("member").string_len(32).null())
        // The person who has another account already.
        .col(ColumnDef::new("person").string_len(32).null())
        .col(ColumnDef::new("needs_two").boolean().not_null())
        .col(ColumnDef::new("invited_by").string_len(32).null())
        .col(ColumnDef::new("approved_by").string_len(32).null())
        // Agreed to by the root key, where no second person was left.
        .col(ColumnDef::new("root_agreed").boolean().not_null())
        .col(ColumnDef::new("expires_at").big_integer().not_null())
        .to_owned()
}

fn passkey() -> TableCreateStatement {
    Table::create()
        .table("passkey")
        .col(ColumnDef::new("id").string_len(64).not_null().primary_key())
        .col(ColumnDef::new("member").string_len(32).not_null())
        .col(ColumnDef::new("name").string().not_null())
        .col(ColumnDef::new("data").blob().not_null())
        .col(ColumnDef::new("wrap").blob().null())
        .to_owned()
}
