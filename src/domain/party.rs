//! Two people are two people: who can be one of the two persons that an act needs.

use time::Date;

use super::id::{OrganisationId, PersonId};
use super::refusal::Refusal;

/// Days for which an account cannot be one of two persons when no second person agreed to it.
pub const WAIT_DAYS: i64 = 14;

/// Somebody who takes part in an act that needs two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    pub person: PersonId,
    pub organisation: OrganisationId,
    /// The first day on which they count; `None` when nothing holds them back.
    pub from: Option<Date>,
}

impl Party {
    /// Whether they count on the day `today`.
    #[must_use]
    pub fn counts(&self, today: Date) -> bool {
        self.from.is_none_or(|from| from <= today)
    }
}

/// Whether two parties are two persons. Refuses [`Refusal::SecondPerson`] when they are one, under whatever accounts,
/// and [`Refusal::SecondTooNew`] when one of them does not count yet.
///
/// # Errors
/// [`Refusal`].
pub fn are_two(first: &Party, second: &Party, today: Date) -> Result<(), Refusal> {
    if first.person == second.person {
        return Err(Refusal::SecondPerson);
    }
    if first.counts(today) && second.counts(today) { Ok(()) } else { Err(Refusal::SecondTooNew) }
}

/// Whether two parties are the two persons that an act of a circle needs: where people of several organisations are in
/// it, they are not both of the same one (domain research D09). Refuses what [`are_two`] refuses, and
/// [`Refusal::SameOrganisation`].
///
/// # Errors
/// [`Refusal`].
pub fn are_two_of(circle: &[Party], first: &Party, second: &Party, today: Date) -> Result<(), Refusal> {
    are_two(first, second, today)?;
    let others = |one: &&Party| one.organisation != first.organisation && one.counts(today);
    let is_shared = circle.iter().any(|one| others(&one));
    if is_shared && first.organisation == second.organisation { Err(Refusal::SameOrganisation) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn party(person: u8, organisation: u8, from: Option<Date>) -> Party {
        Party { person: [person; 16].into(), organisation: [organisation; 16].into(), from }
    }

    #[test]
    fn one_person_with_two_accounts_is_one_and_a_new_account_counts_from_its_day() {
        let today = date!(2026 - 12 - 01);
        let (awa, fanta) = (party(1, 1, None), party(2, 1, None));
        assert_eq!(are_two(&awa, &awa, today), Err(Refusal::SecondPerson));
        assert_eq!(are_two(&awa, &fanta, today), Ok(()));
        let new = party(2, 1, today.next_day());
        assert_eq!(are_two(&awa, &new, today), Err(Refusal::SecondTooNew), "neither as the second");
        assert_eq!(are_two(&new, &awa, today), Err(Refusal::SecondTooNew), "nor as the first");
        assert_eq!(are_two(&awa, &new, date!(2026 - 12 - 02)), Ok(()));
    }

    #[test]
    fn where_two_organisations_read_the_two_are_of_both() {
        let today = date!(2026 - 12 - 01);
        let (awa, fanta, far) = (party(1, 1, None), party(2, 1, None), party(3, 2, None));
        assert_eq!(are_two_of(&[awa, fanta], &awa, &fanta, today), Ok(()));
        assert_eq!(are_two_of(&[awa, fanta, far], &awa, &fanta, today), Err(Refusal::SameOrganisation));
        assert_eq!(are_two_of(&[awa, fanta, far], &awa, &far, today), Ok(()));
        let not_yet = party(3, 2, today.next_day());
        assert_eq!(
            are_two_of(&[awa, fanta, not_yet], &awa, &fanta, today),
            Ok(()),
            "nobody waits for who cannot agree"
        );
    }
}
