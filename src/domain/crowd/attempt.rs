//! Attempts to sign in that failed, counted for the owner of the account: how many, and nothing else.
//!
//! They are counted in memory, so that an attempt takes the same time whether or not there is such an account, and
//! moved to the account's row from time to time.

use std::collections::HashMap;

use crate::domain::id::MemberId;

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// With a passphrase or a recovery sheet that was wrong.
    WrongPassphrase,
    /// With the right passphrase and a one-time code that was wrong.
    WrongCode,
}

/// How many attempts failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    pub wrong_passphrases: u32,
    pub wrong_codes: u32,
}

impl Attempts {
    /// Both counts together.
    #[must_use]
    pub fn and(self, more: Self) -> Self {
        Self {
            wrong_passphrases: self.wrong_passphrases.saturating_add(more.wrong_passphrases),
            wrong_codes: self.wrong_codes.saturating_add(more.wrong_codes),
        }
    }
}

/// The counts of accounts that exist, so that there are never more than members.
#[derive(Debug, Default)]
pub struct FailedAttempts(HashMap<MemberId, Attempts>);

impl FailedAttempts {
    pub fn add(&mut self, member: MemberId, attempt: Attempt) {
        let counts = self.0.entry(member).or_default();
        let count = match attempt {
            Attempt::WrongPassphrase => &mut counts.wrong_passphrases,
            Attempt::WrongCode => &mut counts.wrong_codes,
        };
        *count = count.saturating_add(1);
    }

    /// Takes the counts of one account.
    pub fn take(&mut self, member: MemberId) -> Attempts {
        self.0.remove(&member).unwrap_or_default()
    }

    /// Takes all counts.
    pub fn take_all(&mut self) -> Vec<(MemberId, Attempts)> {
        self.0.drain().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_counted_by_account_and_kind_and_taken_once() {
        let [awa, fanta] = [MemberId::from([1; 16]), MemberId::from([2; 16])];
        let mut failed = FailedAttempts::default();
        failed.add(awa, Attempt::WrongPassphrase);
        failed.add(awa, Attempt::WrongPassphrase);
        failed.add(awa, Attempt::WrongCode);
        failed.add(fanta, Attempt::WrongCode);
        assert_eq!(failed.take(awa), Attempts { wrong_passphrases: 2, wrong_codes: 1 });
        assert_eq!(failed.take(awa), Attempts::default());
        assert_eq!(failed.take_all(), [(fanta, Attempts { wrong_passphrases: 0, wrong_codes: 1 })]);
    }
}
