//! What was opened for the viewer after a lock and was handed in before: nothing else on the page would tell that it is open.

use super::{place, returned::waits_for_correction};
use crate::{
    days::{Span, Timestamp, day_of},
    facts::Facts,
    ids::UpdateId,
    locks::Arrival,
    names::SortKey,
    obligations::{Obligation, ObligationId, Standing},
    permissions::Actor,
    updates::{Update, UpdateState},
};

/// One record that is open for the viewer for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedItem {
    pub obligation: ObligationId,
    pub title: String,
    pub standing: Standing,
    pub by: UpdateId,
    /// "Đề nghị bổ sung số 04".
    pub name: String,
    pub until: Option<Timestamp>,
}

/// What is open for the viewer, is not listed by its due day or as given back, and has not come by that update yet.
pub(super) fn opened<'a>(
    facts: &'a Facts,
    viewer: &'a Actor,
    now: Timestamp,
) -> impl Iterator<Item = (&'a Obligation, &'a Update)> {
    let (today, person) = (day_of(now), viewer.person);
    let week = Span::week_of(today);
    // Most updates are another's or long over: only the others are looked at.
    let is_open = move |one: &&Update| one.requested.by == person && one.state(now) == UpdateState::Open;
    let records = |update: &'a Update| update.records.iter().map(move |one| (one.obligation, update));
    facts.updates.all.iter().filter(is_open).flat_map(records).filter_map(move |(id, update)| {
        let obligation = facts.obligation(id)?;
        let is_by_it = facts.update_for(person, obligation, Arrival::at(now)).is_some_and(|one| one.id == update.id);
        let has_come = update.versions.iter().any(|version| version.obligation == id);
        let is_theirs = || facts.check_hand_in(viewer, obligation, Arrival::at(now)).is_ok();
        let is_listed = || {
            place(facts, obligation, facts.standing(obligation, now), today, week).is_some()
                || waits_for_correction(facts, person, obligation, now)
        };
        (is_by_it && !has_come && is_theirs() && !is_listed()).then_some((obligation, update))
    })
}

/// The same, to be shown: what is shut first stands first.
pub(super) fn opened_items(facts: &Facts, viewer: &Actor, now: Timestamp) -> Vec<OpenedItem> {
    let item = |(obligation, update): (&Obligation, &Update)| OpenedItem {
        obligation: obligation.id,
        title: facts.title(obligation),
        standing: facts.standing(obligation, now),
        by: update.id,
        name: update.name(),
        until: update.shut_again(obligation.id),
    };
    let mut items: Vec<OpenedItem> = opened(facts, viewer, now).map(item).collect();
    items.sort_by_cached_key(|item| (item.until, SortKey::of_words(&item.title)));
    items
}
