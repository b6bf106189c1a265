//! Published issues: pages and open data. Every output asks [`Approved::readable`].

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::api::public::issue::Issues;
use crate::app::App;
use crate::domain::refusal::Refusal;
use crate::domain::summary::{Approved, Reader};
use crate::error::Error;
use crate::storage;
use crate::web::http::extract::Path;
use crate::web::http::fixed;
use crate::web::http::page::Page;

#[derive(Template)]
#[template(path = "issues.html")]
struct IssuesPage {
    page: Page,
    issues: Vec<Approved>,
}

/// What the public may read today, the newest first.
pub async fn public(app: &App) -> Result<Vec<Approved>, Error> {
    let today = app.clock.today();
    let approved = storage::summary::list_approved(app.db.read()).await?;
    Ok(approved.into_iter().filter(|issue| issue.readable(Reader::Public, today)).collect())
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
pub async fn page(
    State(app): State<App>,
    Path((lang, slug)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let page = Page::new(&app, &lang, format!("/issues/{slug}"))?;
    let found = storage::summary::find_approved(app.db.read(), &slug).await?;
    let issue = found.filter(|issue| issue.readable(Reader::Public, app.clock.today())).ok_or(Refusal::NotFound)?;
    fixed::page(&headers, &IssuePage { page, issue })
}

/// `GET /api/public/issues`
pub async fn data(State(app): State<App>) -> Result<Json<Issues>, Error> {
    let issues = public(&app).await?.iter().map(Into::into).collect();
    Ok(Json(Issues { issues, method: app.texts.source().issues_intro().plain() }))
}
