//! What stays with whoever is away although somebody covers: record by record, and why, so that it can be freed or given to another
//! one.

use chrono::NaiveDate;

use super::{absence::Absence, standing_in::day_of_duty};
use crate::{
    days::{Span, Timestamp, day_of},
    facts::Facts,
    moved_days::is_open,
    obligations::{Obligation, ObligationId, Owner},
    people::{Organisation, PersonId},
    refusal::AbsenceRefusal,
};

/// One record that nobody hands in for whoever is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staying {
    pub obligation: ObligationId,
    pub title: String,
    pub due: NaiveDate,
    pub why: AbsenceRefusal,
}

impl Staying {
    /// Whether it would pass if somebody else covered: whoever does works elsewhere.
    pub const fn would_pass_to_another(&self) -> bool {
        matches!(self.why, AbsenceRefusal::NoTeacher | AbsenceRefusal::OtherOffice)
    }
}

/// What comes due in `absence` from today on and stays with whoever is away, where nobody else answers for it with them; in the
/// order of their due days. Nothing where it was freed or ended.
pub fn stays(facts: &Facts, absence: &Absence, now: Timestamp) -> Vec<Staying> {
    let rest = Span::new(absence.days.from.max(day_of(now)), absence.days.to);
    let Some(cover) = absence.cover.filter(|_| absence.ended.is_none() && rest.from <= rest.to) else { return Vec::new() };
    let organisation = facts.organisation();
    let open = facts.open_obligations().filter(|one| is_open(one) && !one.terms.practice);
    // A turn that came before she went stays hers also where more time has moved its due day into these days.
    let is_of_rest = |one: &Obligation, day: NaiveDate| rest.contains(day) || one.due_day().is_some_and(|due| rest.contains(due));
    let of_rest = open.filter_map(|one| Some((one, day_of_duty(one).filter(|day| is_of_rest(one, *day))?)));
    let mut found: Vec<_> = of_rest.filter(|(one, day)| is_theirs_alone(organisation, absence.person, one, *day)).collect();
    found.sort_by_cached_key(|(one, day)| (*day, facts.order(one.id)));
    let told = found.into_iter().map(|(one, day)| {
        let (due, why) = (one.due_day().unwrap_or(day), why_it_stays(organisation, one.terms.owner, (cover, day)));
        Staying { obligation: one.id, title: facts.title(one), due, why }
    });
    told.collect()
}

/// Why what is due on `day` does not pass to `cover`.
pub(super) fn why_it_stays(organisation: &Organisation, owner: Owner, (cover, day): (PersonId, NaiveDate)) -> AbsenceRefusal {
    let is_fit = owner.duty(organisation).may_be_covered_by(cover, day);
    match owner {
        Owner::Person(_) => AbsenceRefusal::ByName,
        Owner::Department(_) | Owner::School => AbsenceRefusal::NotOfClass,
        Owner::Class(_) if !is_fit => AbsenceRefusal::NoTeacher,
        Owner::Section(_) if !is_fit => AbsenceRefusal::OtherOffice,
        Owner::Class(_) | Owner::Section(_) => AbsenceRefusal::Due { due: day },
    }
}

fn is_theirs_alone(organisation: &Organisation, person: PersonId, one: &Obligation, day: NaiveDate) -> bool {
    match one.terms.turn {
        Some(turn) => turn == person,
        None => one.terms.owner.duty(organisation).people_on(day).iter().map(|one| one.id).eq([person]),
    }
}
