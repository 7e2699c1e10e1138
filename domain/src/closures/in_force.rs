//! Which days are shut for whom: the calendars of the school and of its units, as the closures make them.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;

use super::closure::{Closure, ClosurePlan};
use crate::{
    calendar::{GivenBack, SchoolCalendar, SpecialDay, SpecialDayKind, Unit, UnitCalendars},
    days::{Span, day_of},
    people::Organisation,
    regime::Regime,
};

/// What counts of a closure.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'c> {
    plan: &'c ClosurePlan,
    /// The days that are shut.
    shut: Option<Span>,
    given_back: Option<GivenBack>,
}

impl<'c> InForce<'c> {
    /// All of it, as it is declared.
    pub const fn whole(plan: &'c ClosurePlan) -> Self {
        Self { plan, shut: Some(plan.days), given_back: None }
    }

    /// What is left of it when it is taken back on `on`.
    pub fn taken_back(closure: &'c Closure, on: NaiveDate) -> Self {
        let given_back = closure.days_after(on).map(|days| GivenBack { on, days });
        Self { plan: &closure.plan, shut: closure.days_until(on), given_back }
    }

    /// As it stands.
    pub fn of(closure: &'c Closure) -> Self {
        let taken_back = closure.taken_back.as_ref();
        taken_back.map_or_else(|| Self::whole(&closure.plan), |one| Self::taken_back(closure, day_of(one.signed.at)))
    }
}

/// What counts of these closures.
pub fn in_force(closures: &[Closure]) -> Vec<InForce<'_>> {
    closures.iter().map(InForce::of).collect()
}

/// What the closures make of one calendar.
type OfCalendar = (Vec<SpecialDay>, Vec<GivenBack>);

/// The regime with these closures in force and no others, whichever were before.
pub fn shut(regime: &Regime, in_force: &[InForce<'_>]) -> Regime {
    let shut_for = |unit: Option<Unit>| -> OfCalendar {
        let covers = |one: &&InForce<'_>| one.plan.scope.covers_unit(unit);
        let covering = || in_force.iter().filter(covers);
        let shut = covering().filter_map(|one| Some(special_day(regime, one.plan, one.shut?)));
        (shut.collect(), covering().filter_map(|one| one.given_back).collect())
    };
    let of_school = shut_for(None);
    let calendar = regime.calendar.shut_on(of_school.0.clone(), of_school.1.clone());
    let mut made: Vec<(OfCalendar, Arc<SchoolCalendar>)> = Vec::new();
    let mut calendar_of = |of: OfCalendar| match made.iter().find(|(known, _)| *known == of) {
        Some((_, calendar)) => Arc::clone(calendar),
        None => {
            let calendar = Arc::new(regime.calendar.shut_on(of.0.clone(), of.1.clone()));
            made.push((of, Arc::clone(&calendar)));
            calendar
        }
    };
    let units = units(&regime.organisation, in_force).into_iter().filter_map(|unit| {
        let of_unit = Some(shut_for(Some(unit))).filter(|of_unit| *of_unit != of_school)?;
        Some((unit, calendar_of(of_unit))).filter(|(_, of_unit)| **of_unit != calendar)
    });
    let unit_calendars: UnitCalendars = units.collect();
    Regime { calendar, unit_calendars, ..regime.clone() }
}

fn special_day(regime: &Regime, plan: &ClosurePlan, days: Span) -> SpecialDay {
    SpecialDay { from: days.from, to: days.to, kind: SpecialDayKind::Closure, name: plan.full_name(regime) }
}

/// Every unit that a closure may cover: those there are, and those of which a closure was declared while they were there.
fn units(organisation: &Organisation, in_force: &[InForce<'_>]) -> BTreeSet<Unit> {
    let departments = organisation.departments.iter().map(|one| Unit::Department(one.id));
    let classes = organisation.classes.iter().map(|one| Unit::Class(one.id));
    let named = in_force.iter().flat_map(|one| &one.plan.scope.whose).filter_map(|whose| whose.unit());
    departments.chain(classes).chain(named).collect()
}
