//! What the log says: which orders and updates there are, and which of them decides about a record, computed a second time as
//! plainly as decisions 0020 and 0022 tell it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveTime, TimeDelta};
use domain::days::{self, Timestamp, local};
use serde_json::Value;
use uuid::Uuid;

use super::oracle::{Marks, Way};
use crate::events::Entry;

/// As the procedure says that a record is opened for one hand-in.
const ONCE: &str = "once";
/// The time that decision 0020 gives to what began to arrive before the minute.
const WITHIN: TimeDelta = TimeDelta::hours(1);

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
pub struct Order {
    pub number: i64,
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
pub struct Asked<'a> {
    pub id: Uuid,
    pub marks: &'a Marks,
    pub by: Option<Uuid>,
    pub way: Way,
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

pub struct Log {
    orders: BTreeMap<Uuid, Order>,
    updates: BTreeMap<Uuid, Update>,
    /// Of each record by the number of the event: whether it is exempt since.
    exempt: Vec<(i64, Uuid, bool)>,
    /// What was handed in, and what of it was taken back.
    handed_in: Vec<(i64, Uuid)>,
    withdrawn: Vec<(i64, Uuid)>,
    /// Of each extension: the records that were given more time.
    extended: BTreeMap<Uuid, Vec<Uuid>>,
}

impl Log {
    pub fn read(chain: &[Entry]) -> Self {
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
        let (updates, extended) = (BTreeMap::new(), BTreeMap::new());
        let mut log = Self { orders, updates, exempt: Vec::new(), handed_in: Vec::new(), withdrawn: Vec::new(), extended };
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
            "extensions.given" => drop(self.extended.insert(subject, ids_of(&detail()["records"]))),
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

    /// The records that an event writes about, and in which way; `versions` are those whose files may be held, with their records.
    pub fn written(&self, entry: &Entry, versions: &BTreeMap<Uuid, Uuid>) -> Option<(Way, Vec<Uuid>)> {
        let (way, subject) = (Way::of(&entry.kind)?, entry.subject?);
        let records = match entry.kind.as_str() {
            "extensions.asked" => {
                let detail: Value = serde_json::from_str(&entry.detail).unwrap();
                vec![id_of(&detail["obligation"])]
            }
            // Each is given about one record, or about those that a round plays: it is taken back about the same.
            "extensions.given" | "extensions.taken_back" => self.extended[&subject].clone(),
            "inspections.released" | "inspections.returned" => vec![versions[&subject]],
            _ => vec![subject],
        };
        Some((way, records))
    }

    /// Whether an event is about an order over this record, or about an update of it.
    pub fn is_about(&self, entry: &Entry, record: Uuid, marks: &Marks) -> bool {
        let Some(subject) = entry.subject else { return false };
        let covers = self.orders.get(&subject).is_some_and(|order| covers(&order.asks, marks));
        covers || self.updates.get(&subject).is_some_and(|update| update.records.contains(&record))
    }

    /// The order that shuts a record to whoever writes about it so; `None` also where an update opens it to them.
    pub fn shuts(&self, asked: &Asked<'_>, behind: i64, now: Timestamp, began: Timestamp) -> Option<&Order> {
        let order = self.shut_by(asked.marks, behind, now, began)?;
        let is_open = match asked.way {
            Way::HandsIn => self.is_opened_to(asked, behind, now, began.min(now).max(now - WITHIN)),
            Way::Reviews => self.is_reviewed(asked, behind, now),
            Way::Other | Way::Free => false,
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
    pub fn shut_by(&self, record: &Marks, behind: i64, now: Timestamp, began: Timestamp) -> Option<&Order> {
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
            let place = order.decided.map(|(seq, _)| seq);
            let from = match order.begins {
                Begins::WhenDecided => Some(decided),
                Begins::At(from) => Some(from),
                Begins::WhenExecuted => known(order.executed),
            };
            let has_begun = from.is_some_and(|from| from <= at);
            let has_ended = [order.until, known(order.revoked)].into_iter().flatten().any(|end| end <= at);
            if has_begun && !has_ended && covers(&order.asks, record) {
                in_force.push(((order.is_principals, place), order));
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
        let (Some((granted, _)), Some((decided, _))) = (self.granted.filter(|(seq, _)| *seq <= behind), order.decided) else {
            return false;
        };
        decided <= granted || (self.is_principals && !order.is_principals)
    }
}

fn id_of(text: &Value) -> Uuid {
    text.as_str().unwrap().parse().unwrap()
}

fn ids_of(list: &Value) -> Vec<Uuid> {
    list.as_array().unwrap().iter().map(id_of).collect()
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
