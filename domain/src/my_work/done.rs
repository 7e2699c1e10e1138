//! What was handed in already.

use super::DoneItem;
use crate::{
    days::Timestamp,
    facts::Facts,
    locks::Arrival,
    obligations::Obligation,
    people::Person,
    permissions::{Action, Actor, decide},
    reviews::review_told,
    updates::update_way,
};

pub(super) fn done_item(facts: &Facts, viewer: &Actor, obligation: &Obligation, now: Timestamp) -> Option<DoneItem> {
    let handed_in = obligation.handed_in.as_ref()?;
    let version = Action::OpenVersion { record: facts.record_facts(obligation), by: handed_in.last_by };
    // Whoever has left a post reads nothing more of what is fenced off there, also not what was written about their own version or
    // about that of whoever came after them.
    let own = Action::OpenVersion { record: facts.record_facts(obligation), by: viewer.person };
    let reads = decide(viewer, facts.organisation(), own).is_ok();
    Some(DoneItem {
        again: facts.check_hand_in(viewer, obligation, Arrival::at(now)).is_ok(),
        has_page: decide(viewer, facts.organisation(), Action::SeeStanding(facts.record_facts(obligation))).is_ok(),
        shut: facts.shut_to(viewer.person, obligation, Arrival::at(now)),
        way: update_way(facts, viewer, obligation, now),
        obligation: obligation.id,
        title: facts.title(obligation),
        standing: facts.standing(obligation, now),
        at: handed_in.last_at,
        versions: handed_in.versions,
        is_update: facts.updates.of_version(handed_in.submission).is_some(),
        by_other: Some(handed_in.last_by)
            .filter(|by| *by != viewer.person)
            .and_then(|by| facts.organisation().person(by))
            .map(Person::mention),
        receipt: decide(viewer, facts.organisation(), version).is_ok().then_some(handed_in.submission),
        review: review_told(facts, obligation, now).map(|told| if reads { told } else { told.without_words() }),
    })
}

#[cfg(test)]
mod tests;
