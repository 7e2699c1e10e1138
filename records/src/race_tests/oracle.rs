//! What must hold of every interleaving, by the order of the database alone: the orders are read from what the chain of events
//! says of them, and which of them decides about a record is computed here a second time, as plainly as decision 0020 tells it.
//! No rule of the product is asked.
//!
//! An update after a lock opens a record to whoever asked for it, and what came by it to those who review it; that is read here from
//! its events as decision 0022 tells it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveTime, TimeDelta};
use domain::days::{self, Timestamp, local};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    error::Error,
    events::{Entry, Touches, touches},
};

/// As the procedure says that a record is opened for one hand-in.
const ONCE: &str = "once";
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
    pub by: Option<Uuid>,
    pub way: Way,
    /// The number of the last event before it.
    pub behind: i64,
    pub now: Timestamp,
    /// When the last of its parts began to arrive; `None` for what is whole at once.
    pub began: Option<Timestamp>,
    pub came_to: CameTo,
}

/// In which way somebody writes about a record, as far as an update tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    HandsIn,
    /// Decides, takes that back, comments or settles.
    Reviews,
    Other,
}

impl Way {
    fn of(kind: &str) -> Self {
        match kind.split_once('.') {
            Some(("submissions", "handed_in")) => Self::HandsIn,
            Some(("reviews" | "comments", _)) => Self::Reviews,
            _ => Self::Other,
        }
    }
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
    /// Of what was done: how much was taken though the record was shut, because an update opened it.
    pub updated: usize,
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
        let asked = Asked { id: id.uuid(), marks: record, by: entry.actor, way: Way::of(&entry.kind) };
        if let Some(order) = log.shuts(&asked, behind, entry.at, began) {
            let (kind, seq, at, number) = (&entry.kind, entry.seq, entry.at, order.number);
            verdict
                .violations
                .push(format!("{kind} is event {seq} of {at}, begun at {began}, behind order {number} that shuts it"));
        } else if log.shut_by(record, behind, entry.at, began).is_some() {
            verdict.updated += 1;
        } else if log.shut_by(record, behind, entry.at, entry.at).is_some() {
            verdict.finished += 1;
        }
    }
    for one in tried {
        let asked = Asked { id: one.record, marks: &records[&one.record], by: one.by, way: one.way };
        let shut = || log.shuts(&asked, one.behind, one.now, one.began.unwrap_or(one.now));
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

/// Who writes about which record, and in which way.
struct Asked<'a> {
    id: Uuid,
    marks: &'a Marks,
    by: Option<Uuid>,
    way: Way,
}

/// What opens records to whoever asked for it, as the log tells it.
#[derive(Debug)]
struct Update {
    by: Option<Uuid>,
    records: BTreeSet<Uuid>,
    granted: Step,
    hours: i64,
    is_once: bool,
    is_principals: bool,
    finished: Step,
    /// What was handed in by it.
    versions: Vec<(i64, Timestamp, Uuid)>,
}

struct Log {
    orders: BTreeMap<Uuid, Order>,
    updates: BTreeMap<Uuid, Update>,
    /// Of each record by the number of the event: whether it is exempt since.
    exempt: Vec<(i64, Uuid, bool)>,
    /// What was handed in, and what of it was taken back.
    handed_in: Vec<(i64, Uuid)>,
    withdrawn: Vec<(i64, Uuid)>,
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
        let mut log = Self { orders, updates: BTreeMap::new(), exempt: Vec::new(), handed_in: Vec::new(), withdrawn: Vec::new() };
        chain.iter().for_each(|entry| log.follow(entry));
        log
    }

    fn follow(&mut self, entry: &Entry) {
        let Some(subject) = entry.subject else { return };
        let step = Some((entry.seq, entry.at));
        let detail = || serde_json::from_str::<Value>(&entry.detail).unwrap();
        match entry.kind.as_str() {
            "obligations.exempted" => self.exempt.push((entry.seq, subject, true)),
            "obligations.exemption_ended" => self.exempt.push((entry.seq, subject, false)),
            "submissions.handed_in" => self.handed_in.push((entry.seq, subject)),
            "submissions.withdrawn" => self.withdrawn.push((entry.seq, subject)),
            "updates.requested" => drop(self.updates.insert(subject, Update::requested(entry.actor, &detail()))),
            kind => {
                let Some(update) = self.updates.get_mut(&subject) else { return };
                match kind {
                    "updates.granted" => update.grant(step, &detail()),
                    "updates.finished" => update.finished = step,
                    "updates.handed_in" => update.versions.push((entry.seq, entry.at, id_of(&detail()["obligation"]))),
                    _ => {}
                }
            }
        }
    }

    /// The order that shuts a record to whoever writes about it so; `None` also where an update opens it to them.
    fn shuts(&self, asked: &Asked<'_>, behind: i64, now: Timestamp, began: Timestamp) -> Option<&Order> {
        let order = self.shut_by(asked.marks, behind, now, began)?;
        let is_open = match asked.way {
            Way::HandsIn => self.is_opened_to(asked, behind, now, began.min(now).max(now - WITHIN)),
            Way::Reviews => self.is_reviewed(asked, behind, now),
            Way::Other => false,
        };
        (!is_open).then_some(order)
    }

    /// It is open now for whoever asked, before every order that shuts it; or it was when this began to arrive, and no order that came
    /// between says otherwise. Once they are done, nothing more comes by it.
    fn is_opened_to(&self, asked: &Asked<'_>, behind: i64, now: Timestamp, counted: Timestamp) -> bool {
        let last = self.exempt.iter().rev().find(|(seq, record, _)| *seq <= behind && *record == asked.id);
        if last.is_some_and(|(_, _, is_exempt)| *is_exempt) {
            return false;
        }
        let shutting = |at| self.shutting(asked.marks, behind, at, now);
        self.updates.values().filter(|one| one.by == asked.by && one.records.contains(&asked.id)).any(|one| {
            let Some((from, to)) = one.open(asked.id, behind).filter(|_| !one.is_done(asked.id, behind)) else { return false };
            let is_open = |at| from.min(now) <= at && at < to && shutting(at).iter().all(|order| one.goes_before(order, behind));
            let stops = || shutting(now).iter().any(|order| order.stops_at_once && !one.goes_before(order, behind));
            is_open(now) || (is_open(counted) && !stops())
        })
    }

    /// The last version came by an update, and is reviewed until as many hours after it as it was open, and until the next day is
    /// over: the race has no days off.
    fn is_reviewed(&self, asked: &Asked<'_>, behind: i64, now: Timestamp) -> bool {
        let of_record = |all: &[(i64, Uuid)]| -> Vec<i64> {
            all.iter().filter(|(seq, of)| *seq <= behind && *of == asked.id).map(|(seq, _)| *seq).collect()
        };
        // Only what was there before the round is taken back here: the first.
        let (versions, gone) = (of_record(&self.handed_in), of_record(&self.withdrawn).len());
        let Some(last) = versions.get(gone..).and_then(<[i64]>::last) else { return false };
        let shutting = self.shutting(asked.marks, behind, now, now);
        self.updates.values().any(|one| {
            let is_its = one.versions.iter().any(|(seq, _, of)| *of == asked.id && *seq == last + 1);
            let until = one.open(asked.id, behind).map(|(_, to)| {
                let next_day_is_over = days::at(local(to).date() + Days::new(2), NaiveTime::MIN);
                next_day_is_over.max(to + TimeDelta::hours(one.hours))
            });
            is_its && shutting.iter().all(|order| one.goes_before(order, behind)) && until.is_some_and(|until| now < until)
        })
    }

    /// The order that shuts a record to what began to arrive at `began` and is decided about at `now`, by all that stood in the log
    /// up to the event `behind`, whatever opens it to somebody.
    fn shut_by(&self, record: &Marks, behind: i64, now: Timestamp, began: Timestamp) -> Option<&Order> {
        let present = self.shutting(record, behind, now, now);
        if let Some(order) = present.iter().find(|order| order.stops_at_once) {
            return Some(order);
        }
        let first = *present.first()?;
        let counted = began.min(now).max(now - WITHIN);
        self.shutting(record, behind, counted, now).first().map(|_| first)
    }

    /// The orders that shut a record at `at`, for whoever asks at `now`, the one that decides first. What the log knows has happened by
    /// `now`, also where a clock that was ahead noted it later: of all in force over it the principal's before a vice
    /// principal's, then the one decided last; those behind it agree with it until one opens.
    fn shutting(&self, record: &Marks, behind: i64, at: Timestamp, now: Timestamp) -> Vec<&Order> {
        let known = |step: Step| step.filter(|(seq, _)| *seq <= behind).map(|(_, at)| at.min(now));
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

impl Update {
    fn requested(by: Option<Uuid>, detail: &Value) -> Self {
        let records = detail["records"].as_array().unwrap().iter().map(|one| id_of(&one["obligation"])).collect();
        let (granted, finished, versions) = (None, None, Vec::new());
        Self { by, records, granted, hours: 0, is_once: false, is_principals: false, finished, versions }
    }

    fn grant(&mut self, step: Step, detail: &Value) {
        self.granted = step;
        self.hours = detail["hours"].as_i64().unwrap();
        self.is_once = detail["open_for"] == ONCE;
        self.is_principals = detail["names"].as_array().unwrap().iter().any(|one| one["post"] == "principal");
    }

    /// When the first hand-in of this record came by it.
    fn first(&self, record: Uuid, behind: i64) -> Option<Timestamp> {
        self.versions.iter().find(|(seq, _, of)| *seq <= behind && *of == record).map(|(_, at, _)| *at)
    }

    /// Whoever asked has said that they are done, or has used the one hand-in.
    fn is_done(&self, record: Uuid, behind: i64) -> bool {
        self.finished.is_some_and(|(seq, _)| seq <= behind) || (self.is_once && self.first(record, behind).is_some())
    }

    /// From when until when this record is open by it.
    fn open(&self, record: Uuid, behind: i64) -> Option<(Timestamp, Timestamp)> {
        let known = |step: Step| step.filter(|(seq, _)| *seq <= behind).map(|(_, at)| at);
        let from = known(self.granted)?;
        let once = self.first(record, behind).filter(|_| self.is_once);
        let ends = [Some(from + TimeDelta::hours(self.hours)), known(self.finished), once];
        ends.into_iter().flatten().min().map(|to| (from, to))
    }

    /// Of two decisions the later one counts, and nobody but the principal undoes the principal's.
    fn goes_before(&self, order: &Order, behind: i64) -> bool {
        let (Some((_, granted)), Some((_, decided))) = (self.granted.filter(|(seq, _)| *seq <= behind), order.decided) else {
            return false;
        };
        decided <= granted || (self.is_principals && !order.is_principals)
    }
}

fn id_of(text: &Value) -> Uuid {
    text.as_str().unwrap().parse().unwrap()
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
