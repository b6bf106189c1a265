//! Background work: one function per task, taken from the queue by any number of workers.

pub mod run;
