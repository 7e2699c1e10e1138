//! One task on its page: what is asked, what became of it, and as much of the answers as the reader may read.

use super::{
    check::check_answer,
    recipients::by_department,
    standing::{TaskStanding, due_words, standing},
    target::TaskTarget,
    task::{EndKind, Task, TaskAnswer, TaskId, TaskVersion, VerdictKind},
};
use crate::{
    days::{Timestamp, day_of},
    delegations::ordered_for,
    facts::Facts,
    files::StoredFile,
    locks::Arrival,
    people::{PersonId, Position},
    permissions::{Actor, decide_give_task, sees_all_tasks},
    refusal::Words,
    vietnamese,
};

/// All that the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskTold {
    pub task: TaskId,
    pub title: String,
    pub words: String,
    /// "thứ Sáu 27/11/2026, trước 17:00"
    pub due: String,
    /// "Cô Nguyễn Thị Minh Nguyệt giao lúc 14:20 ngày 25/11/2026 cho tổ Văn phòng."
    pub given: String,
    pub files: Vec<StoredFile>,
    /// What was changed since, the last time first.
    pub changes: Vec<VersionTold>,
    /// How, when, by whom and why it ended.
    pub ended: Option<(EndKind, String)>,
    /// For whoever is or was to do it.
    pub mine: Option<MyPart>,
    /// By department, with everybody to whom it is given; for the leadership.
    pub people: Option<Vec<(String, Vec<PersonLine>)>>,
    /// The reader may change and end it, and say whether answers will do.
    pub may_give: bool,
}

/// That it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTold {
    /// "Sửa lúc 09:00 ngày 26/11/2026, hạn từ … thành …. Lý do: …."
    pub words: String,
}

/// What the reader has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyPart {
    pub standing: TaskStanding,
    /// The last one first.
    pub answers: Vec<AnswerTold>,
    /// Why nothing can be answered now; `None` where it can.
    pub shut: Option<Words>,
}

/// One of those to whom it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    pub person: PersonId,
    pub name: String,
    pub standing: TaskStanding,
    /// The last one first.
    pub answers: Vec<AnswerTold>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerTold {
    pub person: PersonId,
    pub number: u32,
    pub at: Timestamp,
    pub words: String,
    pub files: Vec<StoredFile>,
    /// Whether it will do, and what was said of it, by whom and when.
    pub verdict: Option<(VerdictKind, String)>,
}

/// The page of `task` as `actor` reads it; who may read it at all was asked before.
pub fn task_told(facts: &Facts, actor: &Actor, task: &Task, now: Timestamp) -> TaskTold {
    let version = task.now();
    let sees_all = sees_all_tasks(actor);
    let who = |by: PersonId, at| who(facts, by, at, now);
    let changes =
        task.versions().zip(&task.changes).map(|(before, after)| VersionTold { words: changed(facts, before, after, now) });
    let mut changes: Vec<VersionTold> = changes.collect();
    changes.reverse();
    let ended = task.ended.as_ref().map(|end| {
        let reason = vietnamese::without_stop(&end.reason);
        (end.kind, format!("{} {} lúc {}. Lý do: {reason}.", who(end.by, end.at), end.kind.words(), vietnamese::moment(end.at)))
    });
    TaskTold {
        task: task.id,
        title: version.title.clone(),
        words: version.words.clone(),
        due: due_words(facts, task),
        given: format!(
            "{} giao lúc {} cho {}.",
            who(task.given.by, task.given.at),
            vietnamese::moment(task.given.at),
            to_words(facts, version, now)
        ),
        files: task.files.clone(),
        changes,
        ended,
        mine: task.was_for(actor.person).then(|| MyPart {
            standing: standing(facts, task, actor.person, now),
            answers: answers(facts, task, actor.person, now),
            shut: check_answer(facts, task, actor.person, task.answers_of(actor.person).count(), Arrival::at(now))
                .err()
                .map(|refusal| refusal.words()),
        }),
        people: sees_all.then(|| people(facts, task, now)),
        may_give: decide_give_task(actor).is_ok(),
    }
}

fn people(facts: &Facts, task: &Task, now: Timestamp) -> Vec<(String, Vec<PersonLine>)> {
    let line = |person: PersonId| PersonLine {
        person,
        name: facts.organisation().name_of(person, day_of(now)),
        standing: standing(facts, task, person, now),
        answers: answers(facts, task, person, now),
    };
    // Whoever answered before it was given to others alone is not left out.
    let others = task.answers.iter().map(|one| one.person).filter(|person| !task.is_for(*person));
    let mut all: Vec<PersonId> = task.now().people.iter().copied().chain(others).collect();
    let mut known = std::collections::BTreeSet::new();
    all.retain(|person| known.insert(*person));
    let groups = by_department(facts.organisation(), &all, day_of(now));
    groups.into_iter().map(|(name, people)| (name, people.into_iter().map(line).collect())).collect()
}

fn answers(facts: &Facts, task: &Task, person: PersonId, now: Timestamp) -> Vec<AnswerTold> {
    let told = |one: &TaskAnswer| AnswerTold {
        person,
        number: one.number,
        at: one.at,
        words: one.words.clone(),
        files: one.files.clone(),
        verdict: one.verdict.as_ref().map(|verdict| {
            let deed = match verdict.kind {
                VerdictKind::Accepted => "ghi đạt",
                VerdictKind::AskedAgain => "đề nghị làm lại",
            };
            let words =
                if verdict.words.is_empty() { String::new() } else { format!(": {}", vietnamese::without_stop(&verdict.words)) };
            (
                verdict.kind,
                format!("{} {deed} lúc {}{words}.", who(facts, verdict.by, verdict.at, now), vietnamese::moment(verdict.at)),
            )
        }),
    };
    task.answers_of(person).rev().map(told).collect()
}

/// "Cô Nguyễn Thị Minh Nguyệt", with in whose place, where it is in somebody's.
fn who(facts: &Facts, by: PersonId, at: Timestamp, now: Timestamp) -> String {
    let organisation = facts.organisation();
    let name = organisation.person(by).map_or_else(
        || "Người đã rời trường".to_owned(),
        |one| vietnamese::capitalised(&format!("{} {}", one.honorific.word(), organisation.distinct_name(one, Some(day_of(now))))),
    );
    let acting = ordered_for(organisation, by, Position::Principal, at).map(|acting| format!(" {acting}")).unwrap_or_default();
    format!("{name}{acting}")
}

/// "tổ Văn phòng, Lê Thị Hoa (8 người)"
fn to_words(facts: &Facts, version: &TaskVersion, now: Timestamp) -> String {
    let organisation = facts.organisation();
    let one = |target: &TaskTarget| match target {
        TaskTarget::All => "cả trường".to_owned(),
        TaskTarget::Department(id) => {
            organisation.department(*id).map_or_else(|| "một tổ đã bỏ".to_owned(), |one| format!("tổ {}", one.name))
        }
        TaskTarget::Person(id) => organisation.name_of(*id, day_of(now)),
    };
    let names: Vec<String> = version.targets.iter().map(one).collect();
    format!("{} ({} người)", names.join(", "), version.people.len())
}

fn changed(facts: &Facts, before: &TaskVersion, after: &TaskVersion, now: Timestamp) -> String {
    let mut what: Vec<String> = Vec::new();
    if before.title != after.title {
        what.push(format!("tên việc trước là “{}”", before.title));
    }
    if before.words != after.words {
        what.push("nội dung".to_owned());
    }
    if before.until != after.until {
        what.push(format!("hạn từ {} thành {}", vietnamese::date(before.until), vietnamese::date(after.until)));
    }
    let added = after.people.iter().filter(|one| !before.people.contains(one)).count();
    let gone = before.people.iter().filter(|one| !after.people.contains(one)).count();
    if added > 0 {
        what.push(format!("thêm {added} người nhận"));
    }
    if gone > 0 {
        what.push(format!("bớt {gone} người nhận"));
    }
    let what = if what.is_empty() { String::new() } else { format!(": {}", what.join(", ")) };
    let (who, at, reason) =
        (who(facts, after.by, after.at, now), vietnamese::moment(after.at), vietnamese::without_stop(&after.reason));
    format!("{who} sửa lúc {at}{what}. Lý do: {reason}.")
}
