//! The school's time as this process keeps it, and what of it the logs do not say yet.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::TimeDelta;
use domain::{
    days::Timestamp,
    doubtful_times::{Doubt, LeftBehind, Moment, SchoolClock},
    people::SchoolId,
};

use crate::{clock::Clock, doubtful_times::Known};

/// Reads the machine's clocks and follows them by the rule of the domain.
#[derive(Debug)]
pub(crate) struct Timekeeper {
    clock: Clock,
    kept: Mutex<Kept>,
}

#[derive(Debug)]
struct Kept {
    time: SchoolClock,
    /// Schools whose log says that the clock is doubted.
    noted: HashSet<SchoolId>,
    /// `SchoolClock::ahead` as it is stored.
    stored: TimeDelta,
}

/// What a school's log does not say yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    Begun {
        doubt: Doubt,
        ahead: TimeDelta,
    },
    Ended {
        lacked: TimeDelta,
    },
    /// By how much the machine's clock is ahead of the school's.
    Ahead(TimeDelta),
}

impl Timekeeper {
    pub(crate) fn new(clock: Clock, last_event: Option<Timestamp>, known: Known) -> Self {
        let Known { ahead, doubt, open } = known;
        // What is known of the machine's clock is nothing to a clock that somebody chose.
        let (ahead, doubt) = if clock.can_be_wrong() { (ahead, doubt) } else { (TimeDelta::zero(), None) };
        let time = SchoolClock::open(clock.reading(), last_event, ahead, doubt);
        Self { clock, kept: Mutex::new(Kept { time, noted: open, stored: known.ahead }) }
    }

    /// The present.
    pub(crate) fn moment(&self) -> Moment {
        self.look().time.moment()
    }

    /// The present, not before `floor`.
    pub(crate) fn moment_after(&self, floor: Option<Timestamp>) -> Moment {
        let mut kept = self.look();
        if let Some(floor) = floor {
            kept.time = kept.time.not_before(floor);
        }
        kept.time.moment()
    }

    /// The look of a server that starts; `before` is what another one has left behind on a machine that has run on since.
    pub(crate) fn check_at_start(&self, last_event: Timestamp, before: Option<LeftBehind>) {
        if self.clock.can_be_wrong() {
            let mut kept = self.look();
            kept.time = match before {
                Some(before) => kept.time.checked_since(before, last_event),
                None => kept.time.checked_at_start(last_event),
            };
        }
    }

    /// What the next server on this machine compares its clocks with; nothing of a clock that somebody chose.
    pub(crate) fn left_behind(&self) -> Option<LeftBehind> {
        self.clock.can_be_wrong().then(|| self.look().time.left_behind())
    }

    /// It is `now`, as somebody in `school` has decided, and the log of that school says.
    pub(crate) fn set_right(&self, school: SchoolId, now: Timestamp) {
        let mut kept = self.look();
        kept.time = kept.time.set_right(now);
        kept.noted.remove(&school);
        tracing::warn!(%now, ahead = kept.time.ahead().num_seconds(), "the school's clock was set right");
    }

    /// What was decided about the clock is doubted, as the log of `school` says.
    pub(crate) fn doubt_anew(&self, school: SchoolId, doubt: Doubt) {
        let mut kept = self.look();
        kept.time = kept.time.doubted_anew(doubt);
        kept.noted.insert(school);
        tracing::warn!(school_time = %doubt.began_at, machine = %doubt.wall, "the school's clock is doubted anew");
    }

    /// What the machine's clock shows.
    pub(crate) fn wall(&self) -> Timestamp {
        self.look().time.wall()
    }

    pub(crate) fn is_doubtful(&self) -> bool {
        self.look().time.doubt().is_some()
    }

    /// Whether the log of `school` says that the clock is doubted.
    pub(crate) fn is_noted(&self, school: SchoolId) -> bool {
        self.kept().noted.contains(&school)
    }

    /// Whether there is anything to note, in whichever school.
    pub(crate) fn has_changed(&self) -> bool {
        let kept = self.kept();
        kept.time.doubt().is_some() || !kept.noted.is_empty() || kept.stored != kept.time.ahead()
    }

    /// What is to be noted in the log of `school` before anything else.
    pub(crate) fn due(&self, school: SchoolId) -> Option<Due> {
        let kept = self.look();
        let ahead = kept.time.ahead();
        match (kept.time.doubt(), kept.noted.contains(&school)) {
            (Some(doubt), false) => Some(Due::Begun { doubt: *doubt, ahead }),
            (None, true) => Some(Due::Ended { lacked: kept.time.lacked() }),
            (Some(_), true) | (None, false) => (kept.stored != ahead).then_some(Due::Ahead(ahead)),
        }
    }

    /// `due` stands in the log of `school`.
    pub(crate) fn noted(&self, school: SchoolId, due: &Due) {
        let mut kept = self.kept();
        match *due {
            Due::Begun { doubt, ahead } => {
                let (cause, machine) = (doubt.cause.code(), doubt.wall);
                tracing::warn!(cause, %machine, school_time = %doubt.began_at, "the machine's clock is doubted");
                kept.noted.insert(school);
                kept.stored = ahead;
            }
            Due::Ended { .. } => {
                tracing::warn!("the machine's clock agrees with the others again");
                kept.noted.remove(&school);
                kept.stored = kept.time.ahead();
            }
            Due::Ahead(ahead) => kept.stored = ahead,
        }
    }

    /// Follows the machine's clocks to this moment.
    fn look(&self) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept();
        // Read under the lock: readings come in their order.
        kept.time = kept.time.after(self.clock.reading());
        kept
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
