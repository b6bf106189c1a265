//! What people do who report, answer a consultation or come back with a receipt. No session, no cookie.

pub mod answer_page;
pub mod consultation;
pub mod inbox;
pub mod inbox_plain;
pub mod intake;
pub mod parcel;
pub mod plain;
pub mod refill;
pub mod sealed;
pub mod sealed_form;
