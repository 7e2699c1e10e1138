//! "Lượt dạy": who writes which week in a class that several teachers share, as it stands and as a form.

mod form;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use form::{Shared, TurnsForm};

use crate::{
    calendar::TeachingWeek,
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::Owner,
    people::{ClassGroup, ClassGroupId, DepartmentId, Honorific, Person, PersonId, Position, called_among, named_among},
    swaps::swap_of_week,
};

/// The turns of one class in the school year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassTurns {
    pub class: ClassGroupId,
    /// "4A".
    pub name: String,
    pub department: DepartmentId,
    /// Who teaches it now, in the order of appointment.
    pub teachers: Vec<Teacher>,
    pub weeks: Vec<WeekTurn>,
    /// Everybody who ever has or had a turn here.
    names: BTreeMap<PersonId, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teacher {
    pub id: PersonId,
    /// "Nguyễn Thị Hoa".
    pub name: String,
    pub honorific: Honorific,
}

/// One numbered week of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekTurn {
    pub week: TeachingWeek,
    /// Who teaches the class on its Monday.
    pub teachers: Vec<PersonId>,
    /// `None`: all of them together.
    pub turn: Option<PersonId>,
    /// A weekly record of the class was handed in already.
    pub handed_in: bool,
    /// The week is not over yet.
    pub ahead: bool,
    /// "đổi lượt với cô Hoa, xác nhận lúc 20:14 ngày 26/11/2026", where two have swapped it.
    pub swapped: Option<String>,
}

impl WeekTurn {
    /// Whom one may choose; the present choice stays possible also where its teacher has left since.
    fn may_be(&self, person: PersonId) -> bool {
        self.teachers.contains(&person) || self.turn == Some(person)
    }

    /// A turn is worth nothing in a week in which its teacher does not teach the class.
    fn holder(&self) -> Option<PersonId> {
        self.turn.filter(|person| self.teachers.contains(person))
    }
}

impl ClassTurns {
    /// Every class, in the order of the departments.
    pub fn all(facts: &Facts, now: Timestamp) -> Vec<Self> {
        let organisation = facts.organisation();
        let classes = organisation
            .departments
            .iter()
            .flat_map(|department| organisation.open_classes().filter(move |class| class.department == department.id));
        classes.map(|class| Self::of_class(facts, class, now)).collect()
    }

    /// "6 lớp chia lượt, 6 lớp cùng soạn".
    pub fn in_short(facts: &Facts, now: Timestamp) -> String {
        let shared: Vec<Self> = Self::all(facts, now).into_iter().filter(Self::is_shared).collect();
        let turns = shared.iter().filter(|class| class.takes_turns()).count();
        format!("{turns} lớp chia lượt, {} lớp cùng soạn", shared.len() - turns)
    }

    /// `None` where the school has no such class.
    pub fn of(facts: &Facts, class: ClassGroupId, now: Timestamp) -> Option<Self> {
        facts.organisation().class(class).map(|class| Self::of_class(facts, class, now))
    }

    fn of_class(facts: &Facts, class: &ClassGroup, now: Timestamp) -> Self {
        let (organisation, calendar, today) = (facts.organisation(), facts.calendar(), day_of(now));
        let turns: HashMap<u8, PersonId> =
            organisation.turns.iter().filter(|turn| turn.class == class.id).map(|turn| (turn.week, turn.person)).collect();
        let handed_in: HashSet<u8> = facts
            .obligations
            .iter()
            .filter(|one| one.terms.owner == Owner::Class(class.id) && one.handed_in.is_some())
            .filter_map(|one| one.terms.period.week())
            .collect();
        let position = Position::Teacher(class.id);
        let teach = |day| organisation.holders(position, day);
        let weeks: Vec<WeekTurn> = calendar
            .teaching_weeks()
            .iter()
            .map(|week| WeekTurn {
                week: *week,
                teachers: unique(teach(week.monday)).into_iter().map(|person| person.id).collect(),
                turn: turns.get(&week.number).copied(),
                handed_in: handed_in.contains(&week.number),
                ahead: today <= week.last_day,
                swapped: swap_of_week(&facts.swaps, class.id, week.number)
                    .filter(|(_, handed)| turns.get(&week.number) == Some(&handed.to))
                    .map(|(offer, handed)| offer.because(handed, organisation)),
            })
            .collect();
        let teachers = unique(teach(today.clamp(calendar.first_day(), calendar.last_day())));
        let ever =
            teachers.iter().map(|one| one.id).chain(weeks.iter().flat_map(|week| week.teachers.iter().copied().chain(week.turn)));
        let people: Vec<&Person> = unique(ever.filter_map(|id| organisation.person(id)).collect());
        Self {
            class: class.id,
            name: class.name.clone(),
            department: class.department,
            names: people.iter().map(|one| (one.id, called_among(one, &people))).collect(),
            teachers: teachers
                .into_iter()
                .map(|one| Teacher { id: one.id, name: named_among(one, &people), honorific: one.honorific })
                .collect(),
            weeks,
        }
    }

    /// The turns as they stand.
    pub fn turns(&self) -> Vec<(u8, PersonId)> {
        self.weeks.iter().filter_map(|week| Some((week.week.number, week.turn?))).collect()
    }

    /// There is something to share out.
    pub fn is_shared(&self) -> bool {
        self.teachers.len() > 1
    }

    /// "cô Hoa"; with the whole name where two of the class are called alike.
    pub fn called(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }

    /// The weeks take turns from now on.
    pub fn takes_turns(&self) -> bool {
        self.is_shared() && !self.holders().is_empty()
    }

    /// Those with a turn from now on, whose is next in front; of a year that is over, all.
    fn holders(&self) -> Vec<PersonId> {
        let over = self.weeks.iter().all(|week| !week.ahead);
        let mut holders = Vec::new();
        for holder in self.weeks.iter().filter(|week| over || week.ahead).filter_map(WeekTurn::holder) {
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        }
        holders
    }

    /// "Cô Hoa và cô Thảo luân phiên".
    pub fn summary(&self) -> String {
        match (&self.teachers[..], &self.holders()[..]) {
            ([], _) => "Chưa có ai phụ trách".to_owned(),
            ([one], _) => format!("Một {} phụ trách", one.honorific.word()),
            (_, []) => "Cùng soạn, chưa chia lượt".to_owned(),
            (_, [one]) => crate::vietnamese::capitalised(&format!("{} có lượt, các tuần khác cùng soạn", self.called(*one))),
            (_, [before @ .., last]) => {
                let before: Vec<String> = before.iter().map(|one| self.called(*one)).collect();
                crate::vietnamese::capitalised(&format!("{} và {} luân phiên", before.join(", "), self.called(*last)))
            }
        }
    }
}

/// Each of them once: whoever is appointed twice is one teacher.
fn unique(people: Vec<&Person>) -> Vec<&Person> {
    let mut seen = HashSet::new();
    people.into_iter().filter(|person| seen.insert(person.id)).collect()
}

#[cfg(test)]
mod tests;
