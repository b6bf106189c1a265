//! Approved summaries as data: for the public, and for journalists under embargo.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::language::SOURCE;
use crate::domain::summary::{Approved, Verification};

/// A published issue.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Issue {
    pub slug: String,
    pub title: String,
    /// What is known.
    pub body: String,
    /// What is asked, and of whom.
    pub asked: String,
    /// Possible side effects of acting on it.
    pub side_effects: String,
    /// A code of the taxonomy.
    pub category: String,
    pub country: String,
    pub region: String,
    /// `YYYY-MM`
    pub month: String,
    pub verification: Verification,
    /// First public day, `YYYY-MM-DD`.
    pub published_on: String,
    /// Of the text; a language tag.
    pub language: String,
}

/// Published issues as open data.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Issues {
    pub issues: Vec<Issue>,
    /// How issues come about, in words.
    pub method: String,
}

/// An issue that journalists may read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PressIssue {
    #[serde(flatten)]
    pub issue: Issue,
    /// Whether the public may not read it yet.
    pub embargoed: bool,
}

/// What journalists may read today.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PressIssues {
    pub summaries: Vec<PressIssue>,
}

impl From<&Approved> for Issue {
    fn from(approved: &Approved) -> Self {
        let text = approved.text.clone();
        Self {
            slug: approved.slug.clone(),
            title: text.title,
            body: text.body,
            asked: text.asked,
            side_effects: text.side_effects,
            category: text.category,
            country: text.country,
            region: text.region,
            month: text.month,
            verification: text.verification,
            published_on: approved.embargo_until.to_string(),
            language: SOURCE.to_owned(),
        }
    }
}
