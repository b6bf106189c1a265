//! Configuration: defaults, then the TOML file, then `SUTURA_…` variables, then flags. An unknown key is an error
//! that names it. `deploy/sutura.example.toml` explains every option; a test parses it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::domain::retention::Retention;

/// Every option. Sizes are in bytes, times in seconds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The data folder: `sutura.db`, `blobs/` and, if present, `sutura.toml`.
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`; empty means SQLite in the data folder.
    pub database_url: String,
    /// `file://…` or `s3://…`; empty means `blobs/` in the data folder.
    pub blob_url: String,
    /// The file of the secret key, without which a copy of the database is worth less; empty means `secret.key` in the
    /// data folder.
    pub secret_key_file: PathBuf,
    /// The secret key itself, where there is no file: several machines, containers.
    pub secret_key: Secret,
    pub listen: SocketAddr,
    /// Address of health and metrics; empty means none.
    pub private_listen: String,
    /// The address people type, without a slash at the end; `https` makes cookies `__Host-` and `Secure`.
    pub public_url: String,
    /// Whether `X-Forwarded-Proto` is believed: only behind a proxy that sets it.
    pub behind_proxy: bool,
    /// Leading zero bits of a proof of work; 0 switches tickets off.
    pub ticket_work: u32,
    pub ticket_lifetime: i64,
    /// Reports a minute, over the whole intake, above which senders are asked for more work; 0: never.
    pub ticket_comfort: u32,
    /// Reports on one consultation within a minute or two that are a burst; 0: bursts are not marked.
    pub burst_size: u32,
    /// Seconds that each sender without JavaScript waits at least, in place of a proof of work.
    pub plain_wait: i64,
    /// Senders without JavaScript that are served in a minute; 0: nobody waits.
    pub plain_per_minute: i64,
    /// Open connections. Beyond, the one that has been idle longest is closed.
    pub max_connections: u32,
    pub max_files: u32,
    pub max_file_size: u64,
    /// A file of the form without JavaScript, where the server encrypts.
    pub max_plain_file_size: u64,
    pub max_envelope_size: u64,
    /// All uploads that belong to no report yet, together. Beyond, the idlest is deleted.
    pub max_pending_size: u64,
    /// Reports, messages and files together. Files are refused from nine tenths of it on.
    pub max_stored_size: u64,
    pub upload_lifetime: i64,
    /// Days for which reports are kept: without review, rejected, after the last act, closed. Never longer than the
    /// defaults.
    pub keep_unreviewed_days: i64,
    pub keep_rejected_days: i64,
    pub keep_open_days: i64,
    pub keep_closed_days: i64,
    /// Whether a one-time code works only once, as RFC 6238 asks.
    pub totp_single_use: bool,
    pub session_idle: i64,
    /// A session ends after this time, even when it is in use.
    pub session_absolute: i64,
    /// The onion address of this instance, `http://….onion`; empty means none.
    pub onion_url: String,
    /// Also offers three made-up languages that show where a layout breaks: longer, mirrored, with holes.
    pub pseudo_languages: bool,
    /// Where quick exit leads: a site that anybody may be seen reading.
    pub exit_url: String,
    /// Help numbers, shown first to people who report sexual or gender-based violence. Checked by the operator.
    pub help: Vec<Help>,
    /// `smtps://user:password@host` or `smtp://host:587?tls=required`; empty: no mail is sent.
    pub smtp_url: Secret,
    /// The sender of the daily mail.
    pub mail_from: String,
    /// Hour of the day (UTC) from which on the daily mail is sent.
    pub digest_hour: u8,
    /// Seconds between two clearings of what was deleted out of the database's files and its log.
    pub clear_interval: u64,
    /// Hour of the day (UTC) from which on database and files are laid in another order.
    pub night_hour: u8,
    /// `error`, `warn`, `info` or `debug`.
    pub log: String,
}

/// An option that must not be printed: it holds a password.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A help number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// `Centre d'écoute, jour et nuit, gratuit`
    pub name: String,
    /// As it is dialled.
    pub number: String,
}

impl Default for Config {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Self {
            data: PathBuf::from("data"),
            database_url: String::new(),
            blob_url: String::new(),
            secret_key_file: PathBuf::new(),
            secret_key: Secret::default(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8700)),
            private_listen: String::new(),
            public_url: String::new(),
            behind_proxy: false,
            ticket_work: 14,
            ticket_lifetime: 6 * 3600,
            ticket_comfort: 120,
            burst_size: 100,
            plain_wait: 2,
            plain_per_minute: 60,
            max_connections: 20_000,
            max_files: 10,
            max_file_size: 200 * MIB,
            max_plain_file_size: 50 * MIB,
            max_envelope_size: 2 * MIB,
            max_pending_size: 20 * 1024 * MIB,
            max_stored_size: 200 * 1024 * MIB,
            upload_lifetime: 48 * 3600,
            keep_unreviewed_days: Retention::LONGEST.unreviewed,
            keep_rejected_days: Retention::LONGEST.rejected,
            keep_open_days: Retention::LONGEST.open,
            keep_closed_days: Retention::LONGEST.closed,
            totp_single_use: true,
            session_idle: 3600,
            session_absolute: 12 * 3600,
            onion_url: String::new(),
            pseudo_languages: false,
            exit_url: "https://fr.wikipedia.org/wiki/Mali".to_owned(),
            help: Vec::new(),
            smtp_url: Secret::default(),
            mail_from: String::new(),
            digest_hour: 6,
            clear_interval: 30,
            night_hour: 2,
            log: "info".to_owned(),
        }
    }
}

/// What `log` may be. It says how much of ours is written, and opens no library's log.
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

/// Variables that are not options: where the file is, and secrets that commands ask for.
const NOT_OPTIONS: [&str; 4] = ["config", "member_passphrase", "member_totp", "root_key"];

impl Config {
    /// Reads all sources. `flags` holds only what was given on the command line. The error names the unknown key or the
    /// malformed value, and where it stands.
    pub fn load(data: Option<&Path>, file: Option<&Path>, flags: &impl Serialize) -> Result<Self, String> {
        let from_env = std::env::var_os("SUTURA_DATA").map(PathBuf::from);
        let data = data.map(Path::to_path_buf).or(from_env).unwrap_or_else(|| Self::default().data);
        let variable = std::env::var_os("SUTURA_CONFIG").map(PathBuf::from);
        let file = file.map(Path::to_path_buf).or(variable);
        if let Some(file) = file.as_ref().filter(|file| !file.is_file()) {
            return Err(format!("there is no configuration file {}", file.display()));
        }
        let file = file.unwrap_or_else(|| data.join("sutura.toml"));
        let mut config: Self = Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file(file))
            .merge(Env::prefixed("SUTURA_").ignore(&NOT_OPTIONS))
            .merge(Serialized::defaults(flags))
            .merge(("data", &data))
            .extract()
            .map_err(|error| error.to_string())?;
        config.complete();
        config.check()?;
        Ok(config)
    }

    fn complete(&mut self) {
        let absolute = std::path::absolute(&self.data).unwrap_or_else(|_| self.data.clone());
        if self.database_url.is_empty() {
            self.database_url = format!("sqlite://{}", absolute.join("sutura.db").display());
        }
        if self.blob_url.is_empty() {
            self.blob_url = format!("file://{}", absolute.join("blobs").display());
        }
        if self.public_url.is_empty() {
            self.public_url = format!("http://{}", self.listen);
        }
    }

    fn check(&self) -> Result<(), String> {
        let (kept, longest) = (self.retention(), Retention::LONGEST);
        let days = [
            ("keep_unreviewed_days", kept.unreviewed, longest.unreviewed),
            ("keep_rejected_days", kept.rejected, longest.rejected),
            ("keep_open_days", kept.open, longest.open),
            ("keep_closed_days", kept.closed, longest.closed),
        ];
        if !self.smtp_url.expose().is_empty() && !self.mail_from.contains('@') {
            return Err("smtp_url is set, and mail_from names nobody".to_owned());
        }
        if !LEVELS.contains(&self.log.as_str()) {
            return Err(format!("log = {:?}: one of {}", self.log, LEVELS.join(", ")));
        }
        match days.into_iter().find(|(_, days, longest)| !(1..=*longest).contains(days)) {
            Some((name, days, longest)) => Err(format!("{name} = {days}: reports may be kept for 1 to {longest} days")),
            None => Ok(()),
        }
    }

    /// Where the secret key is, if it is not in the configuration itself.
    #[must_use]
    pub fn secret_key_path(&self) -> PathBuf {
        match self.secret_key_file.as_os_str().is_empty() {
            true => self.data.join("secret.key"),
            false => self.secret_key_file.clone(),
        }
    }

    /// How long reports are kept.
    #[must_use]
    pub fn retention(&self) -> Retention {
        Retention {
            unreviewed: self.keep_unreviewed_days,
            rejected: self.keep_rejected_days,
            open: self.keep_open_days,
            closed: self.keep_closed_days,
        }
    }

    /// Whether people reach this instance over TLS.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct None {}

    #[test]
    fn the_example_file_is_understood_and_says_the_defaults() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/sutura.example.toml");
        let config = Config::load(Some(Path::new("/srv/x")), Some(&file), &None {}).expect("the example is valid");
        assert_eq!(config.max_files, Config::default().max_files);
        assert_eq!(config.ticket_work, Config::default().ticket_work);
        assert_eq!(config.database_url, "sqlite:///srv/x/sutura.db");
    }

    #[test]
    fn reports_are_not_kept_longer_than_the_rule_allows() {
        let folder = tempfile::tempdir().expect("a folder");
        let load = |line: &str| {
            std::fs::write(folder.path().join("sutura.toml"), line).expect("writes");
            Config::load(Some(folder.path()), Option::None, &None {})
        };
        assert_eq!(load("keep_open_days = 30\n").expect("shorter is fine").retention().open, 30);
        for line in ["keep_open_days = 366\n", "keep_rejected_days = 0\n"] {
            let error = load(line).expect_err("refused");
            assert!(error.contains("may be kept"), "{error}");
        }
    }

    #[test]
    fn the_log_cannot_be_told_to_write_what_libraries_say() {
        let folder = tempfile::tempdir().expect("a folder");
        for (log, allowed) in [("trace", true), ("info,hyper=trace", false), ("hyper", false)] {
            std::fs::write(folder.path().join("sutura.toml"), format!("log = {log:?}\n")).expect("writes");
            assert_eq!(Config::load(Some(folder.path()), Option::None, &None {}).is_ok(), allowed, "{log}");
        }
    }

    #[test]
    fn an_unknown_key_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("sutura.toml"), "colour = 1\n").expect("writes");
        let error = Config::load(Some(folder.path()), Option::None, &None {}).expect_err("refused");
        assert!(error.contains("colour"), "{error}");
    }
}
