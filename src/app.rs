//! `App`: what lives as long as the process.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use time::{Date, Duration, OffsetDateTime};
use tokio::sync::Semaphore;

use crate::audio::Prompts;
use crate::config::Config;
use crate::crypto::secret_key::SecretKey;
use crate::domain::crowd::attempt::FailedAttempts;
use crate::domain::crowd::burst::Bursts;
use crate::domain::crowd::counter::Counter;
use crate::domain::crowd::guess::Guesses;
use crate::domain::crowd::load::Load;
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage::blobs::Blobs;
use crate::storage::{self, Db, instance, secret_key};
use crate::text::Texts;

/// Cheap to clone; every handler and task holds one.
#[derive(Clone)]
pub struct App(Arc<Inner>);

pub struct Inner {
    pub config: Config,
    pub db: Db,
    pub blobs: Blobs,
    pub clock: Clock,
    pub texts: Texts,
    pub prompts: Prompts,
    pub instance: instance::Instance,
    /// What the database does not hold; see `storage::at_rest`.
    pub secret: SecretKey,
    /// Key derivations at once: each takes tens of megabytes.
    pub derivations: Semaphore,
    pub crowd: Crowd,
}

/// How busy this process is: counts that fade, no addresses (`services::crowd`).
#[derive(Default)]
pub struct Crowd {
    pub load: Mutex<Load>,
    pub bursts: Mutex<Bursts>,
    pub counter: Mutex<Counter>,
    pub guesses: Mutex<Guesses>,
    pub attempts: Mutex<FailedAttempts>,
    /// Bytes of everything that is stored, as far as this process knows.
    pub stored: AtomicU64,
    /// Bytes that are being written to uploads at this moment.
    pub arriving: AtomicU64,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Opens database and blob store of an installation that exists. Refuses to start while migrations are pending or
    /// no organisation was created, and with another secret key than the installation's.
    pub async fn open(config: Config) -> Result<Self, Error> {
        let db = Db::connect(&config.database_url).await?;
        let pending = db.pending().await?;
        if !pending.is_empty() {
            return Err(Error::Internal(format!("run `sutura migrate` first; waiting: {}", pending.join(", "))));
        }
        let instance = instance::find(db.read())
            .await?
            .ok_or_else(|| Error::Internal("run `sutura organisation create` first".to_owned()))?;
        let secret = secret_key(&config)?.ok_or_else(|| Error::Internal(key_missing(&config)))?;
        if !instance.belongs_to(&secret) {
            return Err(Error::Internal(key_wrong(&config)));
        }
        let blobs = Blobs::open(&config.blob_url)?;
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        let derivations = Semaphore::new(processors);
        let texts = Texts::load(config.pseudo_languages).map_err(Error::Internal)?;
        let prompts = Prompts::load(&config.data).map_err(Error::Internal)?;
        let crowd = Crowd::default();
        crowd.stored.store(storage::volume::stored(db.read()).await?, Ordering::Relaxed);
        let clock = Clock::default();
        Ok(Self(Arc::new(Inner { config, db, blobs, clock, texts, prompts, instance, secret, derivations, crowd })))
    }
}

/// The secret key that the configuration names: the text itself, else the file. `None` when there is no file.
pub fn secret_key(config: &Config) -> Result<Option<SecretKey>, Error> {
    let text = config.secret_key.expose();
    if text.is_empty() {
        return Ok(secret_key::read(&config.secret_key_path())?);
    }
    Ok(Some(secret_key::parse(text, "secret_key")?))
}

/// What is to be done without the key.
const KEY_ADVICE: &str = "Put back the copy that was kept apart from the backups; if there is none, `sutura keys \
                          secret --lost` (docs/operating.md, \"The secret key\")";

/// Why nothing works without the key, and what to do.
#[must_use]
pub fn key_missing(config: &Config) -> String {
    format!("the secret key {} is missing. {KEY_ADVICE}", config.secret_key_path().display())
}

fn key_wrong(config: &Config) -> String {
    let origin = match config.secret_key.expose() {
        "" => config.secret_key_path().display().to_string(),
        _ => "in secret_key".to_owned(),
    };
    format!("the secret key {origin} is not that of this database. {KEY_ADVICE}")
}

/// The current time; tests move it forward.
#[derive(Debug, Default)]
pub struct Clock {
    ahead: AtomicI64,
}

impl Clock {
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the one place that asks the system")]
    pub fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc() + Duration::seconds(self.ahead.load(Ordering::Relaxed))
    }

    /// Unix seconds.
    #[must_use]
    pub fn unix(&self) -> i64 {
        self.now().unix_timestamp()
    }

    /// Unix milliseconds.
    #[must_use]
    pub fn milliseconds(&self) -> i64 {
        i64::try_from(self.now().unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
    }

    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date()
    }

    #[must_use]
    pub fn week(&self) -> Week {
        Week::of(self.now())
    }

    /// Moves this clock forward.
    pub fn advance(&self, by: Duration) {
        self.ahead.fetch_add(by.whole_seconds(), Ordering::Relaxed);
    }
}
