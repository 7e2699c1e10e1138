//! What "/healthz" found last, for whoever asks soon after.

use std::{fmt, sync::Arc, time::Duration};

use domain::refusal::Words;
use tokio::{sync::Mutex, time::Instant};

/// Between two looks; whoever asks meanwhile hears the last answer, so that nobody makes the disk write by asking.
const EVERY: Duration = Duration::from_secs(10);

/// What keeps the server from its work, and what to do; it names no folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HealthProblem {
    /// Without its full stop.
    pub fact: &'static str,
    /// Whole sentences.
    pub advice: &'static str,
}

impl fmt::Display for HealthProblem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}. {}", self.fact, self.advice)
    }
}

impl HealthProblem {
    /// For the pages of people who do not look after the machine themselves.
    pub fn words(&self) -> Words {
        Words { fact: self.fact.to_owned(), advice: format!("{} Báo ngay người giữ máy chủ.", self.advice) }
    }
}

/// Why the server cannot work; none where it can.
pub type HealthProblems = Arc<[HealthProblem]>;

/// What "/healthz" found last.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<Look>>);

#[derive(Debug)]
struct Look {
    at: Instant,
    problems: HealthProblems,
}

impl Health {
    /// What was found a moment ago, or what a look finds now; no two look at once.
    pub async fn last_or(&self, look: impl Future<Output = HealthProblems>) -> HealthProblems {
        let mut last = self.0.lock().await;
        if let Some(look) = last.as_ref()
            && look.at.elapsed() < EVERY
        {
            return look.problems.clone();
        }
        let problems = look.await;
        *last = Some(Look { at: Instant::now(), problems: problems.clone() });
        problems
    }
}
