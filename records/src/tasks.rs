//! "Việc được giao": given, changed, answered, judged and ended, each in one transaction that asks whose it is and whether it can
//! be done now. Nothing of it touches what is owed.

pub mod files;
pub(crate) mod stored;

use std::sync::Arc;

use domain::{
    days::Timestamp,
    facts::Facts,
    forms::FormErrors,
    locks::Arrival,
    obligations::{Reason, counts_from},
    permissions::{Allowed, AnswerTask, GiveTask, decide_answer_task, decide_give_task},
    refusal::{Refusal, TaskRefusal},
    tasks::{
        AnswerForm, Task, TaskAnswer, TaskEnd, TaskEndForm, TaskForm, TaskId, TaskOutlook, TaskPlan, TaskVerdict, TaskVersion,
        VerdictKind, VerdictPlan, check_answer, check_not_ended, check_open_year, check_verdict,
    },
    vietnamese,
};

use crate::{
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    sql::sql,
    values::new_id,
    work::Work,
};

/// Gives a task, as the actor of this work has looked at who gets it. A form that comes again gives nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's (`decide_give_task`), the year is shut, other people would get it than the form shows,
/// or its key has given another task; what is wrong with the form is told inside.
pub async fn give(work: &mut Work, store: &FactStore, form: &TaskForm) -> Result<Result<TaskId, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_give_task(&facts.actor(by, work.now))?;
    let known = form.id().and_then(|id| facts.task(id));
    if let Some(known) = known.filter(|known| says(form, &known.given)) {
        return Ok(Ok(known.id));
    }
    if known.is_some() {
        return Err(Refusal::from(TaskRefusal::SentAlready).into());
    }
    check_open_year(&facts, Arrival::at(work.now))?;
    let plan = match form.parse(&facts, by, None, work.now) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    TaskOutlook::of(&facts, &plan, work.now).check_seen(&form.seen)?;
    let id = form.id().unwrap_or_else(new_id);
    let waited = files::chosen(work, (id.uuid(), by), &form.uploads()).await?;
    let last = sql("SELECT max(number) FROM tasks WHERE school_id = $1");
    let number = work.next_number("tasks", last).await?;
    let task = Task {
        id,
        number,
        year: facts.regime.year,
        given: version(work, plan, String::new())?,
        changes: Vec::new(),
        files: waited.iter().map(|(_, file)| file.clone()).collect(),
        answers: Vec::new(),
        ended: None,
    };
    save(work, &task, &allowed).await?;
    files::save_of_task(work, (task.id, 0, 0), &waited, &allowed).await?;
    Ok(Ok(task.id))
}

async fn save(work: &mut Work, task: &Task, allowed: &Allowed<GiveTask>) -> Result<(), Error> {
    let insert = sql("INSERT INTO tasks (school_id, id, number, school_year_id) VALUES ($1, $2, $3, $4)");
    work.run(insert.bind_all((work.school, task.id, i64::from(task.number), task.year))).await?;
    save_version(work, (task, &task.given, 0), allowed).await?;
    work.note(Event::TaskGiven { task });
    Ok(())
}

/// Whether the form says what this version does: it came twice.
fn says(form: &TaskForm, version: &TaskVersion) -> bool {
    let targets: Vec<String> = version.targets.iter().map(|one| one.code()).collect();
    let same_targets = targets.len() == form.targets.len() && targets.iter().all(|one| form.targets.contains(one));
    let same_day = vietnamese::parse_date(&form.until) == Some(version.until);
    (form.title.as_str(), form.words.as_str()) == (version.title.as_str(), version.words.as_str()) && same_day && same_targets
}

fn version(work: &Work, plan: TaskPlan, reason: String) -> Result<TaskVersion, Error> {
    let TaskPlan { title, words, until, targets, people } = plan;
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    Ok(TaskVersion { title, words, until, targets, people, by, at: work.now, reason })
}

async fn save_version(
    work: &mut Work,
    (task, version, number): (&Task, &TaskVersion, i64),
    _allowed: &Allowed<GiveTask>,
) -> Result<(), Error> {
    let targets = version.targets.iter().map(|one| one.code()).collect::<Vec<_>>().join("\n");
    let insert =
        sql("INSERT INTO task_versions (school_id, task_id, version, title, words, until_day, targets, by_person_id, at, \
         reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .bind_all((work.school, task.id, number, version.title.as_str(), version.words.as_str(), version.until))
        .bind_all((targets, version.by, version.at, version.reason.as_str()));
    work.run(insert).await?;
    for (place, person) in (0_i64..).zip(&version.people) {
        let insert = sql("INSERT INTO task_people (school_id, task_id, version, place, person_id) VALUES ($1, $2, $3, $4, $5)");
        work.run(insert.bind_all((work.school, task.id, number, place, *person))).await?;
    }
    Ok(())
}

/// Changes a task, as the actor of this work has looked at who gets it from now on. The same change twice is one.
///
/// # Errors
/// As of `give`; `NotFound` for a task of another school or year; `Refused` where it has ended, or somebody changed it since the
/// form was opened. What is wrong with the form is told inside.
pub async fn change(work: &mut Work, store: &FactStore, id: TaskId, form: &TaskForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_give_task(&facts.actor(by, work.now))?;
    let task = facts.task(id).ok_or(Error::NotFound)?;
    check_open_year(&facts, Arrival::at(work.now))?;
    check_not_ended(task)?;
    if form.changed.parse() != Ok(task.changes.len()) {
        if task.changes.last().is_some_and(|last| last.by == by && says(form, last) && last.reason == form.reason) {
            return Ok(Ok(()));
        }
        return Err(Refusal::from(TaskRefusal::ChangedMeanwhile { at: task.now().at }).into());
    }
    let parsed = FormErrors::both(form.parse(&facts, by, Some(task), work.now), Reason::parse(&form.reason));
    let (plan, reason) = match parsed {
        Ok(parsed) => parsed,
        Err(errors) => return Ok(Err(errors)),
    };
    TaskOutlook::of(&facts, &plan, work.now).check_seen(&form.seen)?;
    let waited = files::chosen(work, (id.uuid(), by), &form.uploads()).await?;
    let version = version(work, plan, reason.as_str().to_owned())?;
    let number = i64::try_from(task.changes.len() + 1).unwrap_or(i64::MAX);
    save_version(work, (task, &version, number), &allowed).await?;
    files::save_of_task(work, (id, number, task.files.len()), &waited, &allowed).await?;
    work.note(Event::TaskChanged { task, version: &version });
    Ok(Ok(()))
}

/// Ends a task or takes it back, as the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's, or has ended; `NotFound`; what is wrong with the form is told inside.
pub async fn end(work: &mut Work, store: &FactStore, id: TaskId, form: &TaskEndForm) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_give_task(&facts.actor(by, work.now))?;
    let task = facts.task(id).ok_or(Error::NotFound)?;
    check_not_ended(task)?;
    let (kind, reason) = match form.parse() {
        Ok(parsed) => parsed,
        Err(errors) => return Ok(Err(errors)),
    };
    let end = TaskEnd { kind, by, at: work.now, reason: reason.as_str().to_owned() };
    save_end(work, task, &end, allowed).await.map(Ok)
}

async fn save_end(work: &mut Work, task: &Task, end: &TaskEnd, _allowed: Allowed<GiveTask>) -> Result<(), Error> {
    let insert =
        sql("INSERT INTO tasks_ended (school_id, task_id, kind, by_person_id, at, reason) VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, task.id, end.kind.code(), end.by, end.at, end.reason.as_str()))).await?;
    work.note(Event::TaskEnded { task, end });
    Ok(())
}

/// Answers a task, as the actor of this work, with a form of which the first byte came at `began`. The same answer twice is one.
///
/// # Errors
/// `Refused` where it is not the actor's to answer, or cannot be answered now (`check_answer`), or a file waits no more;
/// `NotFound`; what is wrong with the form is told inside.
pub async fn answer(work: &mut Work, store: &FactStore, id: TaskId, form: &AnswerForm, began: Timestamp) -> Result<Checked, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let task = facts.task(id).ok_or(Error::NotFound)?;
    let allowed = decide_answer_task(&facts.actor(by, work.now), task)?;
    let (after, sent) = (form.after.parse::<usize>().ok(), task.answers_of(by).count());
    let is_again = |last: &TaskAnswer| after.map(|after| after + 1) == Some(sent) && repeats(form, last);
    if task.last_answer(by).is_some_and(is_again) {
        return Ok(Ok(()));
    }
    let arrival = Arrival { began: began.min(work.now), now: work.now };
    check_answer(&facts, task, by, after.unwrap_or(sent), arrival)?;
    let words = match form.parse() {
        Ok(words) => words,
        Err(errors) => return Ok(Err(errors)),
    };
    let waited = files::chosen(work, (id.uuid(), by), &form.uploads()).await?;
    let answer = TaskAnswer {
        person: by,
        number: u32::try_from(sent + 1).unwrap_or(u32::MAX),
        words,
        files: waited.iter().map(|(_, file)| file.clone()).collect(),
        at: work.now,
        counted: facts.counted(counts_from(began.min(work.now), work.now)),
        verdict: None,
    };
    save_answer(work, task, &answer, &allowed).await?;
    files::save_of_answer(work, (id, &answer), &waited, &allowed).await.map(Ok)
}

/// Whether the form says what this answer does: it came twice. Files that are a part of it wait no more, so their number tells.
fn repeats(form: &AnswerForm, last: &TaskAnswer) -> bool {
    form.words == last.words && form.files.len() == last.files.len()
}

async fn save_answer(work: &mut Work, task: &Task, answer: &TaskAnswer, _allowed: &Allowed<AnswerTask>) -> Result<(), Error> {
    let insert = sql("INSERT INTO task_answers (school_id, task_id, person_id, number, words, at, counted) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind_all((work.school, task.id, answer.person, i64::from(answer.number), answer.words.as_str()))
    .bind_all((answer.at, answer.counted));
    work.run(insert).await?;
    work.note(Event::TaskAnswered { task, answer });
    Ok(())
}

/// Says of an answer whether it will do, as the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's, or cannot be said now (`check_verdict`); `NotFound`.
pub async fn judge(work: &mut Work, store: &FactStore, id: TaskId, plan: &VerdictPlan) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_give_task(&facts.actor(by, work.now))?;
    let task = facts.task(id).ok_or(Error::NotFound)?;
    let answer = check_verdict(&facts, task, plan, Arrival::at(work.now))?;
    let verdict = TaskVerdict { kind: plan.kind, by, at: work.now, words: plan.words.clone() };
    save_verdict(work, task, answer, &verdict, allowed).await
}

async fn save_verdict(
    work: &mut Work,
    task: &Task,
    answer: &TaskAnswer,
    verdict: &TaskVerdict,
    _allowed: Allowed<GiveTask>,
) -> Result<(), Error> {
    let insert = sql("INSERT INTO task_verdicts (school_id, task_id, person_id, number, verdict, by_person_id, at, words) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind_all((work.school, task.id, answer.person, i64::from(answer.number), verdict.kind.code()))
    .bind_all((verdict.by, verdict.at, verdict.words.as_str()));
    work.run(insert).await?;
    work.note(match verdict.kind {
        VerdictKind::Accepted => Event::TaskAccepted { task, answer, verdict },
        VerdictKind::AskedAgain => Event::TaskAskedAgain { task, answer, verdict },
    });
    Ok(())
}

/// The facts of the school year of this task: of the one that is shown, or of one that is over.
///
/// # Errors
/// `NotFound` for a task of another school.
pub async fn facts_of(work: &mut Work, store: &FactStore, id: TaskId) -> Result<Arc<Facts>, Error> {
    let today = store.facts(work).await?;
    if today.task(id).is_some() {
        return Ok(today);
    }
    let year = stored::year_of(work, id).await?;
    store.of_year(work, year).await
}

#[cfg(test)]
#[path = "tasks_tests.rs"]
mod tests;
