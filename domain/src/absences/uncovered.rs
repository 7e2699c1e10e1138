//! "Không còn ai nộp thay": whoever was to cover cannot, and the leadership names somebody else.

use chrono::NaiveDate;

use super::absence::Absence;
use crate::{
    days::{Span, Timestamp, day_of},
    facts::Facts,
};

/// Why nobody covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncovered {
    /// The account of whoever covers is suspended: the duty stays with them, for an account may be opened again within the hour.
    Suspended,
    /// Whoever covers holds no position from this day on: the duty is again of whoever is away.
    Left { from: NaiveDate },
}

/// Whether nobody covers what comes due in `absence` from today on, and why.
pub fn uncovered(facts: &Facts, absence: &Absence, now: Timestamp) -> Option<Uncovered> {
    let (cover, today) = (absence.cover?, day_of(now));
    if absence.ended.is_some() || absence.days.to < today {
        return None;
    }
    let organisation = facts.organisation();
    let mut rest = Span::new(absence.days.from.max(today), absence.days.to).days();
    let left = rest.find(|day| organisation.positions(cover, *day).is_empty());
    match left {
        Some(from) => Some(Uncovered::Left { from }),
        None => organisation.suspended.contains(&cover).then_some(Uncovered::Suspended),
    }
}

/// How many absences nobody covers.
pub fn count_uncovered(facts: &Facts, now: Timestamp) -> usize {
    facts.absences.iter().filter(|one| uncovered(facts, one, now).is_some()).count()
}
