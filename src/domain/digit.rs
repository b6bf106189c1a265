//! Digits as people of the region type them: ASCII, Arabic, Persian, N'Ko and Adlam.

/// Returns `Some` of 0 to 9 when `letter` is a digit of one of these scripts.
#[must_use]
pub fn value(letter: char) -> Option<u8> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{7c0}'..='\u{7c9}' => '\u{7c0}',
        '\u{1e950}'..='\u{1e959}' => '\u{1e950}',
        _ => return None,
    };
    u8::try_from(letter as u32 - zero as u32).ok()
}
