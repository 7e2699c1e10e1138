//! What somebody is told of an absence: whoever covers, and whoever is away; nobody else need know.

use super::{AbsenceNews, AbsencePart, News, Notice, told_by};
use crate::{absences::Absence, days::Timestamp, delegations::DoneBy, facts::Facts, permissions::Actor};

/// Once for each absence: that it was noted, or since that it was ended; whoever did it is told nothing.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let told = facts.absences.iter().filter_map(|absence| {
        let signed = absence.ended.as_ref().map_or(absence.noted, |ended| ended.signed);
        let part = part(absence, actor).filter(|_| signed.by != actor.person)?;
        let by = DoneBy { person: signed.by, acting: None };
        let news = News::Absence(AbsenceNews { absence: absence.id, part, days: absence.days, by });
        Some(Notice { at: told_by(facts, signed.at, now)?, news })
    });
    told.collect()
}

fn part(absence: &Absence, actor: &Actor) -> Option<AbsencePart> {
    let (is_away, is_ended) = (absence.person == actor.person, absence.ended.is_some());
    match absence.cover {
        Some(cover) if cover == actor.person && is_ended => Some(AbsencePart::CoversNoMore { of: absence.person }),
        Some(cover) if cover == actor.person => Some(AbsencePart::Covers { of: absence.person }),
        _ if !is_away => None,
        _ if is_ended => Some(AbsencePart::Back),
        Some(by) => Some(AbsencePart::Covered { by }),
        None => Some(AbsencePart::Freed { records: absence.freed.len() }),
    }
}

#[cfg(test)]
mod tests;
