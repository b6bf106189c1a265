//! The Atom feed of published issues (RFC 4287).

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::app::App;
use crate::domain::summary::Approved;
use crate::error::Error;
use crate::web::http::extract::Path;
use crate::web::http::fixed;
use crate::web::http::page::Page;
use crate::web::public::issue;

#[derive(Template)]
#[template(path = "issues.atom.xml")]
struct Feed {
    page: Page,
    url: String,
    updated: String,
    issues: Vec<Approved>,
}

/// `GET /{lang}/issues.atom`
pub async fn atom(State(app): State<App>, Path(lang): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, "/issues")?;
    let issues = issue::public(&app).await?;
    let updated = issues.iter().map(|issue| issue.embargo_until).max();
    let updated = updated.map_or_else(|| "2026-01-01".to_owned(), |day| day.to_string());
    let feed = Feed { page, url: app.config.public_url.clone(), updated, issues };
    let text = feed.render().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(fixed::bytes(&headers, text, "application/atom+xml; charset=utf-8"))
}
