//! Padding of everything that is sealed, so that a size tells as little as possible (protocol 4.3).
//!
//! `pad(x)` = 8-byte big-endian length ‖ x ‖ zeros; the whole has 4 KiB, 8 KiB … 1 MiB, above that the
//! next Padmé length (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", 2019; at most 12 %).

use super::CryptoError;

/// Bytes of the length prefix.
pub const PREFIX: usize = 8;
const SMALLEST: u64 = 4096;
const LARGEST_POWER: u64 = 1 << 20;

/// The padded size, in bytes, of a plaintext of `length` bytes (prefix included).
#[must_use]
pub fn padded_size(length: u64) -> u64 {
    let whole = length.saturating_add(PREFIX as u64);
    if whole <= LARGEST_POWER { whole.next_power_of_two().max(SMALLEST) } else { padme(whole) }
}

/// Whether `size` is one that [`padded_size`] can give.
#[must_use]
pub fn is_padded_size(size: u64) -> bool {
    size >= SMALLEST && padded_size(size - PREFIX as u64) == size
}

fn padme(length: u64) -> u64 {
    let exponent = u64::from(length.ilog2());
    let significant = u64::from(exponent.ilog2()) + 1;
    let mask = (1u64 << (exponent - significant)) - 1;
    length.saturating_add(mask) & !mask
}

/// The padded form of `plain`.
#[must_use]
pub fn pad(plain: &[u8]) -> Vec<u8> {
    let size = usize::try_from(padded_size(plain.len() as u64)).expect("a padded buffer fits in memory");
    let mut out = Vec::with_capacity(size);
    out.extend_from_slice(&(plain.len() as u64).to_be_bytes());
    out.extend_from_slice(plain);
    out.resize(size, 0);
    out
}

/// The plaintext inside `padded`. Refuses a length prefix that does not fit, a size that is not a padded one and filler
/// that is not zero.
///
/// # Errors
/// [`CryptoError::Padding`].
pub fn unpad(padded: &[u8]) -> Result<&[u8], CryptoError> {
    let (prefix, rest) = padded.split_first_chunk::<PREFIX>().ok_or(CryptoError::Padding)?;
    let length = u64::from_be_bytes(*prefix);
    let length = usize::try_from(length).map_err(|_| CryptoError::Padding)?;
    if length > rest.len() || padded_size(length as u64) != padded.len() as u64 {
        return Err(CryptoError::Padding);
    }
    let (plain, filler) = rest.split_at(length);
    if filler.iter().any(|byte| *byte != 0) {
        return Err(CryptoError::Padding);
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_are_powers_of_two_up_to_a_mebibyte_then_padme() {
        for (length, size) in [
            (0, 4096),
            (4088, 4096),
            (4089, 8192),
            (1_048_568, 1_048_576),
            (1_048_569, 1_081_344),
            (20_000_000, 20_447_232),
        ] {
            assert_eq!(padded_size(length), size, "{length}");
            assert!(is_padded_size(size));
        }
        assert!(!is_padded_size(4095));
        assert!(!is_padded_size(5000));
    }

    #[test]
    fn a_lying_prefix_or_a_dirty_filler_is_refused() {
        let mut padded = pad(b"abc");
        padded[7] = 200;
        assert_eq!(unpad(&padded), Ok([b"abc".as_slice(), &[0; 197]].concat().as_slice()));
        padded[0] = 1;
        assert_eq!(unpad(&padded), Err(CryptoError::Padding));
        let mut dirty = pad(b"abc");
        dirty[4000] = 1;
        assert_eq!(unpad(&dirty), Err(CryptoError::Padding));
        assert_eq!(unpad(b"short"), Err(CryptoError::Padding));
    }

    proptest! {
        #[test]
        fn padding_is_reversible(plain in proptest::collection::vec(any::<u8>(), 0..20_000)) {
            let padded = pad(&plain);
            prop_assert_eq!(unpad(&padded).expect("own padding"), plain.as_slice());
            prop_assert!(is_padded_size(padded.len() as u64));
        }

        #[test]
        fn padding_adds_at_most_twelve_percent_above_a_mebibyte(length in 1_048_577u64..1 << 40) {
            let size = padded_size(length);
            prop_assert!(size >= length + 8);
            prop_assert!((size - length) as f64 <= 0.12 * length as f64);
        }

        #[test]
        fn hostile_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..9000)) {
            let _ = unpad(&bytes);
        }
    }
}
