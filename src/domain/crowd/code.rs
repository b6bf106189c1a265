//! Wrong one-time codes after the right passphrase: ten in an hour are the end until the first of them is an hour old.
//! A wrong passphrase neither counts here nor makes anything forgotten.
//!
//! Pure: the time is passed in. Kept in memory by each process; it grows with the members, not with the attempts.

use std::collections::{HashMap, VecDeque};

use crate::domain::id::MemberId;

/// Wrong codes after which none is accepted for a while.
const MOST: usize = 10;
/// Seconds in which they are counted.
const SPAN: i64 = 3600;

/// The seconds of the last wrong codes of each member.
#[derive(Debug, Default)]
pub struct WrongCodes(HashMap<MemberId, VecDeque<i64>>);

impl WrongCodes {
    /// Seconds until a code is accepted again; `None` while codes are.
    #[must_use]
    pub fn wait(&self, member: MemberId, now: i64) -> Option<u64> {
        let times = self.0.get(&member).filter(|times| times.len() >= MOST)?;
        let left = times.front()? + SPAN - now;
        u64::try_from(left).ok().filter(|left| *left > 0)
    }

    /// Counts a wrong code. One that comes while none is accepted does not count: nobody prolongs the wait.
    pub fn count(&mut self, member: MemberId, now: i64) {
        if self.wait(member, now).is_some() {
            return;
        }
        self.0.retain(|_, times| times.back().is_some_and(|last| now - last < SPAN));
        let times = self.0.entry(member).or_default();
        while times.len() >= MOST || times.front().is_some_and(|first| now - first >= SPAN) {
            times.pop_front();
        }
        times.push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_wrong_code_within_an_hour_waits_until_the_first_is_an_hour_old() {
        let (one, other) = (MemberId::from([1; 16]), MemberId::from([2; 16]));
        let mut codes = WrongCodes::default();
        for second in 0..10 {
            assert_eq!(codes.wait(one, second * 60), None);
            codes.count(one, second * 60);
        }
        assert_eq!(codes.wait(one, 600), Some(3000));
        assert_eq!(codes.wait(other, 600), None);
        codes.count(one, 3000);
        assert_eq!((codes.wait(one, 3599), codes.wait(one, 3600)), (Some(1), None));
        codes.count(one, 3600);
        assert_eq!(codes.wait(one, 3601), Some(59), "ten within an hour, not ten each hour");
    }

    #[test]
    fn what_is_an_hour_old_is_forgotten() {
        let mut codes = WrongCodes::default();
        for member in 0..100 {
            codes.count(MemberId::from([member; 16]), 0);
        }
        codes.count(MemberId::from([200; 16]), SPAN);
        assert_eq!(codes.0.len(), 1);
    }
}
