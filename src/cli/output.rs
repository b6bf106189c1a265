//! Printing for operators, and asking them for a secret.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the only place that prints")]

use std::io::{BufRead as _, Write as _};

use zeroize::Zeroizing;

/// Prints a line. A reader that has gone (`| head`) is no error.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints what went wrong.
pub fn problem(text: &str) {
    eprintln!("sutura: {text}");
}

/// An error as the operator reads it.
pub fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A secret from an environment variable, or else from one line of standard input.
pub fn secret(variable: &str, prompt: &str) -> Result<Zeroizing<String>, String> {
    if let Ok(value) = std::env::var(variable) {
        return Ok(Zeroizing::new(value));
    }
    eprint!("{prompt}: ");
    std::io::stderr().flush().map_err(words)?;
    let mut text = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut text).map_err(words)?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Base32 (RFC 4648, no padding), as authenticator programs take a TOTP secret.
pub fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for chunk in bytes.chunks(5) {
        let mut buffer = [0u8; 8];
        buffer[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(buffer);
        for at in 0..(chunk.len() * 8).div_ceil(5) {
            let index = usize::try_from((bits >> (35 - 5 * at)) & 31).expect("five bits");
            text.push(char::from(ALPHABET[index]));
        }
    }
    text
}

/// Returns `Some` bytes when `text` is base32; white space and padding are ignored.
pub fn unbase32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for letter in text.trim().trim_end_matches('=').chars().filter(|letter| !letter.is_whitespace()) {
        let value = match letter.to_ascii_uppercase() {
            upper @ 'A'..='Z' => upper as u32 - 'A' as u32,
            digit @ '2'..='7' => digit as u32 - '2' as u32 + 26,
            _ => return None,
        };
        bits = bits << 5 | value;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #[test]
    fn base32_follows_the_vectors_of_rfc_4648() {
        for (bytes, text) in [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(super::base32(bytes.as_bytes()), text);
            assert_eq!(super::unbase32(text).expect("base32"), bytes.as_bytes());
        }
    }
}
