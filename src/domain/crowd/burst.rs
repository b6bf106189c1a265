//! Bursts: more reports on one consultation in a short time than people usually send. They are marked, never refused.
//!
//! Reports that arrive during a burst carry its random id, so that the circle can set them aside and read them last.
//! The id tells which reports came together, not when. Kept in memory by each process: reports that came before the
//! burst was noticed are not marked, and a restart in the middle makes two bursts of it.

use std::collections::HashMap;

use super::load::Load;
use crate::domain::id::{BurstId, ConsultationId};

/// The reports of one consultation.
#[derive(Default)]
struct Arrivals {
    load: Load,
    burst: Option<BurstId>,
}

/// The counts of all consultations.
#[derive(Default)]
pub struct Bursts(HashMap<ConsultationId, Arrivals>);

impl Bursts {
    /// Counts a report. Returns `Some` when it belongs to a burst: more than `size` reports within a minute or two. A
    /// burst ends when the rate has halved; `fresh` makes the id of one that begins now. `size` 0 marks nothing.
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
        let arrivals = self.0.entry(consultation).or_default();
        arrivals.load.arrive(now, 1.0);
        let level = arrivals.load.level(now);
        if level > f64::from(size) {
            arrivals.burst = arrivals.burst.or_else(|| Some(fresh()));
        } else if level < f64::from(size) / 2.0 {
            arrivals.burst = None;
        }
        arrivals.burst
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_beyond_the_size_of_a_burst_are_marked_until_the_rate_has_halved() {
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
