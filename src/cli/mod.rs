//! The command line: one file per command. The only place that prints.

mod audio;
mod backup;
mod check;
mod demo;
mod demo_data;
mod keys;
mod keys_verify;
mod member;
mod migrate;
mod open;
mod organisation;
mod output;
mod retention;
mod secret_key;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde::Serialize;
use tracing_subscriber::filter::LevelFilter;

use crate::config::Config;

#[derive(Parser)]
#[command(name = "sutura", version, about = "Anonymous, end-to-end encrypted reports and consultations")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// Options of every command. Each can also stand in the TOML file or in a `SUTURA_…` variable.
#[derive(clap::Args, Serialize)]
struct Common {
    /// Data folder: sutura.db, blobs/ and, if present, sutura.toml
    #[arg(long, global = true)]
    #[serde(skip)]
    data: Option<PathBuf>,
    /// Configuration file (TOML)
    #[arg(long, global = true)]
    #[serde(skip)]
    config: Option<PathBuf>,
    /// sqlite://… or postgres://…
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    database_url: Option<String>,
    /// file://… or s3://…
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    blob_url: Option<String>,
    /// Address to serve on
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<String>,
    /// Address for health and metrics
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    private_listen: Option<String>,
    /// Leading zero bits of a proof of work; 0 switches tickets off
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket_work: Option<u32>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages and API, and do the background work
    Serve,
    /// Do background work only, beside any number of `serve`
    Worker,
    /// Bring the database to this version
    Migrate,
    /// Say in plain words whether the installation is sound
    Check,
    /// Make a fresh instance with fictional data and serve it
    Demo,
    /// Copy data and keys into a folder, while the service runs
    Backup(backup::Backup),
    /// Put a backup into an empty database
    Restore(backup::Restore),
    /// Invite, add and list members
    #[command(subcommand)]
    Member(member::Act),
    /// Found an organisation
    #[command(subcommand)]
    Organisation(organisation::Act),
    /// Start and verify key chains
    #[command(subcommand)]
    Keys(keys::Act),
    /// List texts without a recorded prompt, add recordings
    #[command(subcommand)]
    Audio(audio::Act),
    /// Say how long reports are kept and what goes next; delete what is due
    Retention(retention::Arguments),
    /// Decrypt an exported file offline
    Open(open::Arguments),
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = match Config::load(cli.common.data.as_deref(), cli.common.config.as_deref(), &cli.common) {
        Ok(config) => config,
        Err(error) => {
            output::problem(&error);
            return ExitCode::from(2);
        }
    };
    // A demonstration shows its addresses, not its requests.
    let quiet = matches!(cli.command, Command::Demo);
    crate::telemetry::start(if quiet { LevelFilter::WARN } else { config.log.parse().unwrap_or(LevelFilter::INFO) });
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            output::problem(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli.command, config)) {
        Ok(code) => code,
        Err(error) => {
            output::problem(&error);
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command, config: Config) -> Result<ExitCode, String> {
    let done = |()| ExitCode::SUCCESS;
    match command {
        Command::Serve => serve::serve(config).await.map(done),
        Command::Worker => serve::worker(config).await.map(done),
        Command::Migrate => migrate::run(&config).await.map(done),
        Command::Check => check::run(&config).await,
        Command::Demo => demo::run(config).await.map(done),
        Command::Backup(arguments) => backup::backup(&config, &arguments).await.map(done),
        Command::Restore(arguments) => backup::restore(&config, &arguments).await.map(done),
        Command::Member(act) => member::run(config, act).await.map(done),
        Command::Organisation(act) => organisation::run(config, act).await.map(done),
        Command::Keys(act) => keys::run(config, act).await.map(done),
        Command::Audio(act) => audio::run(config, act).await.map(done),
        Command::Retention(arguments) => retention::run(config, &arguments).await.map(done),
        Command::Open(arguments) => open::run(&arguments).map(done),
    }
}
