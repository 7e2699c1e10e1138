//! "Bài cũ": what somebody takes as the beginning of a record that they write now: one of their own of last year or of another week,
//! or one of another class that they may open. That it is a copy is told by its bytes (`content_check` and the notices of a file).

use crate::{
    days::Timestamp,
    facts::Facts,
    obligations::{Obligation, ObligationId, Period},
    people::PersonId,
    permissions::{Action, Actor, decide},
    record_types::{RecordTypeId, Sensitivity},
    submissions::SubmissionId,
};

/// How many are offered of one school year.
pub const MOST: usize = 12;

/// What is written now.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub record: ObligationId,
    pub record_type: RecordTypeId,
    pub period: Period,
}

impl Wanted {
    pub fn of(obligation: &Obligation) -> Self {
        let terms = &obligation.terms;
        Self { record: obligation.id, record_type: terms.record_type, period: terms.period }
    }
}

/// One that can be begun with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierRecord {
    pub record: ObligationId,
    /// Its last version that counts.
    pub version: SubmissionId,
    /// "Giáo án tuần 12 · Lớp 4A".
    pub title: String,
    /// As the calendar names it.
    pub school_year: String,
    pub handed_in_at: Timestamp,
    pub by: PersonId,
    /// How many files it has.
    pub files: u32,
}

/// What `actor` may begin with, of the school year of `facts`: records of the type that are ordinary and theirs to open; those of the
/// same week, month or semester first, one's own before those of others, then the newest. A theme of another year is another theme.
pub fn earlier_records(facts: &Facts, actor: &Actor, wanted: Wanted) -> Vec<EarlierRecord> {
    let organisation = facts.organisation();
    let opens = |one: &Obligation, by: PersonId| {
        let record = facts.record_facts(one);
        record.sensitivity == Sensitivity::Ordinary && decide(actor, organisation, Action::OpenVersion { record, by }).is_ok()
    };
    let is_like = |one: &&Obligation| one.terms.record_type == wanted.record_type && one.id != wanted.record;
    // What was disposed of has no files to begin with.
    let of_type = facts.obligations.iter().filter(|one| is_like(one) && one.disposed.is_none());
    let told = |one: &Obligation| {
        let last = one.handed_in.as_ref()?;
        let found = EarlierRecord {
            record: one.id,
            version: last.submission,
            title: facts.title(one),
            school_year: facts.calendar().school_year().to_owned(),
            handed_in_at: last.last_at,
            by: last.last_by,
            files: last.files,
        };
        opens(one, last.last_by).then_some((one.terms.period != wanted.period, last.last_by != actor.person, found))
    };
    let mut found: Vec<_> = of_type.filter_map(told).collect();
    found.sort_by(|(one_period, one_other, one), (other_period, other_other, other)| {
        let near = (one_period, one_other).cmp(&(other_period, other_other));
        near.then(other.handed_in_at.cmp(&one.handed_in_at)).then(one.record.cmp(&other.record))
    });
    found.into_iter().take(MOST).map(|(.., found)| found).collect()
}

#[cfg(test)]
mod tests;
