//! `App`: what lives as long as the process.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Date, Duration, OffsetDateTime};
use tokio::sync::Semaphore;

use crate::audio::Prompts;
use crate::config::Config;
use crate::domain::week::Week;
use crate::error::Error;
use crate::storage::blobs::Blobs;
use crate::storage::{Db, instance};
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
    /// Key derivations at once: each takes tens of megabytes.
    pub derivations: Semaphore,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Opens database and blob store of an installation that exists.
    ///
    /// # Errors
    /// When one of them cannot be opened, migrations are pending or the instance was never set up.
    pub async fn open(config: Config) -> Result<Self, Error> {
        let db = Db::connect(&config.database_url).await?;
        let pending = db.pending().await?;
        if !pending.is_empty() {
            return Err(Error::Internal(format!("run `sutura migrate` first; waiting: {}", pending.join(", "))));
        }
        let instance = instance::find(db.read())
            .await?
            .ok_or_else(|| Error::Internal("run `sutura organisation create` first".to_owned()))?;
        let blobs = Blobs::open(&config.blob_url)?;
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        let derivations = Semaphore::new(processors);
        let texts = Texts::load().map_err(Error::Internal)?;
        let prompts = Prompts::load(&config.data).map_err(Error::Internal)?;
        Ok(Self(Arc::new(Inner { config, db, blobs, clock: Clock::default(), texts, prompts, instance, derivations })))
    }
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
