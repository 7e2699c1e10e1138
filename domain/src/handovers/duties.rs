//! What goes with each position of somebody, and who may take it over.

use chrono::NaiveDate;

use crate::{
    days::Span,
    facts::Facts,
    obligations::{Obligation, Period},
    people::{Appointment, ClassGroupId, Organisation, Person, PersonId, Position, called_among},
    refusal::{HandoverRefusal, Refusal},
    vietnamese,
};

/// One position with what goes with it after the last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionDuties {
    pub position: Position,
    /// "Giáo viên lớp 4A".
    pub title: String,
    /// Who else holds it afterwards: "cô Thảo".
    pub others: Vec<String>,
    /// Records to come, with their due day.
    pub records: Vec<String>,
    /// How many weeks of theirs are in the roster.
    pub turns: usize,
}

/// The own positions of `of` that are held on `last` and can be handed over then: those that go on, and those that end that day.
pub fn positions_to_hand_over(organisation: &Organisation, of: PersonId, last: NaiveDate) -> Vec<Position> {
    let held = |one: &&Appointment| one.person == of && one.from <= last && one.until.is_none_or(|until| last <= until);
    let mut positions: Vec<Position> = organisation.own_appointments().filter(held).map(|one| one.position).collect();
    positions.sort();
    positions.dedup();
    positions
}

/// What goes with each of these positions.
pub fn duties(facts: &Facts, of: PersonId, last: NaiveDate) -> Vec<PositionDuties> {
    let organisation = facts.organisation();
    // Two of one name are told apart.
    let others = |position: Position| {
        let held = holds_after(organisation, position, of, last);
        held.iter().map(|one| called_among(one, &held)).collect()
    };
    let one = |position: Position| PositionDuties {
        position,
        title: organisation.titles(&[position]),
        others: others(position),
        records: to_come(facts, position, of, last),
        turns: class_of(position).map_or(0, |class| turns_after(facts, class, of, last).len()),
    };
    positions_to_hand_over(organisation, of, last).into_iter().map(one).collect()
}

/// Who but `of` holds `position` on the day after.
pub fn holds_after(organisation: &Organisation, position: Position, of: PersonId, last: NaiveDate) -> Vec<&Person> {
    let first = last.succ_opt().unwrap_or(last);
    organisation.holders(position, first).into_iter().filter(|one| one.id != of).collect()
}

const fn class_of(position: Position) -> Option<ClassGroupId> {
    match position {
        Position::Teacher(class) => Some(class),
        Position::Principal
        | Position::VicePrincipal
        | Position::ManagementTeam
        | Position::Head(_)
        | Position::DeputyHead(_)
        | Position::SectionHolder(_)
        | Position::Member(_) => None,
    }
}

/// Whether nobody has handed `obligation` in, and somebody has to.
fn is_owed(obligation: &Obligation) -> bool {
    obligation.handed_in.is_none() && obligation.exemption.is_none()
}

/// What is owed by whoever holds `position`, and comes due after `last`.
fn owed_after(facts: &Facts, position: Position, last: NaiveDate) -> impl Iterator<Item = &Obligation> {
    let organisation = facts.organisation();
    let carries = move |one: &&Obligation| one.terms.owner.duty(organisation).positions().any(|carried| carried == position);
    facts.open_obligations().filter(move |one| is_owed(one) && one.due_day().is_some_and(|day| last < day)).filter(carries)
}

/// How many records of `position` that come due after `last` nobody has handed in yet: what goes over with it, and the minutes say.
pub fn count_after(facts: &Facts, position: Position, last: NaiveDate) -> usize {
    owed_after(facts, position, last).count()
}

fn to_come(facts: &Facts, position: Position, of: PersonId, last: NaiveDate) -> Vec<String> {
    let in_turn = |one: &&Obligation| one.terms.turn.is_none_or(|turn| turn == of);
    let mut records: Vec<&Obligation> = owed_after(facts, position, last).filter(in_turn).collect();
    records.sort_by_key(|one| (one.due_day(), one.id));
    let due = |one: &Obligation| one.due_day().map(|day| format!(", hạn {}", vietnamese::date(day))).unwrap_or_default();
    records.into_iter().map(|one| format!("{}{}", facts.title(one), due(one))).collect()
}

/// The weeks of `class` that begin after `last` and are `of`'s by the roster.
pub fn turns_after(facts: &Facts, class: ClassGroupId, of: PersonId, last: NaiveDate) -> Vec<u8> {
    let span = |week| Period::Week(week).span(facts.calendar(), &facts.regime.themes);
    let is_later = |week: u8| span(week).is_some_and(|span: Span| last < span.from);
    let turns = facts.organisation().turns.iter().filter(|turn| (turn.class, turn.person) == (class, of));
    turns.map(|turn| turn.week).filter(|week| is_later(*week)).collect()
}

/// May `to` take `position` over from `of`, from the day after `last` on? Whoever can sign in, works at the school then, and may do
/// such work (`Organisation::may_stand_in`); who leads is of the department. Leadership and management team are appointed by a
/// decision, elsewhere.
///
/// # Errors
/// `HandoverRefusal`: why not, with the name.
pub fn check_receiver(
    organisation: &Organisation,
    position: Position,
    of: PersonId,
    to: PersonId,
    last: NaiveDate,
) -> Result<(), Refusal> {
    let first = last.succ_opt().unwrap_or(last);
    let who = || organisation.person(to).map_or_else(|| organisation.full_name(to), Person::mention);
    if to == of {
        return Err(HandoverRefusal::ToOneself.into());
    }
    if organisation.suspended.contains(&to) {
        return Err(HandoverRefusal::Suspended { who: who() }.into());
    }
    if organisation.positions(to, first).is_empty() {
        return Err(HandoverRefusal::HasLeft { who: who(), day: first }.into());
    }
    let may = match position {
        Position::Principal | Position::VicePrincipal => return Err(HandoverRefusal::Leadership.into()),
        Position::Teacher(_) | Position::SectionHolder(_) => organisation.may_stand_in(to, position, first),
        Position::Head(department) | Position::DeputyHead(department) => organisation.department_of(to, first) == Some(department),
        // Its members are named by a decision, and exist inside its days alone.
        Position::ManagementTeam => return Err(HandoverRefusal::Team.into()),
        Position::Member(_) => true,
    };
    let what = || organisation.title(position).unwrap_or_default();
    if may { Ok(()) } else { Err(HandoverRefusal::MayNot { who: who(), what: what() }.into()) }
}

/// Who may take over any of `positions` from `of`, with name and positions, in the order of the people.
pub fn receivers<'o>(organisation: &'o Organisation, positions: &[Position], of: PersonId, last: NaiveDate) -> Vec<&'o Person> {
    let may = |to: PersonId| positions.iter().any(|one| check_receiver(organisation, *one, of, to, last).is_ok());
    organisation.people.iter().filter(|person| may(person.id)).collect()
}
