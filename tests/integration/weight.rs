//! What a page weighs on the wire (brotli), against the budgets in README.

use crate::support::{TestApp, http};

async fn brotli_size(app: &TestApp, path: &str) -> usize {
    let request = http().get(format!("{}{path}", app.url)).header("accept-encoding", "br");
    request.send().await.expect("answers").bytes().await.expect("a body").len()
}

/// The page, and every asset that it loads at once.
async fn page_size(app: &TestApp, path: &str) -> usize {
    let html = app.get(path).await.text().await.expect("HTML");
    let mut total = brotli_size(app, path).await;
    let mut seen = std::collections::BTreeSet::new();
    // What a script loads when it is needed stands with its hash behind a blank, or is a worker.
    // The cryptography is loaded behind the page, but always.
    let at_once = |part: &&str| {
        let lazy = (part.contains(' ') && !part.contains("/crypto")) || part.contains("work");
        part.starts_with("/assets/") && !lazy
    };
    for part in html.split('"').filter(at_once) {
        let part = part.split(['#', ' ']).next().unwrap_or(part);
        if seen.insert(part.to_owned()) {
            total += brotli_size(app, part).await;
        }
    }
    total
}

#[tokio::test]
async fn public_pages_stay_under_fourteen_kilobytes() {
    let app = TestApp::start().await;
    for path in ["/", "/fr/", "/ar/", "/fr/issues", "/fr/safety", "/fr/c/signaler"] {
        let size = page_size(&app, path).await;
        assert!(size <= 14 * 1024, "{path} weighs {size} bytes");
    }
}

#[tokio::test]
async fn the_report_page_stays_under_its_ceiling() {
    let app = TestApp::start().await;
    let size = page_size(&app, "/fr/c/signaler/report").await;
    assert!(size <= 51 * 1024, "the report page weighs {size} bytes");
    let again = http().get(format!("{}/fr/c/signaler/report", app.url)).header("accept-encoding", "br");
    let page = again.send().await.expect("answers").bytes().await.expect("a body").len();
    assert!(page <= 12 * 1024 + 256, "the page alone weighs {page} bytes");
}
