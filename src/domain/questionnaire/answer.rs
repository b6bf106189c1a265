//! From the fields of a form to checked answers. Fields are what a form posts: names and values in order, one for each
//! ticked box. What remains of a changed mind (a cercle of another region, "I don't know" beside an answer, answers to
//! a question that is no longer asked) is dropped, not refused.
//!
//! | kind | fields |
//! |---|---|
//! | choices, choice, ternary, categories | `<id>` for each code, `<id>-other` for own words |
//! | place | `<id>` (`ML.gao`), `<id>-cercle` |
//! | period | `<id>-from-year`, `-from-month`, `-to-year`, `-to-month`, `-ongoing`, `-unknown` |
//! | range | `<id>-from`, `<id>-to`, `<id>-unknown` |
//! | line, text, voice | `<id>` |

use serde_json::{Value, json};

use super::{Answers, Kind, OTHER, Question, Questionnaire, SHORT_TEXT, TERNARY, UNKNOWN};
use crate::domain::invalid::{Invalid, Reason};
use crate::domain::{digit, place, taxonomy};

/// A form's fields, in order.
struct Fields<'a>(&'a [(String, String)]);

impl<'a> Fields<'a> {
    /// The values of the fields with this name that are not blank, each once.
    fn values(&self, name: &str) -> Vec<&'a str> {
        let mut values = Vec::new();
        for (field, value) in self.0 {
            if field == name && !value.trim().is_empty() && !values.contains(&value.as_str()) {
                values.push(value.as_str());
            }
        }
        values
    }

    /// The first value of a part of a question: `-from-year` of `since-from-year`.
    fn part(&self, id: &str, part: &str) -> Option<&'a str> {
        self.values(&format!("{id}-{part}")).first().copied()
    }
}

impl Questionnaire {
    /// The answers in a form's fields. Refuses the fields that are not accepted.
    ///
    /// # Errors
    /// [`Invalid`].
    pub fn validate(&self, fields: &[(String, String)]) -> Result<Answers, Invalid> {
        let fields = Fields(fields);
        let mut invalid = Invalid::default();
        let mut answers = Answers::new();
        for question in &self.questions {
            if !question.is_asked(&answers) {
                continue;
            }
            match question.read(&fields) {
                Ok((answer, words)) => {
                    if question.required && answer.is_none() {
                        invalid.push(&question.id, Reason::Missing);
                    }
                    answers.extend(answer.map(|answer| (question.id.clone(), answer)));
                    answers.extend(words.map(|words| (format!("{}-{OTHER}", question.id), json!(words))));
                }
                Err(reason) => invalid.push(&question.id, reason),
            }
        }
        invalid.or(answers)
    }
}

/// An answer, and the other words beside it.
type Read<'a> = Result<(Option<Value>, Option<&'a str>), Reason>;

impl Question {
    fn read<'a>(&self, fields: &Fields<'a>) -> Read<'a> {
        let only = |answer: Result<Option<Value>, Reason>| answer.map(|answer| (answer, None));
        match self.kind {
            Kind::Choices | Kind::Choice | Kind::Ternary | Kind::Categories => self.read_codes(fields),
            Kind::Place => only(read_place(&self.id, fields)),
            Kind::Period => only(read_period(&self.id, fields)),
            Kind::Range => only(self.read_range(fields)),
            Kind::Line | Kind::Text | Kind::Voice => only(self.read_text(fields)),
            Kind::Info | Kind::Language | Kind::Files | Kind::Consent => Ok((None, None)),
        }
    }

    fn is_code(&self, code: &str) -> bool {
        match self.kind {
            Kind::Categories => code == OTHER || taxonomy::is_known(code),
            Kind::Ternary => code == UNKNOWN || code == OTHER || TERNARY.contains(&code),
            _ => code == UNKNOWN || code == OTHER || self.has(code),
        }
    }

    fn read_codes<'a>(&self, fields: &Fields<'a>) -> Read<'a> {
        let words = fields.part(&self.id, OTHER);
        if words.is_some_and(|words| words.chars().count() > SHORT_TEXT) {
            return Err(Reason::TooLong);
        }
        let mut codes = fields.values(&self.id);
        if !codes.iter().all(|code| self.is_code(code)) {
            return Err(Reason::Unknown);
        }
        if words.is_some() && codes.is_empty() {
            codes.push(OTHER);
        }
        if codes.len() > 1 {
            codes.retain(|code| *code != UNKNOWN);
        }
        let several = matches!(self.kind, Kind::Choices | Kind::Categories);
        let max = if several { self.max.unwrap_or(u64::MAX) } else { 1 };
        if codes.len() as u64 > max {
            return Err(Reason::TooMany);
        }
        let answer = match codes.first() {
            None => None,
            Some(_) if several => Some(json!(codes)),
            Some(code) => Some(json!(code)),
        };
        Ok((answer, words))
    }

    fn read_text(&self, fields: &Fields<'_>) -> Result<Option<Value>, Reason> {
        let Some(text) = fields.values(&self.id).first().copied() else { return Ok(None) };
        if text.chars().count() as u64 > self.longest() { Err(Reason::TooLong) } else { Ok(Some(json!(text))) }
    }

    fn read_range(&self, fields: &Fields<'_>) -> Result<Option<Value>, Reason> {
        let number = |part: &str| fields.part(&self.id, part).map(whole_number).transpose();
        let ends: Vec<u64> = [number("from")?, number("to")?].into_iter().flatten().collect();
        if ends.is_empty() {
            return Ok(fields.part(&self.id, UNKNOWN).map(|_| json!({ UNKNOWN: true })));
        }
        let (min, max) = (self.min.unwrap_or(0), self.max.unwrap_or(u64::MAX));
        if ends.iter().any(|number| !(min..=max).contains(number)) {
            return Err(Reason::OutOfRange);
        }
        // "From 50 to 10" means the same as "from 10 to 50".
        let (from, to) = (ends.iter().min(), ends.iter().max());
        Ok(Some(if from == to { json!({ "from": from }) } else { json!({ "from": from, "to": to }) }))
    }
}

fn read_place(id: &str, fields: &Fields<'_>) -> Result<Option<Value>, Reason> {
    let Some(value) = fields.values(id).first().copied() else { return Ok(None) };
    let (country, region) = place::parse(value).ok_or(Reason::Unknown)?;
    let mut answer = json!({ "country": country, "region": region.code });
    // A cercle of another region is what remains of a changed mind: the region counts.
    let cercle = fields.part(id, "cercle");
    if let Some(cercle) = region.cercles.iter().find(|one| Some(one.code.as_str()) == cercle) {
        answer["cercle"] = json!(cercle.code);
    }
    Ok(Some(answer))
}

fn read_period(id: &str, fields: &Fields<'_>) -> Result<Option<Value>, Reason> {
    let from = read_moment(id, "from", fields)?;
    let to = read_moment(id, "to", fields)?;
    let ongoing = fields.part(id, "ongoing").is_some();
    let mut answer = serde_json::Map::new();
    if let (Some(from), Some(to)) = (&from, &to)
        && !ongoing
        // Years compare with years, months with months: "2025-03 to 2025" is no contradiction.
        && from[..from.len().min(to.len())] > to[..from.len().min(to.len())]
    {
        return Err(Reason::Backwards);
    }
    answer.extend(from.map(|from| ("from".to_owned(), json!(from))));
    if ongoing {
        answer.insert("ongoing".to_owned(), json!(true));
    } else {
        answer.extend(to.map(|to| ("to".to_owned(), json!(to))));
    }
    if answer.is_empty() && fields.part(id, UNKNOWN).is_some() {
        answer.insert(UNKNOWN.to_owned(), json!(true));
    }
    Ok((!answer.is_empty()).then_some(Value::Object(answer)))
}

/// `2024-05` or `2024` of the two fields of one end of a period.
fn read_moment(id: &str, end: &str, fields: &Fields<'_>) -> Result<Option<String>, Reason> {
    let number = |part: &str| fields.part(id, &format!("{end}-{part}")).map(whole_number).transpose();
    match (number("year")?, number("month")?) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Reason::Malformed),
        (Some(year), _) if !(1900..=2100).contains(&year) => Err(Reason::OutOfRange),
        (Some(year), None) => Ok(Some(year.to_string())),
        (Some(year), Some(month)) if (1..=12).contains(&month) => Ok(Some(format!("{year}-{month:02}"))),
        (Some(_), Some(_)) => Err(Reason::OutOfRange),
    }
}

/// A whole number below a thousand million, in the digits of any script of the region; spaces between them are
/// ignored.
fn whole_number(text: &str) -> Result<u64, Reason> {
    let mut number = 0;
    let mut digits = 0;
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        number = number * 10 + u64::from(digit::value(letter).ok_or(Reason::Malformed)?);
        digits += 1;
        if digits > 9 {
            return Err(Reason::OutOfRange);
        }
    }
    if digits == 0 { Err(Reason::Malformed) } else { Ok(number) }
}
