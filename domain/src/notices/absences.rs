//! What somebody is told of an absence: whoever covers, and whoever is away; nobody else need know.

use super::{AbsenceNews, AbsencePart, News, Notice, told_by};
use crate::{absences::Absence, days::Timestamp, delegations::DoneBy, facts::Facts, locks::Signature, permissions::Actor};

/// Once for each absence: that it was noted, or since that somebody else covers or that it was ended; whoever did it is told nothing.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let told = facts.absences.iter().filter_map(|absence| {
        let (part, signed) = part(absence, actor)?;
        if signed.by == actor.person {
            return None;
        }
        let by = DoneBy { person: signed.by, acting: None };
        let news = News::Absence(AbsenceNews { absence: absence.id, person: absence.person, part, days: absence.days, by });
        Some(Notice { at: told_by(facts, signed.at, now)?, news })
    });
    told.collect()
}

/// What `actor` has to do with it, and by whose word.
fn part(absence: &Absence, actor: &Actor) -> Option<(AbsencePart, Signature)> {
    let (person, of) = (actor.person, absence.person);
    let ended = absence.ended.as_ref().map(|ended| ended.signed);
    let named = absence.covered_before.last().map_or(absence.noted, |one| one.changed);
    if absence.cover == Some(person) {
        return Some(ended.map_or((AbsencePart::Covers { of }, named), |ended| (AbsencePart::CoversNoMore { of }, ended)));
    }
    if let Some(before) = absence.covered_before.iter().rev().find(|one| one.cover == person) {
        return Some((AbsencePart::CoversNoMore { of }, before.changed));
    }
    if of != person {
        return None;
    }
    Some(match (ended, absence.cover) {
        (Some(ended), _) => (AbsencePart::Back, ended),
        (None, Some(by)) => (AbsencePart::Covered { by }, named),
        (None, None) => (AbsencePart::Freed { records: absence.freed.len() }, named),
    })
}

#[cfg(test)]
mod tests;
