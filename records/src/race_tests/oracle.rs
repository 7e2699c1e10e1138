//! What must hold of every interleaving, by the order of the database alone: the orders are read from what the chain of events
//! says of them (`log`), and which of them decides about a record is computed there a second time, as plainly as decision 0020
//! tells it. No rule of the product is asked.
//!
//! An update after a lock opens a record to whoever asked for it, and what came by it to those who review it; that is read from
//! its events as decision 0022 tells it.

use std::collections::{BTreeMap, BTreeSet};

use domain::days::Timestamp;
use uuid::Uuid;

use super::log::{Asked, Log};
use crate::{error::Error, events::Entry};

/// What a scope asks, or a record is, by the words of the scope's key: "weeks" → {"10"}.
pub type Marks = BTreeMap<String, BTreeSet<String>>;

/// What the race is about.
#[derive(Clone, Debug, Default)]
pub struct Played {
    /// The records, with what a scope may ask of them.
    pub records: BTreeMap<Uuid, Marks>,
    /// The versions that may have a file that is held, each with its record.
    pub versions: BTreeMap<Uuid, Uuid>,
}

/// What somebody tried about one record, as the database stood in the transaction that tried it.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Told where it was wrong.
    pub what: String,
    pub record: Uuid,
    pub by: Option<Uuid>,
    pub way: Way,
    /// The number of the last event before it.
    pub behind: i64,
    pub now: Timestamp,
    /// When the last of its parts began to arrive; `None` for what is whole at once.
    pub began: Option<Timestamp>,
    pub came_to: CameTo,
}

impl Tried {
    /// "HandsIn", whoever did it and when.
    pub fn deed(&self) -> &str {
        self.what.split([' ', '(']).next().unwrap_or_default()
    }
}

/// In which way somebody writes about a record, as far as an update tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    HandsIn,
    /// Decides, signs, takes that back, comments, settles, or judges a file that is held.
    Reviews,
    /// In any other way that an order shuts.
    Other,
    /// In none: orders themselves, updates after a lock, and closures, which no order shuts (decision 0020).
    Free,
}

impl Way {
    /// Of an event; `None` where it is about no record, or is only what follows from the calendar.
    pub fn of(kind: &str) -> Option<Self> {
        let (feature, verb) = kind.split_once('.').unwrap();
        match (feature, verb) {
            ("submissions", "handed_in") => Some(Self::HandsIn),
            ("reviews", _) | ("comments", _) | ("signing", "signed") | ("inspections", "released" | "returned") => {
                Some(Self::Reviews)
            }
            ("submissions", "withdrawn" | "rescued") | ("obligations", "exempted" | "exemption_ended") => Some(Self::Other),
            ("spot_checks", _) | ("lateness", _) | ("extensions", "asked" | "given" | "taken_back") => Some(Self::Other),
            // That nothing is given is answered also where the record is shut; and what the program finds is nobody's deed.
            ("extensions", "answered") | ("inspections", "held") | ("scans", _) | ("signing", "key_made") => None,
            // Reading writes nothing.
            ("obligations", "brought_up_to_date") | ("records", _) => None,
            // The principal alone takes a record out of the archive, shut or not (decision 0056), and no race plays it.
            ("archive", _) => None,
            (feature, _) if WITHOUT_RECORDS.contains(&feature) => None,
            _ => panic!("does {kind} write about a record?"),
        }
    }
}

/// Features of which no event of a race writes about one record.
const WITHOUT_RECORDS: [&str; 22] = [
    "absences",
    "accounts",
    "appointments",
    "calendar",
    "classes",
    "closures",
    "delegations",
    "departments",
    "disposals",
    "doubtful_times",
    "locks",
    "people",
    "record_types",
    "registers",
    "review_settings",
    "rules",
    "school_years",
    "schools",
    "sections",
    "sessions",
    "setup",
    "updates",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameTo {
    Done,
    /// Refused, because an order shuts the record; or done to other records and not to this one, for the same reason.
    Shut,
    /// Refused for another reason.
    Refused,
    /// Neither done nor refused.
    Failed(Error),
}

/// Something that must not be.
#[derive(Clone, Debug)]
pub struct Violation {
    /// About which record.
    pub record: Option<Uuid>,
    pub words: String,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Verdict {
    pub violations: Vec<Violation>,
    pub done: usize,
    pub shut: usize,
    /// Of what was done: how much was taken though the record was shut, because it had begun before.
    pub finished: usize,
    /// Of what was done: how much was taken though the record was shut, because an update opened it.
    pub updated: usize,
    /// How much the database did not answer in its time, as on a machine that does much else: nothing was refused by it.
    pub unanswered: usize,
    /// Of each deed: how often it was done, shut out, and refused for another reason.
    pub deeds: BTreeMap<String, Counts>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub done: usize,
    pub shut: usize,
    pub refused: usize,
    /// Whether an order shuts it at all.
    pub is_free: bool,
}

/// Looks at a whole chain, and at what was tried meanwhile, for violations about these records: something that was written behind
/// the order that shuts its record, or refused though it began to arrive before.
pub fn judge(chain: &[Entry], played: &Played, tried: &[Tried]) -> Verdict {
    let mut verdict = Verdict::default();
    for (before, after) in chain.iter().zip(chain.iter().skip(1)) {
        if after.seq != before.seq + 1 || after.at < before.at {
            let words = format!("event {} of {} stands behind {} of {}", after.seq, after.at, before.seq, before.at);
            verdict.violations.push(Violation { record: None, words });
        }
    }
    let log = Log::read(chain);
    for entry in chain {
        let Some((way, records)) = log.written(entry, &played.versions) else { continue };
        for id in records {
            if let Some(marks) = played.records.get(&id) {
                judge_entry(&mut verdict, &log, (entry, way), (id, marks), tried);
            }
        }
    }
    for one in tried {
        judge_tried(&mut verdict, &log, one, &played.records[&one.record]);
    }
    for violation in &mut verdict.violations {
        if let Some(record) = violation.record {
            violation.words.push_str(&story(chain, &log, played, record));
        }
    }
    verdict
}

/// What was written about one record.
fn judge_entry(verdict: &mut Verdict, log: &Log, (entry, way): (&Entry, Way), (id, marks): (Uuid, &Marks), tried: &[Tried]) {
    let behind = entry.seq - 1;
    // What was not answered may have been kept.
    let is_kept = |one: &&Tried| matches!(one.came_to, CameTo::Done | CameTo::Failed(_));
    let own = tried.iter().filter(is_kept).find(|one| one.behind == behind && one.began.is_some());
    let began = own.filter(|_| way == Way::HandsIn).and_then(|one| one.began).unwrap_or(entry.at);
    let asked = Asked { id, marks, by: entry.actor, way };
    if let Some(order) = log.shuts(&asked, behind, entry.at, began) {
        let (kind, seq, at, number) = (&entry.kind, entry.seq, entry.at, order.number);
        let words = format!("{kind} is event {seq} of {at}, begun at {began}, behind order {number} that shuts it");
        verdict.violations.push(Violation { record: Some(id), words });
    } else if log.shut_by(marks, behind, entry.at, began).is_some() {
        verdict.updated += 1;
    } else if log.shut_by(marks, behind, entry.at, entry.at).is_some() {
        verdict.finished += 1;
    }
}

/// What somebody tried, and what it came to.
fn judge_tried(verdict: &mut Verdict, log: &Log, one: &Tried, marks: &Marks) {
    let asked = Asked { id: one.record, marks, by: one.by, way: one.way };
    let is_shut = || one.way != Way::Free && log.shuts(&asked, one.behind, one.now, one.began.unwrap_or(one.now)).is_some();
    let Tried { what, behind, now, began, came_to, .. } = one;
    let counts = verdict.deeds.entry(one.deed().to_owned()).or_default();
    counts.is_free = one.way == Way::Free;
    let words = match came_to {
        CameTo::Done => {
            verdict.done += 1;
            counts.done += 1;
            return;
        }
        CameTo::Shut if is_shut() => {
            verdict.shut += 1;
            counts.shut += 1;
            return;
        }
        CameTo::Refused => {
            counts.refused += 1;
            return;
        }
        CameTo::Failed(Error::Unavailable) => {
            verdict.unanswered += 1;
            return;
        }
        CameTo::Shut => {
            format!("{what} of {now}, begun at {began:?} and behind event {behind}, was refused though no order shuts it")
        }
        CameTo::Failed(error) => format!("{what} was neither done nor refused: {error}"),
    };
    verdict.violations.push(Violation { record: Some(one.record), words });
}

/// What the log tells of one record, for whoever looks for the fault.
fn story(chain: &[Entry], log: &Log, played: &Played, record: Uuid) -> String {
    let is_about = |entry: &Entry| match entry.kind.split_once('.') {
        Some(("locks" | "updates", _)) => log.is_about(entry, record, &played.records[&record]),
        _ => log.written(entry, &played.versions).is_some_and(|(_, records)| records.contains(&record)),
    };
    let tell = |entry: &Entry| format!("\n      {} {} {} {}", entry.seq, entry.at.format("%H:%M:%S"), entry.kind, entry.detail);
    chain.iter().filter(|entry| is_about(entry)).map(tell).collect()
}
