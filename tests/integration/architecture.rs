//! The rules of docs/architecture.md that a machine can check: who may import whom, where roles and times are decided,
//! that each file opens with its purpose, and that files, functions and lines stay short.
//!
//! To add a layer: an entry in [`LAYERS`]. What is forbidden is looked for in code, not in comments.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A layer: where it stands, what of ours it may import, and what else its code must not name.
struct Layer {
    place: &'static str,
    may_import: &'static [&'static str],
    must_not_name: &'static [&'static str],
}

const NO_IO: &[&str] = &["sea_orm", "axum", "tokio", "async fn", "now_utc", "SystemTime", "std::fs", "rand::"];

const WEB: &[&str] =
    &["web", "api", "services", "app", "error", "storage", "crypto", "domain", "config", "text", "audio", "telemetry"];

/// The list of routes: the only file of `web/http` that names handlers.
const ROUTER: &str = "src/web/http/router.rs";

const LAYERS: &[Layer] = &[
    Layer { place: "src/domain/", may_import: &["domain"], must_not_name: NO_IO },
    Layer { place: "src/crypto/", may_import: &["crypto", "domain"], must_not_name: NO_IO },
    Layer {
        place: "src/storage/",
        may_import: &["storage", "crypto", "domain", "config"],
        must_not_name: &["axum::", "askama"],
    },
    Layer {
        place: "src/services/",
        may_import: &["services", "app", "error", "storage", "crypto", "domain", "config", "mail"],
        must_not_name: &["axum::", "askama", "sea_orm", "object_store", "lettre"],
    },
    Layer {
        place: "src/api/",
        may_import: &["api", "crypto", "domain"],
        must_not_name: &["sea_orm", "object_store", "axum", "tokio"],
    },
    Layer { place: "src/web/", may_import: WEB, must_not_name: &["sea_orm", "object_store", ".begin("] },
    // Rooms of the web: what all of them share names none of them, and they do not name each other.
    Layer { place: "src/web/http/", may_import: WEB, must_not_name: &["web::public", "web::citizen", "web::desk"] },
    Layer { place: "src/web/public/", may_import: WEB, must_not_name: &["web::citizen", "web::desk"] },
    Layer { place: "src/web/citizen/", may_import: WEB, must_not_name: &["web::public", "web::desk"] },
    Layer { place: "src/web/desk/", may_import: WEB, must_not_name: &["web::public", "web::citizen"] },
    Layer {
        place: "src/jobs/",
        may_import: &["jobs", "services", "app", "error", "storage", "crypto", "domain", "text", "mail"],
        must_not_name: &["sea_orm", "object_store", ".begin(", "axum"],
    },
    // Speaks HTTP as a browser does.
    Layer {
        place: "src/client/",
        may_import: &["client", "api", "crypto", "domain"],
        must_not_name: &["sea_orm", "object_store", "axum"],
    },
    Layer { place: "src/text", may_import: &["text", "domain"], must_not_name: NO_IO },
    Layer { place: "src/audio.rs", may_import: &[], must_not_name: &["sea_orm", "axum"] },
    Layer { place: "src/mail.rs", may_import: &[], must_not_name: &["sea_orm", "axum", "std::fs"] },
    Layer { place: "src/telemetry.rs", may_import: &[], must_not_name: &["sea_orm", "axum"] },
    Layer { place: "src/config.rs", may_import: &["domain"], must_not_name: &["sea_orm", "axum"] },
];

/// `cli` may import everything of ours, but works through the layers below.
const CLI_MUST_NOT_NAME: &[&str] = &["sea_orm", "object_store"];

/// Files that name a role: the table, the operator's first member of an organisation, and the people of the
/// demonstration.
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

fn collect(root: &Path, folder: &Path, extension: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, extension, found);
        } else if path.extension().is_some_and(|its| its == extension) {
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
        collect(root, &root.join(folder), "rs", &mut found);
    }
    let text = fs::read_to_string(root.join("build.rs")).expect("readable");
    found.push(Source { path: "build.rs".to_owned(), text });
    assert!(found.len() > 150, "the sources were found");
    found
}

/// The modules of ours that a line names: `storage` of `crate::storage::report`, both of `crate::{mail, storage}`.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).flat_map(|rest| {
        let group = rest.strip_prefix('{').and_then(|group| group.split('}').next());
        let paths = group.map_or_else(|| vec![rest], |group| group.split(',').map(str::trim).collect());
        paths.into_iter().map(|path| {
            let ends = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
            path.split(ends).next().unwrap_or_default()
        })
    })
}

#[test]
fn imports_are_read_one_by_one_and_in_groups() {
    let read = |line| imports(line).collect::<Vec<_>>();
    assert_eq!(read("use crate::storage::report;"), ["storage"]);
    assert_eq!(read("use crate::{mail, storage::member};"), ["mail", "storage"]);
    assert_eq!(read("    crate::app::App, crate::error::Error"), ["app", "error"]);
}

#[test]
fn each_layer_imports_only_what_lies_below() {
    let sources = sources();
    let mut wrong = Vec::new();
    for Layer { place, may_import, must_not_name } in LAYERS {
        for source in sources.iter().filter(|source| source.path.starts_with(place)) {
            for line in source.code() {
                let above = imports(line).filter(|module| !may_import.contains(module));
                wrong.extend(above.map(|module| format!("{} imports {module}", source.path)));
                let is_router = source.path == ROUTER && *place == "src/web/http/";
                let named = must_not_name.iter().filter(|word| line.contains(**word) && !is_router);
                wrong.extend(named.map(|word| format!("{} names {word}", source.path)));
            }
        }
    }
    for source in sources.iter().filter(|source| source.path.starts_with("src/cli/")) {
        let named = CLI_MUST_NOT_NAME.iter().filter(|word| source.text.contains(**word));
        wrong.extend(named.map(|word| format!("{} names {word}", source.path)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_folder_of_the_program_is_a_layer_with_rules() {
    let folders: BTreeSet<_> = sources()
        .iter()
        .filter_map(|source| source.path.strip_prefix("src/")?.split_once('/').map(|(folder, _)| folder.to_owned()))
        .collect();
    let held =
        |folder: &str| folder == "cli" || LAYERS.iter().any(|layer| format!("src/{folder}/").starts_with(layer.place));
    let free: Vec<_> = folders.iter().filter(|folder| !held(folder)).collect();
    assert!(folders.len() >= 8 && free.is_empty(), "without rules: {free:?}");
}

/// Whether `parent` declares the module `name`: with `mod`, or as a line of the list of tables.
fn declares(parent: &Source, name: &str) -> bool {
    let is_list = parent.path == "src/storage/entity/mod.rs";
    parent
        .code()
        .map(str::trim_start)
        .any(|line| line.ends_with(&format!("mod {name};")) || (is_list && line.starts_with(&format!("{name}: "))))
}

/// A file that no `mod` names is not compiled, and its tests do not run.
#[test]
fn every_file_is_a_module_of_the_one_above() {
    let sources = sources();
    let built = ["src/", "migrations/src/", "tests/integration/"];
    let mut orphans = Vec::new();
    let paths = sources.iter().map(|source| &source.path);
    for path in paths.filter(|path| built.iter().any(|folder| path.starts_with(folder))) {
        let module = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        let (folder, name) = module.rsplit_once('/').expect("a folder");
        let above = ["/mod.rs", "/lib.rs", "/main.rs", ".rs"].map(|end| format!("{folder}{end}"));
        let mut parents = sources.iter().filter(|source| above.contains(&source.path));
        if !["lib", "main"].contains(&name) && !parents.any(|parent| declares(parent, name)) {
            orphans.push(path);
        }
    }
    assert!(orphans.is_empty(), "no `mod` names {orphans:#?}");
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
        wrong.extend(wide_lines(&source));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn wide_lines(source: &Source) -> impl Iterator<Item = String> {
    let wide = source.text.lines().enumerate().filter(|(_, line)| line.chars().count() > LONGEST_LINE);
    wide.map(|(at, _)| format!("{}:{} is wider than {LONGEST_LINE}", source.path, at + 1))
}

#[test]
fn templates_are_no_wider_than_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut templates = Vec::new();
    for extension in ["html", "xml"] {
        collect(root, &root.join("templates"), extension, &mut templates);
    }
    assert!(templates.len() > 30, "the templates were found");
    let wrong: Vec<_> = templates.iter().flat_map(wide_lines).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The functions of a file that rustfmt has laid out: name and number of lines. A function ends at the brace that
/// stands under its first line.
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
