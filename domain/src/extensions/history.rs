//! What was decided: more time that was given, records that were freed, and what of it was taken back.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    ExtensionId,
    asked::AskedLine,
    check::{check_take_back, going_back},
    extension::Extension,
    freed::{acts, owed_again_together},
};
use crate::{
    corrections::{CorrectionTold, Numbered},
    days::Timestamp,
    facts::Facts,
    obligations::{EndedExemption, Exemption, Obligation, ObligationId},
    people::{Person, PersonId},
    vietnamese,
};

/// One record of what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtendedLine {
    pub obligation: ObligationId,
    pub title: String,
}

/// One extension that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenLine {
    pub id: ExtensionId,
    pub number: u32,
    pub at: Timestamp,
    pub until: NaiveDate,
    pub records: Vec<ExtendedLine>,
    /// "(cô Nguyệt, 20:14 ngày 26/11/2026): con ốm".
    pub because: String,
    /// What had been written there as the number of the decision, the first first.
    pub corrections: Vec<CorrectionTold>,
    /// The number, to be corrected; nothing where none was ever written.
    pub correct: Option<Numbered>,
    pub is_taken_back: bool,
    /// How many of its records would be due earlier again if it were taken back now; the others keep their day.
    pub goes_back: usize,
}

/// Records that somebody freed in one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreedLine {
    /// One of them, by which they are named together.
    pub lead: ObligationId,
    pub at: Timestamp,
    pub records: Vec<ExtendedLine>,
    /// "(cô Nguyệt, 20:14 ngày 26/11/2026): con ốm".
    pub because: String,
    /// Of those that were taken back: by whom, when and why, written likewise.
    pub ended: Option<String>,
    /// How many would be owed again if it were taken back now; the others stay freed.
    pub owed_again: usize,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryLine {
    Given(GivenLine),
    Freed(FreedLine),
    /// A request that got a no.
    Refused {
        at: Timestamp,
        line: AskedLine,
    },
}

impl HistoryLine {
    /// When it was decided.
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Given(given) => given.at,
            Self::Freed(freed) => freed.at,
            Self::Refused { at, .. } => *at,
        }
    }

    /// Whether `id` stands in the address at which it is taken back.
    pub fn is_undone_as(&self, id: &str) -> bool {
        match self {
            Self::Given(given) => given.id.to_string() == id,
            Self::Freed(freed) => freed.ended.is_none() && freed.lead.to_string() == id,
            Self::Refused { .. } => false,
        }
    }

    /// By which words it is found.
    pub(super) fn searched(&self) -> String {
        let all = |records: &[ExtendedLine]| records.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join(" ");
        match self {
            Self::Given(given) => format!("{} {}", all(&given.records), given.because),
            Self::Freed(freed) => {
                format!("{} {} {}", all(&freed.records), freed.because, freed.ended.as_deref().unwrap_or_default())
            }
            Self::Refused { line, .. } => line.searched(),
        }
    }
}

/// All that was given and freed, in no order.
pub(super) fn decided(facts: &Facts, now: Timestamp) -> Vec<HistoryLine> {
    let given = facts.regime.extensions.iter().map(|one| HistoryLine::Given(given_line(facts, one, now)));
    let freed = acts(facts).into_iter().filter_map(|(exemption, records)| freed_line(facts, exemption, &records, now));
    given.chain(freed.map(HistoryLine::Freed)).chain(ended(facts).into_iter().map(HistoryLine::Freed)).collect()
}

fn lines(facts: &Facts, records: &[&Obligation]) -> Vec<ExtendedLine> {
    records.iter().map(|one| ExtendedLine { obligation: one.id, title: facts.title(one) }).collect()
}

fn given_line(facts: &Facts, extension: &Extension, now: Timestamp) -> GivenLine {
    let of = Numbered::Extension(extension.id);
    let known = extension.records.iter().filter_map(|id| facts.obligation(*id));
    let mut records: Vec<_> = known.collect();
    records.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
    GivenLine {
        id: extension.id,
        number: extension.number,
        at: extension.given.at,
        until: extension.until,
        goes_back: if check_take_back(facts, extension, now).is_ok() { going_back(facts, extension, now).count() } else { 0 },
        records: lines(facts, &records),
        because: extension.because(facts.organisation()),
        corrections: facts.corrections.told(of, facts.organisation()),
        correct: (!extension.decision.is_empty()).then_some(of),
        is_taken_back: extension.taken_back.is_some(),
    }
}

fn freed_line(facts: &Facts, exemption: &Exemption, records: &[&Obligation], now: Timestamp) -> Option<FreedLine> {
    let lead = records.first()?;
    Some(FreedLine {
        lead: lead.id,
        at: exemption.at,
        records: lines(facts, records),
        because: words(facts, exemption.by, exemption.at, &exemption.reason),
        ended: None,
        owed_again: owed_again_together(facts, lead, now).map(|again| again.len()).unwrap_or_default(),
    })
}

/// What was freed in one act and taken back in one act stands together, also where it is owed no longer.
fn ended(facts: &Facts) -> Vec<FreedLine> {
    let mut acts: BTreeMap<_, (&EndedExemption, Vec<&Obligation>)> = BTreeMap::new();
    for one in facts.obligations.iter() {
        for ended in &one.ended_exemptions {
            let (was, again) = (&ended.was, (ended.at, ended.by, &ended.reason));
            let act = (was.at, was.by, &was.reason, again);
            acts.entry(act).or_insert_with(|| (ended, Vec::new())).1.push(one);
        }
    }
    let line = |(ended, mut records): (&EndedExemption, Vec<&Obligation>)| {
        records.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
        let was = &ended.was;
        Some(FreedLine {
            lead: records.first()?.id,
            at: was.at,
            records: lines(facts, &records),
            because: words(facts, was.by, was.at, &was.reason),
            ended: Some(words(facts, ended.by, ended.at, &ended.reason)),
            owed_again: 0,
        })
    };
    acts.into_values().filter_map(line).collect()
}

fn words(facts: &Facts, by: PersonId, at: Timestamp, reason: &str) -> String {
    let who = facts.organisation().person(by).map(Person::mention).unwrap_or_default();
    format!("({who}, {}): {reason}", vietnamese::moment(at))
}
