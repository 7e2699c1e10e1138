//! What is owed: loading it, and bringing it up to a changed calendar, organisation or set of rules.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    days::day_of,
    deadlines::{Moved, MovedKind},
    facts::Facts,
    ids::Id,
    obligations::{Change, Closing, Exemption, HandedIn, Judged, Obligation, ObligationId, Period, Terms, Verdict, reconcile},
    record::Judgement,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    school_years::YearId,
    sql::sql,
    values::{count, due, due_columns, new_id, owner, owner_columns, unread},
    work::Work,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    record_type_id: Uuid,
    period: String,
    owner_kind: String,
    owner_id: Uuid,
    department_id: Option<Uuid>,
    week: Option<i64>,
    due_rule: Option<String>,
    due_nominal: Option<NaiveDate>,
    due_day: Option<NaiveDate>,
    moved: Option<String>,
    moved_because: Option<String>,
    moved_closed: Option<NaiveDate>,
    rule_version_id: Uuid,
    turn_person_id: Option<Uuid>,
    practice: bool,
    closed_at: Option<DateTime<Utc>>,
    closed_reason: Option<String>,
    first_at: Option<DateTime<Utc>>,
    first_by: Option<Uuid>,
    first_verdict: Option<String>,
    verdict: Option<String>,
    judged_by: Option<NaiveDate>,
    versions: i64,
    last_at: Option<DateTime<Utc>>,
    last_by: Option<Uuid>,
    last_files: i64,
    last_submission_id: Option<Uuid>,
    exempt_by: Option<Uuid>,
    exempt_at: Option<DateTime<Utc>>,
    exempt_reason: Option<String>,
}

/// Every obligation of a school year, closed ones too.
pub async fn all(work: &mut Work, year: YearId) -> Result<Vec<Obligation>, Error> {
    let rows: Vec<Row> = work
        .tx
        .all(sql("SELECT o.id, o.record_type_id, o.period, o.owner_kind, o.owner_id, o.department_id, o.week, \
             o.due_rule, o.due_nominal, o.due_day, o.moved, o.moved_because, o.moved_closed, o.rule_version_id, o.turn_person_id, \
             o.practice, o.closed_at, o.closed_reason, o.first_at, o.first_by, o.first_verdict, o.verdict, o.judged_by, o.versions, o.last_at, o.last_by, \
             o.last_files, o.last_submission_id, e.by_person_id AS exempt_by, e.at AS exempt_at, e.reason AS exempt_reason \
             FROM obligations o LEFT JOIN exemptions e ON e.school_id = o.school_id AND e.obligation_id = o.id \
             WHERE o.school_id = $1 AND o.school_year_id = $2 ORDER BY o.id").bind(work.school).bind(year))
        .await?;
    rows.into_iter().map(read).collect()
}

/// One obligation.
pub async fn one(work: &mut Work, id: ObligationId) -> Result<Obligation, Error> {
    let row: Row = work
        .tx
        .one(sql("SELECT o.id, o.record_type_id, o.period, o.owner_kind, o.owner_id, o.department_id, o.week, \
             o.due_rule, o.due_nominal, o.due_day, o.moved, o.moved_because, o.moved_closed, o.rule_version_id, o.turn_person_id, \
             o.practice, o.closed_at, o.closed_reason, o.first_at, o.first_by, o.first_verdict, o.verdict, o.judged_by, o.versions, o.last_at, o.last_by, \
             o.last_files, o.last_submission_id, e.by_person_id AS exempt_by, e.at AS exempt_at, e.reason AS exempt_reason \
             FROM obligations o LEFT JOIN exemptions e ON e.school_id = o.school_id AND e.obligation_id = o.id \
             WHERE o.school_id = $1 AND o.id = $2").bind(work.school).bind(id))
        .await?;
    read(row)
}

fn verdict(column: &str, code: Option<&str>) -> Result<Verdict, Error> {
    let code = code.unwrap_or_default();
    Verdict::from_code(code).ok_or_else(|| unread("obligations", column, code))
}

fn read(row: Row) -> Result<Obligation, Error> {
    const TABLE: &str = "obligations";
    let handed_in = match (row.first_at, row.first_by, row.last_at, row.last_by, row.last_submission_id) {
        (Some(first_at), Some(first_by), Some(last_at), Some(last_by), Some(receipt)) => Some(HandedIn {
            first_at,
            first_by: Id::new(first_by),
            first_verdict: verdict("first_verdict", row.first_verdict.as_deref())?,
            judged: Judged { by: row.judged_by, verdict: verdict("verdict", row.verdict.as_deref())? },
            versions: count(TABLE, "versions", row.versions)?,
            last_at,
            last_by: Id::new(last_by),
            files: count(TABLE, "last_files", row.last_files)?,
            receipt: Id::new(receipt),
        }),
        _ => None,
    };
    let exemption = match (row.exempt_by, row.exempt_at, row.exempt_reason) {
        (Some(by), Some(at), Some(reason)) => Some(Exemption { by: Id::new(by), at, reason }),
        _ => None,
    };
    Ok(Obligation {
        id: Id::new(row.id),
        record_type: Id::new(row.record_type_id),
        period: Period::from_key(&row.period).ok_or_else(|| unread(TABLE, "period", &row.period))?,
        owner: owner(&row.owner_kind, row.owner_id)?,
        department: row.department_id.map(Id::new),
        week: row.week.map(|week| count(TABLE, "week", week)).transpose()?,
        due: due(row.due_rule.as_deref(), row.due_nominal, row.due_day, row.moved.as_deref(), row.moved_because, row.moved_closed)?,
        rules: Id::new(row.rule_version_id),
        turn: row.turn_person_id.map(Id::new),
        practice: row.practice,
        exemption,
        closing: row.closed_at.map(|at| Closing { at, reason: row.closed_reason.unwrap_or_default() }),
        handed_in,
    })
}

/// What a bringing up to date did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    pub added: usize,
    pub updated: usize,
    pub closed: usize,
}

/// Makes the stored list say what calendar, organisation, types and rules say now. Doing it twice
/// changes nothing; nobody's judgement gets worse (`domain::obligations::reconcile`).
pub async fn bring_up_to_date(work: &mut Work, year: YearId, facts: &Facts, reason: &str) -> Result<Brought, Error> {
    let changes = reconcile(facts.regime(), &facts.parts.obligations, day_of(work.now))
        .map_err(|fault| internal("obligations", &fault.to_string()))?;
    let mut brought = Brought::default();
    for change in &changes {
        match change {
            Change::Add(want) => {
                add(work, year, want).await?;
                brought.added += 1;
            }
            Change::Update { id, to, judged } => {
                let before = facts.obligation(*id).and_then(|old| old.handed_in.as_ref()).map(|one| one.judged);
                update(work, *id, to, *judged).await?;
                if let Some(judged) = judged.filter(|judged| before != Some(*judged)) {
                    record_judgement(work, *id, judged, &cause(reason, to)).await?;
                }
                brought.updated += 1;
            }
            Change::Close(id) => {
                work.tx
                    .run(
                        sql("UPDATE obligations SET closed_at = $1, closed_reason = $2 WHERE school_id = $3 AND id = $4")
                            .bind(work.now)
                            .bind(reason)
                            .bind(work.school)
                            .bind(*id),
                    )
                    .await?;
                brought.closed += 1;
            }
        }
    }
    if !changes.is_empty() {
        work.note(
            "obligations.brought_up_to_date",
            year,
            json!({
                "reason": reason, "added": brought.added, "updated": brought.updated, "closed": brought.closed,
            }),
        );
    }
    Ok(brought)
}

async fn add(work: &mut Work, year: YearId, want: &Terms) -> Result<(), Error> {
    let id: ObligationId = new_id();
    let (owner_kind, owner_id) = owner_columns(want.owner, work.school);
    let due = due_columns(want.due.as_ref());
    let insert = sql("INSERT INTO obligations (school_id, id, school_year_id, record_type_id, period, owner_kind, owner_id, \
         department_id, week, due_rule, due_nominal, due_day, moved, moved_because, moved_closed, rule_version_id, turn_person_id, \
         practice, versions, last_files) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)");
    work.tx
        .run(
            insert
                .bind(work.school)
                .bind(id)
                .bind(year)
                .bind(want.record_type)
                .bind(want.period.key())
                .bind(owner_kind)
                .bind(owner_id)
                .bind(want.department)
                .bind(want.week.map(i64::from))
                .bind(due.rule)
                .bind(due.nominal)
                .bind(due.day)
                .bind(due.moved)
                .bind(due.because)
                .bind(due.closed)
                .bind(want.rules)
                .bind(want.turn)
                .bind(want.practice)
                .bind(0_i64)
                .bind(0_i64),
        )
        .await?;
    Ok(())
}

/// Why a judgement changed: what was done, and the closure that moved the day.
fn cause(reason: &str, to: &Terms) -> String {
    match to.due.as_ref().and_then(|due| due.moved.as_ref()) {
        Some(Moved { kind: MovedKind::PushedForward { .. }, because }) => format!("{reason}: {because}"),
        _ => reason.to_owned(),
    }
}

async fn update(work: &mut Work, id: ObligationId, to: &Terms, judged: Option<Judged>) -> Result<(), Error> {
    let due = due_columns(to.due.as_ref());
    let update = sql("UPDATE obligations SET department_id = $1, week = $2, due_nominal = $3, due_day = $4, moved = $5, \
         moved_because = $6, moved_closed = $7, rule_version_id = $8, turn_person_id = $9, practice = $10, judged_by = $11, \
         verdict = $12, due_rule = $13, closed_at = $14, closed_reason = $15 WHERE school_id = $16 AND id = $17");
    work.tx
        .run(
            update
                .bind(to.department)
                .bind(to.week.map(i64::from))
                .bind(due.nominal)
                .bind(due.day)
                .bind(due.moved)
                .bind(due.because)
                .bind(due.closed)
                .bind(to.rules)
                .bind(to.turn)
                .bind(to.practice)
                .bind(judged.and_then(|judged| judged.by))
                .bind(judged.map(|judged| judged.verdict.code()))
                .bind(due.rule)
                .bind(None::<DateTime<Utc>>)
                .bind(None::<String>)
                .bind(work.school)
                .bind(id),
        )
        .await?;
    Ok(())
}

/// The cause of the judgement that the hand-in itself brings.
pub(crate) const HAND_IN: &str = "hand-in";

/// Writes how a hand-in is judged, by which due day and why: the first judgement, and each that improved it.
pub(crate) async fn record_judgement(work: &mut Work, id: ObligationId, judged: Judged, cause: &str) -> Result<(), Error> {
    let (last,): (Option<i64>,) = work
        .tx
        .one(sql("SELECT max(number) FROM judgements WHERE school_id = $1 AND obligation_id = $2").bind(work.school).bind(id))
        .await?;
    work.tx
        .run(sql("INSERT INTO judgements (school_id, obligation_id, number, at, due_day, cause, verdict) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(work.school).bind(id).bind(last.unwrap_or(0) + 1).bind(work.now).bind(judged.by).bind(cause).bind(judged.verdict.code()))
        .await?;
    Ok(())
}

/// The history of judgements of one record, the first first.
pub async fn judgements(work: &mut Work, id: ObligationId) -> Result<Vec<Judgement>, Error> {
    type Row = (DateTime<Utc>, Option<NaiveDate>, Option<String>, String);
    let rows: Vec<Row> = work
        .tx
        .all(
            sql("SELECT at, due_day, verdict, cause FROM judgements WHERE school_id = $1 AND obligation_id = $2 ORDER BY number")
                .bind(work.school)
                .bind(id),
        )
        .await?;
    rows.into_iter()
        .map(|(at, due, code, cause)| {
            let kept = |code: String| Verdict::from_code(&code).ok_or_else(|| unread("judgements", "verdict", &code));
            let verdict = code.map(kept).transpose()?;
            Ok(Judgement { at, due, verdict, cause: Some(cause).filter(|cause| cause != HAND_IN) })
        })
        .collect()
}

#[cfg(test)]
#[path = "obligations_tests.rs"]
mod tests;
