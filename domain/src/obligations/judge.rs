//! How a record stands at an instant: computed from dates, never from a job that ran.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{Finding, Obligation};
use crate::{
    calendar::SchoolCalendar,
    days::Timestamp,
    deadlines::{Hours, Lateness, lateness},
};

/// The judgement of one hand-in, made once and printed on the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    OnTime,
    Late(Lateness),
    /// No due day is set, the record is exempt, or it belongs to the week of practice.
    NotJudged,
}

impl Verdict {
    /// The word in the database: "on-time", "late:3d", "late:5h", "late:40m", "none".
    pub fn code(self) -> String {
        match self {
            Self::OnTime => "on-time".to_owned(),
            Self::Late(Lateness::WorkingDays(days)) => format!("late:{days}d"),
            Self::Late(Lateness::Hours(hours)) => format!("late:{hours}h"),
            Self::Late(Lateness::Minutes(minutes)) => format!("late:{minutes}m"),
            Self::NotJudged => "none".to_owned(),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let Some(length) = code.strip_prefix("late:") else {
            return match code {
                "on-time" => Some(Self::OnTime),
                "none" => Some(Self::NotJudged),
                _ => None,
            };
        };
        let (number, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
        let number = number.parse().ok()?;
        Some(Self::Late(match unit {
            "d" => Lateness::WorkingDays(number),
            "h" => Lateness::Hours(number),
            "m" => Lateness::Minutes(number),
            _ => return None,
        }))
    }

    /// The kinder of the judgement that stands and one made by a changed calendar: a judgement is never made worse,
    /// not even by a make-up day that adds a working day in between.
    #[must_use]
    pub fn kinder(self, now: Self) -> Self {
        match (self, now) {
            (Self::OnTime, _) | (_, Self::OnTime) => Self::OnTime,
            (Self::Late(first), Self::Late(now)) => Self::Late(first.min(now)),
            (_, now) => now,
        }
    }
}

/// How an obligation stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    Exempt,
    /// Of the week of practice: shown, counted nowhere.
    Practice {
        handed_in: bool,
    },
    /// Without a due day: tracked, never late.
    Untimed {
        handed_in: bool,
    },
    NotYetDue,
    Overdue(Lateness),
    /// The school year ended without it: nothing of it is to be done, and it grows no later.
    Missed,
    OnTime,
    Late(Lateness),
    /// Handed in late, and the leadership found a reason for it: counted beside what is late, and against nobody.
    Excused(Lateness),
}

impl Standing {
    /// Whether it is owed and not there: overdue, or never handed in.
    pub const fn is_missing(self) -> bool {
        match self {
            Self::Overdue(_) | Self::Missed => true,
            Self::NotYetDue
            | Self::OnTime
            | Self::Late(_)
            | Self::Excused(_)
            | Self::Exempt
            | Self::Practice { .. }
            | Self::Untimed { .. } => false,
        }
    }

    /// How what stands so stands when its year is over: nobody can hand it in any more.
    pub const fn when_over(self) -> Self {
        match self {
            Self::NotYetDue | Self::Overdue(_) => Self::Missed,
            Self::Exempt
            | Self::Practice { .. }
            | Self::Untimed { .. }
            | Self::Missed
            | Self::OnTime
            | Self::Late(_)
            | Self::Excused(_) => self,
        }
    }

    /// Whether files lie with the school.
    pub const fn is_handed_in(self) -> bool {
        matches!(
            self,
            Self::OnTime
                | Self::Late(_)
                | Self::Excused(_)
                | Self::Practice { handed_in: true }
                | Self::Untimed { handed_in: true }
        )
    }
}

/// How long a form may be on its way without counting later.
pub const SLOWEST_FORM: TimeDelta = TimeDelta::minutes(15);

/// The instant that counts for a plain form: when it began to arrive, so that a slow line makes nobody late; but no more
/// than a quarter of an hour before it was whole, so that a form that was begun in time is no way to go on writing after
/// the hour.
pub fn counts_from(began: Timestamp, whole: Timestamp) -> Timestamp {
    began.max(whole - SLOWEST_FORM)
}

/// Judges a hand-in that arrived at `at` for a record due on `due`.
pub fn judge(calendar: &SchoolCalendar, hours: &Hours, due: Option<NaiveDate>, at: Timestamp) -> Verdict {
    match due {
        None => Verdict::NotJudged,
        Some(day) => lateness(calendar, day, hours, at).map_or(Verdict::OnTime, Verdict::Late),
    }
}

impl Obligation {
    /// How the record stands at `now`. A judgement, once made, is read from the day it was made by:
    /// a later change of the calendar can only have moved that day in the person's favour.
    pub fn standing(&self, calendar: &SchoolCalendar, hours: &Hours, now: Timestamp) -> Standing {
        let handed_in = self.handed_in.is_some();
        if self.terms.practice {
            return Standing::Practice { handed_in };
        }
        if self.exemption.is_some() {
            return Standing::Exempt;
        }
        if let Some(handed_in) = &self.handed_in {
            let now = judge(calendar, hours, handed_in.judged.by, handed_in.first_at);
            return match handed_in.judged.verdict.kinder(now) {
                Verdict::OnTime => Standing::OnTime,
                Verdict::Late(by) => match self.ruling().map(|ruling| ruling.finding) {
                    Some(Finding::WithReason) => Standing::Excused(by),
                    Some(Finding::WithoutReason) | None => Standing::Late(by),
                },
                Verdict::NotJudged => Standing::Untimed { handed_in: true },
            };
        }
        match self.due_day() {
            None => Standing::Untimed { handed_in },
            Some(due) => lateness(calendar, due, hours, now).map_or(Standing::NotYetDue, Standing::Overdue),
        }
    }
}

/// The counts of the dashboard; untimed and practice records are outside all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub not_yet_due: u32,
    pub on_time: u32,
    /// Without a reason that the leadership has found.
    pub late: u32,
    /// Late with such a reason.
    pub excused: u32,
    pub overdue: u32,
    /// Never handed in, of a year that is over.
    #[serde(default)]
    pub missed: u32,
    pub exempt: u32,
}

impl Counts {
    /// Adds one record.
    pub fn count(&mut self, standing: Standing) {
        match standing {
            Standing::NotYetDue => self.not_yet_due += 1,
            Standing::OnTime => self.on_time += 1,
            Standing::Late(_) => self.late += 1,
            Standing::Excused(_) => self.excused += 1,
            Standing::Overdue(_) => self.overdue += 1,
            Standing::Missed => self.missed += 1,
            Standing::Exempt => self.exempt += 1,
            Standing::Practice { .. } | Standing::Untimed { .. } => {}
        }
    }

    pub fn add(&mut self, other: Self) {
        self.not_yet_due += other.not_yet_due;
        self.on_time += other.on_time;
        self.late += other.late;
        self.excused += other.excused;
        self.overdue += other.overdue;
        self.missed += other.missed;
        self.exempt += other.exempt;
    }

    /// The denominator: exempt records have left it.
    pub const fn owed(&self) -> u32 {
        self.not_yet_due + self.on_time + self.late + self.excused + self.overdue + self.missed
    }

    pub const fn handed_in(&self) -> u32 {
        self.on_time + self.late + self.excused
    }

    /// Nothing is counted here.
    pub const fn is_empty(&self) -> bool {
        self.owed() == 0 && self.exempt == 0
    }

    /// Of the records whose time has come or that came early, how many per cent came on time, rounded
    /// half up; `None` while there is none to judge. What was late with a reason speaks neither for nor against anybody.
    pub const fn on_time_share(&self) -> Option<u32> {
        let judged = self.on_time + self.late + self.overdue + self.missed;
        if judged == 0 { None } else { Some((self.on_time * 200 + judged) / (judged * 2)) }
    }

    /// `part` of all that is owed, in per cent, rounded half up.
    pub const fn share(&self, part: u32) -> Option<u32> {
        let owed = self.owed();
        if owed == 0 { None } else { Some((part * 200 + owed) / (owed * 2)) }
    }
}

#[cfg(test)]
mod tests;
