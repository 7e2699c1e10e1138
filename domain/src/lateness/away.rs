//! Absences as the card tells them: of whoever owed the record, and of whoever covered them and came late to know.

use std::iter;

use chrono::NaiveDate;

use crate::{
    absences::{Absence, AbsenceKind},
    calendar::SchoolCalendar,
    days::{Span, Timestamp, day_of},
    facts::Facts,
    obligations::{Obligation, Owner},
    permissions::{Actor, decide_absences},
};

/// So many open days up to the due day are looked at, that day among them: most records are written in the week before.
pub const LAST_DAYS: usize = 5;

/// That somebody who owed the record was away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// "Nguyễn Thị Hoa".
    pub who: String,
    /// Why, for those alone who are told it.
    pub kind: Option<AbsenceKind>,
    /// As they are known now: an absence that was ended lasted no longer.
    pub days: Span,
    pub noted_at: Timestamp,
    /// Who stood in for them; `None` where nobody was named.
    pub cover: Option<CoverTold>,
}

/// Who was to stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverTold {
    /// "Trần Thị Vân".
    pub who: String,
    /// How many working days whoever covers knew of it before the due day was over; `None` where the record stayed with whoever
    /// was away.
    pub knew_for: Option<u32>,
}

/// The first of the last days up to `due`.
pub(super) fn first_of_last_days(calendar: &SchoolCalendar, due: NaiveDate) -> NaiveDate {
    iter::successors(Some(due), |day| calendar.last_open_day_before(*day)).take(LAST_DAYS).last().unwrap_or(due)
}

/// The absences in the last days up to `due` of those who owed `obligation`, as `reader` may read them.
pub(super) fn absences(facts: &Facts, reader: &Actor, obligation: &Obligation, due: NaiveDate) -> Vec<Away> {
    let calendar = facts.calendar_of(obligation);
    let looked_at = Span::new(first_of_last_days(calendar, due), due);
    let overlaps = |one: &&Absence| one.days_known().is_some_and(|days| days.overlaps(looked_at));
    let meant = facts.absences.iter().filter(overlaps).filter(|one| is_of_owner(facts, obligation, one, due));
    meant.filter_map(|one| away(facts, reader, obligation, one, due)).collect()
}

/// Whether `absence` is of somebody who owed the record on its day, or would have, had nobody stood in for them. What the school
/// itself owes is the duty of the whole leadership, and nobody of them is meant.
fn is_of_owner(facts: &Facts, obligation: &Obligation, absence: &Absence, due: NaiveDate) -> bool {
    let (owner, turn) = (obligation.terms.owner, obligation.terms.turn);
    let holds = || {
        let positions = facts.organisation().positions(absence.person, due);
        owner != Owner::School && owner.duty(facts.organisation()).is_of(absence.person, &positions)
    };
    match turn {
        None => holds(),
        Some(turn) => turn == absence.person || (absence.is_or_was_covered_by(turn) && holds()),
    }
}

fn away(facts: &Facts, reader: &Actor, obligation: &Obligation, absence: &Absence, due: NaiveDate) -> Option<Away> {
    let organisation = facts.organisation();
    let is_told = decide_absences(reader).is_ok() || absence.person == reader.person;
    // Of several who covered one after the other it is whoever did on that day.
    let cover = absence.cover.map(|last| organisation.cover_of(absence.person, due).unwrap_or(last)).map(|cover| {
        let has_passed = match obligation.terms.turn {
            Some(turn) => turn == cover,
            None => organisation.cover_of(absence.person, due) == Some(cover),
        };
        let calendar = facts.calendar_of(obligation);
        let knew_for = has_passed.then(|| calendar.working_days_between(day_of(absence.named_at(cover, due)), due));
        CoverTold { who: organisation.name_of(cover, due), knew_for }
    });
    Some(Away {
        who: organisation.name_of(absence.person, due),
        kind: is_told.then_some(absence.kind),
        days: absence.days_known()?,
        noted_at: absence.noted.at,
        cover,
    })
}

#[cfg(test)]
mod tests;
