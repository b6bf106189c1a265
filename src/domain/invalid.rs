//! What is wrong with an input, field by field. The sentences are the messages `invalid-…` of `locales/*/error.ftl`.

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

    /// Returns both values, or refuses with the fields of either.
    ///
    /// # Errors
    /// [`Invalid`].
    pub fn both<A, B>(first: Result<A, Self>, second: Result<B, Self>) -> Result<(A, B), Self> {
        match (first, second) {
            (Ok(first), Ok(second)) => Ok((first, second)),
            (first, second) => {
                let wrong = [first.err(), second.err()].into_iter().flatten().flat_map(|invalid| invalid.fields);
                Err(Self { fields: wrong.collect() })
            }
        }
    }

    /// Returns `value` if no field was pushed, else refuses with the fields.
    ///
    /// # Errors
    /// [`Invalid`].
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.fields.is_empty() { Ok(value) } else { Err(self) }
    }
}
