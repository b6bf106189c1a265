//! Background work, taken from the queue by any number of workers. [`run`] says which function performs which task; one
//! that needs more than a call into `services` has a file here. What the clock brings, and not the queue, is in
//! `housekeeping`.

mod digest;
mod housekeeping;
pub mod run;
