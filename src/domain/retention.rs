//! How long reports are kept (protocol 8). Counted in weeks, because the server knows nothing finer: a report is
//! deleted in the week of its last day, never later.

use super::report::{Report, State};
use super::week::Week;

/// Days for which reports are kept, by state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Since it arrived, while nobody has opened a case on it.
    pub unreviewed: i64,
    /// Since it was rejected.
    pub rejected: i64,
    /// Since the last act on it.
    pub open: i64,
    /// Since it was closed.
    pub closed: i64,
}

/// Days that may pass between two sweeps. After more, the clock may be wrong, and nothing is deleted until the operator
/// confirms the date.
const LONGEST_REST: i64 = 8 * 7;

impl Retention {
    /// The longest that may be configured.
    pub const LONGEST: Self = Self { unreviewed: 90, rejected: 14, open: 365, closed: 183 };

    /// The week in which a report that comes to `state` now is deleted. `rejected` matters for a closed report.
    #[must_use]
    pub fn due(&self, now: Week, state: State, rejected: bool) -> Week {
        now.after(match (state, rejected) {
            (State::Fresh, _) => self.unreviewed,
            (State::Active, _) => self.open,
            (State::Closed, false) => self.closed,
            (State::Closed, true) => self.rejected,
        })
    }

    /// The term that starts with an act now.
    #[must_use]
    pub fn term(&self, now: Week, state: State, rejected: bool) -> Term {
        Term { state, rejected, due: self.due(now, state, rejected) }
    }

    /// The term after its case was saved. Saving a closed case does not keep the report longer. A rejection that is
    /// taken back gives it the time of a closed report.
    #[must_use]
    pub fn after_save(&self, now: Week, report: &Report, state: State, rejected: bool) -> Term {
        let term = self.term(now, state, rejected);
        match report.due {
            Some(before) if report.state == state && state != State::Active && report.rejected == rejected => {
                Term { due: before.min(term.due), ..term }
            }
            _ => term,
        }
    }
}

/// For how long a report is kept, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub state: State,
    /// Whether it was rejected, and so is kept for a short time only.
    pub rejected: bool,
    pub due: Week,
}

/// Whether a clock that shows `now` is plausible when the last sweep was in `before`.
#[must_use]
pub fn is_plausible(before: Option<Week>, now: Week) -> bool {
    before.is_none_or(|before| now <= before.after(LONGEST_REST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_is_kept_longer_than_the_rule_says() {
        let arrived = week("2026-W48");
        let days = |due: Week, state, rejected| {
            let last = Retention::LONGEST.due(arrived, state, rejected).monday().unwrap();
            assert_eq!(Retention::LONGEST.due(arrived, state, rejected), due);
            (last - arrived.monday().unwrap()).whole_days()
        };
        assert!((84..=90).contains(&days(week("2027-W07"), State::Fresh, false)));
        assert!((358..=365).contains(&days(week("2027-W47"), State::Active, false)));
        assert!((176..=183).contains(&days(week("2027-W21"), State::Closed, false)));
        assert_eq!(days(week("2026-W50"), State::Closed, true), 14);
    }

    #[test]
    fn a_clock_that_jumps_is_not_plausible() {
        assert!(is_plausible(None, week("2026-W48")));
        assert!(is_plausible(Some(week("2026-W48")), week("2026-W52")));
        assert!(is_plausible(Some(week("2026-W48")), week("2026-W40")));
        assert!(!is_plausible(Some(week("2026-W48")), week("2027-W10")));
    }
}
