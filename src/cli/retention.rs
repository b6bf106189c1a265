//! `sutura retention`: how long reports are kept, what goes next, and deleting it now.

use super::output::{self, words};
use crate::app::App;
use crate::config::Config;
use crate::services::retention::{self, Swept};
use crate::storage;

#[derive(clap::Args)]
pub struct Arguments {
    /// Delete now what is due, instead of waiting for the hourly sweep
    #[arg(long)]
    run: bool,
    /// The clock is right although the last sweep was long ago: delete what is due
    #[arg(long)]
    confirm_clock: bool,
}

/// Days ahead that are announced.
const AHEAD: i64 = 28;

pub async fn run(config: Config, arguments: &Arguments) -> Result<(), String> {
    let app = App::open(config).await.map_err(words)?;
    let kept = retention::policy(&app);
    output::line(&format!(
        "Reports are kept {} days without review, {} once rejected, {} after the last act, {} once closed.",
        kept.unreviewed, kept.rejected, kept.open, kept.closed
    ));
    if arguments.run || arguments.confirm_clock {
        return match retention::sweep(&app, arguments.confirm_clock).await.map_err(words)? {
            Swept::Deleted(count) => {
                output::line(&format!("{count} reports were deleted."));
                Ok(())
            }
            Swept::Doubtful { last, now } => Err(format!(
                "it is {now} here, and the last sweep was in {last}: \
                 if the clock is right, run this with --confirm-clock"
            )),
        };
    }
    let now = app.clock.week();
    let error = |error: storage::StorageError| error.to_string();
    let due = storage::report::list_due(app.db.read(), now).await.map_err(error)?.len();
    let soon = storage::report::list_due(app.db.read(), now.after(AHEAD)).await.map_err(error)?.len();
    output::line(&format!("Due now: {due}. Within four weeks: {soon}."));
    for (month, count) in storage::deletion::list(app.db.read()).await.map_err(error)? {
        output::line(&format!("{month}  {count} deleted"));
    }
    Ok(())
}
