//! What we ship to run the server with: images are the ones that were looked at, and nothing is open that need not be.

use std::fs;
use std::path::Path;

fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The images of a file: what stands behind `image:` or `FROM`.
fn images(text: &str) -> Vec<&str> {
    let named = text.lines().filter_map(|line| {
        let line = line.trim_start();
        line.strip_prefix("image: ").or_else(|| line.strip_prefix("FROM ")).and_then(|rest| rest.split(' ').next())
    });
    named.collect()
}

/// Whether a tag names one release: with a patch or a date, and not `latest`, `16` or `bookworm`.
fn is_exact(tag: &str) -> bool {
    let parts = tag.split('-').filter(|part| part.chars().all(|letter| letter.is_ascii_digit() || letter == '.'));
    parts.into_iter().any(|part| part.contains('.') || part.len() == 8)
}

#[test]
fn every_image_is_one_release_and_named_by_its_digest() {
    let files = ["deploy/compose.yaml", "deploy/Dockerfile"].map(shipped);
    let images: Vec<_> = files.iter().flat_map(|text| images(text)).collect();
    assert!(images.len() >= 4, "{images:?}");
    for image in images {
        let (tagged, digest) = image.split_once("@sha256:").unwrap_or((image, ""));
        assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{image} has no digest");
        let tag = tagged.rsplit_once(':').map_or("", |(_, tag)| tag);
        assert!(is_exact(tag), "{image} is not one release");
    }
    for floating in ["", "latest", "16", "24", "bookworm", "bookworm-slim", "24-bookworm-slim"] {
        assert!(!is_exact(floating), "{floating}");
    }
}

#[test]
fn an_image_is_built_by_its_own_compiler_from_what_is_locked_and_without_history_or_data() {
    let text = shipped("deploy/Dockerfile");
    let compiler = images(&text).into_iter().find_map(|image| image.strip_prefix("rust:")).expect("a compiler");
    let version = compiler.split('-').next().expect("a version");
    assert!(text.contains(&format!("ENV RUSTUP_TOOLCHAIN={version}\n")), "rust-toolchain.toml names a channel");
    assert!(text.contains("cargo build --release --locked"));
    assert!(text.contains("\nUSER sutura\n"));
    let ignored = shipped(".dockerignore");
    for left_out in [".git", "data", "target"] {
        assert!(ignored.lines().any(|line| line == left_out), "{left_out}");
    }
}

#[test]
fn the_shipped_proxy_speaks_tls_and_leads_nothing_but_pages_to_it() {
    let text = shipped("deploy/Caddyfile");
    assert!(text.contains("protocols tls1.2 tls1.3"));
    assert!(text.contains("header Strict-Transport-Security \"max-age=63072000; includeSubDomains\""));
    let clear = text.split("\nhttp://").nth(1).expect("what is asked without TLS");
    assert!(clear.contains("method GET HEAD") && clear.contains("not path /api/*") && clear.contains("respond 403"));
    assert!(!clear.contains("reverse_proxy"), "nothing in clear reaches the server");
}

#[test]
fn the_shipped_service_reaches_this_machine_alone_and_the_shipped_database_nobody() {
    let service = shipped("deploy/sutura.service");
    for line in ["IPAddressDeny=any", "IPAddressAllow=localhost", "CapabilityBoundingSet=", "NoNewPrivileges=yes"] {
        assert!(service.lines().any(|other| other == line), "{line}");
    }
    let compose = shipped("deploy/compose.yaml");
    let database = compose.split("  sutura:\n").next().expect("the database comes first");
    assert!(database.contains("networks: [inside]") && !database.contains("ports:"));
    assert!(compose.contains("inside: { internal: true }"));
    assert!(compose.contains("ports: [\"127.0.0.1:8700:8700\"]"), "behind the proxy");
}
