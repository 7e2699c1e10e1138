//! Which lines of the log are asked for: whose log it is for the reader, and by what it is narrowed.

use std::{collections::BTreeSet, fmt, str::FromStr};

use chrono::{DateTime, NaiveDate, NaiveTime};
use uuid::Uuid;

use super::Topic;
use crate::{
    days::{Timestamp, at},
    facts::Facts,
    obligations::{Obligation, ObligationId, Owner},
    people::PersonId,
    permissions::{Actor, LogScope, RegisterScope, decide_read_register},
    record_list::Search,
    registers::RegisterKind,
    school_years::YearId,
};

/// More people or records than this are not looked for by one search: it has to be narrower then.
const MAX_FOUND: usize = 40;

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
    /// Whose user name the search is: of an account, the name by which it signs in is what is known.
    pub account: Option<PersonId>,
    /// Where the page begins.
    pub behind: Option<LogKey>,
}

/// What was done by some people or about some things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// What these people did.
    pub people: BTreeSet<PersonId>,
    /// What was done about the records that these owe in the school year.
    pub owners: BTreeSet<Owner>,
    /// What was done about these.
    pub things: BTreeSet<Uuid>,
}

/// The lines that are to be read, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// `None` for all of it.
    pub chosen: Option<Chosen>,
    /// Of which school year the records of the owners are.
    pub year: YearId,
    /// Of these, only what this person did.
    pub only_by: Option<PersonId>,
    pub topic: Option<Topic>,
    /// Of what was done in a secret register, only what this person did; `None` for whoever reads that register.
    pub secrets_by: Option<PersonId>,
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
    let chosen = match (filter.record, scope) {
        (Some(record), _) => Some(Chosen { things: of_record(facts, record), ..Chosen::default() }),
        (None, LogScope::School) => match (search, filter.person) {
            (Some(search), _) => Some(found(facts, &search, filter.account)),
            (None, Some(person)) => Some(Chosen { people: [person].into(), ..Chosen::default() }),
            (None, None) => None,
        },
        (None, LogScope::Own) => Some(match search {
            Some(search) => found_in_own(facts, actor, &search),
            None => own(facts, actor),
        }),
    };
    Wanted {
        chosen,
        year: facts.regime.year,
        only_by,
        topic: filter.topic,
        secrets_by: (!reads_secrets(facts, actor)).then_some(actor.person),
        since: filter.from.map(midnight).unwrap_or_default(),
        behind,
    }
}

/// Whether `actor` reads every register that only those named in an entry know of.
fn reads_secrets(facts: &Facts, actor: &Actor) -> bool {
    let secret = RegisterKind::ALL.into_iter().map(RegisterKind::register).filter(|register| register.is_secret());
    let mut scopes = secret.map(|register| decide_read_register(actor, facts.organisation(), register));
    scopes.all(|scope| scope == Ok(RegisterScope::All))
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
fn found(facts: &Facts, search: &Search, account: Option<PersonId>) -> Chosen {
    let people = facts.organisation().people.iter().filter(|one| search.finds(one.name.as_str())).take(MAX_FOUND);
    let people: BTreeSet<PersonId> = people.map(|one| one.id).chain(account).collect();
    let things = records_found(facts, search, |_| true).chain(people.iter().map(|one| one.uuid())).collect();
    Chosen { people, things, owners: BTreeSet::new() }
}

/// The records of a search, of those that are looked at.
fn records_found<'a>(
    facts: &'a Facts,
    search: &'a Search,
    is_looked_at: impl Fn(&Obligation) -> bool + 'a,
) -> impl Iterator<Item = Uuid> + 'a {
    let records = facts.obligations.iter().filter(move |one| is_looked_at(one) && search.finds(&facts.title(one)));
    records.take(MAX_FOUND).flat_map(|one| [Some(one.id.uuid()), version(one)]).flatten()
}

/// Of the reader's own records, those that a search finds.
fn found_in_own(facts: &Facts, actor: &Actor, search: &Search) -> Chosen {
    let things = records_found(facts, search, |one| is_own(facts, actor, one)).collect();
    Chosen { things, ..Chosen::default() }
}

/// What somebody did themselves, and what was done with their account, with what they owe, with what they handed in for others and
/// was handed in last, and with the updates that they asked for.
fn own(facts: &Facts, actor: &Actor) -> Chosen {
    let all: BTreeSet<Owner> = facts.obligations.iter().map(|one| one.terms.owner).collect();
    let owners: BTreeSet<Owner> = all.into_iter().filter(|owner| owes(facts, actor, *owner)).collect();
    let handed_in = |one: &&Obligation| !owners.contains(&one.terms.owner) && wrote(actor, one);
    let mut of_others: Vec<&Obligation> = facts.obligations.iter().filter(handed_in).collect();
    of_others.sort_by_key(|one| std::cmp::Reverse(one.handed_in.as_ref().map(|last| last.last_at)));
    let asked = facts.updates.all.iter().rev().filter(|one| one.requested.by == actor.person).take(MAX_FOUND);
    let of_others = of_others.into_iter().take(MAX_FOUND).map(|one| one.id.uuid());
    let things = of_others.chain(asked.map(|one| one.id.uuid())).chain([actor.person.uuid()]).collect();
    Chosen { people: [actor.person].into(), owners, things }
}

/// Whether somebody owes a record, or has handed in a version of it.
fn is_own(facts: &Facts, actor: &Actor, record: &Obligation) -> bool {
    wrote(actor, record) || owes(facts, actor, record.terms.owner)
}

fn owes(facts: &Facts, actor: &Actor, owner: Owner) -> bool {
    owner.duty(facts.organisation()).is_of(actor.person, &actor.positions)
}

fn wrote(actor: &Actor, record: &Obligation) -> bool {
    record.handed_in.as_ref().is_some_and(|handed_in| handed_in.authors.contains(&actor.person))
}
