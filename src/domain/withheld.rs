//! Whom a source does not want as a reader of its report: codes in `withheld_from` of the envelope. Members of a circle share
//! one key, so it is their desks that keep to it (docs/threat-model.md); the server never learns of it, but from the form
//! without JavaScript.

use super::id::OrganisationId;
use super::invalid::{Invalid, Reason};

/// The field's name in the forms.
pub const FIELD: &str = "withheld";
/// Readers who come from the place that the report names: its cercle, or its region where it names no cercle. Every other
/// code is the id of an organisation.
pub const NEAR: &str = "near";

/// Refuses what the form does not offer, and a report that no organisation of the circle may read.
///
/// # Errors
/// [`Reason::Unknown`] and [`Reason::TooMany`] for [`FIELD`].
pub fn check(given: &[String], organisations: &[OrganisationId]) -> Result<(), Invalid> {
    let offered: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    if given.iter().any(|code| code != NEAR && !offered.contains(code)) {
        return Err(Invalid::one(FIELD, Reason::Unknown));
    }
    if !offered.is_empty() && offered.iter().all(|code| given.contains(code)) {
        return Err(Invalid::one(FIELD, Reason::TooMany));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_organisation_is_always_left_to_read() {
        let all = ["1", "2"].map(|digit| digit.repeat(32).parse::<OrganisationId>().expect("an id"));
        let [one, other] = all.map(|id| id.to_string());
        assert!(check(&[], &all).is_ok());
        assert!(check(&[NEAR.to_owned(), one.clone()], &all).is_ok());
        assert_eq!(check(&[one.clone(), other], &all), Err(Invalid::one(FIELD, Reason::TooMany)));
        assert_eq!(check(&[one], &all[1..]), Err(Invalid::one(FIELD, Reason::Unknown)));
        assert_eq!(check(&["nobody".to_owned()], &[]), Err(Invalid::one(FIELD, Reason::Unknown)));
    }
}
