//! Somebody's work as another one may look at it ("Xem như người này"): what was written about a record stays with those who open
//! it.

use super::{Done, DoneItem, MyWork, ReturnedItem};
use crate::{
    facts::Facts,
    obligations::ObligationId,
    permissions::{Action, Actor, decide, decide_absences},
    reviews::ReviewTold,
};

impl MyWork {
    /// The same without what `viewer` may not read themselves.
    #[must_use]
    pub fn viewed_by(mut self, facts: &Facts, viewer: &Actor) -> Self {
        self.returned = self.returned.into_iter().map(|one| silent(one, facts, viewer)).collect();
        self.recent = done_viewed_by(self.recent, facts, viewer);
        if decide_absences(viewer).is_err() {
            self.away.clear();
        }
        self
    }
}

impl Done {
    /// The same without what `viewer` may not read themselves.
    #[must_use]
    pub fn viewed_by(mut self, facts: &Facts, viewer: &Actor) -> Self {
        self.items = done_viewed_by(self.items, facts, viewer);
        self.freed.retain(|one| opens(facts, viewer, one.obligation));
        self
    }
}

/// What somebody has handed in, without what `viewer` may not read themselves.
fn done_viewed_by(items: Vec<DoneItem>, facts: &Facts, viewer: &Actor) -> Vec<DoneItem> {
    let viewed = |one: DoneItem| {
        if opens(facts, viewer, one.obligation) {
            return one;
        }
        DoneItem { review: one.review.map(ReviewTold::without_words), ..one }
    };
    items.into_iter().map(viewed).collect()
}

fn silent(one: ReturnedItem, facts: &Facts, viewer: &Actor) -> ReturnedItem {
    if opens(facts, viewer, one.obligation) {
        return one;
    }
    match ReviewTold::Returned(one.back.clone()).without_words() {
        ReviewTold::Returned(back) => ReturnedItem { back, ..one },
        ReviewTold::Waiting(_) | ReviewTold::Approved(_) | ReviewTold::SelfIssued { .. } => one,
    }
}

fn opens(facts: &Facts, viewer: &Actor, id: ObligationId) -> bool {
    let record = facts.obligation(id).map(|one| facts.record_facts(one));
    record.is_some_and(|record| decide(viewer, facts.organisation(), Action::OpenRecord(record)).is_ok())
}

#[cfg(test)]
mod tests;
