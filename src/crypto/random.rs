//! The only source of randomness in the crate: the operating system's.

use crate::domain::receipt::Receipt;

/// `N` bytes from the operating system.
///
/// # Panics
/// When the operating system has no randomness to give; nothing safe can be done then.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one place that asks the system")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0u8; N];
    getrandom::fill(&mut out).expect("the operating system provides randomness");
    out
}

/// A uniformly distributed decimal digit, 0 to 9, by rejection sampling.
#[must_use]
pub fn digit() -> u8 {
    loop {
        let [byte] = bytes::<1>();
        if byte < 250 {
            return byte % 10;
        }
    }
}

/// A fresh random id.
#[must_use]
pub fn id<T: From<[u8; 16]>>() -> T {
    T::from(bytes())
}

/// A fresh receipt: 22 random digits and their check digits.
#[must_use]
pub fn receipt() -> Receipt {
    Receipt::from_digits(std::array::from_fn(|_| digit()))
}
