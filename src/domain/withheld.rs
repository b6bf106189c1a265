//! Whom a source does not want as a reader of its report: codes in `withheld_from` of the envelope. Members of a circle
//! share one key, so only their desks can hide the report (docs/threat-model.md). The server learns of it only in the
//! form without JavaScript.

use super::id::OrganisationId;
use super::invalid::{Invalid, Reason};

/// The field's name in the forms.
pub const FIELD: &str = "withheld";
/// Readers who come from the place that the report names: its cercle, or its region if it names no cercle. Every other
/// code is the id of an organisation.
pub const NEAR: &str = "near";

/// Returns the codes among the values of a form's field, each once; anything else is dropped. An organisation that has
/// left the circle since the form was opened stays excluded. Refuses [`Reason::TooMany`] for [`FIELD`] when none of
/// `organisations`, those of the circle, is left to read.
///
/// # Errors
/// [`Invalid`].
pub fn read<'a>(
    values: impl Iterator<Item = &'a str>,
    organisations: &[OrganisationId],
) -> Result<Vec<String>, Invalid> {
    let mut codes: Vec<String> = Vec::new();
    for code in values {
        let is_code = code == NEAR || code.parse::<OrganisationId>().is_ok();
        if is_code && !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    if !organisations.is_empty() && organisations.iter().all(|id| codes.contains(&id.to_string())) {
        return Err(Invalid::one(FIELD, Reason::TooMany));
    }
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_organisation_is_always_left_to_read() {
        let all = ["1", "2"].map(|digit| digit.repeat(32).parse::<OrganisationId>().expect("an id"));
        let [first, second] = all.map(|id| id.to_string());
        let read = |values: &[&str], organisations| super::read(values.iter().copied(), organisations);
        assert_eq!(read(&[], &all), Ok(Vec::new()));
        assert_eq!(read(&[NEAR, &first, &first, "nobody"], &all), Ok(vec![NEAR.to_owned(), first.clone()]));
        assert_eq!(read(&[&first, &second], &all), Err(Invalid::one(FIELD, Reason::TooMany)));
        assert_eq!(read(&[&first], &all[1..]), Ok(vec![first.clone()]), "one that has left stays excluded");
        assert_eq!(read(&[&first], &[]), Ok(vec![first]));
    }
}
