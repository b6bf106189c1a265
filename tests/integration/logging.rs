//! Log events use the fields of `telemetry::FIELDS` and no others; nothing prints outside the command line.

use std::fs;
use std::path::Path;

use sutura::telemetry::FIELDS;

fn check(folder: &Path, events: &mut usize) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            check(&path, events);
            continue;
        }
        let text = fs::read_to_string(&path).expect("readable");
        for (at, _) in text.match_indices("tracing::") {
            let call = &text[at..text[at..].find(';').map_or(text.len(), |end| at + end)];
            let Some(open) = call.find("!(") else { continue };
            *events += 1;
            for argument in call[open + 2..].trim_end_matches(')').split(',') {
                let argument = argument.trim().trim_end_matches(')');
                if argument.starts_with('"') || argument.is_empty() {
                    continue;
                }
                let field = argument.split('=').next().unwrap_or_default().trim();
                assert!(FIELDS.contains(&field), "{}: the field {field} is not on the list", path.display());
            }
        }
    }
}

#[test]
fn events_use_the_fixed_list_of_fields() {
    let mut events = 0;
    check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut events);
    assert!(events >= 6, "the events were found");
}
