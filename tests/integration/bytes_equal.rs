//! Every visitor gets the same bytes (docs/architecture.md, rule 4), and no citizen page sets a cookie.

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
    "/fr/keys",
];

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
