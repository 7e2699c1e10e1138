//! That the regulation has a version which the reader has still to promise to keep, and that somebody has reminded them.

use super::{News, Notice, told_by};
use crate::{
    days::{Timestamp, day_of},
    delegations::DoneBy,
    facts::Facts,
    people::PersonId,
    regulation::{asked_of, due_from},
};

/// One line from the day of the version on, and one of the last reminder; neither once the reader has promised.
pub(super) fn notices(facts: &Facts, person: PersonId, now: Timestamp) -> Vec<Notice> {
    let Some(version) = asked_of(&facts.regulation, facts.organisation(), person, day_of(now)) else { return Vec::new() };
    let reminder = facts.regulation.reminder(version.id).filter(|one| one.by != person);
    let reminded = reminder.map(|one| (one.at, Some(DoneBy { person: one.by, acting: None })));
    let told = [Some((due_from(version), None)), reminded].into_iter().flatten().filter_map(|(at, by)| {
        let news = News::ReadRegulation { name: version.name(), from: version.from, by };
        Some(Notice { at: told_by(facts, at, now)?, news })
    });
    told.collect()
}
