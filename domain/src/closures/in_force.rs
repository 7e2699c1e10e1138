//! Which days are shut for whom: the calendars of the school and of its units, as the closures make them.

use std::{collections::BTreeSet, sync::Arc};

use super::closure::{Closure, ClosurePlan};
use crate::{
    calendar::{SchoolCalendar, SpecialDay, SpecialDayKind, Unit, UnitCalendars},
    days::Span,
    people::Organisation,
    regime::Regime,
};

/// What counts of these closures, each with the days on which it does.
pub fn in_force(closures: &[Closure]) -> Vec<(&ClosurePlan, Span)> {
    closures.iter().filter_map(|one| Some((&one.plan, one.days_in_force()?))).collect()
}

/// The regime with these closures in force and no others, whichever were before.
pub fn shut(regime: &Regime, in_force: &[(&ClosurePlan, Span)]) -> Regime {
    let shut_for = |unit: Option<Unit>| {
        let covers = |one: &&(&ClosurePlan, Span)| one.0.scope.covers_unit(unit);
        in_force.iter().filter(covers).map(|(plan, days)| special_day(regime, plan, *days)).collect::<Vec<_>>()
    };
    let of_school = shut_for(None);
    let mut made: Vec<(Vec<SpecialDay>, Arc<SchoolCalendar>)> = Vec::new();
    let mut calendar_of = |shut: Vec<SpecialDay>| match made.iter().find(|(days, _)| *days == shut) {
        Some((_, calendar)) => Arc::clone(calendar),
        None => {
            let calendar = Arc::new(regime.calendar.shut_on(shut.clone()));
            made.push((shut, Arc::clone(&calendar)));
            calendar
        }
    };
    let units = units(&regime.organisation, in_force).into_iter().filter_map(|unit| {
        let shut = shut_for(Some(unit));
        (shut != of_school).then(|| (unit, calendar_of(shut)))
    });
    let unit_calendars: UnitCalendars = units.collect();
    Regime { calendar: regime.calendar.shut_on(of_school), unit_calendars, ..regime.clone() }
}

fn special_day(regime: &Regime, plan: &ClosurePlan, days: Span) -> SpecialDay {
    SpecialDay { from: days.from, to: days.to, kind: SpecialDayKind::Closure, name: plan.full_name(regime) }
}

/// Every unit that a closure may cover: those there are, and those of which a closure was declared while they were there.
fn units(organisation: &Organisation, in_force: &[(&ClosurePlan, Span)]) -> BTreeSet<Unit> {
    let departments = organisation.departments.iter().map(|one| Unit::Department(one.id));
    let classes = organisation.classes.iter().map(|one| Unit::Class(one.id));
    let named = in_force.iter().flat_map(|(plan, _)| &plan.scope.whose).filter_map(|whose| whose.unit());
    departments.chain(classes).chain(named).collect()
}
