//! Rows of `invitation`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    pub kind: String,
    pub organisation: String,
    pub login: String,
    pub role: String,
    pub member: Option<String>,
    pub person: Option<String>,
    pub needs_two: bool,
    pub invited_by: Option<String>,
    pub approved_by: Option<String>,
    pub root_agreed: bool,
    pub expires_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
