//! Tasks as their rows have them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::Id,
    people::{PersonId, SchoolId},
    school_years::YearId,
    tasks::{EndKind, Task, TaskAnswer, TaskEnd, TaskId, TaskTarget, TaskVerdict, TaskVersion, VerdictKind},
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    sql::sql,
    values::{FileRow, count, known},
    work::Work,
};

/// The school year of a task.
///
/// # Errors
/// `NotFound` for a task of another school.
pub(super) async fn year_of(work: &mut Work, id: TaskId) -> Result<YearId, Error> {
    let select = sql("SELECT school_year_id FROM tasks WHERE school_id = $1 AND id = $2");
    let (year,): (Uuid,) = work.one(select.bind_all((work.school, id))).await?;
    Ok(YearId::new(year))
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    task_id: Uuid,
    version: i64,
    title: String,
    words: String,
    until_day: NaiveDate,
    targets: String,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    reason: String,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    task_id: Uuid,
    person_id: Uuid,
    number: i64,
    words: String,
    at: DateTime<Utc>,
    counted: DateTime<Utc>,
    verdict: Option<String>,
    judged_by: Option<Uuid>,
    judged_at: Option<DateTime<Utc>>,
    judged_words: Option<String>,
}

#[derive(sqlx::FromRow)]
struct TaskFileRow {
    task_id: Uuid,
    #[sqlx(flatten)]
    file: FileRow,
}

#[derive(sqlx::FromRow)]
struct AnswerFileRow {
    task_id: Uuid,
    person_id: Uuid,
    number: i64,
    #[sqlx(flatten)]
    file: FileRow,
}

/// Every task of a school year, in the order of their numbers, each with all that became of it.
///
/// # Errors
/// Those of the database.
pub(crate) async fn of_year(work: &mut Work, year: YearId) -> Result<Vec<Task>, Error> {
    let tasks = sql("SELECT id, number FROM tasks WHERE school_id = $1 AND school_year_id = $2 ORDER BY number");
    let tasks: Vec<(Uuid, i64)> = work.all(tasks.bind_all((work.school, year))).await?;
    // Most schools give none in most years, and every page loads them.
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let keys = (work.school, year);
    let mut versions = versions(work, keys).await?;
    let mut files: BTreeMap<Uuid, Vec<_>> = BTreeMap::new();
    let select = sql("SELECT f.task_id, f.name, f.size, f.sha256, f.kind FROM task_files f \
         JOIN tasks t ON t.school_id = f.school_id AND t.id = f.task_id \
         WHERE t.school_id = $1 AND t.school_year_id = $2 ORDER BY f.task_id, f.position");
    for TaskFileRow { task_id, file } in work.all::<TaskFileRow>(select.bind_all(keys)).await? {
        files.entry(task_id).or_default().push(file.read("task_files")?);
    }
    let mut answers = answers(work, keys).await?;
    let mut ends = ends(work, keys).await?;
    let read = |(id, number): (Uuid, i64)| {
        let mut versions = versions.remove(&id).unwrap_or_default().into_iter();
        let given = versions.next().ok_or_else(|| internal("tasks", "a task without a version"))?;
        Ok(Task {
            id: Id::new(id),
            number: count("tasks", "number", number)?,
            year,
            given,
            changes: versions.collect(),
            files: files.remove(&id).unwrap_or_default(),
            answers: answers.remove(&id).unwrap_or_default(),
            ended: ends.remove(&id),
        })
    };
    tasks.into_iter().map(read).collect()
}

/// The versions of each task, the first one at the front.
async fn versions(work: &mut Work, keys: (SchoolId, YearId)) -> Result<BTreeMap<Uuid, Vec<TaskVersion>>, Error> {
    let select = sql("SELECT p.task_id, p.version, p.person_id FROM task_people p \
         JOIN tasks t ON t.school_id = p.school_id AND t.id = p.task_id \
         WHERE t.school_id = $1 AND t.school_year_id = $2 ORDER BY p.task_id, p.version, p.place");
    let mut people: BTreeMap<(Uuid, i64), Vec<PersonId>> = BTreeMap::new();
    for (task, version, person) in work.all::<(Uuid, i64, Uuid)>(select.bind_all(keys)).await? {
        people.entry((task, version)).or_default().push(Id::new(person));
    }
    let select = sql("SELECT v.task_id, v.version, v.title, v.words, v.until_day, v.targets, v.by_person_id, v.at, v.reason \
         FROM task_versions v JOIN tasks t ON t.school_id = v.school_id AND t.id = v.task_id \
         WHERE t.school_id = $1 AND t.school_year_id = $2 ORDER BY v.task_id, v.version");
    let mut versions: BTreeMap<Uuid, Vec<TaskVersion>> = BTreeMap::new();
    for row in work.all::<VersionRow>(select.bind_all(keys)).await? {
        let people = people.remove(&(row.task_id, row.version)).unwrap_or_default();
        let targets = row.targets.lines().map(|code| known("task_versions", "targets", code, TaskTarget::from_code));
        versions.entry(row.task_id).or_default().push(TaskVersion {
            targets: targets.collect::<Result<_, Error>>()?,
            title: row.title,
            words: row.words,
            until: row.until_day,
            people,
            by: Id::new(row.by_person_id),
            at: row.at,
            reason: row.reason,
        });
    }
    Ok(versions)
}

/// The answers to each task; those of one person stand in the order in which they came.
async fn answers(work: &mut Work, keys: (SchoolId, YearId)) -> Result<BTreeMap<Uuid, Vec<TaskAnswer>>, Error> {
    let select = sql("SELECT f.task_id, f.person_id, f.number, f.name, f.size, f.sha256, f.kind FROM task_answer_files f \
         JOIN tasks t ON t.school_id = f.school_id AND t.id = f.task_id \
         WHERE t.school_id = $1 AND t.school_year_id = $2 ORDER BY f.task_id, f.person_id, f.number, f.position");
    let mut files: BTreeMap<(Uuid, Uuid, i64), Vec<_>> = BTreeMap::new();
    for AnswerFileRow { task_id, person_id, number, file } in work.all::<AnswerFileRow>(select.bind_all(keys)).await? {
        files.entry((task_id, person_id, number)).or_default().push(file.read("task_answer_files")?);
    }
    let select = sql("SELECT a.task_id, a.person_id, a.number, a.words, a.at, a.counted, v.verdict, v.by_person_id AS judged_by, \
         v.at AS judged_at, v.words AS judged_words FROM task_answers a \
         JOIN tasks t ON t.school_id = a.school_id AND t.id = a.task_id \
         LEFT JOIN task_verdicts v ON v.school_id = a.school_id AND v.task_id = a.task_id AND v.person_id = a.person_id \
         AND v.number = a.number \
         WHERE t.school_id = $1 AND t.school_year_id = $2 ORDER BY a.task_id, a.person_id, a.number");
    let mut answers: BTreeMap<Uuid, Vec<TaskAnswer>> = BTreeMap::new();
    for row in work.all::<AnswerRow>(select.bind_all(keys)).await? {
        let files = files.remove(&(row.task_id, row.person_id, row.number)).unwrap_or_default();
        let verdict = match (row.verdict, row.judged_by, row.judged_at, row.judged_words) {
            (Some(code), Some(by), Some(at), Some(words)) => {
                let kind = known("task_verdicts", "verdict", &code, VerdictKind::from_code)?;
                Some(TaskVerdict { kind, by: Id::new(by), at, words })
            }
            _ => None,
        };
        answers.entry(row.task_id).or_default().push(TaskAnswer {
            person: Id::new(row.person_id),
            number: count("task_answers", "number", row.number)?,
            words: row.words,
            files,
            at: row.at,
            counted: row.counted,
            verdict,
        });
    }
    Ok(answers)
}

/// How each task ended that has.
async fn ends(work: &mut Work, keys: (SchoolId, YearId)) -> Result<BTreeMap<Uuid, TaskEnd>, Error> {
    let select = sql("SELECT e.task_id, e.kind, e.by_person_id, e.at, e.reason FROM tasks_ended e \
         JOIN tasks t ON t.school_id = e.school_id AND t.id = e.task_id WHERE t.school_id = $1 AND t.school_year_id = $2");
    let rows: Vec<(Uuid, String, Uuid, DateTime<Utc>, String)> = work.all(select.bind_all(keys)).await?;
    let read = |(task, kind, by, at, reason): (Uuid, String, Uuid, DateTime<Utc>, String)| {
        let kind = known("tasks_ended", "kind", &kind, EndKind::from_code)?;
        Ok((task, TaskEnd { kind, by: Id::new(by), at, reason }))
    };
    rows.into_iter().map(read).collect()
}
