//! Updates as their rows have them: what was asked for, every step that it took, and the versions that it brought.

use chrono::{DateTime, Utc};
use domain::{
    ids::{Id, UpdateId},
    locks::{Act, LockReading, Post, Signature},
    updates::{
        Evidence, Grant, Hashes, OpenFor, ProcedureChange, Proposal, Update, UpdateProcedure, UpdateRecord, UpdateStage,
        UpdateVersion, Updates,
    },
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::EventKind,
    locks::stored::NOT_YET,
    sql::sql,
    values::{FileRow, count, known, reason, unread},
    work::Work,
};

const UPDATES: &str = "updates";
const STEPS: &str = "update_steps";
const FILES: &str = "update_files";
const PROCEDURES: &str = "update_procedures";

pub(super) const PROPOSED: &str = "proposed";
pub(super) const GRANTED: &str = "granted";
pub(super) const REFUSED: &str = "refused";
pub(super) const WITHDRAWN: &str = "withdrawn";
pub(super) const FINISHED: &str = "finished";
pub(super) const CLOSED: &str = "closed";

/// Every update of the school in the order of their numbers, and what the procedure asks for.
pub(crate) async fn all(work: &mut Work) -> Result<Updates, Error> {
    let updates = sql("SELECT id, number, requested_by, requested_at, reason, evidence FROM updates WHERE school_id = $1 \
         ORDER BY number");
    let rows: Vec<UpdateRow> = work.all(updates.bind(work.school)).await?;
    let mut all = rows.into_iter().map(UpdateRow::read).collect::<Result<Vec<Update>, Error>>()?;
    let records = sql("SELECT update_id, obligation_id, order_id FROM update_records WHERE school_id = $1 \
         ORDER BY update_id, place");
    let records: Vec<(Uuid, Uuid, Uuid)> = work.all(records.bind(work.school)).await?;
    for (update, obligation, order) in records {
        if let Some(update) = of(&mut all, update) {
            update.records.push(UpdateRecord { obligation: Id::new(obligation), order: Id::new(order) });
        }
    }
    let files =
        sql("SELECT update_id, name, size, sha256, kind FROM update_files WHERE school_id = $1 ORDER BY update_id, position");
    let files: Vec<EvidenceRow> = work.all(files.bind(work.school)).await?;
    for EvidenceRow { update_id, file } in files {
        if let Some(update) = of(&mut all, update_id) {
            update.files.push(file.read(FILES)?);
        }
    }
    let steps = sql("SELECT s.update_id, s.what, s.by_person_id, s.at, s.post, s.reading, s.hours, s.open_for, s.words, \
         (SELECT max(e.seq) FROM events e WHERE e.school_id = s.school_id AND e.subject = s.update_id AND e.kind = $2) AS place \
         FROM update_steps s WHERE s.school_id = $1 ORDER BY s.update_id, s.step");
    let steps: Vec<StepRow> = work.all(steps.bind_all((work.school, EventKind::UpdateGranted.code()))).await?;
    for step in steps {
        if let Some(update) = of(&mut all, step.update_id) {
            step.take(update)?;
        }
    }
    let versions = sql("SELECT update_id, obligation_id, submission_id, at FROM update_versions WHERE school_id = $1 \
         ORDER BY at, submission_id");
    let versions: Vec<(Uuid, Uuid, Uuid, DateTime<Utc>)> = work.all(versions.bind(work.school)).await?;
    for (update, obligation, submission, at) in versions {
        if let Some(update) = of(&mut all, update) {
            update.versions.push(UpdateVersion { obligation: Id::new(obligation), submission: Id::new(submission), at });
        }
    }
    Ok(Updates { all, procedures: procedures(work).await? })
}

fn of(all: &mut [Update], id: Uuid) -> Option<&mut Update> {
    let id: UpdateId = Id::new(id);
    all.iter_mut().find(|one| one.id == id)
}

#[derive(sqlx::FromRow)]
struct UpdateRow {
    id: Uuid,
    number: i64,
    requested_by: Uuid,
    requested_at: DateTime<Utc>,
    reason: String,
    evidence: String,
}

impl UpdateRow {
    fn read(self) -> Result<Update, Error> {
        Ok(Update {
            id: Id::new(self.id),
            number: count(UPDATES, "number", self.number)?,
            records: Vec::new(),
            requested: Act { by: Id::new(self.requested_by), at: self.requested_at },
            reason: reason(UPDATES, &self.reason)?,
            evidence: self.evidence,
            files: Vec::new(),
            stage: UpdateStage::Requested,
            versions: Vec::new(),
            finished_at: None,
            closed: None,
        })
    }
}

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    update_id: Uuid,
    #[sqlx(flatten)]
    file: FileRow,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    update_id: Uuid,
    what: String,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    post: Option<String>,
    reading: Option<String>,
    hours: Option<i64>,
    open_for: Option<String>,
    words: Option<String>,
    /// Where the log has the grant.
    place: Option<i64>,
}

impl StepRow {
    /// The update behind this step. What was kept was allowed then, whatever the rules are today.
    fn take(self, update: &mut Update) -> Result<(), Error> {
        let proposed = match &update.stage {
            UpdateStage::Proposed(proposal) => Some(*proposal),
            UpdateStage::Requested | UpdateStage::Granted(_) | UpdateStage::Refused { .. } | UpdateStage::Withdrawn { .. } => None,
        };
        match self.what.as_str() {
            PROPOSED => update.stage = UpdateStage::Proposed(Proposal { signature: self.signature()?, hours: self.hours()? }),
            GRANTED => {
                let first = proposed.map(|proposal| proposal.signature);
                update.stage = UpdateStage::Granted(Grant {
                    signatures: first.into_iter().chain([self.signature()?]).collect(),
                    reading: known(STEPS, "reading", self.reading.as_deref().unwrap_or_default(), LockReading::from_code)?,
                    hours: self.hours()?,
                    open_for: known(STEPS, "open_for", self.open_for.as_deref().unwrap_or_default(), OpenFor::from_code)?,
                    place: self.place.unwrap_or(NOT_YET),
                });
            }
            REFUSED => {
                let words = reason(STEPS, self.words.as_deref().unwrap_or_default())?;
                update.stage = UpdateStage::Refused { proposed, refused: self.signature()?, words };
            }
            WITHDRAWN => update.stage = UpdateStage::Withdrawn { proposed, at: self.at },
            FINISHED => update.finished_at = Some(self.at),
            CLOSED => update.closed = Some(self.signature()?),
            other => return Err(unread(STEPS, "what", other)),
        }
        Ok(())
    }

    fn signature(&self) -> Result<Signature, Error> {
        let post = known(STEPS, "post", self.post.as_deref().unwrap_or_default(), Post::from_code)?;
        Ok(Signature { by: Id::new(self.by_person_id), post, at: self.at })
    }

    fn hours(&self) -> Result<u32, Error> {
        count(STEPS, "hours", self.hours.unwrap_or_default())
    }
}

async fn procedures(work: &mut Work) -> Result<Vec<ProcedureChange>, Error> {
    let all = sql("SELECT at, by_person_id, evidence, default_hours, max_hours, open_for, hashes, reasons FROM update_procedures \
         WHERE school_id = $1 ORDER BY COALESCE(number, 0), at, id");
    let rows: Vec<ProcedureRow> = work.all(all.bind(work.school)).await?;
    rows.into_iter().map(ProcedureRow::read).collect()
}

#[derive(sqlx::FromRow)]
struct ProcedureRow {
    at: DateTime<Utc>,
    by_person_id: Uuid,
    evidence: String,
    default_hours: i64,
    max_hours: i64,
    open_for: String,
    hashes: String,
    reasons: String,
}

impl ProcedureRow {
    fn read(self) -> Result<ProcedureChange, Error> {
        let to = UpdateProcedure {
            evidence: known(PROCEDURES, "evidence", &self.evidence, Evidence::from_code)?,
            default_hours: count(PROCEDURES, "default_hours", self.default_hours)?,
            max_hours: count(PROCEDURES, "max_hours", self.max_hours)?,
            open_for: known(PROCEDURES, "open_for", &self.open_for, OpenFor::from_code)?,
            hashes: known(PROCEDURES, "hashes", &self.hashes, Hashes::from_code)?,
        };
        let reasons = self.reasons.lines().map(str::to_owned).collect();
        Ok(ProcedureChange { at: self.at, by: Id::new(self.by_person_id), to, reasons })
    }
}
