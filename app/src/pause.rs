//! Waiting in the browser without blocking the page.

use std::{pin::pin, time::Duration};

use futures::future::{Either, select};

/// After a request that nobody answered, the next try.
pub const TRY_AGAIN: Duration = Duration::from_secs(5);

pub async fn pause(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}

/// What comes of `future` within `duration`: a line that swallows packets answers nothing, not even an error.
pub async fn within<T>(duration: Duration, future: impl Future<Output = T>) -> Option<T> {
    match select(pin!(future), pin!(pause(duration))).await {
        Either::Left((answer, _)) => Some(answer),
        Either::Right(_) => None,
    }
}
