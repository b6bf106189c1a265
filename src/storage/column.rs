//! From columns to domain types. A value that does not parse was not written by us.

use std::str::FromStr;

use super::StorageError;
use crate::domain::case::Revision;
use crate::domain::epoch::EpochNumber;

pub fn parse<T: FromStr>(text: &str, what: &'static str) -> Result<T, StorageError> {
    text.parse().map_err(|_| StorageError::Corrupt(what))
}

pub fn epoch(number: i32) -> Result<EpochNumber, StorageError> {
    u32::try_from(number).map(EpochNumber).map_err(|_| StorageError::Corrupt("epoch number"))
}

pub fn revision(number: i32) -> Result<Revision, StorageError> {
    u32::try_from(number).map(Revision).map_err(|_| StorageError::Corrupt("revision"))
}

/// # Panics
/// Never in practice: an epoch a second would last 68 years.
pub fn number(value: u32) -> i32 {
    i32::try_from(value).expect("counters stay below 2^31")
}

/// A counter that is never below zero.
pub fn count(value: i32) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

pub fn size(value: u64) -> i64 {
    i64::try_from(value).expect("sizes are limited by configuration")
}

pub fn unsigned(value: i64) -> Result<u64, StorageError> {
    u64::try_from(value).map_err(|_| StorageError::Corrupt("size"))
}
