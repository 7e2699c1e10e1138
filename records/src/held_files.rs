//! Files that are held: those beside requests, orders, decisions, entries of registers, tasks, answers and types of records, and what every page tells of all of them, as a part of the
//! facts of a school.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    files::{FileName, Sha256, StoredFile},
    ids::Id,
    inspection::{HeldFiles, HeldIn, Inspected, JudgedFile},
    obligations::ObligationId,
    people::PersonId,
    registers::RegisterKind,
    school_years::YearId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    inspections::stored::{all, judgement, of},
    sql::{Sql, sql},
    values::{FileRow, count, sha256, unread},
    work::Work,
};

/// A file that was found to be held, with the place where it lies.
#[derive(Clone, Debug)]
pub struct HeldFile {
    pub place: HeldIn,
    /// The record and the number of the version, where it is part of one.
    pub version: Option<(ObligationId, u32)>,
    /// Who handed it in, sent it with a request, or laid it beside an order or a decision.
    pub person: PersonId,
    /// When it came, as far as that is known now.
    pub received_at: Timestamp,
    /// The file's place in the version, beside the request, the order or the decision, from 0.
    pub position: usize,
    pub file: StoredFile,
    pub inspected: Inspected,
}

/// The place that a row of a table is, by its id, by whoever sent it, and by what else it says of the place.
type PlaceOf = fn(Uuid, PersonId, &str) -> Option<HeldIn>;

/// A table, the place that a row of it is, and its files that were found to be held.
type Beside = (&'static str, PlaceOf, fn() -> Sql);

/// The tables that name files for good and are no versions of records, each with the place that a row of it is, and with those
/// of its files that were found to be held, by looking into them or by the virus scanner.
///
/// `CROSS JOIN` makes SQLite begin with the few files that are held; else it reads every file of the school.
pub(crate) const BESIDE: [Beside; 7] = [
    (
        "update_files",
        |id, _, _| Some(HeldIn::Evidence(Id::new(id))),
        || {
            sql(
                "SELECT f.update_id AS place_id, u.requested_by AS person_id, u.requested_at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_inspections i CROSS JOIN update_files f JOIN updates u ON u.school_id = f.school_id AND u.id = f.update_id \
                 WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 UNION SELECT f.update_id AS place_id, u.requested_by AS person_id, u.requested_at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_scans i CROSS JOIN update_files f JOIN updates u ON u.school_id = f.school_id AND u.id = f.update_id \
                 WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 ORDER BY place_id DESC, position",
            )
        },
    ),
    (
        "lock_order_files",
        |id, _, _| Some(HeldIn::OrderScan(Id::new(id))),
        || {
            sql(
                "SELECT f.order_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_inspections i CROSS JOIN lock_order_files f \
                 WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 UNION SELECT f.order_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_scans i CROSS JOIN lock_order_files f \
                 WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 ORDER BY place_id DESC, position",
            )
        },
    ),
    (
        "mandate_files",
        |id, _, _| Some(HeldIn::MandateScan(Id::new(id))),
        || {
            sql(
                "SELECT f.mandate_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_inspections i CROSS JOIN mandate_files f \
                 WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 UNION SELECT f.mandate_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_scans i CROSS JOIN mandate_files f \
                 WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 ORDER BY place_id DESC, position",
            )
        },
    ),
    (
        "register_files",
        |id, _, register| Some(HeldIn::EntryFile(RegisterKind::from_code(register)?, Id::new(id))),
        || {
            sql(
                "SELECT f.entry_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, e.register AS detail \
                 FROM file_inspections i CROSS JOIN register_files f JOIN register_entries e ON e.school_id = f.school_id AND e.id = f.entry_id \
                 WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 UNION SELECT f.entry_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, e.register AS detail \
                 FROM file_scans i CROSS JOIN register_files f JOIN register_entries e ON e.school_id = f.school_id AND e.id = f.entry_id \
                 WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 ORDER BY place_id DESC, position",
            )
        },
    ),
    (
        "task_files",
        |id, _, _| Some(HeldIn::TaskFile(Id::new(id))),
        || {
            sql(
                "SELECT f.task_id AS place_id, v.by_person_id AS person_id, v.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_inspections i CROSS JOIN task_files f JOIN task_versions v ON v.school_id = f.school_id AND v.task_id = f.task_id AND v.version = f.version \
                 WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 UNION SELECT f.task_id AS place_id, v.by_person_id AS person_id, v.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_scans i CROSS JOIN task_files f JOIN task_versions v ON v.school_id = f.school_id AND v.task_id = f.task_id AND v.version = f.version \
                 WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 ORDER BY place_id DESC, position",
            )
        },
    ),
    (
        "task_answer_files",
        |id, by, number| Some(HeldIn::AnswerFile(Id::new(id), by, number.parse().ok()?)),
        || {
            sql(
                "SELECT f.task_id AS place_id, f.person_id AS person_id, a.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, CAST(f.number AS TEXT) AS detail \
                 FROM file_inspections i CROSS JOIN task_answer_files f JOIN task_answers a ON a.school_id = f.school_id AND a.task_id = f.task_id AND a.person_id = f.person_id AND a.number = f.number \
                 WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 UNION SELECT f.task_id AS place_id, f.person_id AS person_id, a.at AS came_at, f.position, f.name, f.size, f.sha256, f.kind, CAST(f.number AS TEXT) AS detail \
                 FROM file_scans i CROSS JOIN task_answer_files f JOIN task_answers a ON a.school_id = f.school_id AND a.task_id = f.task_id AND a.person_id = f.person_id AND a.number = f.number \
                 WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 ORDER BY place_id DESC, position",
            )
        },
    ),
    (
        "record_templates",
        |id, _, _| Some(HeldIn::Template(Id::new(id))),
        || {
            sql(
                "SELECT f.record_type_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.number AS position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_inspections i CROSS JOIN record_templates f \
                 WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 UNION SELECT f.record_type_id AS place_id, f.by_person_id AS person_id, f.at AS came_at, f.number AS position, f.name, f.size, f.sha256, f.kind, '' AS detail \
                 FROM file_scans i CROSS JOIN record_templates f \
                 WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
                 ORDER BY place_id DESC, position",
            )
        },
    ),
];

#[derive(sqlx::FromRow)]
struct BesideRow {
    place_id: Uuid,
    person_id: Uuid,
    came_at: DateTime<Utc>,
    position: i64,
    #[sqlx(flatten)]
    file: FileRow,
    detail: String,
}

/// Every file that lies beside something else than a record and was found to be held, also those that were let open since.
pub(crate) async fn beside(work: &mut Work) -> Result<Vec<HeldFile>, Error> {
    let mut files = Vec::new();
    for (table, place, held) in BESIDE {
        for row in work.all::<BesideRow>(held().bind(work.school)).await? {
            let file = row.file.read(table)?;
            let Some(inspected) = of(work, file.sha256).await? else { continue };
            let person = Id::new(row.person_id);
            files.push(HeldFile {
                place: place(row.place_id, person, &row.detail).ok_or_else(|| unread(table, "detail", &row.detail))?,
                version: None,
                person,
                received_at: row.came_at,
                position: count(table, "position", row.position)?,
                file,
                inspected,
            });
        }
    }
    Ok(files)
}

/// What everybody is told of held files on every page: what was decided about those of this year's records, and how many of
/// all files wait, in versions that count. A decision is told once for each record: of the newest version that had the bytes
/// when it was taken, and that nobody took back.
pub(crate) async fn news(work: &mut Work, year: YearId) -> Result<HeldFiles, Error> {
    let judged =
        sql("SELECT j.id, f.name, s.person_id, s.id, s.obligation_id, j.by_person_id, j.at, j.reason FROM held_file_judgements j \
         JOIN submission_files f ON f.sha256 = j.sha256 AND f.school_id = j.school_id \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN obligations o ON o.school_id = s.school_id AND o.id = s.obligation_id \
         WHERE j.school_id = $1 AND o.school_year_id = $2 AND s.received_at <= j.at AND NOT EXISTS \
         (SELECT 1 FROM withdrawals w WHERE w.school_id = s.school_id AND w.submission_id = s.id) \
         ORDER BY j.at DESC, j.id, s.obligation_id, s.version DESC, f.position");
    let mut rows: Vec<JudgedRow> = work.all(judged.bind_all((work.school, year))).await?;
    rows.dedup_by_key(|(judgement, _, _, _, obligation, ..)| (*judgement, *obligation));
    let judged = rows.into_iter().map(|(_, name, sender, version, obligation, by, at, reason)| JudgedFile {
        name: FileName::clean(&name),
        handed_in_by: Id::new(sender),
        place: HeldIn::Version(Id::new(version)),
        obligation: Some(Id::new(obligation)),
        judgement: judgement(by, at, reason),
    });
    let mut judged: Vec<JudgedFile> = judged.collect();
    let beside = beside(work).await?;
    judged.extend(beside.iter().filter_map(|HeldFile { place, person, file, inspected, .. }| {
        let judgement = inspected.judgement.clone()?;
        Some(JudgedFile { name: file.name.clone(), handed_in_by: *person, place: *place, obligation: None, judgement })
    }));
    judged.sort_by_key(|one| Reverse(one.judgement.at));
    let beside = beside.iter().filter(|one| is_undecided(&one.inspected)).count();
    // As the page lists them: the same bytes in two records are two files that wait.
    let contents = sql("SELECT f.submission_id, f.position, f.sha256 FROM file_inspections i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
         UNION SELECT f.submission_id, f.position, f.sha256 FROM file_scans i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id");
    let found: Vec<(Uuid, i64, Vec<u8>)> = work.all(contents.bind(work.school)).await?;
    let found: Vec<Sha256> = found.into_iter().map(|(.., hash)| sha256("submission_files", &hash)).collect::<Result<_, _>>()?;
    let known = all(work, found.iter().copied()).await?;
    let waiting = found.iter().filter(|file| known.get(file).is_some_and(is_undecided)).count();
    Ok(HeldFiles { judged, waiting: waiting + beside })
}

/// A decision, the file's name, its sender, version and record, and by whom, when and why it was decided.
type JudgedRow = (Uuid, String, Uuid, Uuid, Uuid, Uuid, Timestamp, Option<String>);

/// Whether a file is held and waits for a first decision.
fn is_undecided(file: &Inspected) -> bool {
    !file.causes().is_empty() && file.judgement.is_none()
}
