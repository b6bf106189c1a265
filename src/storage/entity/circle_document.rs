//! Rows of `circle_document`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "circle_document")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub consultation: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub revision: i32,
    pub epoch: i32,
    pub ciphertext: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
