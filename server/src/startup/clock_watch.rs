//! Looking at the machine's clock while nobody works: a leap is noticed within seconds, and told before anybody hands in.

use std::time::Duration;

use records::Database;
use tokio::time::{MissedTickBehavior, interval};

/// Between two looks; each is three readings of clocks, and writes only where there is something new.
const EVERY: Duration = Duration::from_secs(5);

/// Watches the clock for as long as somebody else uses the database.
pub fn start(database: &Database) {
    let watched = database.downgrade();
    tokio::spawn(async move {
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let Some(database) = watched.upgrade() else { return };
            if let Err(error) = database.watch_clock().await {
                tracing::warn!(%error, "what the machine's clock shows could not be noted");
            }
        }
    });
}
