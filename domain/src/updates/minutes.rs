//! "Biên bản cập nhật sau khóa": the whole story of one update on paper.

use super::{
    MARK,
    procedure::Hashes,
    told::{UpdateTold, update_told},
    update::Update,
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    files::StoredFile,
    ids::SubmissionId,
    obligations::ObligationId,
    permissions::{Action, Actor, decide},
    submissions::{ReceiptNumber, Submission},
};

/// A version as the minutes tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesVersion {
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    /// "Bổ sung sau khóa", of one that was handed in by an update: this one, or one before.
    pub mark: Option<&'static str>,
    pub who: String,
    pub at: Timestamp,
    pub receipt: ReceiptNumber,
    /// `None` where the reader may not open them.
    pub files: Option<Vec<StoredFile>>,
}

/// A record with the version before the lock and those since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesRecord {
    pub title: String,
    pub shut_by: String,
    /// The last one before, where there is one; then those of this update, the first one first.
    pub versions: Vec<MinutesVersion>,
    /// The orders that shut it before its hours were over.
    pub shut_meanwhile: Vec<String>,
    /// When it was shut again, where that has come.
    pub shut_again: Option<Timestamp>,
}

/// All that the paper says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    pub school: String,
    pub update: UpdateTold,
    pub records: Vec<MinutesRecord>,
    pub hashes: Hashes,
    /// When it was printed.
    pub now: Timestamp,
}

/// The minutes of `update` as `actor` reads them at `now`; `versions` are those of each record, in whatever order.
pub fn minutes(
    facts: &Facts,
    actor: &Actor,
    update: &Update,
    versions: &[(ObligationId, Vec<Submission>)],
    now: Timestamp,
) -> Minutes {
    let told = update_told(facts, actor, update, now);
    let of = |id: ObligationId| versions.iter().find(|(of, _)| *of == id).map_or(&[][..], |(_, versions)| versions.as_slice());
    let records = told.records.iter().map(|record| {
        let all = of(record.obligation);
        let is_of_update = |one: &&Submission| record.versions.contains(&one.id);
        // What was taken back counts for nothing, unless this update brought it; what came after its end is none of its story.
        let first = all.iter().filter(is_of_update).map(|one| one.version).min();
        let is_in_time = |one: &Submission| update.ends_at().is_none_or(|end| one.received_at < end);
        let is_before =
            |one: &&Submission| one.withdrawn_at.is_none() && first.map_or_else(|| is_in_time(one), |first| one.version < first);
        let before = all.iter().filter(is_before).max_by_key(|one| one.version);
        let mut since: Vec<&Submission> = all.iter().filter(is_of_update).collect();
        since.sort_by_key(|one| one.version);
        let version = |one: &Submission| version_told(facts, actor, one, now);
        MinutesRecord {
            title: record.title.clone(),
            shut_by: record.shut_by.clone(),
            shut_meanwhile: record.shut_meanwhile.clone(),
            versions: before.into_iter().chain(since).map(version).collect(),
            shut_again: record.shut_again.filter(|at| *at <= now),
        }
    });
    Minutes {
        school: facts.school.name.clone(),
        records: records.collect(),
        hashes: facts.updates.procedure().hashes,
        update: told,
        now,
    }
}

fn version_told(facts: &Facts, actor: &Actor, version: &Submission, now: Timestamp) -> MinutesVersion {
    let organisation = facts.organisation();
    let may_open = facts.obligation(version.obligation).is_some_and(|one| {
        let action = Action::OpenVersion { record: facts.record_facts(one), by: version.person };
        decide(actor, organisation, action).is_ok()
    });
    MinutesVersion {
        submission: version.id,
        version: version.version,
        mark: facts.updates.of_version(version.id).map(|_| MARK),
        who: organisation.name_of(version.person, day_of(now)),
        at: version.received_at,
        receipt: version.receipt.number,
        files: may_open.then(|| version.files.clone()),
    }
}
