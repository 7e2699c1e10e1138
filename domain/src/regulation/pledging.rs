//! Who is asked to read the regulation and to promise to keep it, and who has.

use chrono::NaiveDate;

use super::standing::{Regulation, VersionLine, VersionState};
use crate::{
    days::{Timestamp, work_begins},
    people::{Organisation, PersonId},
};

/// Whether `person` is one of those whom the regulation binds on `day`: whoever holds a position of their own (Điều 1b).
pub fn is_asked(organisation: &Organisation, person: PersonId, day: NaiveDate) -> bool {
    organisation.own_appointments().any(|one| one.person == person && one.holds_on(day))
}

/// The version that `person` has still to read on `day`; `None` where they have, or where none counts.
pub fn asked_of<'r>(
    regulation: &'r Regulation,
    organisation: &Organisation,
    person: PersonId,
    day: NaiveDate,
) -> Option<&'r VersionLine> {
    let version = regulation.in_force(day)?;
    let waits = regulation.pledged_at(version.id, person).is_none() && is_asked(organisation, person, day);
    waits.then_some(version)
}

/// From when on people are asked about `version`: the morning of its day, or when it came into the program later than that.
pub fn due_from(version: &VersionLine) -> Timestamp {
    version.at.max(work_begins(version.from))
}

/// One person of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PledgeLine {
    pub person: PersonId,
    pub name: String,
    pub titles: String,
    /// When they promised; `None` where they have not.
    pub at: Option<Timestamp>,
    /// They cannot sign in: only paper is left.
    pub is_suspended: bool,
}

/// Who has and who has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pledged {
    /// In the order of names.
    pub lines: Vec<PledgeLine>,
}

impl Pledged {
    /// How many have.
    pub fn done(&self) -> usize {
        self.lines.iter().filter(|one| one.at.is_some()).count()
    }

    /// How many have not.
    pub fn missing(&self) -> usize {
        self.lines.len() - self.done()
    }
}

/// The list of `version` on `day`. Of one that has been replaced, or has not come, nobody is asked: only those who have promised
/// stand there.
pub fn pledged(regulation: &Regulation, organisation: &Organisation, version: &VersionLine, day: NaiveDate) -> Pledged {
    let asks = regulation.state(version, day) == VersionState::InForce;
    let lines = organisation.people.iter().filter_map(|person| {
        let at = regulation.pledged_at(version.id, person.id);
        let stands = at.is_some() || (asks && is_asked(organisation, person.id, day));
        let positions = organisation.positions(person.id, day);
        let titles = if positions.is_empty() { "Nay không còn chức vụ".to_owned() } else { organisation.titles(&positions) };
        stands.then(|| PledgeLine {
            person: person.id,
            name: organisation.name_of(person.id, day),
            titles,
            at,
            is_suspended: organisation.suspended.contains(&person.id),
        })
    });
    Pledged { lines: lines.collect() }
}
