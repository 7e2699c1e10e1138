//! Whether a scope is everything that is worked on, also where it says so box by box.

use std::collections::BTreeSet;

use super::{PartOfYear, Scope, Whose};
use crate::{
    people::{ClassGroup, PersonId, Position},
    regime::Regime,
};

impl Scope {
    /// Whether it shuts or opens everything that is worked on in the school year of `regime`: nothing is asked but of which year, or
    /// every question that is asked names all there is: every week or both semesters, every type, every class. Whoever ticks all
    /// boxes one by one has said the same as whoever ticks none.
    pub fn is_whole(&self, regime: &Regime) -> bool {
        self.records.is_empty()
            && self.within.as_ref().is_none_or(|within| within.is_whole(regime))
            && self.names_every_type(regime)
            && self.names_every_class(regime)
    }

    fn names_every_type(&self, regime: &Regime) -> bool {
        let mut types = regime.record_types.iter().filter(|one| !one.retired);
        self.record_types.is_empty() || types.all(|one| self.record_types.contains(&one.id))
    }

    /// Every class that anybody teaches: by itself, with its department, or because all of its teachers are named. Who shuts all
    /// classes shuts the work of the school, whatever becomes of the offices beside it.
    fn names_every_class(&self, regime: &Regime) -> bool {
        if self.whose.is_empty() {
            return true;
        }
        // Asked of the year's last day, so that the answer does not depend on when it is asked.
        let day = regime.calendar.last_day();
        let teachers = |class: &ClassGroup| -> BTreeSet<PersonId> {
            let teachers = regime.organisation.holders(Position::Teacher(class.id), day);
            teachers.into_iter().map(|one| one.id).collect()
        };
        let is_named = |class: &ClassGroup, teachers: &BTreeSet<PersonId>| {
            let named = [Whose::Class(class.id), Whose::Department(class.department)];
            named.iter().any(|one| self.whose.contains(one)) || teachers.iter().all(|id| self.whose.contains(&Whose::Person(*id)))
        };
        let taught = regime.organisation.open_classes().map(|class| (class, teachers(class)));
        let mut taught = taught.filter(|(_, teachers)| !teachers.is_empty()).peekable();
        taught.peek().is_some() && taught.all(|(class, teachers)| is_named(class, &teachers))
    }
}

impl PartOfYear {
    /// Of another year than the one of `regime` it is known only whether anything is asked.
    fn is_whole(&self, regime: &Regime) -> bool {
        if self.semesters.is_empty() && self.weeks.is_empty() {
            return true;
        }
        let is_named = |week: u8| self.weeks.contains(&week) || self.semesters.contains(&regime.calendar.semester_of(week));
        self.year == regime.year && regime.calendar.teaching_weeks().iter().all(|week| is_named(week.number))
    }
}
