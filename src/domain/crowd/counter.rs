//! Turns for the forms without JavaScript: a browser that cannot prove work waits its turn, as at a counter. The ticket
//! holds the place in the queue and identifies nobody. Pure: the time is passed in, in milliseconds.

/// The longest wait, in milliseconds: less than browsers wait for an answer.
const LONGEST: i64 = 60_000;

/// When the next turn is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counter {
    next: i64,
}

impl Counter {
    /// Takes a turn. Returns the wait in milliseconds, or `None` when the queue is too long. Everybody waits at least
    /// `least`; turns are `interval` apart.
    pub fn take(&mut self, now: i64, least: i64, interval: i64) -> Option<u64> {
        let turn = self.next.max(now + least);
        let wait = turn - now;
        if wait > LONGEST {
            return None;
        }
        self.next = turn + interval;
        u64::try_from(wait).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_waits_least_the_next_a_turn_longer_and_too_many_are_sent_away() {
        let mut counter = Counter::default();
        assert_eq!(counter.take(0, 2000, 1000), Some(2000));
        assert_eq!(counter.take(0, 2000, 1000), Some(3000));
        assert_eq!(counter.take(10_000, 2000, 1000), Some(2000));
        let waits: Vec<_> = (0..100).map(|_| counter.take(10_000, 2000, 1000)).collect();
        assert_eq!(waits.iter().filter(|wait| wait.is_some()).count(), 58);
        assert_eq!(counter.take(200_000, 2000, 1000), Some(2000));
    }
}
