//! From record type × period × owner to the list of what is owed in a school year; the same input gives the same list.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Owner, Period, Terms};
use crate::{
    calendar::{SchoolCalendar, Semester, Unit},
    days::Span,
    deadlines::{Due, DueDayError, DueRule, due},
    people::{ClassGroupId, Organisation, PersonId, Position},
    record_types::{OwedBy, Recurrence},
    regime::Regime,
};

/// The whole list for the school year, in the order of types, periods and owners.
///
/// # Errors
/// A calendar in which no working day can be found for a record (`DueDayError`).
pub fn generate(regime: &Regime) -> Result<Vec<Terms>, DueDayError> {
    let mut list = Vec::new();
    let turns = turns(&regime.organisation);
    for record_type in regime.types_in_use() {
        let owners = owners(record_type.owed_by, &regime.organisation);
        for period in periods(record_type.recurrence, regime) {
            let Some(span) = period.span(&regime.calendar, &regime.themes) else { continue };
            let Some(rules) = regime.rules_on(span.from).filter(|rules| rules.uses(record_type)) else { continue };
            let rule = rules.due_of(record_type);
            let of_school = due_of(&regime.calendar, rule, span)?;
            // The same by every calendar: a closure moves the due day and not the day on which a record comes. Who owes it,
            // and in which row, does not hang on what is shut.
            let comes_on = of_school.as_ref().map(Due::comes_on);
            if comes_on.unwrap_or(span.to) < regime.counts_from {
                continue;
            }
            let practice_week = dashboard_week(&regime.calendar, period, comes_on);
            for owner in &owners {
                if !owes(*owner, record_type.owed_by, span, comes_on, &regime.organisation) {
                    continue;
                }
                let department = owner.department(&regime.organisation, comes_on.unwrap_or(span.from));
                let due = due_of_owner(regime, owner.unit(department), rule, span, of_school.as_ref())?;
                let week = dashboard_week(&regime.calendar, period, due.as_ref().map(|due| due.day));
                list.push(Terms {
                    record_type: record_type.id,
                    period,
                    owner: *owner,
                    department,
                    week,
                    due,
                    rules: rules.id,
                    turn: turn(*owner, period, span, &turns, &regime.organisation).map(|person| {
                        // Whoever covers has the turns of whom they cover, of what comes due meanwhile.
                        let cover = comes_on.and_then(|day| owner.duty(&regime.organisation).cover_of(person, day));
                        cover.map_or(person, |cover| cover.id)
                    }),
                    practice: practice_week.is_some() && practice_week == regime.practice_week,
                });
            }
        }
    }
    Ok(list)
}

/// The due day of one record; none in a short year without the week that the rule names.
pub(super) fn due_of(calendar: &SchoolCalendar, rule: DueRule, span: Span) -> Result<Option<Due>, DueDayError> {
    match due(calendar, rule, span) {
        Err(DueDayError::NoSuchWeek(_)) => Ok(None),
        due => due,
    }
}

/// The due day of one record by the calendar of the unit whose it is; `of_school` is that by the calendar of the school.
fn due_of_owner(
    regime: &Regime,
    unit: Option<Unit>,
    rule: DueRule,
    span: Span,
    of_school: Option<&Due>,
) -> Result<Option<Due>, DueDayError> {
    match unit.and_then(|unit| regime.unit_calendars.of(unit)) {
        Some(calendar) => due_of(calendar, rule, span),
        None => Ok(of_school.cloned()),
    }
}

/// Every owner who owes records of a type that is owed so.
pub fn owners(owed_by: OwedBy, organisation: &Organisation) -> Vec<Owner> {
    match owed_by {
        OwedBy::EachClass => organisation.classes.iter().map(|class| Owner::Class(class.id)).collect(),
        OwedBy::EachDepartment => organisation.departments.iter().map(|department| Owner::Department(department.id)).collect(),
        OwedBy::Department(id) => organisation.department(id).map(|_| Owner::Department(id)).into_iter().collect(),
        OwedBy::Section(id) => organisation.section(id).map(|_| Owner::Section(id)).into_iter().collect(),
        OwedBy::School => vec![Owner::School],
        OwedBy::EachTeacher | OwedBy::EachPerson => organisation.people.iter().map(|person| Owner::Person(person.id)).collect(),
    }
}

/// A class that has ended owes nothing of a period that begins, or that falls due, afterwards: nobody is left to hand
/// it in; nor does one that is opened for the next year owe anything before that. A person answers for no day on which they did not hold their position. `due` is the day before any closure: a storm on
/// somebody's last day frees them of nothing, and on the day before their first one burdens them with nothing.
fn owes(owner: Owner, owed_by: OwedBy, span: Span, due: Option<NaiveDate>, organisation: &Organisation) -> bool {
    match owner {
        Owner::Class(id) => {
            let last = due.map_or(span.from, |due| due.max(span.from));
            let class = organisation.class(id);
            let (from, until) = (class.and_then(|class| class.from), class.and_then(|class| class.until));
            from.is_none_or(|from| from <= last) && until.is_none_or(|until| last <= until)
        }
        Owner::Person(id) => {
            let held = |days: Span| {
                organisation.appointments.iter().any(|one| {
                    one.person == id
                        && (owed_by == OwedBy::EachPerson || matches!(one.position, Position::Teacher(_)))
                        && one.holds_within(days)
                })
            };
            let on = |day: NaiveDate| held(Span::new(day, day));
            match due {
                // A plan is due before its period: its writer is there on both days.
                Some(due) if due <= span.to => on(due) && on(due.max(span.from)),
                // What looks back is written by whoever had a part in the period and is still there.
                Some(due) => held(span) && on(due),
                None => held(span),
            }
        }
        Owner::Department(_) | Owner::Section(_) | Owner::School => true,
    }
}

fn periods(recurrence: Recurrence, regime: &Regime) -> Vec<Period> {
    match recurrence {
        Recurrence::EachWeek => regime.calendar.teaching_weeks().iter().map(|week| Period::Week(week.number)).collect(),
        Recurrence::EachMonth => regime.calendar.months().into_iter().map(Period::Month).collect(),
        Recurrence::EachTheme => regime.themes.iter().map(|theme| Period::Theme(theme.id)).collect(),
        Recurrence::EachSemester => vec![Period::Semester(Semester::First), Period::Semester(Semester::Second)],
        Recurrence::OneSemester(semester) => vec![Period::Semester(semester)],
        Recurrence::OnceAYear => vec![Period::Year],
    }
}

/// A weekly record stands in its teaching week, another one in the numbered week that holds its due
/// day, or the last numbered week before; days before week 1 stand in week 1.
pub(super) fn dashboard_week(calendar: &SchoolCalendar, period: Period, due_day: Option<NaiveDate>) -> Option<u8> {
    match (period, due_day) {
        (Period::Week(number), _) => Some(number),
        (_, Some(day)) => Some(calendar.last_numbered_week_on_or_before(day).map_or(1, |week| week.number)),
        (_, None) => None,
    }
}

impl Terms {
    /// The week of the dashboard in which it would stand if nothing were shut at short notice.
    pub(crate) fn planned_week(&self, calendar: &SchoolCalendar) -> Option<u8> {
        let moved = self.due.as_ref().filter(|due| due.planned_day() != due.day);
        moved.map_or(self.week, |due| dashboard_week(calendar, self.period, Some(due.planned_day())))
    }
}

/// Whose turn each week of each class is.
type Turns = HashMap<(ClassGroupId, u8), PersonId>;

fn turns(organisation: &Organisation) -> Turns {
    organisation.turns.iter().map(|turn| ((turn.class, turn.week), turn.person)).collect()
}

/// A turn is worth nothing in a week in which its teacher no longer, or not yet, teaches the class.
fn turn(owner: Owner, period: Period, week_span: Span, turns: &Turns, organisation: &Organisation) -> Option<PersonId> {
    let (Owner::Class(class), Period::Week(week)) = (owner, period) else { return None };
    let person = *turns.get(&(class, week))?;
    let teaches = organisation.appointments.iter().any(|appointment| {
        appointment.person == person && appointment.position == Position::Teacher(class) && appointment.holds_within(week_span)
    });
    teaches.then_some(person)
}

#[cfg(test)]
mod tests;
