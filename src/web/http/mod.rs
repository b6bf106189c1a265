//! What every page and every API of this server shares: routes and addresses, reading a body, refusals, headers, files.

pub(in crate::web) mod answer;
pub mod error;
pub(in crate::web) mod extract;
pub mod files;
pub(in crate::web) mod fixed;
pub mod listener;
pub mod openapi;
pub(in crate::web) mod page;
pub(in crate::web) mod page_data;
pub mod path;
pub mod private;
pub mod router;
pub mod security;
pub(in crate::web) mod slow_body;
mod tight;
