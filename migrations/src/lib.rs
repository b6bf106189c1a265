//! The history of the database, forward only, for SQLite and PostgreSQL alike.
//!
//! One change per file, `mNNNN_what.rs`, in the order of [`Migrator::migrations`]. A migration never imports today's
//! entities: Cargo enforces it, because this crate does not depend on `sutura`.

mod citizen;
mod m0001_accounts;
mod m0002_consultations;
mod m0003_reports;
mod m0004_summaries;
mod m0005_books;
mod m0006_bursts;
mod m0007_answer_pages;
mod m0008_circles;
mod m0009_invitations;
mod m0010_cases;

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_consultations::Migration),
            Box::new(m0003_reports::Migration),
            Box::new(m0004_summaries::Migration),
            Box::new(m0005_books::Migration),
            Box::new(m0006_bursts::Migration),
            Box::new(m0007_answer_pages::Migration),
            Box::new(m0008_circles::Migration),
            Box::new(m0009_invitations::Migration),
            Box::new(m0010_cases::Migration),
        ]
    }
}
