//! One method per French message, so that a wrong key or argument does not compile; the sources of all locales; the
//! ids that are marked `# critical` in French and `# status: reviewed` elsewhere.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::language::SOURCE;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, PatternElement};

pub fn generate(out: &Path) {
    println!("cargo::rerun-if-changed=locales");
    let mut code = String::from("// Made by build/texts.rs.\n\n");
    let mut methods = String::new();
    let mut critical = Vec::new();
    let mut ids = Vec::new();
    let mut sources = String::new();
    let mut reviewed = String::new();
    let mut variables = BTreeSet::new();
    for locale in sorted("locales") {
        let tag = name(&locale);
        if !locale.is_dir() || tag == "audio" {
            continue;
        }
        for file in sorted(&locale) {
            let text = fs::read_to_string(&file).expect("a readable locale file");
            let resource = fluent_syntax::parser::parse(text.as_str())
                .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
            let path = fs::canonicalize(&file).expect("it was just read");
            writeln!(sources, "    ({tag:?}, include_str!({path:?})),").expect("writes to memory");
            for entry in &resource.body {
                let Entry::Message(message) = entry else { continue };
                let id = message.id.name;
                let notes = notes(message);
                if tag == SOURCE {
                    variables.extend(method(&mut methods, message));
                    ids.push((name(&file).trim_end_matches(".ftl").to_owned(), id.to_owned()));
                    if notes.iter().any(|note| note == "critical") {
                        critical.push(id.to_owned());
                    }
                } else if notes.iter().any(|note| note.starts_with("status: reviewed")) {
                    writeln!(reviewed, "    ({tag:?}, {id:?}),").expect("writes to memory");
                }
            }
        }
    }
    writeln!(code, "pub const SOURCES: &[(&str, &str)] = &[\n{sources}];\n").expect("writes to memory");
    writeln!(code, "pub const REVIEWED: &[(&str, &str)] = &[\n{reviewed}];\n").expect("writes to memory");
    writeln!(code, "pub const CRITICAL: &[&str] = &{critical:?};\n").expect("writes to memory");
    let variables: Vec<_> = variables.into_iter().collect();
    writeln!(code, "/// Every variable of the French messages.\nconst VARIABLES: &[&str] = &{variables:?};\n")
        .expect("writes to memory");
    writeln!(code, "/// (file, id) of every French message.\npub const IDS: &[(&str, &str)] = &{ids:?};\n")
        .expect("writes to memory");
    writeln!(code, "impl Localizer {{\n{methods}}}").expect("writes to memory");
    fs::write(out.join("texts.rs"), code).expect("OUT_DIR is writable");
}

fn sorted(path: impl AsRef<Path>) -> Vec<std::path::PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(path).expect("a readable folder").map(|entry| entry.expect("a readable entry").path()).collect();
    entries.sort();
    entries
}

fn name(path: &Path) -> String {
    path.file_name().expect("an entry has a name").to_string_lossy().into_owned()
}

fn notes(message: &Message<&str>) -> Vec<String> {
    message.comment.iter().flat_map(|comment| &comment.content).map(|line| line.trim().to_owned()).collect()
}

/// Writes the method of a message; returns the message's variables.
fn method(out: &mut String, message: &Message<&str>) -> BTreeSet<String> {
    let id = message.id.name;
    let mut variables = BTreeSet::new();
    if let Some(pattern) = &message.value {
        collect(&pattern.elements, &mut variables);
    }
    let arguments: String =
        variables.iter().map(|name| format!(", {}: impl Into<FluentValue<'static>>", snake(name))).collect();
    let set: String = variables.iter().map(|name| format!("args.set({name:?}, {}); ", snake(name))).collect();
    let mutable = if variables.is_empty() { "" } else { "mut " };
    writeln!(
        out,
        "    /// `{id}`\n    #[must_use]\n    pub fn {}(&self{arguments}) -> Text<'_> {{ \
         let {mutable}args = FluentArgs::new(); {set}self.text({id:?}, &args) }}",
        snake(id),
    )
    .expect("writes to memory");
    variables
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

fn collect(elements: &[PatternElement<&str>], into: &mut BTreeSet<String>) {
    for element in elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => variable(inline, into),
            Expression::Select { selector, variants } => {
                variable(selector, into);
                for variant in variants {
                    collect(&variant.value.elements, into);
                }
            }
        }
    }
}

fn variable(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        into.insert(id.name.to_owned());
    }
}
