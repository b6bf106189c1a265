//! The documents speak of what exists: paths, functions, links and headings that they name, and those that the code
//! names of them.

use std::fs;
use std::path::{Path, PathBuf};

/// Where a path that a document names may begin.
const FOLDERS: [&str; 14] = [
    "benches/",
    "build/",
    "content/",
    "deploy/",
    "docs/",
    "locales/",
    "migrations/",
    "src/",
    "templates/",
    "tests/",
    "web/",
    "Cargo.toml",
    "Makefile",
    "deny.toml",
];
/// Layers whose items a document may name, as in `services::report::submit`.
const LAYERS: [&str; 9] = ["client", "cli", "crypto", "domain", "jobs", "services", "storage", "text", "web"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below `folder` with one of these extensions, without what is installed or built.
fn files(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry of the folder").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !["node_modules", "dist", "results"].contains(&name) {
            files(&path, extensions, found);
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known)) {
            found.push(path);
        }
    }
}

fn documents() -> Vec<PathBuf> {
    let mut found = ["README.md", "CHANGELOG.md", "SECURITY.md"].map(|name| root().join(name)).to_vec();
    files(&root().join("docs"), &["md"], &mut found);
    assert!(found.len() > 10, "the documents were found");
    found
}

/// What stands between backticks, code blocks left out.
fn quoted(text: &str) -> Vec<String> {
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    prose.join(" ").split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether a module of the crate has an item of this name: `services::report::submit` is `submit` in
/// `src/services/report.rs`. The last part may be a module itself.
fn has_item(name: &str) -> bool {
    let mut place = root().join("src");
    let mut parts = name.split("::").peekable();
    while let Some(part) = parts.peek() {
        let next = place.join(part);
        if !next.is_dir() && !next.with_extension("rs").is_file() {
            break;
        }
        place = next;
        parts.next();
    }
    let code = [place.with_extension("rs"), place.join("mod.rs")];
    let text: String = code.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    parts.all(|part| {
        ["fn", "struct", "enum", "const", "type"].iter().any(|kind| text.contains(&format!("{kind} {part}")))
    })
}

fn headings(text: &str) -> Vec<String> {
    let titles = text.lines().filter(|line| line.starts_with('#'));
    titles.map(|line| line.trim_start_matches('#').trim().to_owned()).collect()
}

/// The anchor of a heading, as GitHub and GitLab make it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect()
}

#[test]
fn every_path_and_item_that_a_document_names_exists() {
    let mut wrong = Vec::new();
    for document in documents() {
        for name in quoted(&read(&document)) {
            let is_path = FOLDERS.iter().any(|folder| name.starts_with(folder)) && !name.contains(['<', '{', '…', ' ']);
            let is_item = name.split_once("::").is_some_and(|(layer, _)| LAYERS.contains(&layer));
            if (is_path && !root().join(&name).exists()) || (is_item && !has_item(&name)) {
                wrong.push(format!("{} names {name}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names of the functions of a text, one after the other, each between spaces.
fn functions(text: &str) -> String {
    let names = text.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
    names.fold(String::from(" "), |all, name| all + name + " ")
}

/// Knows which tests there are. A test is named by its function, `sign_in::a_one_time_code_works_once` or without the
/// module, and may be cut off by an ellipsis; a test of the browser by its file and the beginning of its title, or by
/// its file alone.
struct Tests {
    functions: String,
}

impl Tests {
    fn find() -> Self {
        let rust = code().into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
        Self { functions: rust.map(|path| functions(&read(&path))).collect() }
    }

    /// Whether a name in a document is that of a test, and whether there is one; `None` for any other name.
    fn knows(&self, name: &str) -> Option<bool> {
        if let Some((path, title)) = name.split_once(": ").filter(|(path, _)| path.ends_with(".ts")) {
            let text = fs::read_to_string(root().join(path)).unwrap_or_default();
            return Some(['"', '`'].iter().any(|quote| text.contains(&format!("test({quote}{title}"))));
        }
        if !name.contains(' ') && (name.ends_with(".spec.ts") || name.ends_with(".test.ts")) {
            return Some(root().join(name).is_file());
        }
        let function = name.rsplit("::").next().unwrap_or_default();
        let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_…".contains(letter);
        let is_function = function.matches('_').count() >= 4 && function.chars().all(is_letter);
        is_function.then(|| match function.strip_suffix('…') {
            Some(start) => self.functions.contains(&format!(" {start}")),
            None => self.functions.contains(&format!(" {function} ")),
        })
    }
}

#[test]
fn every_test_that_a_document_names_exists() {
    let tests = Tests::find();
    let mut wrong = Vec::new();
    for document in documents() {
        for name in quoted(&read(&document)) {
            if tests.knows(&name) == Some(false) {
                wrong.push(format!("{} names {name}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each row of the threat model's tables of adversaries ends in the tests that hold it.
#[test]
fn every_claim_of_the_threat_model_names_a_test() {
    let tests = Tests::find();
    let text = read(&root().join("docs/threat-model.md"));
    let mut claims = 0;
    let mut wrong = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !line.starts_with("| adversaries who |") {
            continue;
        }
        assert!(line.ends_with("| held by |"), "{line}");
        for row in lines.by_ref().skip(1).take_while(|line| line.starts_with('|')) {
            let cells: Vec<_> = row.trim_matches('|').split(" | ").collect();
            let held = cells.last().is_some_and(|cell| quoted(cell).iter().any(|name| tests.knows(name).is_some()));
            if cells.len() != 4 || !held {
                wrong.push(cells[0].to_owned());
            }
            claims += 1;
        }
    }
    assert!(claims > 30, "the tables were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each section of the protocol that promises something names a test, or vectors that both sides are held against.
#[test]
fn every_section_of_the_protocol_names_a_test() {
    let tests = Tests::find();
    let text = read(&root().join("docs/protocol.md"));
    let wrong: Vec<_> = text
        .split("\n#")
        .filter_map(|section| section.trim_start_matches(['#', ' ']).split_once('\n'))
        .filter(|(title, words)| {
            let is_numbered = title.starts_with(|first: char| first.is_ascii_digit());
            let says = quoted(words).iter().any(|name| tests.knows(name) == Some(true));
            is_numbered && !title.starts_with("1 ") && words.trim().len() > 1 && !says
        })
        .map(|(title, _)| title.to_owned())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A row of docs/security/asvs.md: number, level, topic, verdict, and where or why.
fn requirements(text: &str) -> Vec<[&str; 5]> {
    let rows = text.lines().filter(|line| line.starts_with("| V"));
    rows.filter_map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect::<Vec<_>>().try_into().ok())
        .collect()
}

const VERDICTS: [&str; 3] = ["met", "not applicable", "open"];

#[test]
fn every_requirement_of_the_security_standard_has_its_row() {
    let standard = read(&root().join("tests/fixtures/asvs-5.0.0.txt"));
    let standard: Vec<_> =
        standard.lines().filter_map(|line| line.split_once(' ')).filter(|row| row.0 != "#").collect();
    assert_eq!(standard.len(), 345, "the standard has so many");
    let text = read(&root().join("docs/security/asvs.md"));
    let rows = requirements(&text);
    // In the order of the standard, each once: what is left out is of level 3.
    let mut left = rows.iter();
    let mut next = left.next();
    for (id, level) in standard {
        match next.filter(|row| row[0] == id) {
            Some(row) => {
                assert_eq!(row[1], level, "{id}");
                next = left.next();
            }
            None => assert_eq!(level, "3", "{id} has no row, or one in another place"),
        }
    }
    assert!(next.is_none(), "{next:?} is no requirement, or stands in another place");
    for [id, _, topic, verdict, place] in &rows {
        assert!(VERDICTS.contains(verdict), "{id}: {verdict}");
        assert!(!topic.is_empty(), "{id} says nothing");
        let is_told = match *verdict {
            "met" => place.contains('`') || place.contains("]("),
            _ => place.split(' ').count() > 2,
        };
        assert!(is_told, "{id}: where, or why");
    }
}

#[test]
fn the_summary_of_the_security_standard_counts_its_rows() {
    let text = read(&root().join("docs/security/asvs.md"));
    let rows = requirements(&text);
    let count = |chapter: &str| {
        let of = rows.iter().filter(|row| chapter == "all" || row[0].split('.').next() == Some(chapter));
        let of: Vec<_> = of.collect();
        VERDICTS.map(|verdict| of.iter().filter(|row| row[3] == verdict).count().to_string())
    };
    let mut chapters = 0;
    for line in text.lines().filter(|line| line.starts_with("| [V") || line.starts_with("| all ")) {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let chapter = cells[0].trim_start_matches('[').split(' ').next().unwrap_or_default();
        assert_eq!(cells[1..4], count(chapter), "{chapter}: met, not applicable, open");
        chapters += 1;
    }
    assert_eq!(chapters, 18, "seventeen chapters, and all of them");
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut wrong = Vec::new();
    for document in documents() {
        let text = read(&document);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => document.clone(),
                _ => document.parent().expect("a document stands in a folder").join(path),
            };
            let known = || headings(&read(&target)).iter().any(|title| anchor(title) == heading);
            if !target.exists() || (!heading.is_empty() && !known()) {
                wrong.push(format!("{} links to {link}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The tables of rooms in docs/architecture.md are complete.
#[test]
fn every_room_of_the_browser_has_its_row() {
    let text = read(&root().join("docs/architecture.md"));
    let mut missing = Vec::new();
    for folder in ["web/src", "web/src/desk"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder of the repository") {
            let path = entry.expect("an entry of the folder").path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() && !text.contains(&format!("\n| `{name}` | ")) {
                missing.push(path.display().to_string());
            }
        }
    }
    assert!(missing.is_empty(), "docs/architecture.md, \"The browser\", says nothing of {missing:#?}");
}

/// Files of code, with their paths from the root.
fn code() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["src", "build", "migrations/src", "web/src", "web/test", "web/scripts", "tests", "benches"] {
        files(&root().join(folder), &["rs", "ts", "tsx", "mjs", "py", "sh"], &mut found);
    }
    assert!(found.len() > 300, "the code was found");
    found
}

/// A path in a comment is one from the root, from `src`, from `web` or from the folder of the file itself.
#[test]
fn every_path_that_a_comment_names_exists() {
    let mut wrong = Vec::new();
    for path in code() {
        let here = path.parent().expect("a file stands in a folder").to_owned();
        let places = [root(), root().join("src"), root().join("web"), here];
        let text = read(&path);
        let comments = text.lines().map(str::trim_start).filter(|line| line.starts_with(['/', '#', '*']));
        let words = comments.flat_map(|line| line.split([' ', '`', '"', '(', ')', ',', ';', ':', '[', ']']));
        for name in words.map(|word| word.trim_end_matches(['.', '\''])) {
            let is_path = FOLDERS.iter().any(|folder| name.starts_with(folder))
                && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
            if is_path && !places.iter().any(|place| place.join(name).exists()) {
                wrong.push(format!("{} names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Comments cite a document, one of its headings (`, "Export"`), a rule of the architecture (`, rule 3`), or a section
/// of the protocol (`protocol 4.2`).
#[test]
fn every_document_and_section_that_the_code_cites_exists() {
    let protocol = headings(&read(&root().join("docs/protocol.md")));
    let mut wrong = Vec::new();
    for path in code() {
        let text = unwrapped(&read(&path));
        let cited = text.split("docs/").skip(1).filter(|rest| rest.starts_with(char::is_lowercase));
        let unknown = cited.filter(|rest| !is_in_documents(rest));
        wrong.extend(unknown.map(|rest| format!("{} cites docs/{:.40}", path.display(), rest)));
        let numbers = text.split("protocol ").skip(1).filter_map(|rest| rest.split([' ', ':', ')', ',', ';']).next());
        let sections =
            numbers.map(|number| number.trim_end_matches('.')).filter(|number| number.parse::<f32>().is_ok());
        let unknown = sections.filter(|number| !protocol.iter().any(|title| title.starts_with(&format!("{number} "))));
        wrong.extend(unknown.map(|number| format!("{} cites protocol {number}", path.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The text with its comments on one line: what they cite may be broken over two.
fn unwrapped(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!', '#', '*']).trim_start());
    lines.collect::<Vec<_>>().join(" ")
}

/// Whether what follows `docs/` in a comment names a document, and a heading or rule that it has.
fn is_in_documents(cited: &str) -> bool {
    let Some((name, rest)) = cited.split_once(".md") else { return false };
    let path = root().join("docs").join(format!("{name}.md"));
    if !path.exists() {
        return false;
    }
    let text = read(&path);
    if let Some(heading) = rest.strip_prefix(", \"").and_then(|rest| rest.split('"').next()) {
        return headings(&text).iter().any(|title| title.ends_with(heading));
    }
    let rule = rest.strip_prefix(", rule ").and_then(|rest| rest.chars().next());
    rule.is_none_or(|number| text.contains(&format!("\n{number}. ")))
}
