//! What a circle keeps together besides its cases. The server knows the name, a revision number and a padded size.

use std::str::FromStr;

/// Which document. The names are stored: never rename one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Answers that are written once and used often.
    Answers,
    /// Filters that were given a name.
    Views,
    /// What members must not be shown, because they have an interest in it.
    Interests,
    /// What was handed over to authorities, without content.
    Referrals,
}

impl Name {
    pub const ALL: [Self; 4] = [Self::Answers, Self::Views, Self::Interests, Self::Referrals];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Views => "views",
            Self::Interests => "interests",
            Self::Referrals => "referrals",
        }
    }
}

impl FromStr for Name {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|name| name.as_str() == text).ok_or(())
    }
}
