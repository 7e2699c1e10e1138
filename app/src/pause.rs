//! Waiting in the browser without blocking the page.

use std::time::Duration;

/// After a request that nobody answered, the next try.
pub const TRY_AGAIN: Duration = Duration::from_secs(5);

pub async fn pause(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}
