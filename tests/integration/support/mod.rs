//! `TestApp`: a whole instance with people and a first epoch, served on loopback, with real clients.
//!
//! Every test gets a database of its own: a copy of one that was founded once per process (`founded.rs`), because
//! deriving keys and migrating take a second. When a `TestApp` is dropped, no task may wait in its queue and no mail in
//! its mailbox: a test performs tasks (`work`) or takes them (`take_tasks`), and reads its mail (`mailbox.take`).

pub mod founded;
mod mailbox;

use serde_json::json;
use sutura::api::bytes::Base64;
use sutura::api::desk::circle::Admission;
use sutura::api::desk::me::EpochWrap;
use sutura::app::App;
use sutura::client::desk::Desk;
use sutura::client::keys::{MemberKeys, NewEpoch};
use sutura::client::source::{Citizen, Said};
use sutura::config::Config;
use sutura::crypto::roster::Reader;
use sutura::crypto::signing::Seed;
use sutura::domain::consent::Consent;
use sutura::domain::consultation::Consultation;
use sutura::domain::epoch::EpochNumber;
use sutura::domain::id::{MemberId, OrganisationId};
use sutura::domain::member::Login;
use sutura::domain::questionnaire::Answers;
use sutura::domain::role::Role;
use sutura::domain::task::Task;
use sutura::services::member::NewMember;
use sutura::services::{consultation, epoch, member, organisation};
use sutura::storage::{self, Db};

use mailbox::Mailbox;

/// Everybody's passphrase.
pub const PASSPHRASE: &str = "mangue calebasse pirogue balafon";
/// What must never be found outside browsers.
pub const CANARY: &str = "canari-7f3a9-ne-doit-jamais-fuir";

#[derive(Clone)]
struct Person {
    login: &'static str,
    totp: Vec<u8>,
}

pub struct TestApp {
    pub app: App,
    pub url: String,
    pub consultation: Consultation,
    pub root: Seed,
    pub folder: tempfile::TempDir,
    pub mailbox: Mailbox,
    people: Vec<Person>,
}

impl TestApp {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// With a third moderator, moussa, and a second epoch whose keys all three hold.
    pub async fn start_in_second_epoch() -> Self {
        let mut app = Self::start().await;
        app.add("moussa", Role::Moderator).await;
        let mut awa = app.desk("awa").await;
        app.next_epoch(&mut awa, false).await;
        app
    }

    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let founded = founded::founded();
        let folder = tempfile::tempdir().expect("a folder");
        let database_url = founded.copy(folder.path()).await;
        let people = founded.people.clone();
        Self::open(folder, database_url, founded.consultation.clone(), founded.root.clone(), people, change).await
    }

    /// Serves a database that holds an organisation and a consultation.
    async fn open(
        folder: tempfile::TempDir,
        database_url: String,
        consultation: Consultation,
        root: Seed,
        people: Vec<Person>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("bound");
        let mailbox = Mailbox::open().await;
        let mut config = Config {
            data: folder.path().to_owned(),
            database_url,
            blob_url: format!("file://{}", folder.path().join("blobs").display()),
            listen: address,
            public_url: format!("http://{address}"),
            ticket_work: 4,
            // Most tests are in a hurry; those of the crowd switch it on.
            plain_per_minute: 0,
            totp_single_use: false,
            smtp_url: mailbox.url.as_str().into(),
            mail_from: "sutura@example.org".into(),
            ..Config::default()
        };
        change(&mut config);
        let app = App::open(config).await.expect("opens");
        serve(&app, listener);
        Self { app, url: format!("http://{address}"), consultation, root, folder, mailbox, people }
    }

    /// Adds a member; moderators join the circle.
    pub async fn add(&mut self, login: &'static str, role: Role) {
        let id = self.add_outside(login, role).await;
        if role == Role::Moderator {
            consultation::add_to_circle(&self.app, self.consultation.id, id).await.expect("joins");
        }
    }

    /// Adds a member who is in no circle.
    pub async fn add_outside(&mut self, login: &'static str, role: Role) -> MemberId {
        let own = sutura::storage::consultation::organisation(self.app.db.read(), self.consultation.id).await;
        self.add_of(own.expect("answers").expect("there is one"), login, role).await
    }

    /// Adds a member of another organisation to the circle.
    pub async fn add_partner(&mut self, organisation: &str, login: &'static str) -> OrganisationId {
        let week = self.app.clock.week();
        let founded = organisation::create(&self.app.db, &self.app.secret, week, organisation, None).await;
        let founded = founded.expect("founds");
        let id = self.add_of(founded.id, login, Role::Moderator).await;
        consultation::add_to_circle(&self.app, self.consultation.id, id).await.expect("joins");
        founded.id
    }

    async fn add_of(&mut self, organisation: OrganisationId, login: &'static str, role: Role) -> MemberId {
        let keys = MemberKeys::generate(PASSPHRASE).expect("makes keys");
        let totp = keys.totp.to_vec();
        let id = keys.id;
        let new = NewMember {
            id,
            person: sutura::crypto::random::id(),
            organisation,
            login: Login::parse(login).expect("a login"),
            role,
            salt: keys.salt,
            authenticator: keys.authenticator,
            totp: keys.totp,
            recipient: keys.bundle.identity.recipient(),
            signing: keys.bundle.signing.public(),
            wrap: keys.wrap,
        };
        member::add(&self.app, new).await.expect("adds");
        self.people.push(Person { login, totp });
        id
    }

    async fn first_epoch(&self) {
        let mut awa = self.desk("awa").await;
        self.next_epoch(&mut awa, true).await;
    }

    /// Starts an epoch as `desk`, signed by the root or by the present epoch.
    pub async fn next_epoch(&self, desk: &mut Desk, first: bool) {
        let id = self.consultation.id;
        let chain = epoch::chain(&self.app, id).await.expect("answers").expect("exists");
        let circle = desk.circle(id).expect("a circle");
        let root = first.then_some(&self.root);
        let new = desk.make_epoch((id, &chain), self.today(), root, &circle).expect("makes an epoch");
        desk.start_epoch(id, new).await.expect("starts");
    }

    /// The epoch that follows, wrapped to the circle without `left`.
    pub async fn epoch_without(&self, desk: &Desk, left: Option<MemberId>) -> NewEpoch {
        let circle = desk.circle(self.consultation.id).expect("a circle").into_iter();
        let circle: Vec<_> = circle.filter(|reader| Some(reader.member) != left).collect();
        self.epoch_of(desk, &circle).await
    }

    /// The epoch that follows, in which these are the circle.
    pub async fn epoch_of(&self, desk: &Desk, circle: &[Reader]) -> NewEpoch {
        let id = self.consultation.id;
        let chain = epoch::chain(&self.app, id).await.expect("answers").expect("exists");
        desk.make_epoch((id, &chain), self.today(), None, circle).expect("makes an epoch")
    }

    /// The epoch that follows, in which somebody new is in the circle beside those who are in it now.
    pub async fn epoch_with(&self, desk: &Desk, new: MemberId) -> NewEpoch {
        let db = self.app.db.read();
        let mut circle = Vec::new();
        for id in
            storage::consultation::circle(db, self.consultation.id).await.expect("answers").into_iter().chain([new])
        {
            let found = storage::member::find(db, id).await.expect("answers").expect("exists");
            circle.push(Reader {
                person: found.person,
                member: found.id,
                organisation: found.organisation,
                role: found.role,
                recipient: found.recipient,
                signing: found.signing,
            });
        }
        self.epoch_of(desk, &circle).await
    }

    /// Admits somebody, as a member who has confirmed, with access to `epochs` so far; returns the epoch that begins.
    pub async fn admit(&self, by: &Desk, new: MemberId, epochs: &[EpochNumber]) -> EpochNumber {
        let id = self.consultation.id;
        let next = self.epoch_with(by, new).await;
        let reader = next.roster.in_force(next.roster.number).find(|reader| reader.member == new).expect("in it");
        let recipient = reader.recipient.parse().expect("a recipient");
        let wrap = |number: &EpochNumber| by.epoch(id, *number).expect("held").wrap(&recipient).expect("wraps");
        let wraps = epochs.iter().map(|number| EpochWrap { number: *number, wrap: Base64(wrap(number)) }).collect();
        let body = Admission { member: new, wraps, epoch: Some(next.published()) };
        let path = format!("/api/desk/circles/{id}/members");
        let answer = by.request(reqwest::Method::POST, &path).json(&body).send().await.expect("answers");
        assert_eq!(answer.status(), 204);
        next.roster.number
    }

    fn today(&self) -> String {
        self.app.clock.today().to_string()
    }

    /// A signed-in client of a member.
    pub async fn desk(&self, login: &str) -> Desk {
        let person = self.people.iter().find(|person| person.login == login).expect("added before");
        let now = u64::try_from(self.app.clock.unix()).expect("after 1970");
        Desk::sign_in(http(), &self.url, login, PASSPHRASE, &person.totp, now).await.expect("signs in")
    }

    pub fn totp(&self, login: &str) -> Vec<u8> {
        self.people.iter().find(|person| person.login == login).expect("added before").totp.clone()
    }

    pub async fn citizen(&self) -> Citizen {
        Citizen::visit(http(), &self.url).await.expect("answers")
    }

    pub async fn get(&self, path: &str) -> reqwest::Response {
        http().get(format!("{}{path}", self.url)).send().await.expect("answers")
    }

    /// Performs all background work that is due.
    pub async fn work(&self) {
        while sutura::jobs::run::step(&self.app).await.expect("works") {}
    }

    /// Removes all background work from the queue, due or not, and returns it.
    pub async fn take_tasks(&self) -> Vec<Task> {
        take_tasks(&self.app.db).await
    }
}

async fn take_tasks(db: &Db) -> Vec<Task> {
    let mut tasks = Vec::new();
    while let Some((id, task)) = storage::task::take(db, i64::MAX - 1, i64::MAX).await.expect("answers") {
        storage::task::finish(db, id).await.expect("answers");
        tasks.push(task);
    }
    tasks
}

impl Drop for TestApp {
    /// Nothing may be left to do. The test's own runtime is busy here, so another one asks the database.
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let url = self.app.config.database_url.clone();
        let tasks = founded::beside(async move {
            let db = Db::connect(&url).await.expect("connects");
            let tasks = take_tasks(&db).await;
            db.close().await.expect("closes");
            tasks
        });
        assert!(tasks.is_empty(), "tasks are left in the queue: {tasks:?}");
        let mails = self.mailbox.take();
        assert!(mails.is_empty(), "mails are left in the mailbox: {mails:?}");
    }
}

/// Serves an app until the test ends.
pub fn serve(app: &App, listener: tokio::net::TcpListener) {
    let router = sutura::web::router(app.clone());
    let most = app.config.max_connections as usize;
    tokio::spawn(
        async move { sutura::web::http::listener::serve(listener, router, most, std::future::pending()).await },
    );
}

pub fn http() -> reqwest::Client {
    // Everything is on loopback: no certificate of the system is read.
    let builder = reqwest::Client::builder().tls_certs_only([]).redirect(reqwest::redirect::Policy::none());
    builder.build().expect("a client")
}

/// Sends a form without JavaScript as a browser does: its answer is a redirection to the page.
pub async fn submit(request: reqwest::RequestBuilder) -> reqwest::Response {
    let response = request.send().await.expect("answers");
    assert_eq!(response.status(), 303, "a form is answered by a redirection");
    let location = response.headers()["location"].to_str().expect("ASCII");
    let url = response.url().join(location).expect("an address");
    http().get(url).send().await.expect("answers")
}

pub fn said(account: &str) -> Said {
    let answers: Answers = serde_json::from_value(json!({
        "harm": ["fear"], "category": ["SEC1.3"], "place": {"country": "ML", "region": "gao"}, "account": account,
    }))
    .expect("answers");
    Said { answers, language: "fr".into(), consent: Consent::Journalists, files: Vec::new(), withheld_from: Vec::new() }
}

/// The last part of a problem's type.
pub async fn problem(response: reqwest::Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body: serde_json::Value = response.json().await.unwrap_or_default();
    let code = body["type"].as_str().and_then(|kind| kind.rsplit('/').next()).unwrap_or_default().to_owned();
    (status, code)
}

/// Welch's t of two samples.
pub fn welch(a: &[f64], b: &[f64]) -> f64 {
    let mean = |sample: &[f64]| sample.iter().sum::<f64>() / sample.len() as f64;
    let spread = |sample: &[f64]| {
        let middle = mean(sample);
        let squares: f64 = sample.iter().map(|value| (value - middle).powi(2)).sum();
        squares / (sample.len() - 1) as f64 / sample.len() as f64
    };
    (mean(a) - mean(b)) / (spread(a) + spread(b)).sqrt()
}

#[tokio::test]
#[should_panic(expected = "tasks are left in the queue: [Sweep]")]
async fn a_test_that_leaves_a_task_fails() {
    let app = TestApp::start().await;
    storage::task::push(app.app.db.read(), &Task::Sweep, i64::MAX / 2).await.expect("takes it");
}

#[tokio::test]
async fn a_test_that_takes_its_tasks_passes() {
    let app = TestApp::start().await;
    storage::task::push(app.app.db.read(), &Task::Sweep, i64::MAX / 2).await.expect("takes it");
    assert_eq!(app.take_tasks().await, [Task::Sweep]);
}

#[tokio::test]
#[should_panic(expected = "mails are left in the mailbox")]
async fn a_test_that_leaves_a_mail_fails() {
    let app = TestApp::start_with(|config| config.digest_hour = 0).await;
    let desk = app.desk("awa").await;
    desk.confirm().await.expect("confirms");
    let wish = desk.request(reqwest::Method::PUT, "/api/desk/account/mail");
    assert_eq!(wish.json(&json!({ "address": "awa@example.org" })).send().await.expect("answers").status(), 204);
    sutura::services::digest::begin(&app.app).await.expect("begins");
    app.work().await;
}
