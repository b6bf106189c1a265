//! Rows of `member`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub person: String,
    pub organisation: String,
    pub login: String,
    pub role: String,
    pub salt: Vec<u8>,
    pub auth: String,
    pub totp: Vec<u8>,
    pub totp_step: i64,
    #[sea_orm(column_type = "Text")]
    pub recipient: String,
    pub signing: String,
    pub wrap: Vec<u8>,
    pub wrong_passphrases: i32,
    pub wrong_codes: i32,
    pub second_from: Option<String>,
    pub state: String,
    pub last_week: Option<String>,
    pub recovery_verifier: Option<Vec<u8>>,
    pub recovery_wrap: Option<Vec<u8>>,
    pub mail: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
