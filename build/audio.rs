//! The recorded prompts of `locales/audio/<tag>/`, embedded, with their index.
//!
//! `index.tsv` has a line per recording: name, the first 16 hex digits of the SHA-256 of the words it speaks, and
//! `person` or `synthetic`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub fn generate(out: &Path) {
    println!("cargo::rerun-if-changed=locales/audio");
    let mut code = String::from("// Made by build/audio.rs.\n\nstatic BUILT_IN: &[BuiltIn] = &[\n");
    let mut folders: Vec<_> = fs::read_dir("locales/audio")
        .map(|entries| entries.map(|entry| entry.expect("a readable entry").path()).collect())
        .unwrap_or_default();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let tag = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let index = fs::read_to_string(folder.join("index.tsv")).unwrap_or_default();
        for line in index.lines() {
            let parts: Vec<_> = line.split('\t').collect();
            let [name, words, voice] = parts[..] else { panic!("{tag}/index.tsv: {line}") };
            let file = fs::canonicalize(folder.join(format!("{name}.opus"))).expect("the recording is there");
            writeln!(
                code,
                "    BuiltIn {{ tag: {tag:?}, name: {name:?}, words: {words:?}, voice: {voice:?}, \
                 bytes: include_bytes!({file:?}) }},"
            )
            .expect("writes to memory");
        }
    }
    code.push_str("];\n");
    fs::write(out.join("audio.rs"), code).expect("OUT_DIR is writable");
}
