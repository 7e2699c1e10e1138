//! "Dạy thay": who stands in for a teacher who is away, in the classes of that one and nowhere else.

use chrono::NaiveDate;

use serde::{Deserialize, Serialize};

use super::{Organisation, PersonId, Position};
use crate::days::Span;

/// One teacher in the place of another one. It follows from an absence that was noted (`absences::covers`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    pub of: PersonId,
    pub by: PersonId,
    /// The due days of which the duty has passed.
    pub days: Span,
    /// The days on which whoever covers may hand in, and read, what the classes owe.
    pub rights: Span,
}

impl Organisation {
    /// Who stands in for `person` in what is due on `day`.
    pub fn cover_of(&self, person: PersonId, day: NaiveDate) -> Option<PersonId> {
        let covers = self.covers.iter().filter(|one| one.of == person && one.days.contains(day));
        covers.map(|one| one.by).find(|by| self.works_on(*by, day))
    }

    /// For whom `person` stands in, in what is due on `day`.
    pub fn covered_by(&self, person: PersonId, day: NaiveDate) -> impl Iterator<Item = PersonId> {
        let covers = self.covers.iter().filter(move |one| one.by == person && one.days.contains(day));
        covers.filter(move |_| self.works_on(person, day)).map(|one| one.of)
    }

    /// The classes in which `person` may do on `day` what a teacher of theirs does whom they stand in for.
    pub fn positions_covered(&self, person: PersonId, day: NaiveDate) -> impl Iterator<Item = Position> {
        let held = self.covers.iter().filter(move |one| one.by == person && one.rights.contains(day));
        let held = held.filter(move |_| self.works_on(person, day));
        held.flat_map(move |one| self.positions(one.of, day)).filter(|position| matches!(position, Position::Teacher(_)))
    }

    /// Whoever has left the school stands in for nobody: the duty is again of whoever is away.
    fn works_on(&self, person: PersonId, day: NaiveDate) -> bool {
        self.own_appointments().any(|one| one.person == person && one.holds_on(day))
    }
}
