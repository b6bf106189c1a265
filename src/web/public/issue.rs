//! Published issues: pages and open data. Every output asks [`Approved::readable`].

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use crate::app::App;
use crate::domain::refusal::Refusal;
use crate::domain::summary::{Approved, Reader};
use crate::error::Error;
use crate::storage;
use crate::web::http::fixed;
use crate::web::http::page::Page;

#[derive(Template)]
#[template(path = "issues.html")]
struct IssuesPage {
    page: Page,
    issues: Vec<Approved>,
}

/// What the public may read today, newest first.
pub async fn public(app: &App) -> Result<Vec<Approved>, Error> {
    let today = app.clock.today();
    let all = storage::summary::list_approved(app.db.read()).await?;
    Ok(all.into_iter().filter(|issue| issue.readable(Reader::Public, today)).collect())
}

/// `GET /{lang}/issues`
pub async fn list(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/issues")?;
    let issues = public(&app).await?;
    fixed::page(&headers, &IssuesPage { page, issues })
}

#[derive(Template)]
#[template(path = "issue.html")]
struct IssuePage {
    page: Page,
    issue: Approved,
}

/// `GET /{lang}/issues/{slug}`
pub async fn one(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, format!("/issues/{slug}"))?;
    let found = storage::summary::find_approved(app.db.read(), &slug).await?;
    let issue = found.filter(|issue| issue.readable(Reader::Public, app.clock.today())).ok_or(Refusal::NotFound)?;
    fixed::page(&headers, &IssuePage { page, issue })
}

/// What leaves of a summary as data.
#[must_use]
pub fn json(issue: &Approved) -> Value {
    json!({
        "slug": issue.slug,
        "title": issue.text.title,
        "body": issue.text.body,
        "asked": issue.text.asked,
        "side_effects": issue.text.side_effects,
        "category": issue.text.category,
        "country": issue.text.country,
        "region": issue.text.region,
        "month": issue.text.month,
        "verification": issue.text.verification,
        "published_on": issue.embargo_until.to_string(),
        "language": crate::domain::language::SOURCE,
    })
}

/// `GET /api/public/issues`
pub async fn data(State(app): State<App>) -> Result<Json<Value>, Error> {
    let issues: Vec<_> = public(&app).await?.iter().map(json).collect();
    let note = app.texts.source().issues_intro().plain();
    Ok(Json(json!({ "issues": issues, "method": note })))
}
