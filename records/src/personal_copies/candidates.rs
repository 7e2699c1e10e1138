//! The versions of which somebody's copy may hold some.

use chrono::{DateTime, Utc};
use domain::{ids::Id, obligations::ObligationId, people::PersonId, submissions::SubmissionId};
use uuid::Uuid;

use crate::{error::Error, sql::sql, work::Work};

/// A version that may belong into somebody's copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub id: SubmissionId,
    pub obligation: ObligationId,
    pub person: PersonId,
    pub is_withdrawn: bool,
}

#[derive(sqlx::FromRow)]
struct CandidateRow {
    id: Uuid,
    obligation_id: Uuid,
    person_id: Uuid,
    withdrawn_at: Option<DateTime<Utc>>,
}

impl From<CandidateRow> for Candidate {
    fn from(row: CandidateRow) -> Self {
        let CandidateRow { id, obligation_id, person_id, withdrawn_at } = row;
        let is_withdrawn = withdrawn_at.is_some();
        Self { id: Id::new(id), obligation: Id::new(obligation_id), person: Id::new(person_id), is_withdrawn }
    }
}

/// The columns of `CandidateRow`, of the school that is `$1`, and whatever follows: which of them.
macro_rules! select_candidates {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.obligation_id, s.person_id, w.at AS withdrawn_at FROM submissions s \
             LEFT JOIN withdrawals w ON w.school_id = s.school_id AND w.submission_id = s.id WHERE s.school_id = $1 ",
            $rest
        )
    };
}

/// Every version that one person handed in, of any year.
pub(super) async fn handed_in_by(work: &mut Work, person: PersonId) -> Result<Vec<Candidate>, Error> {
    let select = sql(select_candidates!("AND s.person_id = $2"));
    let rows: Vec<CandidateRow> = work.all(select.bind_all((work.school, person))).await?;
    Ok(rows.into_iter().map(Candidate::from).collect())
}

/// Every version of one record.
pub(super) async fn versions_of(work: &mut Work, obligation: ObligationId) -> Result<Vec<Candidate>, Error> {
    let select = sql(select_candidates!("AND s.obligation_id = $2"));
    let rows: Vec<CandidateRow> = work.all(select.bind_all((work.school, obligation))).await?;
    Ok(rows.into_iter().map(Candidate::from).collect())
}
