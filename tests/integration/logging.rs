//! Log events use the fields of `telemetry::FIELDS` and no others; nothing prints outside the command line; and what we
//! ship to stand in front of the server or beside it writes nothing about a visitor.

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

/// The lines of a file of `deploy` that are not comments, without indentation.
fn shipped(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy").join(name);
    let text = fs::read_to_string(path).expect("readable");
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// What stands between two braces, after a line that begins so.
fn block<'a>(lines: &'a [String], begin: &str) -> &'a [String] {
    let start = lines.iter().position(|line| line.starts_with(begin)).unwrap_or_else(|| panic!("no {begin}")) + 1;
    let length = lines[start..].iter().position(|line| line == "}").expect("ends");
    &lines[start..start + length]
}

#[test]
fn the_shipped_web_server_writes_only_of_certificates_and_hands_no_address_on() {
    let lines = shipped("Caddyfile");
    assert_eq!(lines[0], "{", "options for all sites come first");
    let logs: Vec<_> = lines.iter().filter(|line| line.split(' ').next() == Some("log")).collect();
    assert_eq!(logs, ["log default {"], "one log, which is not one of requests");
    let log = block(&lines, "log default");
    let included = log.iter().find_map(|line| line.strip_prefix("include ")).expect("names what it writes");
    // Loggers that never see a request. Others write address, browser and page of whoever met with an error.
    let harmless = ["tls.obtain", "tls.renew", "tls.issuance.acme"];
    assert!(included.split(' ').all(|logger| harmless.contains(&logger)), "{included}");
    assert!(log.contains(&"level WARN".to_owned()));
    let proxy = block(&lines, "reverse_proxy");
    assert!(proxy.contains(&"header_up -X-Forwarded-For".to_owned()));
}

#[test]
fn the_shipped_onion_service_writes_only_what_is_wrong_and_no_address() {
    let lines = shipped("torrc");
    assert!(lines.contains(&"SafeLogging 1".to_owned()));
    let logs: Vec<_> = lines.iter().filter(|line| line.starts_with("Log ")).collect();
    assert_eq!(logs, ["Log warn syslog"]);
}

#[test]
fn the_shipped_database_logs_no_query_row_or_time_of_writing_and_does_not_keep_its_log() {
    let text = shipped("compose.yaml").join(" ");
    for setting in [
        "log_min_error_statement=panic",
        "log_error_verbosity=terse",
        "log_checkpoints=off",
        "log_autovacuum_min_duration=-1",
        "log_connections=off",
        "log_disconnections=off",
        "log_statement=none",
        "wal_recycle=off",
        "wal_keep_size=0",
    ] {
        assert!(text.contains(&format!("-c {setting}")), "{setting}");
    }
}

#[test]
fn what_else_is_shipped_is_known_and_writes_no_log_of_requests() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("text"))
        .collect();
    names.sort();
    // Whoever ships another proxy writes a test for its logs above.
    let known = ["Caddyfile", "Dockerfile", "compose.yaml", "sutura.example.toml", "sutura.service", "torrc"];
    assert_eq!(names, known);
}
