//! Rows of `summary`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "summary")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub consultation: String,
    pub epoch: i32,
    pub author: String,
    pub week: String,
    pub state: String,
    pub draft: Option<Vec<u8>>,
    pub approver: Option<String>,
    pub slug: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub text: Option<String>,
    pub embargo_until: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub author_document: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub approver_document: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
