//! The files of `web/dist`, hashed into their names and compressed once, ready to be served as they are.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256, Sha384};

pub fn generate(out: &Path) {
    println!("cargo::rerun-if-changed=web/dist");
    let folder = Path::new("web/dist");
    assert!(folder.is_dir(), "web/dist is missing: run `make web` first");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("web/dist is readable")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut code = String::from("// Made by build/assets.rs.\n\npub static ASSETS: &[Asset] = &[\n");
    for path in files {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let (stem, extension) = name.rsplit_once('.').expect("assets have an extension");
        let bytes = fs::read(&path).expect("a readable asset");
        let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let served = format!("{stem}.{hash}.{extension}");
        let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&bytes)));
        for (suffix, content) in [("", bytes.clone()), (".br", brotli(&bytes)), (".gz", gzip(&bytes))] {
            fs::write(out.join(format!("{served}{suffix}")), content).expect("OUT_DIR is writable");
        }
        let file = |suffix: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{served}{suffix}\"))");
        writeln!(
            code,
            "    Asset {{ name: {name:?}, served: {served:?}, integrity: {integrity:?}, \
             identity: {}, brotli: {}, gzip: {} }},",
            file(""),
            file(".br"),
            file(".gz"),
        )
        .expect("writes to memory");
    }
    code.push_str("];\n");
    fs::write(out.join("assets.rs"), code).expect("OUT_DIR is writable");
}

/// Above this many bytes only members' scripts are; trying everything on them takes ten seconds, which a debug build
/// does not spend.
const LARGE: usize = 100_000;

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let in_haste = bytes.len() > LARGE && std::env::var("PROFILE").is_ok_and(|profile| profile == "debug");
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, if in_haste { 5 } else { 11 }, 22);
    writer.write_all(bytes).expect("writes to memory");
    writer.into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).expect("writes to memory");
    writer.finish().expect("writes to memory")
}
