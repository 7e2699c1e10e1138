//! What was given back to the viewer: it stands first on the page, and only the day to correct by counts.

use chrono::NaiveDate;

use super::whose;
use crate::{
    absences::waits_for_writer,
    days::Timestamp,
    facts::Facts,
    locks::Arrival,
    names::SortKey,
    obligations::{Obligation, ObligationId, Standing},
    people::{Person, PersonId},
    permissions::Actor,
    refusal::Shut,
    reviews::{ReturnTold, Review, ReviewTold, corrected_by, open_threads, review_of, review_told},
    updates::{UpdateWay, update_way},
};

/// One record that was given back, to be corrected by a day of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedItem {
    pub obligation: ObligationId,
    pub title: String,
    /// How the first hand-in is judged: a correction changes nothing of that.
    pub standing: Standing,
    /// Who handed in first, where it was somebody else: "cô Thảo".
    pub first_by: Option<String>,
    /// Of the version that was given back, counted from 1.
    pub version: u32,
    pub back: ReturnTold,
    /// How many comments nobody has settled yet.
    pub open_comments: usize,
    /// The order that shuts it now: no correction can be handed in.
    pub shut: Option<Shut>,
    /// Where the viewer goes on about it while an order shuts it.
    pub way: Option<UpdateWay>,
}

/// Those of the viewer's records that may have been given back for a correction of theirs.
fn decided_about<'a>(
    facts: &'a Facts,
    viewer: PersonId,
    mine: &'a [&'a Obligation],
    now: Timestamp,
) -> impl Iterator<Item = &'a Obligation> {
    // Most records were never decided about: only the others are looked at.
    let was_decided = |one: &&Obligation| !one.decisions.is_empty();
    mine.iter().copied().filter(was_decided).filter(move |one| corrects(facts, viewer, one, now))
}

/// Whether a correction of `obligation` is the viewer's to write.
fn corrects(facts: &Facts, viewer: PersonId, obligation: &Obligation, now: Timestamp) -> bool {
    let writer = waits_for_writer(facts, obligation, now);
    writer.map_or_else(|| whose(facts, viewer, obligation, now).is_expected(), |writer| writer == viewer)
}

/// What waits for a correction of the viewer's, by the day to correct by.
pub(super) fn returned_items(facts: &Facts, viewer: &Actor, mine: &[&Obligation], now: Timestamp) -> Vec<ReturnedItem> {
    let decided = decided_about(facts, viewer.person, mine, now);
    let mut items: Vec<ReturnedItem> = decided.filter_map(|obligation| item(facts, viewer, obligation, now)).collect();
    items.sort_by_cached_key(|item| (item.back.correct_by, SortKey::of_words(&item.title)));
    items
}

/// Whether this record stands among them.
pub(super) fn waits_for_correction(facts: &Facts, viewer: PersonId, obligation: &Obligation, now: Timestamp) -> bool {
    corrects(facts, viewer, obligation, now) && matches!(review_of(facts, obligation), Review::Returned(_))
}

/// How many of them are to be corrected by `end`.
pub(super) fn corrections_until(facts: &Facts, viewer: PersonId, mine: &[&Obligation], end: NaiveDate, now: Timestamp) -> usize {
    let is_until = |obligation: &&Obligation| {
        let by = |named| corrected_by(facts.calendar_of(obligation), named);
        matches!(review_of(facts, obligation), Review::Returned(given) if by(given.back.correct_by) <= end)
    };
    decided_about(facts, viewer, mine, now).filter(is_until).count()
}

fn item(facts: &Facts, viewer: &Actor, obligation: &Obligation, now: Timestamp) -> Option<ReturnedItem> {
    let Some(ReviewTold::Returned(back)) = review_told(facts, obligation, now) else { return None };
    let handed_in = obligation.handed_in.as_ref()?;
    let first_by = Some(handed_in.first_by).filter(|by| *by != viewer.person);
    Some(ReturnedItem {
        obligation: obligation.id,
        title: facts.title(obligation),
        standing: facts.standing(obligation, now),
        first_by: first_by.and_then(|by| facts.organisation().person(by)).map(Person::mention),
        version: handed_in.versions,
        back,
        open_comments: open_threads(obligation),
        shut: facts.shut_to(viewer.person, obligation, Arrival::at(now)),
        way: update_way(facts, viewer, obligation, now),
    })
}

#[cfg(test)]
mod tests;
