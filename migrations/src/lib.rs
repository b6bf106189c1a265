//! History of the database.
