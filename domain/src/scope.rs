//! Which records something is about: one type for all that is decided over many of them at once, with one question.

mod form;
mod key;
mod units;
mod whole;
mod words;

use std::collections::BTreeSet;

pub use form::ScopeForm;

use crate::{
    calendar::Semester,
    obligations::{Obligation, ObligationId, Owner, Period},
    people::{ClassGroupId, DepartmentId, PersonId},
    record_types::RecordTypeId,
    regime::Regime,
    school_years::YearId,
};

/// Some records of a school. It asks four questions (when, what kind, whose, which single ones), each of which may be left open;
/// a record is covered where every question that is asked says yes. What stands under one question is added up: "tổ Nhà trẻ" and
/// "lớp 4A" are the records of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// `None`: of every school year, also of those to come.
    pub within: Option<PartOfYear>,
    /// Empty: of every type.
    pub record_types: BTreeSet<RecordTypeId>,
    /// Empty: whoever owes them.
    pub whose: BTreeSet<Whose>,
    /// Empty: not chosen one by one.
    pub records: BTreeSet<ObligationId>,
}

/// A school year, or semesters and weeks of it: the numbers of weeks come again each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfYear {
    pub year: YearId,
    /// With no weeks either: the whole year.
    pub semesters: BTreeSet<Semester>,
    /// Numbered teaching weeks.
    pub weeks: BTreeSet<u8>,
}

/// Whose records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Of the row "Ban giám hiệu": what the school itself owes, and the leadership.
    School,
    /// All that counts in the row of the department, its classes and sections too.
    Department(DepartmentId),
    Class(ClassGroupId),
    /// What this person owes by name, in their turn or with others, what another one owes only because they are away, and what they
    /// have handed in.
    Person(PersonId),
}

impl Scope {
    /// Every record of the school, also of the years to come.
    pub fn whole() -> Self {
        Self::default()
    }

    /// Does it cover this record of the school year of `regime`?
    pub fn covers(&self, obligation: &Obligation, regime: &Regime) -> bool {
        self.covers_written_by(None, obligation, regime)
    }

    /// Does it, once `writer` has handed the record in? What somebody hands in is theirs as well, so an order over their records is
    /// asked with them: else what they write would shut a colleague's record to that one.
    pub fn covers_written_by(&self, writer: Option<PersonId>, obligation: &Obligation, regime: &Regime) -> bool {
        let terms = &obligation.terms;
        self.within.as_ref().is_none_or(|within| within.covers(obligation, regime))
            && (self.record_types.is_empty() || self.record_types.contains(&terms.record_type))
            && (self.records.is_empty() || self.records.contains(&obligation.id))
            && (self.whose.is_empty() || self.whose.iter().any(|whose| whose.covers(writer, obligation, regime)))
    }

    /// Does it cover all of this school year, whatever stands in it? It asks nothing but of which year, if that.
    pub fn is_all_of(&self, year: YearId) -> bool {
        let asks_whose = !self.record_types.is_empty() || !self.whose.is_empty() || !self.records.is_empty();
        !asks_whose && self.within.as_ref().is_none_or(|within| within.year == year && within.is_whole_year())
    }
}

impl PartOfYear {
    /// The whole year.
    pub const fn of(year: YearId) -> Self {
        Self { year, semesters: BTreeSet::new(), weeks: BTreeSet::new() }
    }

    /// Nothing is asked but of which year.
    fn is_whole_year(&self) -> bool {
        self.semesters.is_empty() && self.weeks.is_empty()
    }

    /// The semester in which the period of a record ends. What is about the whole year is of none.
    fn semester_of(obligation: &Obligation, regime: &Regime) -> Option<Semester> {
        let period = obligation.terms.period;
        match period {
            Period::Semester(semester) => Some(semester),
            Period::Year => None,
            Period::Week(number) => Some(regime.calendar.semester_of(number)),
            Period::Month(_) | Period::Theme(_) => {
                let last = period.span(&regime.calendar, &regime.themes)?.to;
                let week = regime.calendar.last_numbered_week_on_or_before(last);
                Some(week.map_or(Semester::First, |week| regime.calendar.semester_of(week.number)))
            }
        }
    }

    /// A record of a week is of that week; another one of the week in which the dashboard shows it, and of the semester in which
    /// its period ends. Where a closure has moved its day, it is of the week of the day before: to shut the school opens nothing.
    fn covers(&self, obligation: &Obligation, regime: &Regime) -> bool {
        if self.year != regime.year {
            return false;
        }
        let week = || obligation.terms.period.week().or_else(|| obligation.terms.planned_week(&regime.calendar));
        self.is_whole_year()
            || Self::semester_of(obligation, regime).is_some_and(|semester| self.semesters.contains(&semester))
            || (!self.weeks.is_empty() && week().is_some_and(|week| self.weeks.contains(&week)))
    }
}

impl Whose {
    fn covers(self, writer: Option<PersonId>, obligation: &Obligation, regime: &Regime) -> bool {
        let terms = &obligation.terms;
        match self {
            Self::School => terms.department.is_none(),
            Self::Department(id) => terms.department == Some(id),
            Self::Class(id) => terms.owner == Owner::Class(id),
            Self::Person(id) => {
                // A record says itself of which day its duty is: it covers the same people whenever that is asked.
                let last = || terms.period.span(&regime.calendar, &regime.themes).map(|span| span.to);
                let day = obligation.due_day().or_else(last).unwrap_or_else(|| regime.calendar.last_day());
                writer == Some(id)
                    || obligation.handed_in.as_ref().is_some_and(|handed_in| handed_in.authors.contains(&id))
                    || terms.is_owed_by_on(id, day, &regime.organisation)
                    || terms.is_owed_but_for_cover(id, day, &regime.organisation)
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
