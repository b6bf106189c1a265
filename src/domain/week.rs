//! ISO weeks: the finest time that the server keeps of a citizen's act (docs/architecture.md, rule 3).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::{Date, Duration, OffsetDateTime};

/// An ISO 8601 week, `2026-W47`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i32,
    week: u8,
}

impl Week {
    /// The week of a moment, in UTC.
    #[must_use]
    pub fn of(moment: OffsetDateTime) -> Self {
        let (year, week, _) = moment.date().to_iso_week_date();
        Self { year, week }
    }

    /// The week of the day that is `days` after its Monday.
    #[must_use]
    pub fn after(self, days: i64) -> Self {
        let day = self.monday().and_then(|monday| monday.checked_add(Duration::days(days)));
        day.map_or(self, |day| Self::of(day.midnight().assume_utc()))
    }

    /// Its Monday; `None` outside the years that `time` knows.
    #[must_use]
    pub fn monday(self) -> Option<Date> {
        Date::from_iso_week_date(self.year, self.week, time::Weekday::Monday).ok()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

/// Text that is not a week.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an ISO week")]
pub struct NotAWeek;

impl FromStr for Week {
    type Err = NotAWeek;

    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let (year, week) = text.split_once("-W").ok_or(NotAWeek)?;
        let week = Self { year: year.parse().map_err(|_| NotAWeek)?, week: week.parse().map_err(|_| NotAWeek)? };
        if week.monday().is_some() && week.to_string() == text { Ok(week) } else { Err(NotAWeek) }
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_first_days_of_january_may_belong_to_the_old_year() {
        assert_eq!(Week::of(datetime!(2027-01-01 10:00 UTC)).to_string(), "2026-W53");
        assert_eq!("2026-W47".parse(), Ok(Week { year: 2026, week: 47 }));
        for text in ["2026-W54", "2026W47", "2026-W7", "x"] {
            assert_eq!(text.parse::<Week>(), Err(NotAWeek), "{text}");
        }
    }
}
