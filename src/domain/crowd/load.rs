//! How busy the intake is, and how much work that asks for: a count that fades, without any record of who came.
//!
//! Pure: the time is passed in. Kept in memory only, because a record of when reports came in must not exist
//! (docs/architecture.md, rule 3). Each process counts its own share of the requests, which is also the share that it
//! has to serve.

/// Seconds after which half of the count is forgotten.
const HALF_LIFE: f64 = 60.0;
/// Each bit doubles the work. An old phone solves six more than usual in half a minute.
const MOST_BITS: u8 = 6;

/// A count of arrivals that halves every minute.
#[derive(Clone, Copy, Debug, Default)]
pub struct Load {
    level: f64,
    /// Unix seconds.
    at: i64,
}

impl Load {
    /// Arrivals not forgotten yet.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "seconds since the last arrival are few")]
    pub fn level(&self, now: i64) -> f64 {
        let seconds = now.saturating_sub(self.at).max(0) as f64;
        self.level * 0.5_f64.powf(seconds / HALF_LIFE)
    }

    /// Counts an arrival: a report weighs 1, each of its uploads a fraction.
    pub fn arrive(&mut self, now: i64, weight: f64) {
        self.level = self.level(now) + weight;
        self.at = now.max(self.at);
    }

    /// The rate per minute at which a steady stream of arrivals would keep this level.
    #[must_use]
    pub fn per_minute(&self, now: i64) -> f64 {
        self.level(now) * std::f64::consts::LN_2 * 60.0 / HALF_LIFE
    }

    /// Bits of work to ask for on top of the usual: one more for each doubling above `comfort` arrivals a minute.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=6 first")]
    pub fn extra_bits(&self, now: i64, comfort: u32) -> u8 {
        if comfort == 0 {
            return 0;
        }
        let ratio = self.per_minute(now) / f64::from(comfort);
        ratio.max(1.0).log2().ceil().clamp(0.0, f64::from(MOST_BITS)) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(people: i64, seconds: i64) -> Load {
        let mut load = Load::default();
        for person in 0..people {
            load.arrive(1000 + person * seconds / people, 1.0);
        }
        load
    }

    #[test]
    fn a_village_in_ten_minutes_costs_nobody_more() {
        assert_eq!(crowd(300, 600).extra_bits(1600, 120), 0);
    }

    #[test]
    fn the_work_doubles_with_the_rate_up_to_a_limit_and_falls_again() {
        assert_eq!(crowd(4 * 120 * 5, 300).extra_bits(1300, 120), 2);
        let flood = crowd(1_000_000, 60);
        assert_eq!(flood.extra_bits(1060, 120), MOST_BITS);
        assert_eq!(flood.extra_bits(1060 + 1800, 120), 0);
    }

    #[test]
    fn a_clock_that_goes_back_forgets_nothing_and_does_not_panic() {
        let mut load = crowd(10, 0);
        load.arrive(0, 1.0);
        assert!(load.level(i64::MIN) >= 10.0);
    }
}
