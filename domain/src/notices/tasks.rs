//! What somebody is told of tasks: that one is theirs, was changed or ended, that an answer is asked for again or will do, and on
//! the last working day before that its day comes.

use std::collections::BTreeSet;

use super::{News, Notice, told_by};
use crate::{
    days::{Timestamp, day_of, work_begins},
    delegations::{DoneBy, ordered_for},
    facts::Facts,
    people::{PersonId, Position},
    tasks::{EndKind, Task, TaskId, TaskVersion, VerdictKind, due_words, standing},
};

/// A task, to somebody who is or was to do it, or who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskNews {
    pub task: TaskId,
    /// As it stands now.
    pub title: String,
    pub part: TaskPart,
    pub by: DoneBy,
}

/// What there is to tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskPart {
    /// It is the reader's to do; the day in words.
    Given {
        due: String,
    },
    /// It was changed, and is still the reader's.
    Changed {
        due: String,
        reason: String,
    },
    /// It was changed, and is the reader's no more.
    GivenNoMore {
        reason: String,
    },
    AskedAgain {
        words: String,
    },
    /// The answer will do; the words may be empty.
    Accepted {
        words: String,
    },
    Ended {
        kind: EndKind,
        reason: String,
    },
    /// Its day comes, and it is not done.
    DueSoon {
        due: String,
    },
    /// To whoever gave it: answers came, and so many people wait for a word about theirs.
    Answered {
        waiting: usize,
    },
}

/// In the order of the tasks; what was ended tells that alone beside what had been given.
pub(super) fn notices(facts: &Facts, person: PersonId, now: Timestamp) -> Vec<Notice> {
    let theirs = facts.tasks.iter().filter(|one| one.was_for(person));
    let given = facts.tasks.iter().filter(|one| one.now().by == person && one.ended.is_none());
    let answered = given.filter_map(|task| answered(facts, task, now));
    theirs.flat_map(|task| of_task(facts, task, person, now)).chain(answered).collect()
}

/// Answers that nobody has judged: one notice for all of a task, as new as the last of them.
fn answered(facts: &Facts, task: &Task, now: Timestamp) -> Option<Notice> {
    let open = || task.answers.iter().filter(|one| one.verdict.is_none());
    let last = open().max_by_key(|one| (one.at, one.person))?;
    let waiting = open().map(|one| one.person).collect::<BTreeSet<PersonId>>().len();
    let by = DoneBy { person: last.person, acting: None };
    let news = TaskNews { task: task.id, title: task.now().title.clone(), part: TaskPart::Answered { waiting }, by };
    told_by(facts, last.at, now).map(|at| Notice { at, news: News::Task(news) })
}

fn of_task(facts: &Facts, task: &Task, person: PersonId, now: Timestamp) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut push = |at: Timestamp, by: PersonId, by_at: Timestamp, part: TaskPart| {
        let by = DoneBy { person: by, acting: ordered_for(facts.organisation(), by, Position::Principal, by_at) };
        let news = TaskNews { task: task.id, title: task.now().title.clone(), part, by };
        notices.extend(told_by(facts, at, now).map(|at| Notice { at, news: News::Task(news) }));
    };
    let due = || due_words(facts, task);
    let mut had_it = false;
    for version in task.versions() {
        let has_it = version.people.contains(&person);
        if let Some(part) = of_version(version, (had_it, has_it), due()) {
            push(version.at, version.by, version.at, part);
        }
        had_it = has_it;
    }
    for verdict in task.answers_of(person).filter_map(|one| one.verdict.as_ref()) {
        let words = verdict.words.clone();
        let part = match verdict.kind {
            VerdictKind::AskedAgain => TaskPart::AskedAgain { words },
            VerdictKind::Accepted => TaskPart::Accepted { words },
        };
        push(verdict.at, verdict.by, verdict.at, part);
    }
    if let Some(end) = task.ended.as_ref().filter(|_| task.is_for(person)) {
        push(end.at, end.by, end.at, TaskPart::Ended { kind: end.kind, reason: end.reason.clone() });
    }
    let last = task.now();
    let comes = facts.calendar().last_open_day_before(last.until).filter(|day| day_of(last.at) < *day && day_of(now) <= last.until);
    if let Some(day) = comes.filter(|_| standing(facts, task, person, now).is_open()) {
        push(work_begins(day), last.by, last.at, TaskPart::DueSoon { due: due() });
    }
    notices
}

fn of_version(version: &TaskVersion, (had_it, has_it): (bool, bool), due: String) -> Option<TaskPart> {
    match (had_it, has_it) {
        (false, true) => Some(TaskPart::Given { due }),
        (true, true) => Some(TaskPart::Changed { due, reason: version.reason.clone() }),
        (true, false) => Some(TaskPart::GivenNoMore { reason: version.reason.clone() }),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests;
