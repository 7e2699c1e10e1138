//! How a task stands with one person at an instant: computed from the answers and the day, as with records, and kept apart from
//! them.

use super::task::{EndKind, Task, VerdictKind};
use crate::{
    days::{Timestamp, day_of},
    deadlines::{Hours, Lateness, lateness},
    facts::Facts,
    people::PersonId,
    vietnamese,
};

/// How it stands with one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStanding {
    /// Nothing is answered, and the day has not passed.
    Open,
    /// Nothing is answered since.
    Overdue(Lateness),
    /// Nobody has said yet whether the answer will do; late by so much, if at all, as in what follows.
    Answered(Option<Lateness>),
    AskedAgain(Option<Lateness>),
    Accepted(Option<Lateness>),
    /// Nothing was answered, and nothing is expected any more.
    Over,
    /// They left the school without an answer, and nobody waits for one.
    Left,
}

impl TaskStanding {
    /// Whether the person has to do something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Overdue(_) | Self::AskedAgain(_))
    }

    /// How late the first answer was.
    pub const fn late(self) -> Option<Lateness> {
        match self {
            Self::Answered(late) | Self::AskedAgain(late) | Self::Accepted(late) => late,
            Self::Open | Self::Overdue(_) | Self::Over | Self::Left => None,
        }
    }
}

/// The hours of the day by which `task` is to be answered: those of the rules in force on it, as for what is handed in.
pub fn hours_of(facts: &Facts, task: &Task) -> Hours {
    facts.regime.rules_on(task.now().until).map_or_else(Hours::default, |rules| rules.hours)
}

/// "thứ Sáu 27/11/2026, trước 17:00"
pub fn due_words(facts: &Facts, task: &Task) -> String {
    vietnamese::due(task.now().until, hours_of(facts, task).shown)
}

/// How `task` stands with `person` at `now`. The first answer says whether it was in time, by the day that holds now: a day is only
/// ever put off, or is still ahead when it is chosen, so nobody becomes late by a change.
pub fn standing(facts: &Facts, task: &Task, person: PersonId, now: Timestamp) -> TaskStanding {
    let (until, hours) = (task.now().until, hours_of(facts, task));
    let late = |at| lateness(facts.calendar(), until, &hours, at);
    if let (Some(first), Some(last)) = (task.answers_of(person).next(), task.last_answer(person)) {
        let late = late(first.counted);
        return match last.verdict.as_ref().map(|verdict| verdict.kind) {
            Some(VerdictKind::Accepted) => TaskStanding::Accepted(late),
            Some(VerdictKind::AskedAgain) if task.ended.is_none() => TaskStanding::AskedAgain(late),
            Some(VerdictKind::AskedAgain) | None => TaskStanding::Answered(late),
        };
    }
    if task.ended.is_some() || facts.is_over || !task.is_for(person) {
        return TaskStanding::Over;
    }
    if !facts.organisation().works_on(person, day_of(now)) {
        return TaskStanding::Left;
    }
    late(facts.counted(now)).map_or(TaskStanding::Open, TaskStanding::Overdue)
}

/// Whether a task was taken back: then it tells nothing about anybody.
pub fn is_taken_back(task: &Task) -> bool {
    task.ended.as_ref().is_some_and(|end| end.kind == EndKind::TakenBack)
}
