//! What a record carries for its reviewers: who had a part in its versions, which were taken back, what was decided about them,
//! and who commented.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    comments::{CommentMark, Settled},
    decisions::{Decision, Outcome, Return},
    ids::Id,
    obligations::{Obligation, ObligationId, Withdrawal},
    people::PersonId,
    record_types::Step,
    school_years::YearId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::{Sql, sql},
    values::{count, sha256, unread},
    work::Work,
};

/// Of some records, each part by the record.
#[derive(Default)]
pub(super) struct Reviewed {
    authors: HashMap<ObligationId, Vec<PersonId>>,
    decisions: HashMap<ObligationId, Vec<Decision>>,
    comments: HashMap<ObligationId, Vec<CommentMark>>,
    withdrawals: HashMap<ObligationId, Vec<Withdrawal>>,
}

/// The columns of `Row`, and whatever follows: of which records.
macro_rules! select_decisions {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.obligation_id, d.submission_id, d.digest, d.step, d.also_step, d.by_person_id, d.at, \
             d.outcome, d.reasons, d.words, d.correct_by, d.running_at, d.number, u.at AS undone_at FROM decisions d \
             LEFT JOIN undone_decisions u ON u.school_id = d.school_id AND u.decision_id = d.id ",
            $rest
        )
    };
}

/// Of some records: who wrote which version, what was decided, the comments, what was said of their threads, and what was
/// taken back.
struct Queries {
    authors: Sql,
    decisions: Sql,
    comments: Sql,
    settlements: Sql,
    withdrawals: Sql,
}

impl Reviewed {
    pub async fn of_year(work: &mut Work, year: YearId) -> Result<Self, Error> {
        let authors = sql("SELECT s.obligation_id, s.person_id FROM submissions s \
             JOIN obligations o ON o.school_id = s.school_id AND o.id = s.obligation_id \
             WHERE s.school_id = $1 AND o.school_year_id = $2 ORDER BY s.obligation_id, s.version");
        let decisions = sql(select_decisions!(
            "JOIN obligations o ON o.school_id = d.school_id AND o.id = d.obligation_id \
             WHERE d.school_id = $1 AND o.school_year_id = $2"
        ));
        let comments = sql("SELECT c.id, c.obligation_id, c.submission_id, c.answers_id, c.by_person_id, c.at FROM comments c \
             JOIN obligations o ON o.school_id = c.school_id AND o.id = c.obligation_id \
             WHERE c.school_id = $1 AND o.school_year_id = $2");
        let settlements = sql("SELECT s.obligation_id, s.comment_id, s.at, s.is_now FROM comment_settlements s \
             JOIN obligations o ON o.school_id = s.school_id AND o.id = s.obligation_id \
             WHERE s.school_id = $1 AND o.school_year_id = $2 ORDER BY s.at, s.id");
        let withdrawals = sql("SELECT w.obligation_id, w.submission_id, s.version, w.by_person_id, w.at FROM withdrawals w \
             JOIN submissions s ON s.school_id = w.school_id AND s.id = w.submission_id \
             JOIN obligations o ON o.school_id = w.school_id AND o.id = w.obligation_id \
             WHERE w.school_id = $1 AND o.school_year_id = $2 ORDER BY w.obligation_id, s.version");
        let key = (work.school, year);
        let queries = Queries {
            authors: authors.bind_all(key),
            decisions: decisions.bind_all(key),
            comments: comments.bind_all(key),
            settlements: settlements.bind_all(key),
            withdrawals: withdrawals.bind_all(key),
        };
        Self::read(work, queries).await
    }

    pub async fn of_one(work: &mut Work, id: ObligationId) -> Result<Self, Error> {
        let authors =
            sql("SELECT obligation_id, person_id FROM submissions WHERE school_id = $1 AND obligation_id = $2 ORDER BY version");
        let decisions = sql(select_decisions!("WHERE d.school_id = $1 AND d.obligation_id = $2"));
        let comments = sql("SELECT id, obligation_id, submission_id, answers_id, by_person_id, at FROM comments \
             WHERE school_id = $1 AND obligation_id = $2");
        let settlements = sql("SELECT obligation_id, comment_id, at, is_now FROM comment_settlements \
             WHERE school_id = $1 AND obligation_id = $2 ORDER BY at, id");
        let withdrawals = sql("SELECT w.obligation_id, w.submission_id, s.version, w.by_person_id, w.at FROM withdrawals w \
             JOIN submissions s ON s.school_id = w.school_id AND s.id = w.submission_id \
             WHERE w.school_id = $1 AND w.obligation_id = $2 ORDER BY s.version");
        let key = (work.school, id);
        let queries = Queries {
            authors: authors.bind_all(key),
            decisions: decisions.bind_all(key),
            comments: comments.bind_all(key),
            settlements: settlements.bind_all(key),
            withdrawals: withdrawals.bind_all(key),
        };
        Self::read(work, queries).await
    }

    async fn read(work: &mut Work, queries: Queries) -> Result<Self, Error> {
        let Queries { authors, decisions, comments, settlements, withdrawals } = queries;
        let mut read = Self::default();
        for (obligation, person) in work.all::<(Uuid, Uuid)>(authors).await? {
            let (authors, person) = (read.authors.entry(Id::new(obligation)).or_default(), Id::new(person));
            if !authors.contains(&person) {
                authors.push(person);
            }
        }
        let mut rows: Vec<Row> = work.all(decisions).await?;
        rows.sort_by_key(Row::order);
        for row in rows {
            let (obligation, decision) = row.read()?;
            read.decisions.entry(obligation).or_default().push(decision);
        }
        for mark in work.all::<MarkRow>(comments).await? {
            read.comments.entry(Id::new(mark.obligation_id)).or_default().push(mark.read());
        }
        for (obligation, comment, at, is) in work.all::<(Uuid, Uuid, DateTime<Utc>, String)>(settlements).await? {
            let is = Settled::from_code(&is).ok_or_else(|| unread("comment_settlements", "is_now", &is))?;
            let marks = read.comments.entry(Id::new(obligation)).or_default();
            if let Some(mark) = marks.iter_mut().find(|mark| mark.id.uuid() == comment) {
                mark.settled_at = (is == Settled::Done).then_some(at);
            }
        }
        type Withdrawn = (Uuid, Uuid, i64, Uuid, DateTime<Utc>);
        for (obligation, submission, version, by, at) in work.all::<Withdrawn>(withdrawals).await? {
            let version = count("submissions", "version", version)?;
            let withdrawal = Withdrawal { submission: Id::new(submission), version, by: Id::new(by), at };
            read.withdrawals.entry(Id::new(obligation)).or_default().push(withdrawal);
        }
        Ok(read)
    }

    /// Gives `obligation` its part.
    pub fn give(&mut self, mut obligation: Obligation) -> Obligation {
        if let (Some(handed_in), Some(authors)) = (&mut obligation.handed_in, self.authors.remove(&obligation.id)) {
            handed_in.authors = authors;
        }
        obligation.decisions = self.decisions.remove(&obligation.id).unwrap_or_default();
        obligation.comments = self.comments.remove(&obligation.id).unwrap_or_default();
        obligation.comments.sort_by_key(|mark| (mark.at, mark.id));
        obligation.withdrawals = self.withdrawals.remove(&obligation.id).unwrap_or_default();
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
}

impl MarkRow {
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
struct Row {
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

/// As they stand in `decisions.outcome`.
pub(crate) const APPROVED: &str = "approved";
pub(crate) const RETURNED: &str = "returned";

impl Row {
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
        let step = |code: &str| Step::from_code(code).ok_or_else(|| unread(TABLE, "step", code));
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
