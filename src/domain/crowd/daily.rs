//! What was asked for, by day: a line for each request would tell the second of a report (docs/architecture.md, rule
//! 3). Pure: the day is passed in. Kept in memory by each process, and given out once the day is over: what a process
//! has not given out when it ends is lost, because asking for it earlier would tell an hour.

use std::collections::BTreeMap;

use time::Date;

/// Kinds of requests that are told apart on one day. Beyond, only route and status are.
const MOST: usize = 500;

/// A kind of request: all of it is ours, nothing was chosen by the visitor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    pub method: &'static str,
    /// The pattern of the address.
    pub route: String,
    pub status: u16,
    /// What went wrong; empty if nothing did.
    pub error: String,
}

/// The counts of the days that were not given out yet.
#[derive(Debug, Default)]
pub struct Daily(BTreeMap<Date, BTreeMap<Asked, u64>>);

impl Daily {
    /// Counts a request.
    pub fn add(&mut self, today: Date, mut asked: Asked) {
        let day = self.0.entry(today).or_default();
        if day.len() >= MOST && !day.contains_key(&asked) {
            asked.error = String::new();
        }
        *day.entry(asked).or_default() += 1;
    }

    /// Takes the counts of the days before `today`.
    pub fn take_finished(&mut self, today: Date) -> Vec<(Date, Asked, u64)> {
        let unfinished = self.0.split_off(&today);
        let finished = std::mem::replace(&mut self.0, unfinished);
        let each = |(day, counts): (Date, BTreeMap<Asked, u64>)| {
            counts.into_iter().map(move |(asked, count)| (day, asked, count))
        };
        finished.into_iter().flat_map(each).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn asked(error: &str) -> Asked {
        Asked { method: "GET", route: "/{lang}/".to_owned(), status: 200, error: error.to_owned() }
    }

    #[test]
    fn a_day_is_given_out_once_and_only_when_it_is_over() {
        let mut daily = Daily::default();
        for _ in 0..3 {
            daily.add(date!(2026 - 11 - 29), asked(""));
        }
        assert_eq!(daily.take_finished(date!(2026 - 11 - 29)), []);
        daily.add(date!(2026 - 11 - 30), asked(""));
        assert_eq!(daily.take_finished(date!(2026 - 11 - 30)), [(date!(2026 - 11 - 29), asked(""), 3)]);
        assert_eq!(daily.take_finished(date!(2026 - 11 - 30)), []);
    }

    #[test]
    fn memory_is_bounded_whatever_goes_wrong() {
        let mut daily = Daily::default();
        for number in 0..MOST * 2 {
            daily.add(date!(2026 - 11 - 29), asked(&number.to_string()));
        }
        let counts = daily.take_finished(date!(2026 - 11 - 30));
        assert_eq!(counts.len(), MOST + 1);
        assert_eq!(counts.iter().map(|(_, _, count)| count).sum::<u64>(), MOST as u64 * 2);
    }
}
