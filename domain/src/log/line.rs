//! A line of the log as it is read: who, as whom, when, from where, what, and what before and after.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{About, Details, Happened, Origin, Teller, Titled, filter::LogKey};
use crate::{
    days::{Timestamp, day_of},
    delegations::acting_words,
    facts::Facts,
    people::PersonId,
    vietnamese,
};

/// An entry of the log, with the function that tells what it was.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// Its number in the school.
    pub seq: i64,
    pub at: Timestamp,
    /// Nobody for the program itself.
    pub actor: Option<PersonId>,
    pub subject: Option<Uuid>,
    pub details: Details,
    /// Nobody knows of what the program did by itself, and of what was written before this was noted.
    pub origin: Option<Origin>,
    pub teller: Teller,
}

/// The same in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    pub seq: i64,
    pub at: Timestamp,
    /// "Cô Nguyễn Thị Hoa", or "Hệ thống".
    pub who: String,
    /// "tổ trưởng Mẫu giáo 4–5 tuổi, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT": each place that they held for somebody then.
    pub acting: Vec<String>,
    pub origin: Option<Origin>,
    /// From the verb on.
    pub what: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub about: Option<About>,
}

impl LogLine {
    /// Where the list goes on behind this line.
    pub const fn key(&self) -> LogKey {
        LogKey { at: self.at, seq: self.seq }
    }
}

impl LogEntry {
    /// The ids that its sentence may name a record by.
    pub fn named(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.subject.into_iter().chain(self.details.values().flat_map(super::detail::ids))
    }
}

/// What `entry` says, with the names that the school has now.
pub fn told(facts: &Facts, entry: &LogEntry, titles: &BTreeMap<Uuid, Titled>) -> LogLine {
    let LogEntry { seq, at, actor, subject, details, origin, teller } = entry;
    let of = Happened { facts, at: *at, actor: *actor, subject: *subject, details, titles };
    let said = teller(&of);
    let organisation = facts.organisation();
    let lent = actor.iter().flat_map(|person| organisation.lent_to(*person, day_of(*at)));
    let acting =
        lent.filter_map(|held| Some(format!("{}, {}", organisation.title(held.position)?, acting_words(organisation, held)?)));
    LogLine {
        seq: *seq,
        at: *at,
        who: actor.map_or_else(|| "Hệ thống".to_owned(), |person| vietnamese::capitalised(&of.who(Some(person)))),
        acting: acting.collect(),
        origin: origin.clone(),
        what: said.what,
        before: said.before,
        after: said.after,
        about: said.about,
    }
}
