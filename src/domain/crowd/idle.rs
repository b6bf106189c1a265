//! Which uploads make room when there is too little: those that nobody has sent to for longest.
//!
//! Only what was received takes room, not what was promised: `max_pending_size` counts bytes that are on the disk. So
//! an upload of which nothing came yet has none to give back, and is left to end by itself.
//!
//! Pure: the time is passed in. When an upload was sent to last is known in memory only, to the second; of one that
//! another process takes, and after a restart, its row tells the hour.

use std::collections::HashMap;

use crate::domain::id::UploadId;

/// Seconds for which a sender may be silent: a page on a bad network waits so long between two tries.
const SILENCE: i64 = 120;
/// Seconds for which a whole file waits for the rest of its report.
const WHOLE: i64 = 2 * 3600;
/// Uploads remembered at once; beyond that, those that may make room are forgotten.
const MOST: usize = 100_000;

/// An upload that belongs to no report yet.
#[derive(Clone, Copy, Debug)]
pub struct Pending {
    pub id: UploadId,
    /// Bytes that were received.
    pub received: u64,
    /// Whether all of it was received.
    pub whole: bool,
    /// The hour in which it was sent to last, as its first and last second.
    pub hour: (i64, i64),
}

/// When uploads were sent to last.
#[derive(Debug, Default)]
pub struct Senders(HashMap<UploadId, i64>);

impl Senders {
    /// Bytes of an upload have come.
    pub fn sent(&mut self, id: UploadId, now: i64) {
        if self.0.len() >= MOST {
            self.forget_idle(now);
        }
        self.0.insert(id, now);
    }

    /// Forgets what may make room in any case.
    pub fn forget_idle(&mut self, now: i64) {
        self.0.retain(|_, last| now - *last < WHOLE);
    }

    pub fn forget(&mut self, id: UploadId) {
        self.0.remove(&id);
    }

    fn last(&self, upload: &Pending) -> i64 {
        self.0.get(&upload.id).map_or(upload.hour.1, |last| (*last).max(upload.hour.0))
    }

    /// Those of `pending` that may make room, the idlest first.
    #[must_use]
    pub fn idle(&self, mut pending: Vec<Pending>, now: i64) -> Vec<Pending> {
        pending.retain(|upload| {
            let patience = if upload.whole { WHOLE } else { SILENCE };
            upload.received > 0 && now - self.last(upload) >= patience
        });
        pending.sort_by_key(|upload| self.last(upload));
        pending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(id: u8, whole: bool, hour: i64) -> Pending {
        Pending { id: UploadId::from([id; 16]), received: 1, whole, hour: (hour, hour + 3600) }
    }

    #[test]
    fn the_idlest_goes_first_and_nothing_that_is_being_sent() {
        let mut senders = Senders::default();
        for (id, at) in [(1, 9000), (2, 8000), (3, 9990), (4, 8000)] {
            senders.sent(UploadId::from([id; 16]), at);
        }
        let unfinished = |id| upload(id, false, 7200);
        // The fourth is whole and waits for its report; nobody here knows the fifth, which was sent to this hour.
        let all = vec![unfinished(1), unfinished(2), unfinished(3), upload(4, true, 7200), unfinished(5)];
        let idle: Vec<_> = senders.idle(all, 10_000).iter().map(|upload| upload.id.as_bytes()[0]).collect();
        assert_eq!(idle, [2, 1]);
        let later = vec![upload(4, true, 7200), unfinished(5)];
        assert_eq!(senders.idle(later, 8000 + WHOLE).len(), 2);
    }

    #[test]
    fn what_another_process_takes_is_not_idle_because_this_one_heard_of_it_long_ago() {
        let mut senders = Senders::default();
        senders.sent(UploadId::from([1; 16]), 0);
        assert!(senders.idle(vec![upload(1, false, 36_000)], 36_060).is_empty());
    }

    #[test]
    fn memory_is_bounded() {
        let mut senders = Senders::default();
        for number in 0..=MOST as u128 {
            senders.sent(UploadId::from(number.to_be_bytes()), 0);
        }
        senders.sent(UploadId::from([255; 16]), WHOLE);
        assert_eq!(senders.0.len(), 1);
    }
}
