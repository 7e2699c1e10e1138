//! What the page of the archive shows of a school year: type by type how much is ready, and of what is not, why.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    choice::ArchiveChoice,
    readiness::{NotReady, Readiness, readiness},
    retention::{Retention, RetentionRule, in_force},
};
use crate::{
    days::Timestamp,
    facts::Facts,
    ids::SubmissionId,
    obligations::{Obligation, ObligationId},
    record_types::RecordTypeId,
};

/// One type of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveLine {
    pub record_type: RecordTypeId,
    pub name: String,
    pub retention: Retention,
    pub part: ArchivePart,
}

/// How many records stand how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchivePart {
    pub ready: usize,
    pub archived: usize,
    pub not_ready: BTreeMap<NotReady, usize>,
}

impl ArchivePart {
    /// How many cannot go in now.
    pub fn waiting(&self) -> usize {
        self.not_ready.values().sum()
    }

    fn add(&mut self, readiness: Readiness) {
        match readiness {
            Readiness::Nothing => {}
            Readiness::Archived(_) => self.archived += 1,
            Readiness::Ready => self.ready += 1,
            Readiness::NotReady(why) => *self.not_ready.entry(why).or_default() += 1,
        }
    }
}

/// The types of the year in their order, those alone of which there is anything; what is chosen narrows what is counted.
pub fn archive_lines(
    facts: &Facts,
    choice: ArchiveChoice,
    rules: &[RetentionRule],
    held: &BTreeSet<SubmissionId>,
    now: Timestamp,
) -> Vec<ArchiveLine> {
    let mut parts: BTreeMap<RecordTypeId, ArchivePart> = BTreeMap::new();
    for obligation in facts.obligations.iter().filter(|one| choice.takes(one)) {
        parts.entry(obligation.terms.record_type).or_default().add(readiness(facts, obligation, now, held));
    }
    let lines = facts.regime.record_types.iter().filter_map(|one| {
        let part = parts.remove(&one.id).filter(|part| *part != ArchivePart::default())?;
        let retention = in_force(rules, one.id).map(|rule| rule.retention).unwrap_or_default();
        Some(ArchiveLine { record_type: one.id, name: one.name.clone(), retention, part })
    });
    lines.collect()
}

/// The records of what is chosen that cannot go in now, each with the reason; the reasons that somebody can do something about before
/// what was not handed in.
pub fn not_ready<'f>(
    facts: &'f Facts,
    choice: ArchiveChoice,
    held: &BTreeSet<SubmissionId>,
    now: Timestamp,
) -> Vec<(NotReady, ObligationId, String)> {
    let reason = |one: &'f Obligation| match readiness(facts, one, now, held) {
        Readiness::NotReady(why) => Some((why, one.id, facts.title(one))),
        Readiness::Nothing | Readiness::Archived(_) | Readiness::Ready => None,
    };
    let mut found: Vec<_> = facts.obligations.iter().filter(|one| choice.takes(one)).filter_map(reason).collect();
    found.sort_by_cached_key(|(why, id, _)| (*why == NotReady::NotHandedIn, *why, facts.order(*id)));
    found
}
