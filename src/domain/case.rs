//! Case records: the circle's sealed notes on a report. The server knows a revision number and no more.

/// Revision of a case record; 0 when there is none yet. Sent as `ETag` and `If-Match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub u32);

impl Revision {
    /// The entity tag, `"3"`.
    #[must_use]
    pub fn etag(self) -> String {
        format!("\"{}\"", self.0)
    }

    /// Reads `If-Match`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok().map(Self)
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
