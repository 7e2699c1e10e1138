//! "Máy chủ ngừng": when no server ran, or none could write or take files, read from what each of them noted while it did.
//!
//! Nobody notes that a server is off: it notes that it is there, and what lies between is known from the next note.

use chrono::TimeDelta;

use crate::{
    days::{Span, Timestamp, day_of},
    doubtful_times::Moment,
    ids::Id,
};

/// A gap up to this long is no outage: a server notes once a minute that it is there, and a restart takes some seconds.
pub const THRESHOLD: TimeDelta = TimeDelta::minutes(2);

pub type RunId = Id<ServerRun>;

/// A stretch in which one server was there, by the school's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerRun {
    /// The program that ran; one that was interrupted has several stretches.
    pub id: RunId,
    pub started_at: Timestamp,
    /// When it last noted that it was there.
    pub last_alive_at: Timestamp,
    /// What the machine's clock showed then.
    pub machine_at: Timestamp,
    /// When it was ended in good order; `None` while it runs, and where the power went.
    pub stopped_at: Option<Timestamp>,
}

impl ServerRun {
    /// Until when it was there for certain.
    pub fn until(&self) -> Timestamp {
        self.stopped_at.unwrap_or(self.last_alive_at).max(self.started_at)
    }

    /// Whether a server that is there at `moment` has been there all the time since its last note of this stretch. It has not
    /// where the machine slept or nothing could be written. Both clocks must say so: the school's alone leaps where somebody
    /// sets it right.
    pub fn goes_on(&self, moment: Moment) -> bool {
        let silent = (moment.now - self.last_alive_at).min(moment.machine - self.machine_at);
        self.stopped_at.is_none() && self.started_at <= moment.now && silent <= THRESHOLD
    }
}

/// The stretch of the server `id` that goes on at `moment`; `None` where another one begins. A clock that was ahead at a start and
/// has been put right begins one as well, and the stretch of the wrong time lies in days to come.
pub fn current(runs: &[ServerRun], id: RunId, moment: Moment) -> Option<&ServerRun> {
    let begun = runs.iter().filter(|run| run.id == id && run.started_at <= moment.now);
    begun.max_by_key(|run| run.started_at).filter(|run| run.goes_on(moment))
}

/// A time in which no server ran, or none could write or take files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// The last sign of a server before it: with a power cut up to a minute too early.
    pub from: Timestamp,
    /// The first one after it; `None` while it lasts.
    pub until: Option<Timestamp>,
}

impl Outage {
    /// How long it was, or is at `now`.
    pub fn length(&self, now: Timestamp) -> TimeDelta {
        self.until.unwrap_or(now) - self.from
    }

    /// Whether any of it lies after `from` and before `until`.
    pub fn overlaps(&self, from: Timestamp, until: Timestamp) -> bool {
        self.from < until && self.until.is_none_or(|end| from < end)
    }
}

/// The outages up to `now`, the first first. Before the first server ever ran there was none, and of several servers one is enough.
pub fn outages(runs: &[ServerRun], now: Timestamp) -> Vec<Outage> {
    let mut begun: Vec<&ServerRun> = runs.iter().filter(|run| run.started_at <= now).collect();
    begun.sort_by_key(|run| run.started_at);
    let mut found = Vec::new();
    let mut covered: Option<Timestamp> = None;
    for run in begun {
        if let Some(from) = covered.filter(|until| THRESHOLD < run.started_at - *until) {
            found.push(Outage { from, until: Some(run.started_at) });
        }
        covered = covered.max(Some(run.until()));
    }
    let lasts = covered.filter(|until| THRESHOLD < now - *until);
    found.extend(lasts.map(|from| Outage { from, until: None }));
    found
}

/// Those of which any part lies in `days`, the last one first: for the page that lists them.
pub fn in_days(outages: &[Outage], days: Span) -> Vec<Outage> {
    let is_in = |one: &&Outage| day_of(one.from) <= days.to && one.until.is_none_or(|until| days.from <= day_of(until));
    outages.iter().rev().filter(is_in).copied().collect()
}

#[cfg(test)]
mod tests;
