//! How often a wrong secret was given for a login lately, and how much work the next attempt costs. No address is
//! known, and nobody is locked out: whoever has the right passphrase does the same seconds of work and gets in.
//!
//! Pure: the time is passed in. Kept in memory by each process; a login is kept as a hash, whether it exists or not.

use std::collections::HashMap;

/// Failures after which an attempt still costs nothing: people mistype.
const FREE: f64 = 5.0;
/// Seconds after which half of the failures are forgotten.
const HALF_LIFE: f64 = 900.0;
/// Leading zero bits of the first attempt that costs work; each further failure doubles the work.
const FIRST_BITS: u8 = 12;
/// The most work, in leading zero bits: what a laptop solves in a few seconds.
const MOST_BITS: u8 = 20;
/// Failures after which a known member has to wait.
const MOST_FAILURES: f64 = 19.5;
/// Logins remembered at once. Beyond that, the one with the fewest failures is forgotten.
const MOST_LOGINS: usize = 10_000;

/// Failures per login hash: a count that fades, and the second of the last failure.
#[derive(Debug, Default)]
pub struct Guesses(HashMap<u64, (f64, i64)>);

impl Guesses {
    #[allow(clippy::cast_precision_loss, reason = "seconds since the last failure are few")]
    fn level(&self, login: u64, now: i64) -> f64 {
        let Some((level, at)) = self.0.get(&login) else { return 0.0 };
        level * 0.5_f64.powf(now.saturating_sub(*at).max(0) as f64 / HALF_LIFE)
    }

    /// Leading zero bits that the next attempt costs.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=8 first")]
    pub fn bits(&self, login: u64, now: i64) -> u8 {
        let over = self.level(login, now) - FREE;
        // The count fades continuously: five failures, the last a second ago, are a little under five.
        if over < -0.5 {
            return 0;
        }
        FIRST_BITS + over.round().clamp(0.0, f64::from(MOST_BITS - FIRST_BITS)) as u8
    }

    /// Whether there were so many failures that no attempt is checked until some are forgotten.
    #[must_use]
    pub fn are_too_many(&self, login: u64, now: i64) -> bool {
        self.level(login, now) >= MOST_FAILURES
    }

    /// Counts a failure.
    pub fn fail(&mut self, login: u64, now: i64) {
        if self.0.len() >= MOST_LOGINS && !self.0.contains_key(&login) {
            let weakest = self.0.keys().copied().min_by(|a, b| self.level(*a, now).total_cmp(&self.level(*b, now)));
            if let Some(weakest) = weakest {
                self.0.remove(&weakest);
            }
        }
        self.0.insert(login, (self.level(login, now) + 1.0, now));
    }

    /// Forgets the failures of a login after a successful attempt.
    pub fn succeed(&mut self, login: u64) {
        self.0.remove(&login);
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
        guesses.succeed(1);
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
        assert_eq!(guesses.0.len(), MOST_LOGINS);
        assert_eq!(guesses.bits(0, 1000), MOST_BITS);
    }
}
