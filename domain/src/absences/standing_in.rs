//! For whom a record is somebody's to do, and who does it for them: what the row of a record says of an absence.

use chrono::NaiveDate;

use super::{AbsenceId, absence::Absence};
use crate::{
    days::Timestamp,
    deadlines::Due,
    facts::Facts,
    obligations::{Obligation, Owner, Period},
    people::{Cover, Person, PersonId},
    permissions::decide_hand_in,
    vietnamese,
};

/// What somebody's record has to do with an absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// "dạy thay cô Thảo (nghỉ 30/11–04/12/2026)": it is the reader's because somebody is away.
    For(String),
    /// "cô Hoa dạy thay": the reader is away, and somebody else does it.
    By(String),
}

/// What `reader` is told of an absence in the row of `obligation`.
pub fn stand_in(facts: &Facts, reader: PersonId, obligation: &Obligation) -> Option<StandIn> {
    let organisation = facts.organisation();
    if organisation.covers.is_empty() {
        return None;
    }
    let day = day_of_duty(obligation)?;
    if let Some((absence, _)) = covered_in(facts, obligation, day).find(|(_, by)| *by == reader) {
        let who = organisation.person(absence.person).map(Person::mention).unwrap_or_default();
        let word = organisation.cover_word(absence.person, day);
        return Some(StandIn::For(format!("{word} {who} (nghỉ {})", vietnamese::days(absence.days))));
    }
    let (_, by) = covered_in(facts, obligation, day).find(|(absence, _)| absence.person == reader)?;
    let who = organisation.person(by).map(Person::mention).unwrap_or_default();
    Some(StandIn::By(format!("{who} {}", organisation.cover_word(reader, day))))
}

/// Who does it, where it is another one's by the absence of this id.
pub(super) fn covered_by(facts: &Facts, obligation: &Obligation, id: AbsenceId) -> Option<PersonId> {
    let day = day_of_duty(obligation)?;
    covered_in(facts, obligation, day).find(|(absence, _)| absence.id == id).map(|(_, by)| by)
}

/// For whom a record that was given back waits, where an absence has to do with it: for whoever wrote the last version, whoever is
/// away or whoever covers or did, as long as they may still hand it in. `None` where it waits for those whose work it is.
pub fn waits_for_writer(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Option<PersonId> {
    let (organisation, writer) = (facts.organisation(), obligation.handed_in.as_ref()?.last_by);
    if organisation.covers.is_empty() {
        return None;
    }
    let (day, duty) = (day_of_duty(obligation)?, obligation.terms.owner.duty(organisation));
    let is_about = |one: &Cover| duty.is_of(one.of, &organisation.positions(one.of, day));
    let is_writers = |one: &&Cover| one.by == writer || (one.of == writer && one.days.contains(day));
    organisation.covers.iter().filter(is_writers).find(|one| is_about(one))?;
    let (actor, record) = (facts.actor(writer, now), facts.record_facts(obligation));
    let may = decide_hand_in(&actor, organisation, record).and_then(|_| facts.check_passed(&actor, obligation, now));
    may.is_ok().then_some(writer)
}

/// The day by which it passes: the one of the rule, as all turns do; of what is nobody's turn, the due day.
pub(super) fn day_of_duty(obligation: &Obligation) -> Option<NaiveDate> {
    let by_rule = obligation.terms.due.as_ref().map(Due::comes_on);
    if obligation.terms.turn.is_some() { by_rule } else { obligation.due_day() }
}

/// The absences by which this record is another one's on `day`, and whose.
fn covered_in<'f>(facts: &'f Facts, obligation: &'f Obligation, day: NaiveDate) -> impl Iterator<Item = (&'f Absence, PersonId)> {
    let (organisation, terms) = (facts.organisation(), &obligation.terms);
    let duty = terms.owner.duty(organisation);
    let holds = move |person: PersonId| duty.is_of(person, &organisation.positions(person, day));
    let roster = if let (Owner::Class(class), Period::Week(week)) = (terms.owner, terms.period) {
        organisation.turn_of(class, week)
    } else {
        None
    };
    let covers = organisation.covers.iter().filter(move |one| one.days.contains(day) && holds(one.of));
    let passes = covers.filter(move |one| match terms.turn {
        Some(turn) => turn == one.by && roster == Some(one.of),
        // Whoever teaches the class as well does it anyhow.
        None => !holds(one.by) && duty.cover_of(one.of, day).is_some_and(|by| by.id == one.by),
    });
    passes.filter_map(move |one| {
        // Whoever came back and is ill again within the days of the first time is away by the second one.
        let is_away = |absence: &&Absence| absence.person == one.of && absence.days_known().is_some_and(|days| days.contains(day));
        let absence = facts.absences.iter().rev().find(is_away)?;
        Some((absence, one.by))
    })
}
