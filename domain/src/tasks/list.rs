//! "/viec-duoc-giao" as somebody sees it: what is theirs to do and was, and for the leadership who has answered and who has not.

use chrono::NaiveDate;

use super::{
    recipients::by_department,
    standing::{TaskStanding, due_words, is_taken_back, standing},
    task::{EndKind, Task, TaskId},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    people::PersonId,
};

/// A task as one of those reads it who are to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTask {
    pub task: TaskId,
    pub title: String,
    pub until: NaiveDate,
    /// "thứ Sáu 27/11/2026, trước 17:00"
    pub due: String,
    pub standing: TaskStanding,
    /// How it ended, where it has.
    pub ended: Option<EndKind>,
}

/// One person's tasks; in each list what is due first stands first, but for what is over, where the last stands first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTasks {
    /// To be answered, or answered again.
    pub open: Vec<OwnTask>,
    /// Answered, and nobody has said yet whether that will do.
    pub answered: Vec<OwnTask>,
    pub done: Vec<OwnTask>,
    pub over: Vec<OwnTask>,
}

/// The tasks of `person` in the school year of `facts`.
pub fn own_tasks(facts: &Facts, person: PersonId, now: Timestamp) -> OwnTasks {
    let mut own = OwnTasks::default();
    for task in facts.tasks.iter().filter(|one| one.was_for(person)) {
        let line = own_task(facts, task, person, now);
        let list = match line.standing {
            // What was answered and then ended without a word on it waits for nobody.
            TaskStanding::Answered(_) if line.ended.is_some() || !task.is_for(person) => &mut own.over,
            TaskStanding::Open | TaskStanding::Overdue(_) | TaskStanding::AskedAgain(_) => &mut own.open,
            TaskStanding::Answered(_) => &mut own.answered,
            TaskStanding::Accepted(_) => &mut own.done,
            TaskStanding::Over | TaskStanding::Left => &mut own.over,
        };
        list.push(line);
    }
    for list in [&mut own.open, &mut own.answered] {
        list.sort_by_key(|one| one.until);
    }
    for list in [&mut own.done, &mut own.over] {
        list.sort_by_key(|one| std::cmp::Reverse(one.until));
    }
    own
}

fn own_task(facts: &Facts, task: &Task, person: PersonId, now: Timestamp) -> OwnTask {
    OwnTask {
        task: task.id,
        title: task.now().title.clone(),
        until: task.now().until,
        due: due_words(facts, task),
        standing: standing(facts, task, person, now),
        ended: task.ended.as_ref().map(|end| end.kind),
    }
}

/// How many people of a task stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskCounts {
    /// All to whom it is given.
    pub people: usize,
    /// Nothing is answered, and the day has not passed.
    pub open: usize,
    /// Nothing is answered, and the day has.
    pub overdue: usize,
    /// Answered, to be looked at.
    pub answered: usize,
    pub asked_again: usize,
    pub accepted: usize,
    /// Nothing was answered, and nothing is expected.
    pub over: usize,
    /// Of those who answered, how many did so after the day.
    pub late: usize,
}

impl TaskCounts {
    /// Adds one person.
    pub fn count(&mut self, standing: TaskStanding) {
        self.people += 1;
        self.late += usize::from(standing.late().is_some());
        match standing {
            TaskStanding::Open => self.open += 1,
            TaskStanding::Overdue(_) => self.overdue += 1,
            TaskStanding::Answered(_) => self.answered += 1,
            TaskStanding::AskedAgain(_) => self.asked_again += 1,
            TaskStanding::Accepted(_) => self.accepted += 1,
            TaskStanding::Over | TaskStanding::Left => self.over += 1,
        }
    }

    /// How many have sent an answer.
    pub const fn have_answered(self) -> usize {
        self.answered + self.asked_again + self.accepted
    }
}

/// The same of those of one department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentCounts {
    pub name: String,
    pub counts: TaskCounts,
}

/// A task as the leadership reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardTask {
    pub task: TaskId,
    pub title: String,
    pub until: NaiveDate,
    pub due: String,
    pub counts: TaskCounts,
    pub departments: Vec<DepartmentCounts>,
    pub ended: Option<EndKind>,
}

/// Every task of the school year; what runs with the earliest day first, what is over with the last one first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    pub running: Vec<BoardTask>,
    /// Ended, or accepted of everybody.
    pub over: Vec<BoardTask>,
    /// All people of all tasks that run, added up.
    pub sum: TaskCounts,
}

/// The board of the tasks alone; nothing of it is counted on the dashboards of records.
pub fn board(facts: &Facts, now: Timestamp) -> Board {
    let mut board = Board::default();
    for task in facts.tasks.iter() {
        let line = board_task(facts, task, now);
        let TaskCounts { people, accepted, over, .. } = line.counts;
        if line.ended.is_some() || facts.is_over || accepted + over == people {
            board.over.push(line);
        } else {
            for person in &task.now().people {
                board.sum.count(standing(facts, task, *person, now));
            }
            board.running.push(line);
        }
    }
    board.running.sort_by_key(|one| one.until);
    board.over.sort_by_key(|one| std::cmp::Reverse(one.until));
    board
}

fn board_task(facts: &Facts, task: &Task, now: Timestamp) -> BoardTask {
    let counted = |people: &[PersonId]| {
        let mut counts = TaskCounts::default();
        people.iter().for_each(|person| counts.count(standing(facts, task, *person, now)));
        counts
    };
    let groups = by_department(facts.organisation(), &task.now().people, day_of(now));
    let departments = groups.into_iter().map(|(name, people)| DepartmentCounts { name, counts: counted(&people) });
    BoardTask {
        task: task.id,
        title: task.now().title.clone(),
        until: task.now().until,
        due: due_words(facts, task),
        counts: counted(&task.now().people),
        // What was taken back says nothing about anybody.
        departments: if is_taken_back(task) { Vec::new() } else { departments.collect() },
        ended: task.ended.as_ref().map(|end| end.kind),
    }
}
