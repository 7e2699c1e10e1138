//! What every page tells of files that are held: a part of the facts of a school.

use domain::{
    days::Timestamp,
    files::FileName,
    ids::Id,
    inspection::{HeldFiles, HeldVerdict, JudgedFile, Judgement},
    school_years::YearId,
};
use uuid::Uuid;

use crate::{error::Error, sql::sql, values::count, work::Work};

/// What everybody is told of held files on every page: what was decided about those of this year's records, and how many of
/// all files wait, in versions that count. A decision is told once for each record: of the newest version that had the bytes
/// when it was taken, and that nobody took back.
pub(crate) async fn news(work: &mut Work, year: YearId) -> Result<HeldFiles, Error> {
    let judged =
        sql("SELECT j.id, f.name, s.person_id, s.obligation_id, j.by_person_id, j.at, j.reason FROM held_file_judgements j \
         JOIN submission_files f ON f.sha256 = j.sha256 AND f.school_id = j.school_id \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN obligations o ON o.school_id = s.school_id AND o.id = s.obligation_id \
         WHERE j.school_id = $1 AND o.school_year_id = $2 AND s.received_at <= j.at AND NOT EXISTS \
         (SELECT 1 FROM withdrawals w WHERE w.school_id = s.school_id AND w.submission_id = s.id) \
         ORDER BY j.at DESC, j.id, s.obligation_id, s.version DESC, f.position");
    let mut rows: Vec<JudgedRow> = work.all(judged.bind_all((work.school, year))).await?;
    rows.dedup_by_key(|(judgement, _, _, obligation, ..)| (*judgement, *obligation));
    let judged = rows.into_iter().map(|(_, name, sender, obligation, by, at, reason)| JudgedFile {
        name: FileName::clean(&name),
        handed_in_by: Id::new(sender),
        obligation: Id::new(obligation),
        judgement: judgement(by, at, reason),
    });
    let judged = judged.collect();
    // As the page lists them: the same bytes in two records are two files that wait.
    let undecided = sql("SELECT count(*) FROM file_inspections i \
         JOIN submission_files f ON f.sha256 = i.sha256 AND f.school_id = i.school_id \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE i.school_id = $1 AND i.outcome = 'held' AND NOT EXISTS \
         (SELECT 1 FROM held_file_judgements j WHERE j.school_id = i.school_id AND j.sha256 = i.sha256)");
    let (waiting,): (i64,) = work.one(undecided.bind(work.school)).await?;
    Ok(HeldFiles { judged, waiting: count("submission_files", "sha256", waiting)? })
}

/// A decision, the file's name, its sender and record, and by whom, when and why it was decided.
type JudgedRow = (Uuid, String, Uuid, Uuid, Uuid, Timestamp, Option<String>);

/// A decision about a held file as its row has it.
pub(crate) fn judgement(by: Uuid, at: Timestamp, reason: Option<String>) -> Judgement {
    let verdict = reason.map_or(HeldVerdict::Released, |reason| HeldVerdict::Returned { reason });
    Judgement { by: Id::new(by), at, verdict }
}
