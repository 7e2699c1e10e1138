//! What "/healthz" found last, for whoever asks soon after.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Mutex, time::Instant};

/// Between two looks; whoever asks meanwhile hears the last answer, so that nobody makes the disk write by asking.
const EVERY: Duration = Duration::from_secs(10);

/// Why the server cannot work; none where it can.
pub type Reasons = Arc<[&'static str]>;

/// What "/healthz" found last.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<Look>>);

#[derive(Debug)]
struct Look {
    at: Instant,
    reasons: Reasons,
}

impl Health {
    /// What was found a moment ago, or what a look finds now; no two look at once.
    pub async fn last_or(&self, look: impl Future<Output = Reasons>) -> Reasons {
        let mut last = self.0.lock().await;
        if let Some(look) = last.as_ref()
            && look.at.elapsed() < EVERY
        {
            return look.reasons.clone();
        }
        let reasons = look.await;
        *last = Some(Look { at: Instant::now(), reasons: reasons.clone() });
        reasons
    }
}
