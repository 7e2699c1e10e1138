//! Where "now" comes from: the machine, a demonstration that starts on a chosen day, or a test.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::doubtful_times::Reading;
use rustix::time::{ClockId, clock_gettime};

/// A source of the present instant, always in whole seconds.
///
/// Only `Database` reads it, and hands out the school's time, which follows it as long as it can be believed
/// (`domain::doubtful_times`); rules get the instant as an argument.
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
        let hands = Hands { wall: whole_seconds(instant), running: TimeDelta::zero() };
        let hand = ManualClock(Arc::new(Mutex::new(hands)));
        (Self::Manual(hand.clone()), hand)
    }

    /// What all clocks of the machine show: the one that can be set, and those that count from its start.
    pub fn reading(&self) -> Reading {
        match self {
            Self::System => {
                Reading { wall: self.now(), since_boot: counted(ClockId::Boottime), awake: counted(ClockId::Monotonic) }
            }
            // It is itself one that runs on: nobody can set it.
            Self::StartedAt { instant, .. } => {
                let wall = self.now();
                Reading { wall, since_boot: wall - *instant, awake: wall - *instant }
            }
            Self::Manual(hand) => hand.reading(),
        }
    }

    /// Whether it is the machine's: what that showed when another program ran on it can be compared.
    pub const fn is_of_machine(&self) -> bool {
        match self {
            Self::System => true,
            Self::StartedAt { .. } | Self::Manual(_) => false,
        }
    }

    /// Whether it may be wrong: one that was started at a chosen instant shows what somebody wanted.
    pub const fn can_be_wrong(&self) -> bool {
        match self {
            Self::System | Self::Manual(_) => true,
            Self::StartedAt { .. } => false,
        }
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

/// The hands of a manual clock; clones move the same clock.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<Mutex<Hands>>);

/// All hands are moved at once, so that nobody reads one clock before and another one after.
#[derive(Clone, Copy, Debug)]
struct Hands {
    wall: DateTime<Utc>,
    /// How long the machine has run.
    running: TimeDelta,
}

impl ManualClock {
    /// Puts the clock at `instant`, forwards or backwards, as though the machine had run until then.
    pub fn set(&self, instant: DateTime<Utc>) {
        let mut hands = self.hands();
        let instant = whole_seconds(instant);
        *hands = Hands { wall: instant, running: hands.running + (instant - hands.wall) };
    }

    /// Moves the clock forwards (or, with a negative step, backwards), as though the machine had run for so long.
    pub fn advance(&self, step: TimeDelta) {
        let step = TimeDelta::seconds(step.num_seconds());
        let mut hands = self.hands();
        *hands = Hands { wall: hands.wall + step, running: hands.running + step };
    }

    /// Sets the clock that can be set by a step, forwards or backwards; the others do not move.
    pub fn jump(&self, step: TimeDelta) {
        self.hands().wall += TimeDelta::seconds(step.num_seconds());
    }

    /// What the clock shows.
    pub fn shows(&self) -> DateTime<Utc> {
        self.hands().wall
    }

    fn reading(&self) -> Reading {
        let Hands { wall, running } = *self.hands();
        Reading { wall, since_boot: running, awake: running }
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one of the machine's running clocks shows.
fn counted(clock: ClockId) -> TimeDelta {
    let shown = clock_gettime(clock);
    TimeDelta::seconds(shown.tv_sec) + TimeDelta::nanoseconds(shown.tv_nsec)
}

/// Both engines keep and compare whole seconds in the same way; finer ones they round differently.
fn whole_seconds(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.duration_trunc(TimeDelta::seconds(1)).unwrap_or(instant)
}

#[cfg(test)]
#[path = "clock_tests.rs"]
mod tests;
