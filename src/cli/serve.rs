//! `sutura serve` and `sutura worker`.

use tokio::net::TcpListener;

use super::output::words;
use crate::app::App;
use crate::config::Config;
use crate::jobs;
use crate::web;
use crate::web::http::listener;

/// Serves until SIGINT or SIGTERM.
pub async fn serve(mut config: Config) -> Result<(), String> {
    let listener = bind(&mut config).await?;
    let app = App::open(config).await.map_err(words)?;
    run(app, listener).await
}

/// Binds the public address; port 0 becomes the port that was given.
pub async fn bind(config: &mut Config) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(config.listen).await.map_err(|error| format!("{}: {error}", config.listen))?;
    let address = listener.local_addr().map_err(words)?;
    if config.public_url == format!("http://{}", config.listen) {
        config.public_url = format!("http://{address}");
    }
    config.listen = address;
    Ok(listener)
}

/// Serves an open app and does its background work.
pub async fn run(app: App, tcp: TcpListener) -> Result<(), String> {
    let worker = tokio::spawn(jobs::run::forever(app.clone()));
    let private = private(&app).await?;
    tracing::info!(address = %app.config.listen, "serving");
    let most = listener::allowed(app.config.max_connections);
    listener::serve(tcp, web::router(app), most, stopped()).await;
    worker.abort();
    if let Some(private) = private {
        private.abort();
    }
    Ok(())
}

async fn private(app: &App) -> Result<Option<tokio::task::JoinHandle<()>>, String> {
    if app.config.private_listen.is_empty() {
        return Ok(None);
    }
    let address = &app.config.private_listen;
    let listener = TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}"))?;
    let router = web::http::private::router(app.clone());
    Ok(Some(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(error = %error, "the private listener stopped");
        }
    })))
}

/// Works until SIGINT or SIGTERM.
pub async fn worker(config: Config) -> Result<(), String> {
    let app = App::open(config).await.map_err(words)?;
    tokio::select! {
        () = jobs::run::forever(app) => {}
        () = stopped() => {}
    }
    Ok(())
}

async fn stopped() {
    let mut terminate =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).expect("signals can be waited for");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
