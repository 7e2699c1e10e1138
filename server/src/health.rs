//! What "/healthz" found last, for whoever asks soon after.

use std::{fmt, sync::Arc, time::Duration};

use domain::refusal::Words;
use tokio::{sync::Mutex, time::Instant};

/// Between two looks; whoever asks meanwhile hears the last answer, so that nobody makes the disk write by asking.
const EVERY: Duration = Duration::from_secs(10);

/// What keeps the server from its work, and what to do; it names no folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Without its full stop.
    pub fact: &'static str,
    /// Whole sentences.
    pub advice: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}. {}", self.fact, self.advice)
    }
}

impl Fault {
    /// For the pages of people who do not look after the machine themselves.
    pub fn words(&self) -> Words {
        Words { fact: self.fact.to_owned(), advice: format!("{} Báo ngay người giữ máy chủ.", self.advice) }
    }
}

/// Why the server cannot work; none where it can.
pub type Faults = Arc<[Fault]>;

/// What "/healthz" found last.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<Look>>);

#[derive(Debug)]
struct Look {
    at: Instant,
    faults: Faults,
}

impl Health {
    /// What was found a moment ago, or what a look finds now; no two look at once.
    pub async fn last_or(&self, look: impl Future<Output = Faults>) -> Faults {
        let mut last = self.0.lock().await;
        if let Some(look) = last.as_ref()
            && look.at.elapsed() < EVERY
        {
            return look.faults.clone();
        }
        let faults = look.await;
        *last = Some(Look { at: Instant::now(), faults: faults.clone() });
        faults
    }
}
