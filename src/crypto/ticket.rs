//! Proof-of-work tickets: they cost the sender some work, and the server keeps no record of anybody.
//!
//! A challenge is base64url of `expires (8) ‖ work (1) ‖ random (16) ‖ HMAC-SHA-256 (16)`. It is solved by a nonce
//! such that SHA-256 over `<challenge>.<nonce>` starts with `work` zero bits.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::hex::sha256;
use super::random;

/// Bytes of uploads that a ticket pays for: some photographs and an hour of speech. Each zero bit more than was asked
/// for doubles them. Browsers know the same number (`web/src/page/derivation.ts`).
pub const PAID: u64 = 8 << 20;
const BODY: usize = 25;
const MAC: usize = 16;

/// A ticket that this server issued and a client solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// Hex SHA-256 of the challenge: kept when the ticket is spent.
    pub hash: String,
    /// Unix seconds.
    pub expires_at: i64,
    /// Leading zero bits that were asked for when it was issued.
    pub work: u8,
    /// Leading zero bits beyond those.
    pub extra: u8,
}

impl Solved {
    /// Bytes of uploads that it pays for.
    #[must_use]
    pub fn pays(&self) -> u64 {
        // More than that no disk has.
        PAID << self.extra.min(32)
    }
}

/// Leading zero bits to solve a ticket with that pays for so many bytes of uploads. 0 where tickets are switched off.
#[must_use]
pub fn work_for(work: u8, bytes: u64) -> u8 {
    if work == 0 {
        return 0;
    }
    let doublings = bytes.div_ceil(PAID).max(1).next_power_of_two().trailing_zeros();
    work.saturating_add(u8::try_from(doublings).unwrap_or(u8::MAX))
}

/// Why a ticket was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Invalid,
    Expired,
}

fn mac(key: &[u8], body: &[u8]) -> [u8; MAC] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any size");
    mac.update(body);
    let full = mac.finalize().into_bytes();
    full[..MAC].try_into().expect("16 of 32 bytes")
}

/// A fresh challenge.
#[must_use]
pub fn issue(key: &[u8], expires_at: i64, work: u8) -> String {
    let mut bytes = expires_at.to_be_bytes().to_vec();
    bytes.push(work);
    bytes.extend_from_slice(&random::bytes::<16>());
    let mac = mac(key, &bytes);
    bytes.extend_from_slice(&mac);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Checks `<challenge>.<nonce>`. Refuses [`Refused::Invalid`] when it was not issued with `key` or is not solved,
/// [`Refused::Expired`] when it is too late.
///
/// # Errors
/// [`Refused`].
pub fn verify(key: &[u8], solved: &str, now: i64) -> Result<Solved, Refused> {
    let (challenge, nonce) = solved.split_once('.').ok_or(Refused::Invalid)?;
    if nonce.is_empty() || nonce.len() > 20 || !nonce.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refused::Invalid);
    }
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(challenge).map_err(|_| Refused::Invalid)?;
    if bytes.len() != BODY + MAC {
        return Err(Refused::Invalid);
    }
    let (body, theirs) = bytes.split_at(BODY);
    if !bool::from(mac(key, body).ct_eq(theirs)) {
        return Err(Refused::Invalid);
    }
    let proved = zero_bits(&Sha256::digest(solved.as_bytes()));
    let extra = proved.checked_sub(u32::from(body[8])).ok_or(Refused::Invalid)?;
    let expires_at = i64::from_be_bytes(body[..8].try_into().expect("8 of 25 bytes"));
    if expires_at <= now {
        return Err(Refused::Expired);
    }
    let extra = u8::try_from(extra).unwrap_or(u8::MAX);
    Ok(Solved { hash: sha256(challenge.as_bytes()), expires_at, work: body[8], extra })
}

fn zero_bits(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).expect("32 bytes at most") * 8 + rest
}

/// Solves a challenge, as a client does.
#[must_use]
pub fn solve(challenge: &str, work: u8) -> String {
    (0u64..)
        .map(|nonce| format!("{challenge}.{nonce}"))
        .find(|solved| zero_bits(&Sha256::digest(solved.as_bytes())) >= u32::from(work))
        .expect("there are enough nonces")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_bytes_are_twice_the_work() {
        let bits = [0, 1, PAID, PAID + 1, 2 * PAID, 2 * PAID + 1, 2 << 30].map(|bytes| work_for(14, bytes));
        // web/test/page/derivation.test.ts has the same numbers.
        assert_eq!(bits, [14, 14, 14, 15, 15, 16, 22]);
        assert_eq!(work_for(0, 2 << 30), 0, "switched off");
        for bytes in [1, PAID, 3 * PAID] {
            let solved = solve(&issue(b"key", 1000, 4), work_for(4, bytes));
            assert!(verify(b"key", &solved, 0).expect("is solved").pays() >= bytes);
        }
    }

    #[test]
    fn a_solved_ticket_passes_and_a_forged_late_or_unsolved_one_does_not() {
        let challenge = issue(b"key", 1000, 8);
        let solved = solve(&challenge, 8);
        assert!(verify(b"key", &solved, 999).is_ok());
        assert_eq!(verify(b"key", &solved, 1000), Err(Refused::Expired));
        assert_eq!(verify(b"other", &solved, 999), Err(Refused::Invalid));
        let unsolved = (0..).map(|n| format!("{challenge}.{n}")).find(|t| verify(b"key", t, 0).is_err());
        assert_eq!(verify(b"key", &unsolved.expect("most are"), 0), Err(Refused::Invalid));
        for hostile in
            ["", ".", "a.b", "AAAA.1", &format!("{challenge}."), &format!("{challenge}.99999999999999999999999")]
        {
            assert_eq!(verify(b"key", hostile, 0), Err(Refused::Invalid), "{hostile}");
        }
    }
}
