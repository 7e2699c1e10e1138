//! The time that a school lives by, from one reading of the machine's clocks to the next.

use chrono::TimeDelta;

use super::{Cause, Doubt, MAX_SILENCE, MAX_STEP, Reading};
use crate::days::Timestamp;

/// The present, as the school sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What is shown and noted.
    pub now: Timestamp,
    /// What has come for certain: what lasts for a while, such as a session, ends by this. It runs on where `now` stands still,
    /// and stays behind where a clock may be ahead; elsewhere it is the same as `now`.
    pub at_least: Timestamp,
    /// What the machine's clock shows, right or wrong.
    pub machine: Timestamp,
}

impl Moment {
    /// The count by which minutes pass whatever is doubted: what lasts for a while begins by this, and what must not last
    /// longer, such as a proof by password, ends by this. Never before `now`, which stands still where a clock is behind.
    pub fn running(&self) -> Timestamp {
        self.now.max(self.at_least)
    }
}

/// What a program leaves behind of the clocks of its machine, for the next one that starts on it before it is switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    pub reading: Reading,
    /// By how much the machine's clock was ahead of the school's.
    pub ahead: TimeDelta,
}

/// By how much the clock of a machine is ahead of a school's that shows `now`: not at all within the steps that are believed.
pub fn ahead_of(now: Timestamp, machine: Timestamp) -> TimeDelta {
    let beside = machine - now;
    if beside.abs() > MAX_STEP { beside } else { TimeDelta::zero() }
}

/// The school's clock: the machine's, as long as it can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolClock {
    last: Reading,
    /// By how much the machine's clock is ahead of the school's; negative where it is behind.
    ahead: TimeDelta,
    /// The latest instant that was shown: time does not run back, unless a clock is put right.
    latest: Timestamp,
    doubt: Option<Doubt>,
    /// What the times noted in the last doubt lack.
    lacked: TimeDelta,
    /// `Reading::since_boot` when the doubt began, or when the program started in it; of a clock that is behind always the first.
    since: TimeDelta,
}

impl SchoolClock {
    /// The clock of a program that opens its database: never before the last event, by as much beside the machine's clock
    /// as was known, and in the doubt that lasted.
    pub fn open(reading: Reading, last_event: Option<Timestamp>, ahead: TimeDelta, doubt: Option<Doubt>) -> Self {
        let counted = reading.wall - ahead;
        let latest = last_event.map_or(counted, |last| last.max(counted));
        // A clock that is behind goes on by itself, also while the program is off: so a start begins no count anew.
        let counted_on = match doubt {
            Some(Doubt { cause: Cause::Behind, wall, .. }) => (reading.wall - wall).max(TimeDelta::zero()),
            Some(Doubt { cause: Cause::Jumped | Cause::LongOff | Cause::Reopened, .. }) | None => TimeDelta::zero(),
        };
        Self { last: reading, ahead, latest, doubt, lacked: TimeDelta::zero(), since: reading.since_boot - counted_on }
    }

    /// The clock after the look that a server takes when it starts. There is no running clock to compare with, so the
    /// machine's is believed where it stands between the last event and `MAX_SILENCE` after it.
    #[must_use]
    pub fn checked_at_start(self, last_event: Timestamp) -> Self {
        let (wall, counted) = (self.last.wall, self.last.wall - self.ahead);
        let is_near = |instant: Timestamp| instant >= last_event - MAX_STEP && instant <= last_event + MAX_SILENCE;
        match self.doubt.map(|doubt| (doubt.cause, doubt.certain)) {
            // The last event was noted by the doubted clock: only that it was set back since tells anything.
            Some((Cause::LongOff, certain)) if wall < last_event - MAX_STEP && wall >= certain - MAX_STEP => self.right_again(),
            Some((Cause::Jumped, _)) if is_near(wall) && !is_near(counted) => self.right_again(),
            Some((Cause::Behind, _)) if is_near(wall) && wall >= last_event => self.right_again(),
            Some(_) => self,
            None if is_near(counted) && (self.ahead.is_zero() || !is_near(wall)) => self,
            None if is_near(wall) && !is_near(counted) => Self { ahead: TimeDelta::zero(), ..self },
            None if counted < last_event => {
                Self { ahead: TimeDelta::zero(), ..self }.doubting(Cause::Behind, last_event.min(wall).min(counted))
            }
            None => self.doubting(Cause::LongOff, last_event.min(wall)),
        }
    }

    /// The clock after that look where the machine has run on since another program left `before` behind: its running clocks tell,
    /// as they do while a program runs, whether somebody has set the other one meanwhile.
    #[must_use]
    pub fn checked_since(self, before: LeftBehind, last_event: Timestamp) -> Self {
        let (now, step) = (self.last, self.last.step_since(&before.reading));
        // What leapt before the program ended is in the database.
        let is_new = |beside: TimeDelta| beside.abs() > MAX_STEP;
        if now.since_boot < before.reading.since_boot || !is_new(step) || !is_new(before.ahead + step - self.ahead) {
            return self.checked_at_start(last_event);
        }
        let latest = last_event.max(before.reading.wall - self.ahead);
        Self { last: before.reading, latest, ..self }.after(now)
    }

    /// What the next program on this machine compares its clocks with.
    pub const fn left_behind(&self) -> LeftBehind {
        LeftBehind { reading: self.last, ahead: self.ahead }
    }

    /// The clock at the next reading.
    #[must_use]
    pub fn after(self, reading: Reading) -> Self {
        let (step, slept) = (reading.step_since(&self.last), reading.slept_since(&self.last));
        let before = self.latest;
        let moved = Self { last: reading, ..self };
        let moved = match self.doubt {
            _ if step.abs() > MAX_STEP => moved.jumped(step),
            None if slept > MAX_SILENCE => moved.doubting(Cause::LongOff, before.min(reading.wall)),
            None | Some(_) => moved,
        };
        moved.caught_up().shown()
    }

    /// The present at the last reading.
    pub fn moment(&self) -> Moment {
        let at_least = match &self.doubt {
            Some(Doubt { cause: Cause::LongOff, certain, .. }) => self.latest.min(*certain + self.elapsed()),
            Some(Doubt { cause: Cause::Behind, .. }) => self.latest + self.elapsed(),
            None | Some(Doubt { cause: Cause::Jumped | Cause::Reopened, .. }) => self.latest,
        };
        Moment { now: self.latest, at_least, machine: self.last.wall }
    }

    /// The doubt that lasts.
    pub const fn doubt(&self) -> Option<&Doubt> {
        self.doubt.as_ref()
    }

    /// What the times noted in the last doubt lack, by the clocks' own account or by what somebody said.
    pub const fn lacked(&self) -> TimeDelta {
        self.lacked
    }

    /// The clock of a process that has seen an event of `instant`: time does not run back behind it.
    #[must_use]
    pub fn not_before(self, instant: Timestamp) -> Self {
        Self { latest: self.latest.max(instant), ..self }
    }

    /// By how much the machine's clock is ahead of the school's.
    pub const fn ahead(&self) -> TimeDelta {
        self.ahead
    }

    /// What the machine's clock showed at the last reading.
    pub const fn wall(&self) -> Timestamp {
        self.last.wall
    }

    /// The clock once somebody has said that it is `now`; the machine's is beside it by what it is beside it.
    #[must_use]
    pub fn set_right(self, now: Timestamp) -> Self {
        let ahead = ahead_of(now, self.last.wall);
        let latest = self.last.wall - ahead;
        Self { ahead, latest, doubt: None, lacked: latest - self.latest, ..self }
    }

    /// The clock once somebody has said that what it shows is wrong after all: it goes on, and nobody is judged by it.
    #[must_use]
    pub fn doubted_anew(self, doubt: Doubt) -> Self {
        Self { doubt: Some(doubt), since: self.last.since_boot, ..self }
    }

    fn elapsed(&self) -> TimeDelta {
        self.last.since_boot - self.since
    }

    fn jumped(self, step: TimeDelta) -> Self {
        let ahead = self.ahead + step;
        let agrees = ahead.abs() <= MAX_STEP;
        match self.doubt {
            // Known to be wrong, and put right.
            None if agrees => Self { ahead: TimeDelta::zero(), ..self },
            None => Self { ahead, ..self }.doubting(Cause::Jumped, self.latest.min(self.last.wall)),
            Some(Doubt { cause: Cause::Jumped, .. }) if agrees => self.right_again(),
            Some(Doubt { cause: Cause::LongOff, certain, .. }) if self.is_after(certain) => {
                // What was noted in it came from a clock that has been set back: time begins anew where that stands.
                Self { lacked: ahead, latest: self.last.wall, ..self.right_again() }
            }
            // It stands still until the clock has come to the last event.
            Some(Doubt { cause: Cause::Behind, .. }) => self,
            Some(_) => Self { ahead, ..self },
        }
    }

    /// Whether the machine's clock stands where it can, some time after `instant`.
    fn is_after(&self, instant: Timestamp) -> bool {
        self.last.wall >= instant - MAX_STEP && self.last.wall <= instant + self.elapsed() + MAX_SILENCE
    }

    /// A clock that was behind the last event, once it has come to it: right, or still to be doubted.
    fn caught_up(self) -> Self {
        match self.doubt {
            Some(Doubt { cause: Cause::Behind, .. }) if self.last.wall < self.latest => self,
            Some(Doubt { cause: Cause::Behind, .. }) if self.is_after(self.latest) => self.right_again(),
            Some(doubt) if doubt.cause == Cause::Behind => {
                Self { doubt: Some(Doubt { cause: Cause::LongOff, certain: self.latest, ..doubt }), ..self }
            }
            None | Some(_) => self,
        }
    }

    fn doubting(self, cause: Cause, certain: Timestamp) -> Self {
        let doubt = Doubt { cause, began_at: self.latest, wall: self.last.wall, certain };
        Self { doubt: Some(doubt), since: self.last.since_boot, ..self }
    }

    fn right_again(self) -> Self {
        Self { ahead: TimeDelta::zero(), doubt: None, lacked: TimeDelta::zero(), ..self }
    }

    fn shown(self) -> Self {
        Self { latest: self.latest.max(self.last.wall - self.ahead), ..self }
    }
}
