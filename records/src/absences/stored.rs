//! Absences as their rows have them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    absences::{Absence, AbsenceKind, CoverBefore, Ended},
    days::Span,
    ids::Id,
    locks::{Post, Signature},
    obligations::ObligationId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known, reason},
    work::Work,
};

const TABLE: &str = "absences";

#[derive(sqlx::FromRow)]
struct AbsenceRow {
    id: Uuid,
    number: i64,
    person_id: Uuid,
    kind: String,
    from_day: NaiveDate,
    to_day: NaiveDate,
    cover_person_id: Option<Uuid>,
    words: String,
    decision: String,
    noted_by: Uuid,
    post: String,
    noted_at: DateTime<Utc>,
    ended_by: Option<Uuid>,
    ended_post: Option<String>,
    ended_at: Option<DateTime<Utc>>,
    ended_reason: Option<String>,
    ended_last: Option<NaiveDate>,
}

/// Every absence of the school in the order of their numbers: some reach from one school year into the next.
pub(crate) async fn all(work: &mut Work) -> Result<Vec<Absence>, Error> {
    let all = sql("SELECT a.id, a.number, a.person_id, a.kind, a.from_day, a.to_day, a.cover_person_id, a.words, a.decision, \
         a.noted_by, a.post, a.noted_at, e.by_person_id AS ended_by, e.post AS ended_post, e.at AS ended_at, \
         e.reason AS ended_reason, e.last_day AS ended_last FROM absences a \
         LEFT JOIN absences_ended e ON e.school_id = a.school_id AND e.absence_id = a.id \
         WHERE a.school_id = $1 ORDER BY a.number");
    let rows: Vec<AbsenceRow> = work.all(all.bind(work.school)).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let records = sql("SELECT absence_id, obligation_id FROM absence_records WHERE school_id = $1");
    let mut freed: HashMap<Uuid, BTreeSet<ObligationId>> = HashMap::new();
    for (absence, record) in work.all::<(Uuid, Uuid)>(records.bind(work.school)).await? {
        freed.entry(absence).or_default().insert(Id::new(record));
    }
    let changes = sql("SELECT absence_id, cover_person_id, by_person_id, post, at FROM absence_covers WHERE school_id = $1 \
         ORDER BY absence_id, number");
    let mut changed: HashMap<Uuid, Vec<(Uuid, Signature)>> = HashMap::new();
    for (absence, cover, by, code, at) in work.all::<(Uuid, Uuid, Uuid, String, DateTime<Utc>)>(changes.bind(work.school)).await? {
        changed.entry(absence).or_default().push((cover, Signature { by: Id::new(by), post: post(&code)?, at }));
    }
    rows.into_iter()
        .map(|row| {
            let freed = freed.remove(&row.id).unwrap_or_default();
            let changes = changed.remove(&row.id).unwrap_or_default();
            row.read(freed, changes)
        })
        .collect()
}

fn post(code: &str) -> Result<Post, Error> {
    known(TABLE, "post", code, Post::from_code)
}

impl AbsenceRow {
    /// `changes`: who was named to cover after the first one, in their order.
    fn read(self, freed: BTreeSet<ObligationId>, changes: Vec<(Uuid, Signature)>) -> Result<Absence, Error> {
        let (mut cover, mut covered_before) = (self.cover_person_id, Vec::new());
        for (next, changed) in changes {
            covered_before.extend(cover.map(|before| CoverBefore { cover: Id::new(before), changed }));
            cover = Some(next);
        }
        let ended = match (self.ended_by, self.ended_post, self.ended_at, self.ended_reason) {
            (Some(by), Some(code), Some(at), Some(words)) => Some(Ended {
                signed: Signature { by: Id::new(by), post: post(&code)?, at },
                last: self.ended_last,
                reason: if words.is_empty() { None } else { Some(reason("absences_ended", &words)?) },
            }),
            _ => None,
        };
        Ok(Absence {
            id: Id::new(self.id),
            number: count(TABLE, "number", self.number)?,
            person: Id::new(self.person_id),
            kind: known(TABLE, "kind", &self.kind, AbsenceKind::from_code)?,
            days: Span::new(self.from_day, self.to_day),
            cover: cover.map(Id::new),
            covered_before,
            freed,
            words: self.words,
            decision: self.decision,
            noted: Signature { by: Id::new(self.noted_by), post: post(&self.post)?, at: self.noted_at },
            ended,
        })
    }
}
