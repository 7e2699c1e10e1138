//! "Hôm nay vắng: …": who is away today, for those whom it concerns and without the reason.

use super::absence::Absence;
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    people::{Person, PersonId},
    permissions::{Actor, decide_absences},
    vietnamese,
};

/// Somebody who is away today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwayToday {
    /// "cô Hoa (đến hết 04/12/2026, cô Xuân dạy thay)".
    pub words: String,
}

/// Who of those that concern `actor` is away today, in the order in which they went; nobody is told of themselves.
pub fn away_today(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<AwayToday> {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let is_away = |one: &&Absence| one.ended.is_none() && one.days.contains(today) && one.person != actor.person;
    let mut away: Vec<&Absence> = facts.absences.iter().filter(is_away).filter(|one| concerns(facts, actor, one)).collect();
    away.sort_by_key(|one| (one.days.from, one.number));
    let mention = |id: PersonId| organisation.person(id).map(Person::mention).unwrap_or_default();
    let told = away.into_iter().map(|one| {
        let word = organisation.cover_word(one.person, today);
        let cover = one.cover.map(|cover| format!(", {} {word}", mention(cover))).unwrap_or_default();
        let until =
            if one.days.to == today { "hôm nay".to_owned() } else { format!("đến hết {}", vietnamese::date(one.days.to)) };
        AwayToday { words: format!("{} ({until}{cover})", mention(one.person)) }
    });
    told.collect()
}

/// Whether `actor` is told of `absence`: the leadership and the management team of all, a head of those in the department, and
/// everybody of their own and of those whom they cover.
pub(super) fn concerns(facts: &Facts, actor: &Actor, absence: &Absence) -> bool {
    let is_own = absence.person == actor.person || absence.is_or_was_covered_by(actor.person);
    let sees_all = || decide_absences(actor).is_ok() || actor.is_management_team();
    let leads = || {
        let of = facts.organisation().department_of(absence.person, absence.days.from);
        of.is_some_and(|id| actor.departments_led().contains(&id))
    };
    is_own || sees_all() || leads()
}
