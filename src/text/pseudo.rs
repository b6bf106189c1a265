//! Made-up languages that show where a layout breaks: half as long again, mirrored, with holes. For developers and
//! tests; never offered unless the configuration asks for them.

use super::{Completeness, Direction, Language};
use crate::domain::language::SOURCE;
use crate::domain::variants::named;

named! {
    /// One made-up language. The name is the private part of its tag.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Pseudo: "a made-up language" {
        /// Accents, and half as long again as French: what Fulfulde or Tamasheq may need.
        Long = "long",
        /// The same, from right to left.
        Mirrored = "mirror",
        /// Every third message is missing and falls back.
        Holes = "holes",
    }
}

impl Pseudo {
    /// A tag for private use (BCP 47): `fr-x-long`.
    fn tag(self) -> String {
        format!("{SOURCE}-x-{self}")
    }

    /// Returns `Some` when `tag` is that of a made-up language.
    pub fn of(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|pseudo| pseudo.tag() == tag)
    }

    pub fn language(self) -> Language {
        Language {
            tag: self.tag(),
            endonym: self.write("Pseudo").unwrap_or_else(|| "Pseudo".to_owned()),
            direction: if self == Self::Mirrored { Direction::Rtl } else { Direction::Ltr },
            letters: "Ɛɛ Ɔɔ Ŋŋ".to_owned(),
            chain: vec![SOURCE.to_owned()],
            numbers: SOURCE.to_owned(),
            texts: Completeness::Complete,
        }
    }

    /// A French text in this language; `None` where it has a hole. Variables of scripts (`{name}`) stay.
    pub fn write(self, french: &str) -> Option<String> {
        if self == Self::Holes && french.len().is_multiple_of(3) {
            return None;
        }
        let mut in_variable = false;
        let mut written = String::new();
        for (at, letter) in french.chars().enumerate() {
            in_variable = letter == '{' || (in_variable && letter != '}');
            if in_variable {
                written.push(letter);
                continue;
            }
            written.push(accent(letter));
            // Longer words, not more of them: those are what does not wrap.
            if at % 2 == 1 && letter.is_alphabetic() {
                written.push(accent(letter));
            }
        }
        Some(written)
    }
}

fn accent(letter: char) -> char {
    match letter {
        'a' => 'ã',
        'e' => 'ẽ',
        'i' => 'ĩ',
        'n' => 'ŋ',
        'o' => 'õ',
        's' => 'š',
        'u' => 'ũ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_up_text_is_half_as_long_again_and_keeps_its_variables() {
        let written = Pseudo::Long.write("Étape {done} sur {total}").expect("written");
        assert!(written.contains("{done}") && written.contains("{total}"));
        let long = Pseudo::Long.write("reconnaissance").expect("written");
        assert_eq!(long.chars().count(), 21);
        assert!(Pseudo::Holes.write("abc").is_none());
        assert!(Pseudo::Holes.write("abcd").is_some());
    }
}
