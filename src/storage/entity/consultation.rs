//! Rows of `consultation`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "consultation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub organisation: String,
    pub slug: String,
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub definition: String,
    pub intake: String,
    pub plain_form: String,
    pub locked_by: Option<String>,
    pub unlock_by: Option<String>,
    pub rekey_due: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
