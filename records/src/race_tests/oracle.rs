//! What must hold of every interleaving, by the order of the database alone: the orders are read from what the chain of events
//! says of them, and which of them decides about a record is computed here a second time, as plainly as decision 0020 tells it.
//! No rule of the product is asked.
//!
//! An update after a lock opens a record by an order, and so is no ordinary one. Where its events are others than those of orders,
//! they are to be read here as well.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::days::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    error::Error,
    events::{Entry, Touches, touches},
};

/// The time that decision 0020 gives to what began to arrive before the minute.
const WITHIN: TimeDelta = TimeDelta::hours(1);

/// What a scope asks, or a record is, by the words of the scope's key: "weeks" → {"10"}.
pub type Marks = BTreeMap<String, BTreeSet<String>>;

/// What somebody tried about one record, as the database stood in the transaction that tried it.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Told where it was wrong.
    pub what: String,
    pub record: Uuid,
    /// The number of the last event before it.
    pub behind: i64,
    pub now: Timestamp,
    /// When the last of its parts began to arrive; `None` for what is whole at once.
    pub began: Option<Timestamp>,
    pub came_to: CameTo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameTo {
    Done,
    /// Refused, because an order shuts the record.
    Shut,
    /// Refused for another reason.
    Refused,
    /// Neither done nor refused.
    Failed(Error),
}

/// What was found.
#[derive(Debug, Default)]
pub struct Verdict {
    pub violations: Vec<String>,
    pub done: usize,
    pub shut: usize,
    /// Of what was done: how much was taken though the record was shut, because it had begun before.
    pub finished: usize,
}

/// Looks at a whole chain, and at what was tried meanwhile, for violations about these records: something that was written behind
/// the order that shuts its record, or refused though it began to arrive before.
pub fn judge(chain: &[Entry], records: &BTreeMap<Uuid, Marks>, tried: &[Tried]) -> Verdict {
    let mut verdict = Verdict::default();
    for (before, after) in chain.iter().zip(chain.iter().skip(1)) {
        if after.seq != before.seq + 1 || after.at < before.at {
            verdict.violations.push(format!("event {} of {} stands behind {} of {}", after.seq, after.at, before.seq, before.at));
        }
    }
    let log = Log::read(chain);
    for entry in chain {
        // Whatever touches one record was written about it.
        let Touches::Obligation(id) = touches(&entry.kind, entry.subject) else { continue };
        let Some(record) = records.get(&id.uuid()) else { continue };
        let behind = entry.seq - 1;
        let own = tried.iter().find(|one| one.behind == behind && one.came_to == CameTo::Done && one.began.is_some());
        let began = own.filter(|_| entry.kind == "submissions.handed_in").and_then(|one| one.began).unwrap_or(entry.at);
        if let Some(order) = log.shuts(record, behind, entry.at, began) {
            let (kind, seq, at, number) = (&entry.kind, entry.seq, entry.at, order.number);
            verdict
                .violations
                .push(format!("{kind} is event {seq} of {at}, begun at {began}, behind order {number} that shuts it"));
        } else if log.shuts(record, behind, entry.at, entry.at).is_some() {
            verdict.finished += 1;
        }
    }
    for one in tried {
        let shut = || log.shuts(&records[&one.record], one.behind, one.now, one.began.unwrap_or(one.now));
        let Tried { what, behind, now, began, came_to, .. } = one;
        match came_to {
            CameTo::Done => verdict.done += 1,
            CameTo::Shut if shut().is_some() => verdict.shut += 1,
            CameTo::Shut => verdict.violations.push(format!(
                "{what} of {now}, begun at {began:?} and behind event {behind}, was refused though no order shuts it"
            )),
            CameTo::Refused => {}
            CameTo::Failed(error) => verdict.violations.push(format!("{what} was neither done nor refused: {error}")),
        }
    }
    verdict
}

/// Number and instant of the event that brought it.
type Step = Option<(i64, Timestamp)>;

#[derive(Debug)]
enum Begins {
    WhenDecided,
    At(Timestamp),
    WhenExecuted,
}

/// An order, as the log tells it.
#[derive(Debug)]
struct Order {
    number: i64,
    locks: bool,
    stops_at_once: bool,
    asks: Marks,
    begins: Begins,
    until: Option<Timestamp>,
    is_principals: bool,
    decided: Step,
    executed: Step,
    revoked: Step,
}

struct Log {
    orders: BTreeMap<Uuid, Order>,
}

impl Log {
    fn read(chain: &[Entry]) -> Self {
        let mut orders: BTreeMap<Uuid, Order> = BTreeMap::new();
        for entry in chain.iter().filter(|entry| entry.kind.starts_with("locks.")) {
            let (id, step) = (entry.subject.unwrap(), Some((entry.seq, entry.at)));
            let detail: Value = serde_json::from_str(&entry.detail).unwrap();
            if entry.kind == "locks.drafted" {
                orders.insert(id, Order::drafted(&detail));
            }
            let Some(order) = orders.get_mut(&id) else { continue };
            match entry.kind.as_str() {
                "locks.signed" => {
                    order.is_principals |= detail["post"] == "principal";
                    order.decided = step.filter(|_| detail["decided"] == true);
                }
                "locks.executed" => order.executed = step,
                "locks.revoked" => order.revoked = step,
                _ => {}
            }
        }
        Self { orders }
    }

    /// The order that shuts a record to what began to arrive at `began` and is decided about at `now`, by all that stood in the log
    /// up to the event `behind`.
    fn shuts(&self, record: &Marks, behind: i64, now: Timestamp, began: Timestamp) -> Option<&Order> {
        let present = self.shutting(record, behind, now);
        if let Some(order) = present.iter().find(|order| order.stops_at_once) {
            return Some(order);
        }
        let first = *present.first()?;
        let counted = began.min(now).max(now - WITHIN);
        self.shutting(record, behind, counted).first().map(|_| first)
    }

    /// The orders that shut a record at `at`, the one that decides first: of all in force over it the principal's before a vice
    /// principal's, then the one decided last; those behind it agree with it until one opens.
    fn shutting(&self, record: &Marks, behind: i64, at: Timestamp) -> Vec<&Order> {
        let known = |step: Step| step.filter(|(seq, _)| *seq <= behind).map(|(_, at)| at);
        let mut in_force = Vec::new();
        for order in self.orders.values() {
            let Some(decided) = known(order.decided) else { continue };
            let from = match order.begins {
                Begins::WhenDecided => Some(decided),
                Begins::At(from) => Some(from),
                Begins::WhenExecuted => known(order.executed),
            };
            let has_begun = from.is_some_and(|from| from <= at);
            let has_ended = [order.until, known(order.revoked)].into_iter().flatten().any(|end| end <= at);
            if has_begun && !has_ended && covers(&order.asks, record) {
                in_force.push(((order.is_principals, decided, order.number), order));
            }
        }
        in_force.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        in_force.into_iter().map(|(_, order)| order).take_while(|order| order.locks).collect()
    }
}

impl Order {
    fn drafted(detail: &Value) -> Self {
        let instant = |name: &str| detail[name].as_str().map(|text| text.parse::<Timestamp>().unwrap());
        Self {
            number: detail["number"].as_i64().unwrap(),
            locks: detail["kind"] == "lock",
            stops_at_once: detail["under_way"] == "stops",
            asks: asks(detail["scope"].as_str().unwrap()),
            begins: match instant("from") {
                Some(from) => Begins::At(from),
                None if detail["waits"] == true => Begins::WhenExecuted,
                None => Begins::WhenDecided,
            },
            until: instant("until"),
            is_principals: false,
            decided: None,
            executed: None,
            revoked: None,
        }
    }
}

/// "year=…;weeks=10;types=…;whose=class.…" as what it asks; "all" asks nothing.
fn asks(scope: &str) -> Marks {
    let parts = scope.split(';').filter_map(|part| part.split_once('='));
    parts.map(|(name, values)| (name.to_owned(), values.split(',').map(str::to_owned).collect())).collect()
}

/// Every question that is asked says yes.
fn covers(asks: &Marks, record: &Marks) -> bool {
    asks.iter().all(|(question, wanted)| {
        let is = record.get(question).unwrap_or_else(|| panic!("nothing is known here of the question {question}"));
        !is.is_disjoint(wanted)
    })
}
