//! The versions of which somebody's copy may hold some, read whole: a few questions for all of them, and one for each file of theirs.

use std::collections::{BTreeMap, btree_map::Entry};

use domain::{
    files::{Sha256, StoredFile},
    ids::Id,
    inspection::{Inspected, Kept},
    obligations::Owner,
    people::PersonId,
    school_years::YearId,
    submissions::{Composition, Submission},
};
use uuid::Uuid;

use crate::{
    error::Error,
    inspections,
    sql::sql,
    submissions::SubmissionRow,
    values::{FileRow, owner_columns, sha256},
    work::Work,
};

/// A version that may belong into somebody's copy. The names of files that were refused at its door stand in no copy, and not here.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub submission: Submission,
    pub digest: Sha256,
    /// Of each file, what keeps it from being opened.
    pub kept: Vec<Option<Kept>>,
    /// Those that nobody has looked into.
    pub unseen: Vec<StoredFile>,
}

impl Candidate {
    /// How many of its files cannot lie in a copy.
    pub fn lacking(&self) -> u32 {
        u32::try_from(self.kept.iter().flatten().count()).unwrap_or(u32::MAX)
    }
}

/// One file of a version, and the version.
#[derive(sqlx::FromRow)]
struct CandidateRow {
    id: Uuid,
    digest: Vec<u8>,
    #[sqlx(flatten)]
    version: SubmissionRow,
    #[sqlx(flatten)]
    file: FileRow,
    kept_from: Option<Uuid>,
    /// By which list its files were disposed of.
    disposed_by: Option<i64>,
}

/// The columns of `CandidateRow`, of the school that is `$1`, and whatever follows: which of them, with the files of a version one
/// after the other.
macro_rules! select_candidates {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.digest, s.obligation_id, s.version, s.person_id, s.received_at, s.receipt_year, s.receipt_number, \
             s.due_day, s.verdict, s.note, s.doubtful_time_id, d.decided_offset, d.certain, w.at AS withdrawn_at, f.name, f.size, \
             f.sha256, f.kind, f.kept_from, x.list_number AS disposed_by FROM submissions s \
             JOIN submission_files f ON f.school_id = s.school_id AND f.submission_id = s.id \
             JOIN obligations o ON o.school_id = s.school_id AND o.id = s.obligation_id \
             LEFT JOIN doubtful_times d ON d.school_id = s.school_id AND d.id = s.doubtful_time_id \
             LEFT JOIN withdrawals w ON w.school_id = s.school_id AND w.submission_id = s.id \
             LEFT JOIN disposed_versions x ON x.school_id = s.school_id AND x.submission_id = s.id WHERE s.school_id = $1 ",
            $rest
        )
    };
}

/// Every version that one person handed in, of any year.
pub(super) async fn handed_in_by(work: &mut Work, person: PersonId) -> Result<Vec<Candidate>, Error> {
    let select = sql(select_candidates!("AND s.person_id = $2 ORDER BY s.id, f.position"));
    let rows = work.all(select.bind_all((work.school, person))).await?;
    read(work, rows).await
}

/// Every version of the records of one owner in a year.
pub(super) async fn of_owner(work: &mut Work, year: YearId, owner: Owner) -> Result<Vec<Candidate>, Error> {
    let (kind, id) = owner_columns(owner, work.school);
    let select =
        sql(select_candidates!("AND o.school_year_id = $2 AND o.owner_kind = $3 AND o.owner_id = $4 ORDER BY s.id, f.position"));
    let rows = work.all(select.bind_all((work.school, year, kind, id))).await?;
    read(work, rows).await
}

async fn read(work: &mut Work, rows: Vec<CandidateRow>) -> Result<Vec<Candidate>, Error> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut known: BTreeMap<Sha256, Option<Inspected>> = BTreeMap::new();
    for row in rows {
        let id = Id::new(row.id);
        if found.last().is_none_or(|last| last.submission.id != id) {
            let submission = row.version.read(id, Vec::new(), Composition::default())?;
            let digest = sha256("submissions", &row.digest)?;
            found.push(Candidate { submission, digest, kept: Vec::new(), unseen: Vec::new() });
        }
        let Some(version) = found.last_mut() else { continue };
        let file = row.file.read("submission_files")?;
        let place = version.submission.files.len();
        version.submission.composition.kept.extend(row.kept_from.map(|origin| (place, Id::new(origin))));
        if row.disposed_by.is_some() {
            version.kept.push(Some(Kept::Disposed));
            version.submission.files.push(file);
            continue;
        }
        // What keeps a file from others is said in one place; a copy asks there, as every other way to the file does.
        let inspected = match known.entry(file.sha256) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(inspections::of(work, file.sha256).await?),
        };
        if inspected.is_none() {
            version.unseen.push(file.clone());
        }
        version.kept.push(inspected.as_ref().map_or(Some(Kept::Pending), Inspected::kept));
        version.submission.files.push(file);
    }
    Ok(found)
}
