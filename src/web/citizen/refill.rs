//! What a person has filled in already: a form that is not accepted comes back with it. Empty for a fresh form, and
//! erased when dropped.

use zeroize::Zeroize as _;

use crate::domain::invalid::Invalid;

/// A form's fields, and what is wrong with them.
#[derive(Default)]
pub struct Refill {
    fields: Vec<(String, String)>,
    /// Question ids and the message about each.
    wrong: Vec<(String, &'static str)>,
}

impl Refill {
    #[must_use]
    pub fn new(fields: Vec<(String, String)>, invalid: &Invalid) -> Self {
        let wrong =
            invalid.fields.iter().map(|(id, reason)| (id.clone(), crate::web::http::error::reason(*reason))).collect();
        Self { fields, wrong }
    }

    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether this value of a field was chosen.
    #[must_use]
    pub fn has(&self, name: &str, value: impl AsRef<str>) -> bool {
        self.fields.iter().any(|(field, filled)| field == name && filled == value.as_ref())
    }

    /// Whether a field was filled in.
    #[must_use]
    pub fn has_any(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// The values of a field, in order.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).collect()
    }

    /// As [`Refill::has`], of a part of a question: `since-from-year`.
    #[must_use]
    pub fn part_is(&self, id: &str, part: impl AsRef<str>, value: impl std::fmt::Display) -> bool {
        self.has(&format!("{id}-{}", part.as_ref()), value.to_string())
    }

    /// What was written into a field.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// As [`Refill::text`], of a part of a question.
    #[must_use]
    pub fn part(&self, id: &str, part: &str) -> &str {
        self.text(&format!("{id}-{part}"))
    }

    /// The message about a question's answer, if it was not accepted.
    #[must_use]
    pub fn problem(&self, id: &str) -> Option<&'static str> {
        self.wrong.iter().find(|(question, _)| question == id).map(|(_, message)| *message)
    }
}

impl Drop for Refill {
    fn drop(&mut self) {
        for (_, value) in &mut self.fields {
            value.zeroize();
        }
    }
}
