//! What a record carries for its reviewers: who had a part in its versions, which were taken back, what was decided about them,
//! who commented, what the leadership checked, what was said of why it was late, which exemptions were taken back; and whether it
//! lies in the archive.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    comments::{CommentMark, Settled},
    decisions::{Decision, Outcome, Return},
    ids::Id,
    obligations::{
        Archived, Disposed, EndedExemption, Exemption, Explained, Explanation, Finding, Obligation, ObligationId, Ruling,
        Withdrawal,
    },
    people::{PersonId, SchoolId},
    record_types::Step,
    school_years::YearId,
    spot_checks::SpotCheck,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::{Sql, sql},
    values::{count, known, sha256, unread},
    work::Work,
};

/// Of some records, each part by the record.
#[derive(Default)]
pub(super) struct Reviewed {
    authors: HashMap<ObligationId, Vec<PersonId>>,
    decisions: HashMap<ObligationId, Vec<Decision>>,
    comments: HashMap<ObligationId, Vec<CommentMark>>,
    withdrawals: HashMap<ObligationId, Vec<Withdrawal>>,
    spot_checks: HashMap<ObligationId, Vec<SpotCheck>>,
    explained: HashMap<ObligationId, Explained>,
    ended_exemptions: HashMap<ObligationId, Vec<EndedExemption>>,
    archived: HashMap<ObligationId, Archived>,
    disposed: HashMap<ObligationId, Box<Disposed>>,
}

type DisposedRow = (Uuid, i64, String, NaiveDate, DateTime<Utc>);

/// Of which records something is read.
#[derive(Clone, Copy)]
enum Which {
    OfYear(YearId),
    One(ObligationId),
}

/// One statement about the rows `r`, each of which names its record: for all records of a school year, and for one.
struct OfRecords {
    of_year: &'static str,
    of_one: &'static str,
}

/// `$rows` says what is read of which `r`, `$order` in which order.
macro_rules! of_records {
    ($rows:literal, $order:literal) => {
        OfRecords {
            of_year: concat!(
                $rows,
                " JOIN obligations o ON o.school_id = r.school_id AND o.id = r.obligation_id \
                 WHERE r.school_id = $1 AND o.school_year_id = $2 ",
                $order
            ),
            of_one: concat!($rows, " WHERE r.school_id = $1 AND r.obligation_id = $2 ", $order),
        }
    };
}

const AUTHORS: OfRecords =
    of_records!("SELECT r.obligation_id, r.person_id FROM submissions r", "ORDER BY r.obligation_id, r.version");

const DECISIONS: OfRecords = of_records!(
    "SELECT r.id, r.obligation_id, r.submission_id, r.digest, r.step, r.also_step, r.by_person_id, r.at, r.outcome, r.reasons, \
     r.words, r.correct_by, r.running_at, r.number, u.at AS undone_at FROM decisions r \
     LEFT JOIN undone_decisions u ON u.school_id = r.school_id AND u.decision_id = r.id",
    ""
);

const COMMENTS: OfRecords =
    of_records!("SELECT r.id, r.obligation_id, r.submission_id, r.answers_id, r.by_person_id, r.at, r.number FROM comments r", "");

const SETTLEMENTS: OfRecords =
    of_records!("SELECT r.obligation_id, r.comment_id, r.at, r.is_now FROM comment_settlements r", "ORDER BY r.at, r.id");

const WITHDRAWALS: OfRecords = of_records!(
    "SELECT r.obligation_id, r.submission_id, s.version, r.by_person_id, r.at FROM withdrawals r \
     JOIN submissions s ON s.school_id = r.school_id AND s.id = r.submission_id",
    "ORDER BY r.obligation_id, s.version"
);

const SPOT_CHECKS: OfRecords =
    of_records!("SELECT r.id, r.obligation_id, r.submission_id, r.digest, r.by_person_id, r.at FROM spot_checks r", "");

const EXPLANATIONS: OfRecords = of_records!(
    "SELECT r.obligation_id, r.by_person_id, r.at, r.words FROM lateness_explanations r",
    "ORDER BY r.obligation_id, r.number"
);

const RULINGS: OfRecords = of_records!(
    "SELECT r.obligation_id, r.by_person_id, r.at, r.finding, r.words FROM lateness_rulings r",
    "ORDER BY r.obligation_id, r.number"
);

const ENDED_EXEMPTIONS: OfRecords = of_records!(
    "SELECT r.obligation_id, r.exempt_by, r.exempt_at, r.exempt_reason, r.by_person_id, r.at, r.reason FROM exemptions_ended r",
    "ORDER BY r.obligation_id, r.number"
);

const ARCHIVED: OfRecords = of_records!(
    "SELECT r.obligation_id, r.package_number, p.at FROM archived_records r \
     JOIN archive_packages p ON p.school_id = r.school_id AND p.number = r.package_number \
     LEFT JOIN archive_returns t ON t.school_id = r.school_id AND t.package_number = r.package_number \
     AND t.obligation_id = r.obligation_id",
    "AND t.at IS NULL"
);

const DISPOSED: OfRecords = of_records!(
    "SELECT DISTINCT r.obligation_id, r.list_number, m.minutes, m.met_on, e.at FROM disposed_versions r \
     JOIN disposal_minutes m ON m.school_id = r.school_id AND m.list_number = r.list_number \
     JOIN disposal_executions e ON e.school_id = r.school_id AND e.list_number = r.list_number",
    ""
);

impl Which {
    fn ask(self, statement: OfRecords, school: SchoolId) -> Sql {
        match self {
            Self::OfYear(year) => sql(statement.of_year).bind_all((school, year)),
            Self::One(id) => sql(statement.of_one).bind_all((school, id)),
        }
    }
}

impl Reviewed {
    pub async fn of_year(work: &mut Work, year: YearId) -> Result<Self, Error> {
        Self::read(work, Which::OfYear(year)).await
    }

    pub async fn of_one(work: &mut Work, id: ObligationId) -> Result<Self, Error> {
        Self::read(work, Which::One(id)).await
    }

    async fn read(work: &mut Work, which: Which) -> Result<Self, Error> {
        let school = work.school;
        let mut read = Self::default();
        for (obligation, person) in work.all::<(Uuid, Uuid)>(which.ask(AUTHORS, school)).await? {
            let (authors, person) = (read.authors.entry(Id::new(obligation)).or_default(), Id::new(person));
            if !authors.contains(&person) {
                authors.push(person);
            }
        }
        let mut rows: Vec<DecisionRow> = work.all(which.ask(DECISIONS, school)).await?;
        rows.sort_by_key(DecisionRow::order);
        for row in rows {
            let (obligation, decision) = row.read()?;
            read.decisions.entry(obligation).or_default().push(decision);
        }
        let mut marks: Vec<MarkRow> = work.all(which.ask(COMMENTS, school)).await?;
        marks.sort_by_key(MarkRow::order);
        for mark in marks {
            read.comments.entry(Id::new(mark.obligation_id)).or_default().push(mark.read());
        }
        for (obligation, comment, at, is) in work.all::<(Uuid, Uuid, DateTime<Utc>, String)>(which.ask(SETTLEMENTS, school)).await?
        {
            let is = known("comment_settlements", "is_now", &is, Settled::from_code)?;
            let marks = read.comments.entry(Id::new(obligation)).or_default();
            if let Some(mark) = marks.iter_mut().find(|mark| mark.id.uuid() == comment) {
                mark.settled_at = (is == Settled::Done).then_some(at);
            }
        }
        type Withdrawn = (Uuid, Uuid, i64, Uuid, DateTime<Utc>);
        for (obligation, submission, version, by, at) in work.all::<Withdrawn>(which.ask(WITHDRAWALS, school)).await? {
            let version = count("submissions", "version", version)?;
            let withdrawal = Withdrawal { submission: Id::new(submission), version, by: Id::new(by), at };
            read.withdrawals.entry(Id::new(obligation)).or_default().push(withdrawal);
        }
        for row in work.all::<SpotCheckRow>(which.ask(SPOT_CHECKS, school)).await? {
            read.spot_checks.entry(Id::new(row.obligation_id)).or_default().push(row.read()?);
        }
        read.read_explained(work, which).await?;
        type Ended = (Uuid, Uuid, DateTime<Utc>, String, Uuid, DateTime<Utc>, String);
        for (obligation, was_by, was_at, was, by, at, reason) in work.all::<Ended>(which.ask(ENDED_EXEMPTIONS, school)).await? {
            let was = Exemption { by: Id::new(was_by), at: was_at, reason: was };
            let ended = EndedExemption { was, by: Id::new(by), at, reason };
            read.ended_exemptions.entry(Id::new(obligation)).or_default().push(ended);
        }
        for (obligation, package, at) in work.all::<(Uuid, i64, DateTime<Utc>)>(which.ask(ARCHIVED, school)).await? {
            let package = count("archived_records", "package_number", package)?;
            read.archived.insert(Id::new(obligation), Archived { package, at });
        }
        for (obligation, list, minutes, on, at) in work.all::<DisposedRow>(which.ask(DISPOSED, school)).await? {
            let list = count("disposed_versions", "list_number", list)?;
            read.disposed.insert(Id::new(obligation), Box::new(Disposed { list, minutes, on, at }));
        }
        Ok(read)
    }

    async fn read_explained(&mut self, work: &mut Work, which: Which) -> Result<(), Error> {
        let school = work.school;
        type Said = (Uuid, Uuid, DateTime<Utc>, String);
        for (obligation, by, at, words) in work.all::<Said>(which.ask(EXPLANATIONS, school)).await? {
            let explanation = Explanation { by: Id::new(by), at, words };
            self.explained.entry(Id::new(obligation)).or_default().explanations.push(explanation);
        }
        type Ruled = (Uuid, Uuid, DateTime<Utc>, String, String);
        for (obligation, by, at, finding, words) in work.all::<Ruled>(which.ask(RULINGS, school)).await? {
            let finding = known("lateness_rulings", "finding", &finding, Finding::from_code)?;
            let ruling = Ruling { by: Id::new(by), at, finding, words };
            self.explained.entry(Id::new(obligation)).or_default().rulings.push(ruling);
        }
        Ok(())
    }

    /// Gives `obligation` its part.
    pub fn give(&mut self, mut obligation: Obligation) -> Obligation {
        if let (Some(handed_in), Some(authors)) = (&mut obligation.handed_in, self.authors.remove(&obligation.id)) {
            handed_in.authors = authors;
        }
        obligation.decisions = self.decisions.remove(&obligation.id).unwrap_or_default();
        obligation.comments = self.comments.remove(&obligation.id).unwrap_or_default();
        obligation.withdrawals = self.withdrawals.remove(&obligation.id).unwrap_or_default();
        obligation.spot_checks = self.spot_checks.remove(&obligation.id).unwrap_or_default();
        obligation.explained = self.explained.remove(&obligation.id).unwrap_or_default();
        obligation.ended_exemptions = self.ended_exemptions.remove(&obligation.id).unwrap_or_default();
        obligation.archived = self.archived.remove(&obligation.id);
        obligation.disposed = self.disposed.remove(&obligation.id);
        obligation.spot_checks.sort_by_key(|check| (check.at, check.id));
        obligation
    }
}

#[derive(sqlx::FromRow)]
struct MarkRow {
    id: Uuid,
    obligation_id: Uuid,
    submission_id: Uuid,
    answers_id: Option<Uuid>,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    number: Option<i64>,
}

impl MarkRow {
    /// What was written before comments were numbered came first.
    fn order(&self) -> (Option<i64>, DateTime<Utc>, Uuid) {
        (self.number, self.at, self.id)
    }

    fn read(self) -> CommentMark {
        CommentMark {
            id: Id::new(self.id),
            submission: Id::new(self.submission_id),
            by: Id::new(self.by_person_id),
            at: self.at,
            answers: self.answers_id.map(Id::new),
            settled_at: None,
        }
    }
}

#[derive(sqlx::FromRow)]
struct SpotCheckRow {
    id: Uuid,
    obligation_id: Uuid,
    submission_id: Uuid,
    digest: Vec<u8>,
    by_person_id: Uuid,
    at: DateTime<Utc>,
}

impl SpotCheckRow {
    fn read(self) -> Result<SpotCheck, Error> {
        Ok(SpotCheck {
            id: Id::new(self.id),
            submission: Id::new(self.submission_id),
            digest: sha256("spot_checks", &self.digest)?,
            by: Id::new(self.by_person_id),
            at: self.at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    id: Uuid,
    obligation_id: Uuid,
    submission_id: Uuid,
    digest: Vec<u8>,
    step: String,
    also_step: Option<String>,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    outcome: String,
    reasons: Option<String>,
    words: Option<String>,
    correct_by: Option<NaiveDate>,
    running_at: Option<DateTime<Utc>>,
    number: Option<i64>,
    undone_at: Option<DateTime<Utc>>,
}

/// What stands in `decisions.outcome` of an approval and of a return.
pub(crate) const APPROVED: &str = "approved";
pub(crate) const RETURNED: &str = "returned";

impl DecisionRow {
    /// What was decided before decisions were numbered came first.
    fn order(&self) -> (Option<i64>, DateTime<Utc>, Uuid) {
        (self.number, self.at, self.id)
    }

    fn read(self) -> Result<(ObligationId, Decision), Error> {
        const TABLE: &str = "decisions";
        let outcome = match (self.outcome.as_str(), self.correct_by) {
            (APPROVED, None) => Outcome::Approved,
            (RETURNED, Some(correct_by)) => Outcome::Returned(Return {
                reasons: self.reasons.unwrap_or_default().lines().map(str::to_owned).collect(),
                words: self.words.unwrap_or_default(),
                correct_by,
            }),
            (other, _) => return Err(unread(TABLE, "outcome", other)),
        };
        let step = |code: &str| known(TABLE, "step", code, Step::from_code);
        let decision = Decision {
            id: Id::new(self.id),
            submission: Id::new(self.submission_id),
            digest: sha256(TABLE, &self.digest)?,
            step: step(&self.step)?,
            also: self.also_step.as_deref().map(step).transpose()?,
            by: Id::new(self.by_person_id),
            at: self.at,
            running_at: self.running_at.unwrap_or(self.at),
            outcome,
            undone_at: self.undone_at,
        };
        Ok((Id::new(self.obligation_id), decision))
    }
}
