//! `App`: what lives as long as the process.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use time::{Date, Duration, OffsetDateTime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::audio::Prompts;
use crate::config::Config;
use crate::crypto::secret_key::SecretKey;
use crate::domain::crowd::attempt::FailedAttempts;
use crate::domain::crowd::burst::Bursts;
use crate::domain::crowd::code::WrongCodes;
use crate::domain::crowd::counter::Counter;
use crate::domain::crowd::daily::Daily;
use crate::domain::crowd::guess::Guesses;
use crate::domain::crowd::idle::Senders;
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
    pub lines: Lines,
    pub crowd: Crowd,
}

/// How busy this process is: counts that fade, no addresses (`services::crowd`).
#[derive(Default)]
pub struct Crowd {
    pub load: Mutex<Load>,
    pub bursts: Mutex<Bursts>,
    /// Turns at the forms of a report, and those of an inbox.
    pub report_counter: Mutex<Counter>,
    pub inbox_counter: Mutex<Counter>,
    /// Failures at the door, which anybody can cause.
    pub guesses: Mutex<Guesses>,
    pub attempts: Mutex<FailedAttempts>,
    /// Wrong passphrases of those who are signed in, or hold an invitation.
    pub confirmations: Mutex<Guesses>,
    pub wrong_codes: Mutex<WrongCodes>,
    pub senders: Mutex<Senders>,
    /// Held by whoever makes room among the uploads: two at once would delete twice as many as needed.
    pub making_room: tokio::sync::Mutex<()>,
    /// What citizens asked for, by day.
    pub daily: Mutex<Daily>,
    /// Bytes of everything that is stored, as far as this process knows.
    pub stored: AtomicU64,
    /// Bytes that are being written to uploads at this moment.
    pub arriving: AtomicU64,
}

/// A queue for key derivations, each of which takes a processor and tens of megabytes for a moment.
pub struct Line {
    /// As many as are served at once.
    served: Arc<Semaphore>,
    /// As many as are served or wait.
    places: Arc<Semaphore>,
}

/// Somebody's turn in a line. It ends when this is dropped.
pub struct Turn {
    _served: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Line {
    /// Serves so many at once, and lets so many wait.
    #[must_use]
    pub fn new(served: usize, waiting: usize) -> Self {
        Self { served: Arc::new(Semaphore::new(served)), places: Arc::new(Semaphore::new(served + waiting)) }
    }

    /// Waits for a turn; `None` at once when too many are waiting.
    pub async fn turn(&self) -> Option<Turn> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let served = Arc::clone(&self.served).acquire_owned().await.ok()?;
        Some(Turn { _served: served, _place: place })
    }
}

/// Lines apart, so that nobody waits for people of another kind.
pub struct Lines {
    /// Who has shown something that strangers lack: a session, an invitation, a passkey, a recovery sheet.
    pub known: Line,
    /// Who wants to sign in. They leave a processor to the others, where there are two.
    pub strangers: Line,
    /// Sources at the forms without JavaScript.
    pub sources: Line,
}

impl Lines {
    fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            known: Line::new(processors, WAITING),
            strangers: Line::new(processors.saturating_sub(1).max(1), WAITING),
            sources: Line::new(processors, WAITING),
        }
    }
}

/// Waiting in one line at most: at some thirty milliseconds each, a few seconds.
const WAITING: usize = 64;

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
        let texts = Texts::load(config.pseudo_languages).map_err(Error::Internal)?;
        let prompts = Prompts::load(&config.data).map_err(Error::Internal)?;
        let crowd = Crowd::default();
        crowd.stored.store(storage::volume::stored(db.read()).await?, Ordering::Relaxed);
        let (clock, lines) = (Clock::default(), Lines::new());
        Ok(Self(Arc::new(Inner { config, db, blobs, clock, texts, prompts, instance, secret, lines, crowd })))
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

    /// Unix seconds of the present minute: the finest time of a member that is stored.
    #[must_use]
    pub fn minute(&self) -> i64 {
        self.unix().div_euclid(60) * 60
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
