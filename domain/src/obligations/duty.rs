//! Whose duty a record is: the one rule from the class, department, section, school or person that owes to the people who
//! hand it in. Who stands in for somebody else comes in here and nowhere else.

use chrono::NaiveDate;

use super::{Obligation, Owner, Terms};
use crate::people::{HANDOVER, Organisation, Person, PersonId, Position, SectionKind, Turn};

/// The duty to hand in what one owner owes (Điều 6a, 7a and 8 of the regulation).
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    owner: Owner,
    organisation: &'a Organisation,
}

impl Owner {
    /// Whose duty it is to hand in what this owner owes.
    pub const fn duty(self, organisation: &Organisation) -> Duty<'_> {
        Duty { owner: self, organisation }
    }
}

impl Terms {
    /// Whether it is for `person` to do, who holds `positions`: in their turn, or with others where it is nobody's turn.
    pub fn is_owed_by(&self, person: PersonId, positions: &[Position], organisation: &Organisation) -> bool {
        self.turn.map_or_else(|| self.owner.duty(organisation).is_of(person, positions), |turn| turn == person)
    }

    /// The same for `day`, by what `person` holds then.
    pub fn is_owed_by_on(&self, person: PersonId, day: NaiveDate, organisation: &Organisation) -> bool {
        self.turn.map_or_else(|| self.owner.duty(organisation).is_of_on(person, day), |turn| turn == person)
    }

    /// Whether it would be for `person` on `day` if nobody stood in for them then: that somebody is away takes nothing from what was
    /// decided about them.
    pub fn is_owed_but_for_cover(&self, person: PersonId, day: NaiveDate, organisation: &Organisation) -> bool {
        let Some(cover) = organisation.cover_of(person, day) else { return false };
        let in_roster = |one: &Turn| self.owner == Owner::Class(one.class) && self.period.week() == Some(one.week);
        match self.turn {
            None => self.owner.duty(organisation).is_of(person, &organisation.positions(person, day)),
            Some(turn) => turn == cover && organisation.turns.iter().any(|one| in_roster(one) && one.person == person),
        }
    }

    /// The people whose work it is on `day`: whoever's turn it is, or whoever answers for it first.
    pub fn foremost_on<'a>(&self, day: NaiveDate, organisation: &'a Organisation) -> Vec<&'a Person> {
        match self.turn {
            Some(turn) => organisation.person(turn).into_iter().collect(),
            None => self.owner.duty(organisation).foremost_on(day),
        }
    }

    /// The heads, on `day`, of the department whose record it is, but for `reader`: who else sees it there.
    pub fn other_heads<'a>(&self, reader: PersonId, organisation: &'a Organisation, day: NaiveDate) -> Vec<&'a Person> {
        let heads = self.department.into_iter().flat_map(|id| organisation.holders(Position::Head(id), day));
        heads.filter(|head| head.id != reader).collect()
    }
}

impl Obligation {
    /// Whether it is for `person` to do, who stands in for somebody: in their turn, because the duty of its due day is theirs, or
    /// because they have handed it in while it was.
    pub fn has_passed_to(&self, person: PersonId, today: NaiveDate, organisation: &Organisation) -> bool {
        let due = self.due_day().unwrap_or(today);
        self.terms.turn == Some(person)
            || self.handed_in.as_ref().is_some_and(|done| done.is_by(person))
            || self.terms.owner.duty(organisation).is_of_on(person, due)
    }
}

impl Obligation {
    /// Who has the turn because they covered on the day of the rule, and may still hand it in on `today`: also where a closure or
    /// more time has moved its due day beyond the days of the cover.
    pub fn turn_by_cover(&self, today: NaiveDate, organisation: &Organisation) -> Option<PersonId> {
        let (Owner::Class(class), Some(week)) = (self.terms.owner, self.terms.period.week()) else { return None };
        let (turn, due) = self.terms.turn.zip(self.terms.due.as_ref())?;
        let is_theirs = organisation.has_turn_by_cover(turn, (class, week), due.comes_on());
        (is_theirs && today <= due.day + HANDOVER && organisation.works_on(turn, today)).then_some(turn)
    }

    /// Whose turn it is on `day`: not of a teacher who has left the class by then. Whoever is away keeps what did not pass, and
    /// whoever covered on the day of the rule what did.
    pub fn turn_on(&self, day: NaiveDate, organisation: &Organisation) -> Option<PersonId> {
        let duty = self.terms.owner.duty(organisation);
        let holds = |turn: &PersonId| duty.is_of(*turn, &organisation.positions(*turn, day));
        self.turn_by_cover(day, organisation).or_else(|| self.terms.turn.filter(holds))
    }
}

impl<'a> Duty<'a> {
    /// The positions that carry it, the one that answers for it first: every teacher of a class, head and deputy head of
    /// a department, the holder of a section; for the school itself the leadership, and whoever holds a clerical section.
    /// None where a person owes it by name.
    pub fn positions(self) -> impl Iterator<Item = Position> + use<'a> {
        let [first, second] = match self.owner {
            Owner::Class(id) => [Some(Position::Teacher(id)), None],
            Owner::Department(id) => [Some(Position::Head(id)), Some(Position::DeputyHead(id))],
            Owner::Section(id) => [Some(Position::SectionHolder(id)), None],
            Owner::School => [Some(Position::Principal), Some(Position::VicePrincipal)],
            Owner::Person(_) => [None, None],
        };
        // A page asks this of every record of the year: only for the school's own are the sections looked through.
        let sections = if self.owner == Owner::School { self.organisation.sections.as_slice() } else { &[] };
        let clerks = sections.iter().filter(|section| section.kind == SectionKind::Clerical);
        [first, second].into_iter().flatten().chain(clerks.map(|section| Position::SectionHolder(section.id)))
    }

    /// Whether `person` has it while holding `positions`.
    pub fn is_of(self, person: PersonId, positions: &[Position]) -> bool {
        self.owner == Owner::Person(person) || self.positions().any(|position| positions.contains(&position))
    }

    /// Whether `person` has it on `day`, by what they hold then, or because they stand in for whoever does; not where another one
    /// stands in for them.
    pub fn is_of_on(self, person: PersonId, day: NaiveDate) -> bool {
        let holds = |person| self.is_of(person, &self.organisation.positions(person, day));
        if !self.can_be_covered() {
            return holds(person);
        }
        let is_away = || self.cover_of(person, day).is_some();
        let stands_in = || self.organisation.covered_by(person, day).any(holds) && self.may_be_covered_by(person, day);
        (holds(person) && !is_away()) || stands_in()
    }

    /// What a class or a section owes passes to whoever covers its teacher or holder; a person, a department and the school have
    /// nobody to write for them but by a position of their own.
    fn can_be_covered(self) -> bool {
        matches!(self.owner, Owner::Class(_) | Owner::Section(_)) && !self.organisation.covers.is_empty()
    }

    /// Whether `person` may stand in in it on `day`, for whoever has it.
    pub fn may_be_covered_by(self, person: PersonId, day: NaiveDate) -> bool {
        self.positions().any(|position| self.organisation.may_stand_in(person, position, day))
    }

    /// Who stands in for `person` in it on `day`.
    pub fn cover_of(self, person: PersonId, day: NaiveDate) -> Option<&'a Person> {
        let cover = self.organisation.cover_of(person, day).filter(|_| self.can_be_covered())?;
        self.organisation.person(cover).filter(|cover| self.may_be_covered_by(cover.id, day))
    }

    /// The people who hold `position` on `day`, each or whoever stands in for them.
    fn holders(self, position: Position, day: NaiveDate) -> impl Iterator<Item = &'a Person> {
        let holders = self.organisation.holders(position, day).into_iter();
        holders.map(move |one| self.cover_of(one.id, day).unwrap_or(one))
    }

    /// The people who have it on `day`, each once, in the order of `positions`.
    pub fn people_on(self, day: NaiveDate) -> Vec<&'a Person> {
        let mut people: Vec<&Person> = self.named().into_iter().collect();
        for person in self.positions().flat_map(|position| self.holders(position, day)) {
            if !people.iter().any(|known| known.id == person.id) {
                people.push(person);
            }
        }
        people
    }

    /// The people who answer for it first on `day`: those of the first position that anybody holds.
    pub fn foremost_on(self, day: NaiveDate) -> Vec<&'a Person> {
        let held = self.positions().map(|position| self.holders(position, day).collect::<Vec<_>>()).find(|held| !held.is_empty());
        let mut people: Vec<&Person> = self.named().into_iter().collect();
        // A colleague who covers another one of the same class is one person.
        for person in held.into_iter().flatten() {
            if !people.iter().any(|known| known.id == person.id) {
                people.push(person);
            }
        }
        people
    }

    /// The one person who owes it by name.
    fn named(self) -> Option<&'a Person> {
        match self.owner {
            Owner::Person(id) => self.organisation.person(id),
            Owner::Class(_) | Owner::Department(_) | Owner::Section(_) | Owner::School => None,
        }
    }
}

#[cfg(test)]
mod tests;
