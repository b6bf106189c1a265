//! `sutura check`: the doctor. Each line says what is fine, or what is wrong and what to do.

use std::process::ExitCode;

use super::output::{self, words};
use crate::app::App;
use crate::config::Config;
use crate::crypto::random;
use crate::services::epoch;
use crate::storage::{self, Db};

#[derive(Default)]
struct Findings {
    problems: usize,
}

impl Findings {
    fn fine(&self, what: &str) {
        output::line(&format!("fine     {what}"));
    }

    fn problem(&mut self, what: &str, todo: &str) {
        self.problems += 1;
        output::line(&format!("problem  {what}\n         → {todo}"));
    }

    fn advice(&self, what: &str) {
        output::line(&format!("advice   {what}"));
    }
}

/// Looks at everything without changing anything but one probe blob.
pub async fn run(config: &Config) -> Result<ExitCode, String> {
    let mut findings = Findings::default();
    folder(config, &mut findings);
    secret_key(config, &mut findings);
    if database(config, &mut findings).await {
        match App::open(config.clone()).await {
            Ok(app) => {
                blobs(&app, &mut findings).await;
                keys(&app, &mut findings).await.map_err(words)?;
                audit(&app, &mut findings).await;
            }
            Err(error) => findings.problem(&error.to_string(), "Follow the guide in docs/operating.md from the top."),
        }
    }
    if !config.is_tls() {
        findings.advice("public_url is not https: right for an onion service or a trial, wrong for the open web.");
    }
    if config.ticket_work == 0 {
        findings.advice("ticket_work is 0: anybody can fill the intake.");
    }
    let sound = findings.problems == 0;
    output::line(if sound { "This installation is sound." } else { "This installation is not sound." });
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn folder(config: &Config, findings: &mut Findings) {
    use std::os::unix::fs::PermissionsExt as _;
    match std::fs::metadata(&config.data) {
        Ok(folder) if folder.permissions().mode() & 0o077 == 0 => {
            findings.fine("Only the owner can read the data folder.")
        }
        Ok(_) => findings.problem("Other users of this machine can enter the data folder.", "chmod 700 the folder."),
        Err(error) => {
            findings.problem(&format!("The data folder: {error}."), "Create it, or name another with --data.")
        }
    }
}

fn secret_key(config: &Config, findings: &mut Findings) {
    let path = config.secret_key_path();
    if !config.secret_key.expose().is_empty() {
        return findings.fine("The secret key comes with the configuration.");
    }
    match storage::secret_key::is_open_to_others(&path) {
        Ok(false) => findings.fine("Only the owner can read the secret key."),
        Ok(true) => findings.problem(
            &format!("Other users of this machine can read the secret key {}.", path.display()),
            "chmod 600 the file, and replace the key: sutura keys secret.",
        ),
        // Nothing was founded yet, or the key is lost: what opens the database says which.
        Err(error) => findings.advice(&format!("No secret key yet: {error}.")),
    }
}

async fn database(config: &Config, findings: &mut Findings) -> bool {
    let sqlite_missing =
        config.database_url.strip_prefix("sqlite://").is_some_and(|path| !std::path::Path::new(path).exists());
    if sqlite_missing {
        findings.problem("There is no database yet.", "Run `sutura migrate`.");
        return false;
    }
    let db = match Db::connect(&config.database_url).await {
        Ok(db) => db,
        Err(error) => {
            findings.problem(&format!("The database does not answer: {error}."), "Check database_url.");
            return false;
        }
    };
    match db.integrity().await {
        Ok(None) => findings.fine("The database answers."),
        Ok(Some(verdict)) if verdict == "ok" => findings.fine("The database answers and its file is whole."),
        Ok(Some(verdict)) => {
            findings.problem(&format!("The database file is damaged: {verdict}."), "Restore a backup.")
        }
        Err(error) => findings.problem(&format!("The database cannot be read: {error}."), "Restore a backup."),
    }
    match db.pending().await {
        Ok(pending) if pending.is_empty() => findings.fine("The schema is at this version."),
        Ok(_) => findings.problem("The schema is older than this program.", "Run `sutura migrate`."),
        Err(error) => findings.problem(&format!("The schema is unknown: {error}."), "Run `sutura migrate`."),
    }
    true
}

async fn blobs(app: &App, findings: &mut Findings) {
    let key = format!("probe-{}", crate::crypto::hex::hex(&random::bytes::<8>()));
    let probe = async {
        app.blobs.put(&key, bytes::Bytes::from_static(b"probe")).await?;
        let same = app.blobs.get(&key).await? == b"probe".as_slice();
        app.blobs.delete(&key).await?;
        Ok::<_, storage::StorageError>(same)
    };
    match probe.await {
        Ok(true) => findings.fine("The blob store takes, gives back and deletes."),
        Ok(false) => findings.problem("The blob store gives back other bytes.", "Do not use it."),
        Err(error) => {
            findings.problem(&format!("The blob store: {error}."), "Check blob_url, its rights and free space.")
        }
    }
}

async fn keys(app: &App, findings: &mut Findings) -> Result<(), crate::error::Error> {
    let consultations = storage::consultation::list(app.db.read()).await?;
    if consultations.is_empty() {
        findings.problem("There is no consultation.", "Run `sutura organisation create`.");
    }
    for consultation in consultations {
        let slug = &consultation.slug;
        let circle = storage::consultation::circle(app.db.read(), consultation.id).await?;
        if circle.len() < 2 {
            findings.problem(
                &format!("{slug}: its circle has {} members; a summary needs two.", circle.len()),
                "Invite a reviewer at the desk (Équipe), and admit them (Cercle).",
            );
        }
        let chain = epoch::chain(app, consultation.id).await?;
        if chain.is_none() {
            findings.problem(
                &format!("{slug}: its organisation has no root key."),
                "The owner makes it at the desk (Équipe).",
            );
            continue;
        }
        match chain.map(|chain| chain.verify(&consultation.id.to_string())) {
            Some(Ok(statements)) if !statements.is_empty() => {
                findings.fine(&format!("{slug}: {} key periods, and the chain holds.", statements.len()));
            }
            Some(Ok(_)) => findings.problem(
                &format!("{slug}: no key, so nobody can report."),
                "The owner starts it at the desk (Équipe).",
            ),
            _ => findings
                .problem(&format!("{slug}: the key chain does not hold."), "Stop the service and tell the circle."),
        }
    }
    Ok(())
}

async fn audit(app: &App, findings: &mut Findings) {
    match storage::audit::verify(&app.db, &app.secret).await {
        Ok(Ok(rows)) => findings.fine(&format!("The audit log holds: {rows} entries.")),
        Ok(Err(row)) => findings.problem(&format!("The audit log was altered at entry {row}."), "Tell the circle."),
        Err(error) => findings.problem(&format!("The audit log: {error}."), "Restore a backup."),
    }
}
