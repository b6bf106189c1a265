//! What is wrong with an input, field by field. The sentences are in `locales/*/invalid.ftl`.

/// Why one field was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Missing,
    TooLong,
    TooMany,
    Unknown,
    Malformed,
    /// A number or a year outside its bounds.
    OutOfRange,
    /// The end of a period is before its start.
    Backwards,
}

/// The fields that were not accepted, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invalid {
    pub fields: Vec<(String, Reason)>,
}

impl Invalid {
    #[must_use]
    pub fn one(field: &str, reason: Reason) -> Self {
        Self { fields: vec![(field.to_owned(), reason)] }
    }

    pub fn push(&mut self, field: &str, reason: Reason) {
        self.fields.push((field.to_owned(), reason));
    }

    /// Both values, or all that is wrong with either.
    ///
    /// # Errors
    /// The fields of both.
    pub fn both<A, B>(one: Result<A, Self>, other: Result<B, Self>) -> Result<(A, B), Self> {
        match (one, other) {
            (Ok(one), Ok(other)) => Ok((one, other)),
            (one, other) => {
                let wrong = [one.err(), other.err()].into_iter().flatten().flat_map(|invalid| invalid.fields);
                Err(Self { fields: wrong.collect() })
            }
        }
    }

    /// `value` if nothing was wrong.
    ///
    /// # Errors
    /// The collected fields.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.fields.is_empty() { Ok(value) } else { Err(self) }
    }
}
