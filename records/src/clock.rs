//! Where "now" comes from: the machine, a demonstration that starts on a chosen day, or a test.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// A source of the present instant, always in whole seconds.
///
/// Only `Work` reads it; rules get the instant as an argument.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// A clock that showed `instant` at `since` and has run on from there: a demonstration can live in October.
    StartedAt {
        /// What the clock showed when it was started.
        instant: DateTime<Utc>,
        /// When it was started, on the machine's monotonic clock.
        since: Instant,
    },
    /// A clock that stands still until its hand is moved: for tests.
    Manual(ManualClock),
}

impl Clock {
    /// A clock that shows `instant` now and runs on.
    pub fn started_at(instant: DateTime<Utc>) -> Self {
        Self::StartedAt { instant, since: Instant::now() }
    }

    /// A clock that stands still at `instant`, and the hand that moves it.
    pub fn manual(instant: DateTime<Utc>) -> (Self, ManualClock) {
        let hand = ManualClock(Arc::new(AtomicI64::new(instant.timestamp())));
        (Self::Manual(hand.clone()), hand)
    }

    /// The present instant, truncated to whole seconds.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => whole_seconds(Utc::now()),
            Self::StartedAt { instant, since } => {
                let elapsed = TimeDelta::from_std(since.elapsed()).unwrap_or(TimeDelta::MAX);
                whole_seconds(instant.checked_add_signed(elapsed).unwrap_or(*instant))
            }
            Self::Manual(hand) => hand.shows(),
        }
    }
}

/// The hand of a manual clock; clones move the same clock.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// Puts the clock at `instant`, forwards or backwards.
    pub fn set(&self, instant: DateTime<Utc>) {
        self.0.store(instant.timestamp(), Ordering::SeqCst);
    }

    /// Moves the clock forwards (or, with a negative step, backwards).
    pub fn advance(&self, step: TimeDelta) {
        self.0.fetch_add(step.num_seconds(), Ordering::SeqCst);
    }

    /// What the clock shows.
    pub fn shows(&self) -> DateTime<Utc> {
        instant(self.0.load(Ordering::SeqCst))
    }
}

/// The instant that many seconds after 1970; an impossible number shows as 1970 itself.
pub(crate) fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Both engines keep and compare whole seconds in the same way; finer ones they round differently.
fn whole_seconds(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.duration_trunc(TimeDelta::seconds(1)).unwrap_or(instant)
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
