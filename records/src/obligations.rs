//! What is owed: loading it, and bringing it up to a changed calendar, organisation or set of rules.

mod reviewed;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    days::day_of,
    deadlines::{Moved, MovedKind},
    facts::Facts,
    ids::Id,
    obligations::{
        Change, Closing, Exemption, Explained, HandedIn, Judged, Obligation, ObligationId, Obligations, Period, Terms, Verdict,
        reconcile,
    },
    record::Judgement,
    school_years::YearId,
};
use uuid::Uuid;

use reviewed::Reviewed;
pub(crate) use reviewed::{APPROVED, RETURNED};

use crate::{
    error::{Error, internal},
    events::{Brought, Event},
    sql::{Sql, sql},
    values::{DueColumns, count, known, new_id, one_row, owner, owner_columns},
    work::Work,
};

#[derive(sqlx::FromRow)]
struct ObligationRow {
    id: Uuid,
    #[sqlx(flatten)]
    terms: TermsRow,
    closed_at: Option<DateTime<Utc>>,
    closed_reason: Option<String>,
    #[sqlx(flatten)]
    handed_in: SummaryRow,
    exempt_by: Option<Uuid>,
    exempt_at: Option<DateTime<Utc>>,
    exempt_reason: Option<String>,
}

#[derive(sqlx::FromRow)]
struct TermsRow {
    record_type_id: Uuid,
    period: String,
    owner_kind: String,
    owner_id: Uuid,
    department_id: Option<Uuid>,
    week: Option<i64>,
    #[sqlx(flatten)]
    due: DueColumns,
    rule_version_id: Uuid,
    turn_person_id: Option<Uuid>,
    practice: bool,
}

/// A row of `submission_summaries`; without a hand-in there is none.
#[derive(sqlx::FromRow)]
struct SummaryRow {
    first_at: Option<DateTime<Utc>>,
    first_by: Option<Uuid>,
    first_verdict: Option<String>,
    judged_by: Option<NaiveDate>,
    verdict: Option<String>,
    versions: Option<i64>,
    last_at: Option<DateTime<Utc>>,
    last_by: Option<Uuid>,
    last_files: Option<i64>,
    last_submission_id: Option<Uuid>,
}

/// The columns of `ObligationRow`, and whatever follows: which records, in which order.
macro_rules! select_obligations {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.record_type_id, o.period, o.owner_kind, o.owner_id, o.department_id, o.week, o.due_rule, \
             o.due_nominal, o.due_day, o.moved, o.moved_because, o.moved_closed, o.extension_id, o.extended_from, o.extended_until, \
             o.rule_version_id, o.turn_person_id, o.practice, o.closed_at, o.closed_reason, s.first_at, s.first_by, s.first_verdict, s.judged_by, s.verdict, \
             s.versions, s.last_at, s.last_by, s.last_files, s.last_submission_id, e.by_person_id AS exempt_by, \
             e.at AS exempt_at, e.reason AS exempt_reason FROM obligations o \
             LEFT JOIN submission_summaries s ON s.school_id = o.school_id AND s.obligation_id = o.id \
             LEFT JOIN exemptions e ON e.school_id = o.school_id AND e.obligation_id = o.id ",
            $rest
        )
    };
}

/// Every obligation of a school year, closed ones too.
pub async fn all(work: &mut Work, year: YearId) -> Result<Obligations, Error> {
    let of_year = sql(select_obligations!("WHERE o.school_id = $1 AND o.school_year_id = $2 ORDER BY o.id"));
    let rows: Vec<ObligationRow> = work.all(of_year.bind_all((work.school, year))).await?;
    let mut reviewed = Reviewed::of_year(work, year).await?;
    rows.into_iter().map(|row| row.read().map(|obligation| reviewed.give(obligation))).collect()
}

/// One obligation.
pub async fn one(work: &mut Work, id: ObligationId) -> Result<Obligation, Error> {
    let by_id = sql(select_obligations!("WHERE o.school_id = $1 AND o.id = $2"));
    let row: ObligationRow = work.one(by_id.bind_all((work.school, id))).await?;
    let mut reviewed = Reviewed::of_one(work, id).await?;
    row.read().map(|obligation| reviewed.give(obligation))
}

impl ObligationRow {
    fn read(self) -> Result<Obligation, Error> {
        let exemption = match (self.exempt_by, self.exempt_at, self.exempt_reason) {
            (Some(by), Some(at), Some(reason)) => Some(Exemption { by: Id::new(by), at, reason }),
            _ => None,
        };
        Ok(Obligation {
            id: Id::new(self.id),
            terms: self.terms.read()?,
            exemption,
            closing: self.closed_at.map(|at| Closing { at, reason: self.closed_reason.unwrap_or_default() }),
            handed_in: self.handed_in.read()?,
            decisions: Vec::new(),
            comments: Vec::new(),
            withdrawals: Vec::new(),
            spot_checks: Vec::new(),
            explained: Explained::default(),
            ended_exemptions: Vec::new(),
            archived: None,
            disposed: None,
        })
    }
}

impl TermsRow {
    fn read(self) -> Result<Terms, Error> {
        const TABLE: &str = "obligations";
        Ok(Terms {
            record_type: Id::new(self.record_type_id),
            period: known(TABLE, "period", &self.period, Period::from_key)?,
            owner: owner(&self.owner_kind, self.owner_id)?,
            department: self.department_id.map(Id::new),
            week: self.week.map(|week| count(TABLE, "week", week)).transpose()?,
            due: self.due.due()?,
            rules: Id::new(self.rule_version_id),
            turn: self.turn_person_id.map(Id::new),
            practice: self.practice,
        })
    }
}

impl SummaryRow {
    fn read(self) -> Result<Option<HandedIn>, Error> {
        const TABLE: &str = "submission_summaries";
        let verdict = |column: &str, code: Option<String>| {
            let code = code.unwrap_or_default();
            known(TABLE, column, &code, Verdict::from_code)
        };
        let (Some(first_at), Some(first_by)) = (self.first_at, self.first_by) else { return Ok(None) };
        let (Some(last_at), Some(last_by), Some(submission)) = (self.last_at, self.last_by, self.last_submission_id) else {
            return Ok(None);
        };
        Ok(Some(HandedIn {
            first_at,
            first_by: Id::new(first_by),
            first_verdict: verdict("first_verdict", self.first_verdict)?,
            judged: Judged { by: self.judged_by, verdict: verdict("verdict", self.verdict)? },
            versions: count(TABLE, "versions", self.versions.unwrap_or_default())?,
            last_at,
            last_by: Id::new(last_by),
            files: count(TABLE, "last_files", self.last_files.unwrap_or_default())?,
            submission: Id::new(submission),
            authors: vec![Id::new(first_by)],
        }))
    }
}

/// In which school year it is owed.
///
/// # Errors
/// `NotFound` for a record of another school.
pub(crate) async fn year_of(work: &mut Work, id: ObligationId) -> Result<YearId, Error> {
    let select = sql("SELECT school_year_id FROM obligations WHERE school_id = $1 AND id = $2");
    let (year,): (Uuid,) = work.one(select.bind_all((work.school, id))).await?;
    Ok(YearId::new(year))
}

/// Makes the stored list say what calendar, organisation, types and rules say now. Doing it twice
/// changes nothing; nobody's judgement gets worse (`domain::obligations::reconcile`).
pub(crate) async fn bring_up_to_date(work: &mut Work, year: YearId, facts: &Facts, reason: &str) -> Result<Brought, Error> {
    let changes = reconcile(&facts.regime, facts.obligations.iter(), day_of(work.now))
        .map_err(|fault| internal("obligations", &fault.to_string()))?;
    let mut brought = Brought::default();
    for change in &changes {
        match change {
            Change::Add(terms) => {
                add(work, year, terms).await?;
                brought.added += 1;
            }
            Change::Update { id, to, judged } => {
                update(work, *id, to).await?;
                let before = facts.obligation(*id).and_then(|old| old.handed_in.as_ref()).map(|one| one.judged);
                if let Some(judged) = judged.filter(|judged| before != Some(*judged)) {
                    judge_anew(work, *id, judged, &cause(reason, to)).await?;
                }
                brought.updated += 1;
            }
            Change::Close(id) => {
                close(work, *id, reason).await?;
                brought.closed += 1;
            }
        }
    }
    if !changes.is_empty() {
        work.note(Event::ObligationsBroughtUpToDate { year, reason, brought });
    }
    Ok(brought)
}

/// Binds what can change of the terms of a record: fourteen values, in the order of both statements below.
fn bind_terms(sql: Sql, terms: &Terms) -> Sql {
    let due = DueColumns::new(terms.due.as_ref());
    sql.bind_all((terms.department, terms.week.map(i64::from)))
        .bind_all((due.due_rule, due.due_nominal, due.due_day, due.moved, due.moved_because, due.moved_closed))
        .bind_all((due.extension_id, due.extended_from, due.extended_until))
        .bind_all((terms.rules, terms.turn, terms.practice))
}

async fn add(work: &mut Work, year: YearId, terms: &Terms) -> Result<(), Error> {
    let id: ObligationId = new_id();
    let (owner_kind, owner_id) = owner_columns(terms.owner, work.school);
    let insert = sql("INSERT INTO obligations (department_id, week, due_rule, due_nominal, due_day, moved, moved_because, \
         moved_closed, extension_id, extended_from, extended_until, rule_version_id, turn_person_id, practice, school_id, id, \
         school_year_id, record_type_id, period, owner_kind, owner_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, \
         $13, $14, $15, $16, $17, $18, $19, $20, $21)");
    let key = (work.school, id, year, terms.record_type, terms.period.key(), owner_kind, owner_id);
    work.run(bind_terms(insert, terms).bind_all(key)).await.map(drop)
}

/// Why a judgement changed: what was done, and the closure that moved the day.
fn cause(reason: &str, to: &Terms) -> String {
    match to.due.as_ref().and_then(|due| due.moved.as_ref()) {
        Some(Moved { kind: MovedKind::PushedForward { .. }, because }) => format!("{reason}: {because}"),
        Some(Moved { kind: MovedKind::PulledBack | MovedKind::NotWorked, .. }) | None => reason.to_owned(),
    }
}

/// The record stays, or is owed again, on these terms.
async fn update(work: &mut Work, id: ObligationId, to: &Terms) -> Result<(), Error> {
    let update = sql("UPDATE obligations SET department_id = $1, week = $2, due_rule = $3, due_nominal = $4, due_day = $5, \
         moved = $6, moved_because = $7, moved_closed = $8, extension_id = $9, extended_from = $10, extended_until = $11, \
         rule_version_id = $12, turn_person_id = $13, practice = $14, closed_at = NULL, closed_reason = NULL \
         WHERE school_id = $15 AND id = $16");
    one_row(work.run(bind_terms(update, to).bind_all((work.school, id))).await?)
}

async fn close(work: &mut Work, id: ObligationId, reason: &str) -> Result<(), Error> {
    let update = sql("UPDATE obligations SET closed_at = $1, closed_reason = $2 WHERE school_id = $3 AND id = $4");
    one_row(work.run(update.bind_all((work.now, reason, work.school, id))).await?)
}

/// What was handed in is judged anew, never worse: the judgement that counts, and with its cause the history of it.
pub(crate) async fn judge_anew(work: &mut Work, id: ObligationId, judged: Judged, cause: &str) -> Result<(), Error> {
    let update = sql("UPDATE submission_summaries SET judged_by = $1, verdict = $2 WHERE school_id = $3 AND obligation_id = $4");
    one_row(work.run(update.bind_all((judged.by, judged.verdict.code(), work.school, id))).await?)?;
    record_judgement(work, id, judged, cause).await
}

/// The cause of the judgement that the hand-in itself brings.
pub(crate) const HAND_IN: &str = "hand-in";

/// Writes how a hand-in is judged, by which due day and why: the first judgement, and each that improved it.
pub(crate) async fn record_judgement(work: &mut Work, id: ObligationId, judged: Judged, cause: &str) -> Result<(), Error> {
    let last = sql("SELECT max(number) FROM judgements WHERE school_id = $1 AND obligation_id = $2");
    let (last,): (Option<i64>,) = work.one(last.bind_all((work.school, id))).await?;
    let insert = sql("INSERT INTO judgements (school_id, obligation_id, number, at, due_day, cause, verdict, doubtful_time_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let row = (work.school, id, last.unwrap_or(0) + 1, work.now, judged.by, cause, judged.verdict.code(), work.doubtful_time);
    work.run(insert.bind_all(row)).await.map(drop)
}

/// The history of judgements of one record, the first first: since the hand-in that counts as its first one.
pub async fn judgements(work: &mut Work, id: ObligationId) -> Result<Vec<Judgement>, Error> {
    type JudgementRow = (DateTime<Utc>, Option<NaiveDate>, Option<String>, String);
    let all = sql("SELECT at, due_day, verdict, cause FROM judgements WHERE school_id = $1 AND obligation_id = $2 ORDER BY number");
    let rows: Vec<JudgementRow> = work.all(all.bind_all((work.school, id))).await?;
    // What was said of a first hand-in that was taken back is over once another one is judged.
    let first = rows.iter().rposition(|(.., cause)| cause == HAND_IN).unwrap_or_default();
    rows.into_iter()
        .skip(first)
        .map(|(at, due, code, cause)| {
            let kept = |code: String| known("judgements", "verdict", &code, Verdict::from_code);
            let verdict = code.map(kept).transpose()?;
            Ok(Judgement { at, due, verdict, cause: Some(cause).filter(|cause| cause != HAND_IN) })
        })
        .collect()
}

#[cfg(test)]
#[path = "obligations_tests.rs"]
mod tests;
