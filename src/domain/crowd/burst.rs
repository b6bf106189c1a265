//! Bursts: more reports on one consultation in a short time than people usually send. Counted, never refused.
//!
//! Reports that arrive during a burst carry its random number, so that the circle can set them apart and look at them
//! last. The number tells which reports came together, not when. Kept in memory by each process: what came before a
//! burst was noticed is not marked, and a restart in its midst makes two of it.

use std::collections::HashMap;

use super::load::Load;
use crate::domain::id::{BurstId, ConsultationId};

#[derive(Default)]
struct One {
    load: Load,
    burst: Option<BurstId>,
}

/// The counts of all consultations.
#[derive(Default)]
pub struct Bursts(HashMap<ConsultationId, One>);

impl Bursts {
    /// Takes note of a report; says to which burst it belongs, if there is one. `fresh` is the number that a burst
    /// beginning now gets. `size` reports within a minute or two are a burst; it ends when the rate has halved.
    pub fn arrive(
        &mut self,
        consultation: ConsultationId,
        now: i64,
        size: u32,
        fresh: impl FnOnce() -> BurstId,
    ) -> Option<BurstId> {
        if size == 0 {
            return None;
        }
        let one = self.0.entry(consultation).or_default();
        one.load.arrive(now, 1.0);
        let level = one.load.level(now);
        if level > f64::from(size) {
            one.burst = one.burst.or_else(|| Some(fresh()));
        } else if level < f64::from(size) / 2.0 {
            one.burst = None;
        }
        one.burst
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_beyond_the_size_of_a_burst_is_marked_until_it_calms_down() {
        let (one, other) = (ConsultationId::from([1; 16]), ConsultationId::from([2; 16]));
        let mut bursts = Bursts::default();
        let mut next = 0;
        let mut come = |consultation, now| {
            next += 1;
            bursts.arrive(consultation, now, 10, || BurstId::from([next; 16]))
        };
        let first: Vec<_> = (0..15).map(|_| come(one, 100)).collect();
        assert!(first[..10].iter().all(Option::is_none));
        assert!(first[10].is_some() && first[10..].iter().all(|burst| *burst == first[10]));
        assert_eq!(come(other, 100), None);
        assert_eq!(come(one, 400), None);
        let second: Vec<_> = (0..15).map(|_| come(one, 400)).collect();
        assert!(second[14].is_some() && second[14] != first[14]);
    }
}
