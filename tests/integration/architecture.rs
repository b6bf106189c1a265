//! Import direction, as docs/architecture.md draws it. Also: files that open with their purpose, and their length.

use std::fs;
use std::path::{Path, PathBuf};

/// Layer, and what it must not name.
const FORBIDDEN: [(&str, &[&str]); 8] = [
    (
        "domain",
        &[
            "crate::app",
            "crate::cli",
            "crate::client",
            "crate::config",
            "crate::crypto",
            "crate::error",
            "crate::jobs",
            "crate::services",
            "crate::storage",
            "crate::text",
            "crate::web",
            "sea_orm",
            "axum",
            "tokio",
            "age::",
            "getrandom",
            "async fn",
        ],
    ),
    (
        "crypto",
        &[
            "crate::app",
            "crate::cli",
            "crate::client",
            "crate::config",
            "crate::error",
            "crate::jobs",
            "crate::services",
            "crate::storage",
            "crate::text",
            "crate::web",
            "sea_orm",
            "axum",
            "async fn",
        ],
    ),
    (
        "storage",
        &[
            "crate::app",
            "crate::cli",
            "crate::client",
            "crate::jobs",
            "crate::services",
            "crate::text",
            "crate::web",
            "axum::",
        ],
    ),
    (
        "services",
        &[
            "crate::cli",
            "crate::client",
            "crate::jobs",
            "crate::text",
            "crate::web",
            "axum::",
            "askama",
            "sea_orm",
            "object_store",
        ],
    ),
    ("web", &["crate::cli", "crate::client", "crate::jobs", "sea_orm", "object_store", ".begin("]),
    ("jobs", &["crate::cli", "crate::client", "crate::web", "sea_orm", "object_store"]),
    (
        "client",
        &[
            "crate::app",
            "crate::cli",
            "crate::config",
            "crate::error",
            "crate::jobs",
            "crate::services",
            "crate::storage",
            "crate::text",
            "crate::web",
            "sea_orm",
            "axum",
        ],
    ),
    ("cli", &["sea_orm", "object_store"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn all() -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 80, "the source was found");
    found
}

#[test]
fn each_layer_imports_only_what_lies_below() {
    let mut wrong = Vec::new();
    for path in all() {
        let text = fs::read_to_string(&path).expect("readable");
        let name = path.display().to_string();
        for (layer, forbidden) in FORBIDDEN {
            if !name.contains(&format!("/src/{layer}/")) {
                continue;
            }
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let hits = code.flat_map(|line| forbidden.iter().filter(move |word| line.contains(**word)));
            wrong.extend(hits.map(|word| format!("{name} names {word}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    for path in all() {
        let text = fs::read_to_string(&path).expect("readable");
        assert!(text.starts_with("//!"), "{} opens without its purpose", path.display());
        assert!(text.lines().count() <= 400, "{} has more than 400 lines", path.display());
    }
}
