//! The instance that every test gets a copy of: an organisation, its consultation, two moderators, and a first epoch.
//!
//! It is made once per process. On SQLite a test gets a copy of the file; on PostgreSQL (`TEST_DATABASE=postgres`, and
//! `TEST_PG` names the server) it gets a database that has this one as its template.

use std::future::Future;
use std::path::Path;
use std::sync::OnceLock;

use sutura::app::{App, Clock};
use sutura::config::Config;
use sutura::crypto::signing::Seed;
use sutura::domain::consultation::Consultation;
use sutura::domain::questionnaire;
use sutura::domain::role::Role;
use sutura::services::{consultation, organisation};
use sutura::storage::{Db, secret_key};

use super::{Person, TestApp};

/// The file of the secret key in a data folder.
pub const KEY: &str = "secret.key";

pub struct Founded {
    pub(super) consultation: Consultation,
    pub(super) root: Seed,
    pub(super) people: Vec<Person>,
    database_url: String,
    /// Holds the secret key, and the database file on SQLite.
    folder: tempfile::TempDir,
}

static FOUNDED: OnceLock<Founded> = OnceLock::new();

/// The instance, founded on the first call.
pub fn founded() -> &'static Founded {
    FOUNDED.get_or_init(|| beside(found()))
}

/// Runs a future to its end on a runtime of its own, in a thread of its own, and ends everything that it started.
pub fn beside<T: Send + 'static>(future: impl Future<Output = T> + Send + 'static) -> T {
    let run = || tokio::runtime::Runtime::new().expect("a runtime").block_on(future);
    std::thread::spawn(run).join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

async fn found() -> Founded {
    let folder = tempfile::tempdir().expect("a folder");
    let database_url = database(folder.path()).await;
    let db = Db::connect(&database_url).await.expect("connects");
    db.migrate().await.expect("migrates");
    let root = Seed::generate();
    let (key, week) = (secret_key::create(&folder.path().join(KEY)).expect("makes a key"), Clock::default().week());
    let organisation = organisation::create(&db, &key, week, "Essai", Some(&root.public())).await.expect("founds");
    db.close().await.expect("closes");
    let config = Config {
        data: folder.path().to_owned(),
        database_url: database_url.clone(),
        blob_url: format!("file://{}", folder.path().join("blobs").display()),
        ..Config::default()
    };
    let app = App::open(config).await.expect("opens");
    let consultation =
        consultation::open(&app, organisation.id, "signaler", questionnaire::permanent()).await.expect("opens");
    let files = tempfile::tempdir().expect("a folder");
    std::fs::copy(folder.path().join(KEY), files.path().join(KEY)).expect("copies");
    let mut test = TestApp::open(files, database_url.clone(), consultation, root, Vec::new(), |_| {}).await;
    for login in ["awa", "fanta"] {
        test.add(login, Role::Moderator).await;
    }
    test.first_epoch().await;
    // A template must have no connection to it; SQLite moves its log into the file when the last one closes.
    app.db.clone().close().await.expect("closes");
    test.app.db.clone().close().await.expect("closes");
    let (consultation, root, people) = (test.consultation.clone(), test.root.clone(), test.people.clone());
    Founded { consultation, root, people, database_url, folder }
}

impl Founded {
    /// Copies the database and the secret key for a test, and returns the URL of the database's copy.
    pub async fn copy(&self, folder: &Path) -> String {
        std::fs::copy(self.folder.path().join(KEY), folder.join(KEY)).expect("copies");
        if let Some(file) = self.database_url.strip_prefix("sqlite://") {
            let copy = folder.join("sutura.db");
            std::fs::copy(file, &copy).expect("copies");
            return format!("sqlite://{}", copy.display());
        }
        let template = self.database_url.rsplit('/').next().expect("a name");
        create(&format!("TEMPLATE {template}")).await
    }
}

/// An empty database: a file in `folder`, or a fresh PostgreSQL database.
pub async fn database(folder: &Path) -> String {
    if std::env::var("TEST_DATABASE").as_deref() == Ok("postgres") {
        return create("").await;
    }
    format!("sqlite://{}", folder.join("sutura.db").display())
}

/// Creates a PostgreSQL database and returns its URL.
async fn create(options: &str) -> String {
    use sea_orm::ConnectionTrait as _;
    let server = std::env::var("TEST_PG").expect("TEST_PG names a server");
    let name = format!("t{}", sutura::crypto::hex::hex(&sutura::crypto::random::bytes::<8>()));
    let admin = sea_orm::Database::connect(format!("{server}/postgres")).await.expect("PostgreSQL answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name} {options}")).await.expect("creates");
    admin.close().await.expect("closes");
    format!("{server}/{name}")
}
