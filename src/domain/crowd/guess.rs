//! How often a wrong secret was given lately, for a login and for all of them, and how much work the next attempt
//! costs. No address is known, and nobody is locked out: whoever has the right passphrase does the same seconds of work
//! and gets in.
//!
//! Pure: the time is passed in. Kept in memory by each process; a login is kept as a hash, whether it exists or not.

use std::collections::HashMap;

/// Failures after which an attempt still costs nothing: people mistype.
const FREE: f64 = 5.0;
/// Failures of all logins together after which every attempt costs work, whosever it is.
const FREE_IN_ALL: f64 = 50.0;
/// Seconds after which half of the failures are forgotten, of one login and of all together.
const HALF_LIFE: f64 = 900.0;
const HALF_LIFE_IN_ALL: f64 = 300.0;
/// Leading zero bits of the first attempt that costs work; each further failure of a login doubles the work, and so
/// does twice the number of failures in all.
const FIRST_BITS: u8 = 12;
/// The most work, in leading zero bits: what a laptop solves in a few seconds.
const MOST_BITS: u8 = 20;
/// Failures after which a known member has to wait.
const MOST_FAILURES: f64 = 19.5;
/// Logins remembered at once. Beyond that, the one with the fewest failures is forgotten.
const MOST_LOGINS: usize = 10_000;

/// A count that fades.
#[derive(Clone, Copy, Debug, Default)]
struct Fading {
    level: f64,
    /// The second in which it was counted last.
    at: i64,
}

impl Fading {
    #[allow(clippy::cast_precision_loss, reason = "seconds since the last failure are few")]
    fn level(self, now: i64, half_life: f64) -> f64 {
        self.level * 0.5_f64.powf(now.saturating_sub(self.at).max(0) as f64 / half_life)
    }

    fn changed(self, by: f64, now: i64, half_life: f64) -> Self {
        Self { level: (self.level(now, half_life) + by).max(0.0), at: now }
    }
}

/// Failures per login hash, and of all logins together.
#[derive(Debug, Default)]
pub struct Guesses {
    logins: HashMap<u64, Fading>,
    all: Fading,
}

/// The work for so many doublings of the first that costs any; a negative number costs nothing.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=8 first")]
fn work(doublings: f64) -> u8 {
    if doublings < 0.0 {
        return 0;
    }
    FIRST_BITS + doublings.clamp(0.0, f64::from(MOST_BITS - FIRST_BITS)) as u8
}

impl Guesses {
    fn level(&self, login: u64, now: i64) -> f64 {
        self.logins.get(&login).map_or(0.0, |count| count.level(now, HALF_LIFE))
    }

    /// Leading zero bits that the next attempt at a login costs.
    #[must_use]
    pub fn bits(&self, login: u64, now: i64) -> u8 {
        // The count fades continuously: five failures, the last a second ago, are a little under five.
        let own = work((self.level(login, now) - FREE).round());
        let in_all = work((self.all.level(now, HALF_LIFE_IN_ALL) / FREE_IN_ALL).log2().floor());
        own.max(in_all)
    }

    /// Whether there were so many failures that no attempt is checked until some are forgotten.
    #[must_use]
    pub fn are_too_many(&self, login: u64, now: i64) -> bool {
        self.level(login, now) >= MOST_FAILURES
    }

    /// Counts a failure.
    pub fn fail(&mut self, login: u64, now: i64) {
        if self.logins.len() >= MOST_LOGINS && !self.logins.contains_key(&login) {
            let weakest =
                self.logins.keys().copied().min_by(|a, b| self.level(*a, now).total_cmp(&self.level(*b, now)));
            if let Some(weakest) = weakest {
                self.logins.remove(&weakest);
            }
        }
        let count = self.logins.entry(login).or_default();
        *count = count.changed(1.0, now, HALF_LIFE);
        self.all = self.all.changed(1.0, now, HALF_LIFE_IN_ALL);
    }

    /// Forgets the failures of a login after a successful attempt, which was counted as one.
    pub fn succeed(&mut self, login: u64, now: i64) {
        self.logins.remove(&login);
        self.all = self.all.changed(-1.0, now, HALF_LIFE_IN_ALL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_mistakes_are_free_then_each_doubles_the_work_and_it_fades() {
        let mut guesses = Guesses::default();
        let mut bits = Vec::new();
        for _ in 0..8 {
            bits.push(guesses.bits(1, 1000));
            guesses.fail(1, 1000);
        }
        assert_eq!(bits, [0, 0, 0, 0, 0, 12, 13, 14]);
        assert_eq!(guesses.bits(2, 1000), 0, "others pay nothing");
        for _ in 0..100 {
            guesses.fail(1, 1000);
        }
        assert_eq!(guesses.bits(1, 1000), MOST_BITS);
        assert!(guesses.are_too_many(1, 1000) && !guesses.are_too_many(1, 1000 + 3600));
        assert_eq!(guesses.bits(1, 1000 + 6 * 3600), 0);
        guesses.fail(1, 1000);
        guesses.succeed(1, 1000);
        assert_eq!(guesses.bits(1, 1000 + 3600), 0);
    }

    #[test]
    fn failures_spread_over_many_logins_cost_everybody_work_which_falls_again() {
        let mut guesses = Guesses::default();
        let mut seen = Vec::new();
        for login in 0..12_800 {
            if [49, 50, 100, 200].contains(&login) {
                seen.push(guesses.bits(u64::MAX, 1000));
            }
            guesses.fail(login % 1000, 1000);
        }
        assert_eq!(seen, [0, 12, 13, 14]);
        assert_eq!(guesses.bits(u64::MAX, 1000), MOST_BITS);
        assert_eq!(guesses.bits(u64::MAX, 1000 + 3600), 0);
    }

    #[test]
    fn many_who_get_in_cost_nobody_work() {
        let mut guesses = Guesses::default();
        for login in 0..1000 {
            guesses.fail(login, 1000);
            guesses.succeed(login, 1000);
        }
        assert_eq!(guesses.bits(1, 1000), 0);
    }

    #[test]
    fn memory_is_bounded_and_a_flood_of_names_does_not_forget_the_one_under_attack() {
        let mut guesses = Guesses::default();
        for _ in 0..20 {
            guesses.fail(0, 1000);
        }
        for login in 1..=(MOST_LOGINS as u64 + 50) {
            guesses.fail(login, 1000);
        }
        assert_eq!(guesses.logins.len(), MOST_LOGINS);
        assert!(guesses.are_too_many(0, 1000));
    }
}
