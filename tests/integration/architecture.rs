//! The rules of docs/architecture.md that a machine can check: who may import whom, where roles and times are decided,
//! that each file opens with its purpose, and that files, functions and lines stay short.
//!
//! To add a rule for a folder: a line in [`RULES`]. What is forbidden is looked for in code, not in comments.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder or file under the repository's root, and what its code must not name.
struct Rule {
    place: &'static str,
    forbidden: &'static [&'static str],
}

const RULES: &[Rule] = &[
    // Pure: no layer of ours, no library that does I/O, no clock, no randomness.
    Rule {
        place: "src/domain/",
        forbidden: &[
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
            "now_utc",
            "SystemTime",
            "std::fs",
        ],
    },
    Rule {
        place: "src/crypto/",
        forbidden: &[
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
            "tokio",
            "async fn",
            "now_utc",
            "SystemTime",
            "std::fs",
        ],
    },
    Rule {
        place: "src/storage/",
        forbidden: &[
            "crate::app",
            "crate::cli",
            "crate::client",
            "crate::jobs",
            "crate::services",
            "crate::text",
            "crate::web",
            "axum::",
        ],
    },
    Rule {
        place: "src/services/",
        forbidden: &[
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
    },
    Rule {
        place: "src/web/",
        forbidden: &["crate::cli", "crate::client", "crate::jobs", "sea_orm", "object_store", ".begin("],
    },
    Rule {
        place: "src/jobs/",
        forbidden: &["crate::cli", "crate::client", "crate::web", "sea_orm", "object_store", ".begin("],
    },
    // Speaks HTTP as a browser does.
    Rule {
        place: "src/client/",
        forbidden: &[
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
    },
    Rule { place: "src/cli/", forbidden: &["sea_orm", "object_store"] },
    // Leaves.
    Rule { place: "src/text", forbidden: &["crate::services", "crate::storage", "crate::web", "crate::app"] },
    Rule { place: "src/audio.rs", forbidden: &["crate::"] },
    Rule { place: "src/telemetry.rs", forbidden: &["crate::"] },
    Rule { place: "src/config.rs", forbidden: &["crate::services", "crate::storage", "crate::web", "crate::app"] },
];

/// Files that name a role: the table, the operator's first member of an organisation, and the people of the demonstration.
const ROLES_ARE_NAMED_IN: &[&str] = &["src/domain/role.rs", "src/cli/organisation.rs", "src/cli/demo.rs"];

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;
const LONGEST_LINE: usize = 120;

/// A file of Rust: its path from the repository's root, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The lines that are not comments.
    fn code(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.trim_start().starts_with("//"))
    }
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("readable");
            let path = path.strip_prefix(root).expect("below the root").display().to_string();
            found.push(Source { path, text });
        }
    }
}

/// All Rust of the repository: the program, the migrations, the build script, tests and benchmarks.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "build", "migrations/src", "tests", "benches"] {
        collect(root, &root.join(folder), &mut found);
    }
    let text = fs::read_to_string(root.join("build.rs")).expect("readable");
    found.push(Source { path: "build.rs".to_owned(), text });
    assert!(found.len() > 150, "the sources were found");
    found
}

#[test]
fn each_layer_imports_only_what_lies_below() {
    let sources = sources();
    let mut wrong = Vec::new();
    for Rule { place, forbidden } in RULES {
        let held: Vec<_> = sources.iter().filter(|source| source.path.starts_with(place)).collect();
        assert!(!held.is_empty(), "{place} is gone: its rule holds nothing");
        for source in held {
            let hits = source.code().flat_map(|line| forbidden.iter().filter(move |word| line.contains(**word)));
            wrong.extend(hits.map(|word| format!("{} names {word}", source.path)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_table_of_roles_names_a_role() {
    let named = |source: &Source| source.code().any(|line| line.contains("Role::") && !line.contains("Role::ALL"));
    let program = sources().into_iter().filter(|source| source.path.starts_with("src/"));
    let wrong: Vec<_> = program
        .filter(|source| named(source) && !ROLES_ARE_NAMED_IN.contains(&source.path.as_str()))
        .map(|source| source.path)
        .collect();
    assert!(wrong.is_empty(), "ask `Role::may` instead: {wrong:?}");
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let mut wrong = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//!") {
            wrong.push(format!("{} opens without its purpose", source.path));
        }
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{} has {lines} lines", source.path));
        }
        let wide = source.text.lines().enumerate().filter(|(_, line)| line.chars().count() > LONGEST_LINE);
        wrong.extend(wide.map(|(at, _)| format!("{}:{} is wider than {LONGEST_LINE}", source.path, at + 1)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The functions of a file that rustfmt has laid out: name and number of lines. A function ends at the brace that stands
/// under its first line.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        let Some((before, after)) = bare.split_once("fn ") else { continue };
        let modifiers = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe"];
        if !before.split_whitespace().all(|word| modifiers.contains(&word)) {
            continue;
        }
        let end = format!("{indent}}}");
        let length = lines[at..].iter().position(|line| *line == end).map_or(1, |length| length + 1);
        let one_line = bare.ends_with('}') || bare.ends_with(';');
        found.push((after.split(['(', '<']).next().unwrap_or_default(), if one_line { 1 } else { length }));
    }
    found
}

#[test]
fn functions_stay_short() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for source in sources() {
        for (name, lines) in functions(&source.text) {
            count += 1;
            if lines > LONGEST_FUNCTION {
                wrong.push(format!("{}: {name} has {lines} lines", source.path));
            }
        }
    }
    assert!(count > 1000, "only {count} functions were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_length_of_a_function_is_counted_to_its_brace() {
    let text = "fn one() {}\n\nimpl X {\n    pub async fn two(\n        x: u8,\n    ) -> u8 {\n        x\n    }\n}\n";
    assert_eq!(functions(text), [("one", 1), ("two", 5)]);
}
