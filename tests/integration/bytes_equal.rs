//! Every visitor gets the same bytes (docs/architecture.md, rule 4), and no citizen page sets a cookie.

use sutura::web::http::path;

use crate::support::{TestApp, http};

const PAGES: &[&str] = &[
    "/",
    "/fr/",
    "/ar/",
    "/bm/",
    "/fr/c/signaler",
    "/fr/c/signaler/report",
    "/ff/c/signaler/report",
    "/fr/c/signaler/plain",
    "/fr/c/signaler/sealed",
    "/fr/inbox",
    "/fr/inbox/plain",
    "/fr/issues",
    "/fr/issues.atom",
    "/fr/keys",
    "/fr/safety",
    "/fr/about",
    "/fr/press",
];

/// Pages that are not compared: a redirection, one that no browser keeps, and those that this instance has nothing for.
const NOT_HERE: &[&str] = &[path::LANGUAGE, path::CLOSED, path::SHOWN, path::ISSUE, path::POSTER];

/// Whether `page` is an address of `template`, as `/fr/keys` is one of `/{lang}/keys`.
fn is_of(template: &str, page: &str) -> bool {
    let (template, page): (Vec<_>, Vec<_>) = (template.split('/').collect(), page.split('/').collect());
    let same = |(part, given): (&&str, &&str)| part == given || (part.starts_with('{') && !given.is_empty());
    template.len() == page.len() && template.iter().zip(&page).all(same)
}

#[test]
fn every_page_of_the_router_is_compared() {
    let elsewhere = ["/api/", "/desk", "/assets/", "/audio/"];
    let pages = path::ALL.iter().filter(|path| !elsewhere.iter().any(|start| path.starts_with(start)));
    let missing: Vec<_> = pages
        .filter(|template| !NOT_HERE.contains(template) && !PAGES.iter().any(|page| is_of(template, page)))
        .collect();
    assert!(missing.is_empty(), "not compared: {missing:?}");
}

/// What stands behind the first script of a piece.
fn without_data(piece: &str) -> &str {
    piece.split_once("</script>").map_or(piece, |(_, rest)| rest)
}

#[tokio::test]
async fn pages_depend_on_nothing_that_a_visitor_brings() {
    let app = TestApp::start().await;
    for page in PAGES {
        let plain = app.get(page).await;
        assert_eq!(plain.status(), 200, "{page}");
        assert!(plain.headers().get("set-cookie").is_none(), "{page} sets a cookie");
        let etag = plain.headers()["etag"].clone();
        let plain = plain.bytes().await.expect("a body");
        let text = String::from_utf8_lossy(&plain);
        // Data for scripts is JSON, which may end with as many braces as it likes.
        let text: String = text.split("<script type=\"application/json\"").map(without_data).collect();
        assert!(!text.contains("}}") && !text.contains("{{") && !text.contains("{ $"), "{page} shows template code");
        let other = http()
            .get(format!("{}{page}", app.url))
            .header("user-agent", "Opera/9.80")
            .header("accept-language", "bm,en;q=0.5")
            .header("cookie", "sutura=abc; other=1")
            .header("referer", "http://example.org/")
            .header("x-forwarded-for", "192.0.2.1")
            .send()
            .await
            .expect("answers");
        assert_eq!(other.bytes().await.expect("a body"), plain, "{page}");
        let again =
            http().get(format!("{}{page}", app.url)).header("if-none-match", etag).send().await.expect("answers");
        assert_eq!(again.status(), 304, "{page}");
    }
}

#[tokio::test]
async fn compressed_pages_hold_the_same_text() {
    let app = TestApp::start().await;
    let plain = app.get("/fr/c/signaler/report").await.bytes().await.expect("a body");
    for (encoding, name) in
        [("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br;q=0.9", "br"), ("br;q=0, gzip", "gzip")]
    {
        let url = format!("{}/fr/c/signaler/report", app.url);
        let response = http().get(url).header("accept-encoding", encoding).send().await.expect("answers");
        assert_eq!(response.headers()["content-encoding"], name);
        let packed = response.bytes().await.expect("a body");
        let mut unpacked = Vec::new();
        if name == "br" {
            brotli::BrotliDecompress(&mut packed.as_ref(), &mut unpacked).expect("brotli");
        } else {
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed.as_ref()), &mut unpacked)
                .expect("gzip");
        }
        assert_eq!(unpacked, plain);
    }
}
