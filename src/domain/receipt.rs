//! Receipts: 22 random digits and two check digits (ISO 7064 MOD 97-10), shown as six groups of four.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::digit;

/// Random digits.
pub const RANDOM: usize = 22;
/// All digits.
pub const LENGTH: usize = 24;

/// A receipt whose check digits are right. `Debug` does not print it.
#[derive(Clone, Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct Receipt([u8; LENGTH]);

/// Why a typed text is not a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    #[error("a receipt has 24 digits, this has {0}")]
    Length(usize),
    #[error("a receipt has digits only")]
    NotADigit,
    #[error("the check digits do not match")]
    Check,
}

impl Receipt {
    /// Completes 22 digits (each 0 to 9) with their check digits.
    #[must_use]
    pub fn from_digits(random: [u8; RANDOM]) -> Self {
        let mut digits = [b'0'; LENGTH];
        for (to, from) in digits.iter_mut().zip(random) {
            *to = b'0' + from % 10;
        }
        let check = 98 - remainder(&digits);
        digits[RANDOM] = b'0' + check / 10;
        digits[RANDOM + 1] = b'0' + check % 10;
        Self(digits)
    }

    /// Reads what a person typed: spaces, hyphens and dots are ignored; digits of the Arabic, Persian, N'Ko and
    /// Adlam scripts count as digits.
    ///
    /// Mistakes are found before any key is derived.
    ///
    /// # Errors
    /// [`Mistyped`].
    pub fn parse(text: &str) -> Result<Self, Mistyped> {
        let mut digits = [0u8; LENGTH];
        let mut count = 0;
        for letter in text.chars() {
            if letter.is_whitespace() || matches!(letter, '-' | '.' | '\u{2011}' | '\u{2013}' | '\u{2066}'..='\u{2069}')
            {
                continue;
            }
            let digit = digit::value(letter).ok_or(Mistyped::NotADigit)?;
            if let Some(to) = digits.get_mut(count) {
                *to = b'0' + digit;
            }
            count += 1;
        }
        if count != LENGTH {
            return Err(Mistyped::Length(count));
        }
        if remainder(&digits) != 1 {
            return Err(Mistyped::Check);
        }
        Ok(Self(digits))
    }

    /// The 24 ASCII digits that enter the derivation.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).expect("ASCII digits")
    }

    /// Six groups of four, as shown.
    #[must_use]
    pub fn groups(&self) -> Vec<String> {
        self.0.chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(..)")
    }
}

/// The number modulo 97.
fn remainder(digits: &[u8]) -> u8 {
    let rest = digits.iter().fold(0u32, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    u8::try_from(rest).expect("less than 97")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn other_scripts_and_separators_are_read() {
        let receipt = Receipt::from_digits([1; RANDOM]);
        let typed = receipt.groups().join("-").replace('1', "\u{661}");
        assert_eq!(Receipt::parse(&format!(" {typed} ")), Ok(receipt));
    }

    #[test]
    fn too_few_digits_and_letters_are_told_apart() {
        assert_eq!(Receipt::parse("1234"), Err(Mistyped::Length(4)));
        assert_eq!(Receipt::parse("12a4"), Err(Mistyped::NotADigit));
    }

    proptest! {
        #[test]
        fn every_single_error_and_swap_is_found(
            random in proptest::array::uniform22(0u8..10),
            at in 0usize..24,
            by in 1u8..10,
        ) {
            let receipt = Receipt::from_digits(random);
            prop_assert_eq!(Receipt::parse(receipt.expose()), Ok(receipt.clone()));
            let mut wrong = receipt.expose().as_bytes().to_vec();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert_eq!(Receipt::parse(std::str::from_utf8(&wrong).expect("ASCII")), Err(Mistyped::Check));
            let mut swapped = receipt.expose().as_bytes().to_vec();
            swapped.swap(at, (at + 1) % 24);
            if at < 23 && swapped != receipt.expose().as_bytes() {
                prop_assert_eq!(Receipt::parse(std::str::from_utf8(&swapped).expect("ASCII")), Err(Mistyped::Check));
            }
        }

        #[test]
        fn hostile_text_never_panics(text in "\\PC{0,60}") {
            let _ = Receipt::parse(&text);
        }
    }
}
