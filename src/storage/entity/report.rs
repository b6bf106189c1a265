//! Rows of `report`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub consultation: String,
    pub epoch: i32,
    pub week: String,
    pub form: String,
    pub state: String,
    pub verifier: Vec<u8>,
    #[sea_orm(column_type = "Text", nullable)]
    pub source_recipient: Option<String>,
    pub burst: Option<String>,
    pub epoch_known: bool,
    pub due: Option<String>,
    pub rejected: bool,
    pub envelope: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
