//! Which lines of the log are asked for: whose log it is for the reader, and by what it is narrowed.

use std::{collections::BTreeSet, fmt, str::FromStr};

use chrono::{DateTime, NaiveDate, NaiveTime};
use uuid::Uuid;

use super::Topic;
use crate::{
    days::{Timestamp, at},
    facts::Facts,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Actor, LogScope},
    record_list::Search,
};

/// More people or records than this are not looked for by one search: it has to be narrower then.
const MAX_FOUND: usize = 200;

/// Behind which line a page of the log begins; each page is found by it, however long the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogKey {
    pub at: Timestamp,
    pub seq: i64,
}

impl LogKey {
    /// Before every line.
    fn newest() -> Self {
        Self { at: DateTime::from_timestamp(253_402_300_799, 0).unwrap_or_default(), seq: i64::MAX }
    }
}

/// "1793581200.17": seconds since 1970, and the number of the line.
impl fmt::Display for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.timestamp(), self.seq)
    }
}

impl FromStr for LogKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (seconds, seq) = text.split_once('.').ok_or(())?;
        let at = seconds.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).ok_or(())?;
        Ok(Self { at, seq: seq.parse().map_err(|_| ())? }.min_of(Self::newest()))
    }
}

impl LogKey {
    fn min_of(self, other: Self) -> Self {
        if (other.at, other.seq) < (self.at, self.seq) { other } else { self }
    }
}

/// What the reader has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Who did it.
    pub person: Option<PersonId>,
    pub topic: Option<Topic>,
    pub from: Option<NaiveDate>,
    /// Through the end of this day.
    pub until: Option<NaiveDate>,
    pub record: Option<ObligationId>,
    /// A part of the name of a person or of the title of a record.
    pub search: Option<String>,
    /// Where the page begins.
    pub behind: Option<LogKey>,
}

/// The lines that are to be read, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What was done by one of these people or about one of these things; `None` for all of it.
    pub some: Option<(BTreeSet<PersonId>, BTreeSet<Uuid>)>,
    /// Of these, only what this person did.
    pub only_by: Option<PersonId>,
    pub topic: Option<Topic>,
    /// From this instant on.
    pub since: Timestamp,
    pub behind: LogKey,
}

/// The lines that `actor` gets who asks for these. Whether the record of the filter is theirs to see, whoever calls has asked.
pub fn wanted(facts: &Facts, actor: &Actor, scope: LogScope, filter: &LogFilter) -> Wanted {
    let midnight = |day| at(day, NaiveTime::MIN);
    let end = filter.until.and_then(|day| day.succ_opt()).map(|day| LogKey { at: midnight(day), seq: 0 });
    let behind = [end, filter.behind].into_iter().flatten().fold(LogKey::newest(), LogKey::min_of);
    let search = filter.search.as_deref().and_then(Search::new);
    // Of a record of somebody else, everybody may know what they have done themselves.
    let is_of_another = |record| scope == LogScope::Own && !facts.obligation(record).is_some_and(|one| is_own(facts, actor, one));
    let only_by = if filter.record.is_some_and(is_of_another) { Some(actor.person) } else { filter.person };
    let some = match (filter.record, scope) {
        (Some(record), _) => Some((BTreeSet::new(), of_record(facts, record))),
        (None, LogScope::School) => match (search, filter.person) {
            (Some(search), _) => Some(found(facts, &search)),
            (None, Some(person)) => Some(([person].into(), BTreeSet::new())),
            (None, None) => None,
        },
        (None, LogScope::Own) => Some(own(facts, actor, search.as_ref())),
    };
    Wanted { some, only_by: filter.person, topic: filter.topic, since: filter.from.map(midnight).unwrap_or_default(), behind }
}

/// A record, and what happens to it under other names: its last version, the requests, extensions and updates that name it.
fn of_record(facts: &Facts, id: ObligationId) -> BTreeSet<Uuid> {
    let version = facts.obligation(id).into_iter().flat_map(version);
    let requests = facts.extension_requests.iter().filter(|one| one.obligation == id).map(|one| one.id.uuid());
    let extensions = facts.regime.extensions.iter().filter(|one| one.records.contains(&id)).map(|one| one.id.uuid());
    let updates = facts.updates.all.iter().filter(|one| one.records.iter().any(|record| record.obligation == id));
    [id.uuid()].into_iter().chain(version).chain(requests).chain(extensions).chain(updates.map(|one| one.id.uuid())).collect()
}

fn version(obligation: &Obligation) -> Option<Uuid> {
    obligation.handed_in.as_ref().map(|handed_in| handed_in.submission.uuid())
}

/// The people and the records that a search finds.
fn found(facts: &Facts, search: &Search) -> (BTreeSet<PersonId>, BTreeSet<Uuid>) {
    let people: BTreeSet<PersonId> = facts
        .organisation()
        .people
        .iter()
        .filter(|one| search.finds(one.name.as_str()))
        .map(|one| one.id)
        .take(MAX_FOUND)
        .collect();
    let records = facts.obligations.iter().filter(|one| search.finds(&facts.title(one))).take(MAX_FOUND);
    let about = records.flat_map(|one| [Some(one.id.uuid()), version(one)]).flatten();
    let about = about.chain(people.iter().map(|one| one.uuid())).collect();
    (people, about)
}

/// What somebody did themselves, and what was done with their account and with the records that they owe or have handed in.
fn own(facts: &Facts, actor: &Actor, search: Option<&Search>) -> (BTreeSet<PersonId>, BTreeSet<Uuid>) {
    let records = facts.obligations.iter().filter(|one| is_own(facts, actor, one));
    let records = records.filter(|one| search.is_none_or(|search| search.finds(&facts.title(one))));
    let about = records.flat_map(|one| [Some(one.id.uuid()), version(one)]).flatten();
    match search {
        Some(_) => (BTreeSet::new(), about.collect()),
        None => ([actor.person].into(), about.chain([actor.person.uuid()]).collect()),
    }
}

/// Whether somebody owes a record, or has handed in a version of it.
fn is_own(facts: &Facts, actor: &Actor, record: &Obligation) -> bool {
    let wrote = record.handed_in.as_ref().is_some_and(|handed_in| handed_in.authors.contains(&actor.person));
    wrote || record.terms.owner.duty(facts.organisation()).is_of(actor.person, &actor.positions)
}
