//! "Giờ đáng ngờ": when the machine's clock cannot be believed, which time the school lives by meanwhile, and by which
//! instant anybody is judged.
//!
//! The wall clock of a machine can be set, by hand, by the network or by an empty battery; the clocks that count from its
//! start cannot. So the two are compared. Where the wall clock leaps away from them, the school's time goes on with
//! them; where there is nothing to compare with, after a start, the wall clock is shown and not believed. Nobody is late
//! by a time that may be wrong, and people decide.

mod deciding;
mod reopening;
mod school_clock;

use chrono::TimeDelta;

pub use deciding::{ClockAnswer, MAX_AHEAD, SetRightForm, decide_set_right};
pub use reopening::{REOPENED_WITHIN, decide_reopen};
pub use school_clock::{LeftBehind, Moment, SchoolClock, ahead_of};

use crate::{days::Timestamp, ids::Id, people::PersonId};

/// The wall clock may move so far away from the running clocks between two looks without being doubted: the network sets
/// clocks by seconds.
pub const MAX_STEP: TimeDelta = TimeDelta::minutes(2);

/// A start, or the end of a sleep, so long after the last event is believed without asking.
pub const MAX_SILENCE: TimeDelta = TimeDelta::days(1);

pub type DoubtfulTimeId = Id<DoubtfulTime>;

/// What the clocks of the machine show at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The clock that can be set.
    pub wall: Timestamp,
    /// How long the machine has been started, its sleep counted (`CLOCK_BOOTTIME`).
    pub since_boot: TimeDelta,
    /// How long it has been awake of that (`CLOCK_MONOTONIC`).
    pub awake: TimeDelta,
}

impl Reading {
    /// How far the wall clock has moved beside the running one since `before`; negative where it was set back.
    fn step_since(&self, before: &Self) -> TimeDelta {
        (self.wall - before.wall) - (self.since_boot - before.since_boot)
    }

    /// How long the machine slept since `before`. What it adds to its clocks on waking comes from the clock that runs on its
    /// battery, and is worth no more than that of a start.
    fn slept_since(&self, before: &Self) -> TimeDelta {
        (self.since_boot - before.since_boot) - (self.awake - before.awake)
    }
}

/// Why the machine's clock is doubted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// It leapt while the program was running; the school's time goes on with the running clocks.
    Jumped,
    /// The program started, or the machine woke, more than `MAX_SILENCE` after the last event; the clock is shown as it is.
    LongOff,
    /// The program started before the last event; the school's time stands still at that.
    Behind,
    /// Somebody said that what was decided about the clock is wrong; the school's time goes on as it was shown.
    Reopened,
}

impl Cause {
    const ALL: [Self; 4] = [Self::Jumped, Self::LongOff, Self::Behind, Self::Reopened];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jumped => "jumped",
            Self::LongOff => "long-off",
            Self::Behind => "behind",
            Self::Reopened => "reopened",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }
}

/// A doubt about the machine's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub cause: Cause,
    /// The school's time when it began.
    pub began_at: Timestamp,
    /// What the machine's clock showed then.
    pub wall: Timestamp,
    /// The last instant that had come for certain, whichever clock is right.
    pub certain: Timestamp,
}

impl Doubt {
    /// The instant by which anybody is judged at `at`: nothing becomes late while it lasts, and what was late before stays.
    pub fn counted(&self, at: Timestamp) -> Timestamp {
        at.min(self.certain)
    }
}

/// The time that was `noted` in a doubt, once `offset` is decided. It never lies before what was `certain` then: that had
/// come, whatever somebody decides later.
pub fn corrected(noted: Timestamp, offset: TimeDelta, certain: Timestamp) -> Timestamp {
    (noted + offset).max(certain.min(noted))
}

/// A stretch of the school's log in which the machine's clock was doubted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtfulTime {
    pub id: DoubtfulTimeId,
    pub doubt: Doubt,
    /// Who asked the question anew; nobody where the clocks did.
    pub asked_by: Option<PersonId>,
    pub ending: Option<Ending>,
    pub decision: Option<Decision>,
}

impl DoubtfulTime {
    /// Whether the clock is doubted still.
    pub const fn is_open(&self) -> bool {
        self.ending.is_none()
    }

    /// Whether something that was noted at this instant may have been noted in it.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.doubt.began_at <= at && self.ending.is_none_or(|ending| at <= ending.at)
    }
}

/// The clock agreed with the others again, or somebody decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    pub at: Timestamp,
    /// What the times noted in it lack, as far as the clocks tell: nothing where the school's time had gone on with the
    /// running clocks.
    pub offset: TimeDelta,
}

/// What somebody decided about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    pub by: PersonId,
    pub at: Timestamp,
    /// What is added to the times noted in it where they are shown and judged; zero where they were found right.
    pub offset: TimeDelta,
}

#[cfg(test)]
mod tests;
