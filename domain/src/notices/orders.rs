//! Orders that shut and open records, to whoever has records under them, and to whoever is to carry them out.

use std::cell::LazyCell;

use super::{News, Notice, OrderNews, is_of, told_at_once, told_by};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::{Concerned, Decided, LockOrder, OrderState, Post, Stage, Start, is_own_alone, overruling},
    obligations::Obligation,
    people::Position,
    permissions::{Actor, decide_execute_order, decide_sign_order},
};

/// What `actor` is told of orders: that one was given, that one was taken back, that one waits for them. Nobody is told of what they
/// did themselves; the principal is told at once of what was ordered without her name (Điều 4 điểm c), also where no record of hers is
/// in it.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    // Every page counts these: whose the records are is asked once for all orders, and not at all where none is news.
    let own = LazyCell::new(|| own_records(facts, actor));
    facts.locks.orders.iter().flat_map(|order| of_order(facts, actor, order, now, &own)).collect()
}

fn of_order<'f, F: FnOnce() -> Vec<&'f Obligation>>(
    facts: &Facts,
    actor: &Actor,
    order: &LockOrder,
    now: Timestamp,
    own: &LazyCell<Vec<&'f Obligation>, F>,
) -> Vec<Notice> {
    let given = order.decided().and_then(Decided::at);
    let is_told_at_once = answers_for(actor, order);
    let told_of = |at| if is_told_at_once { told_at_once(facts, at, now) } else { told_by(facts, at, now) };
    let waits = given.and_then(|at| told_by(facts, at, now)).filter(|_| waits_for(facts, actor, order, now));
    let told_given = given.and_then(told_of).filter(|_| order.signatures().iter().all(|one| one.by != actor.person));
    let to_sign = proposed_at(facts, actor, order, now).and_then(|at| told_by(facts, at, now));
    let revoked = match &order.stage {
        Stage::Revoked { revoked, reason, .. } if given.is_some() && revoked.by != actor.person => {
            told_of(revoked.at).map(|at| (at, reason.as_str().to_owned()))
        }
        Stage::Draft | Stage::Proposed(_) | Stage::Decided(_) | Stage::Executed { .. } | Stage::Revoked { .. } => None,
    };
    // What is old says nothing any more, and for that no record is looked through.
    let records = LazyCell::new(|| heeded(facts, own, order, now));
    let news = || OrderNews {
        order: order.id,
        name: order.full_name(),
        kind: order.plan.kind,
        records: *records,
        from: order.in_force_from(),
        until: order.plan.until,
        by: order.decided_by(facts.organisation(), day_of(now)),
        reason: order.plan.reason.as_str().to_owned(),
    };
    let is_concerned = || is_told_at_once || *records > 0;
    let told_given = told_given.filter(|_| is_concerned()).map(|at| Notice { at, news: News::Ordered(news()) });
    let waits = waits.map(|at| Notice { at, news: News::OrderWaits(news()) });
    let to_sign = to_sign.map(|at| Notice { at, news: News::OrderToSign(news()) });
    let revoked = revoked.filter(|_| is_concerned()).map(|(at, because)| {
        let news = OrderNews { reason: because, ..news() };
        Notice { at, news: News::OrderRevoked(news) }
    });
    [told_given, waits, to_sign, revoked].into_iter().flatten().collect()
}

/// How many orders wait for somebody's deed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitingOrders {
    /// For their name, the second one under it.
    pub to_sign: usize,
    /// For being carried out.
    pub to_execute: usize,
}

impl WaitingOrders {
    /// What waits for `actor` at `now`.
    pub fn of(facts: &Facts, actor: &Actor, now: Timestamp) -> Self {
        let count = |waits: &dyn Fn(&LockOrder) -> bool| facts.locks.orders.iter().filter(|order| waits(order)).count();
        Self {
            to_sign: count(&|order| proposed_at(facts, actor, order, now).is_some()),
            to_execute: count(&|order| waits_for(facts, actor, order, now)),
        }
    }

    pub const fn all(self) -> usize {
        self.to_sign + self.to_execute
    }

    /// "1 chờ ký, 2 chờ thi hành"; `None` where nothing waits.
    pub fn words(self) -> Option<String> {
        let parts = [(self.to_sign, "chờ ký"), (self.to_execute, "chờ thi hành")];
        let parts: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// When it was proposed, where it waits for the name of `actor`.
fn proposed_at(facts: &Facts, actor: &Actor, order: &LockOrder, now: Timestamp) -> Option<Timestamp> {
    match order.stage {
        Stage::Proposed(first) if first.by != actor.person => Some(first.at).filter(|_| may_put_name(facts, actor, order, now)),
        Stage::Draft | Stage::Proposed(_) | Stage::Decided(_) | Stage::Executed { .. } | Stage::Revoked { .. } => None,
    }
}

/// Whether `actor` answers for what this order does although another one's name alone is under it.
fn answers_for(actor: &Actor, order: &LockOrder) -> bool {
    actor.positions.contains(&Position::Principal) && order.decided().and_then(Decided::post) == Some(Post::VicePrincipal)
}

/// Whether the name of `actor` is the one that it waits for, and may still come.
fn may_put_name(facts: &Facts, actor: &Actor, order: &LockOrder, now: Timestamp) -> bool {
    order.check_minutes(now).is_ok() && decide_sign_order(actor, facts.locks.authority, facts, order).is_ok()
}

/// Whether it waits for the deed of `actor`.
fn waits_for(facts: &Facts, actor: &Actor, order: &LockOrder, now: Timestamp) -> bool {
    let waits = order.plan.start == Start::WhenExecuted && order.state(now) == OrderState::Ordered;
    // Whose records they are is looked through only for whoever may carry it out otherwise.
    let may = |concerned| decide_execute_order(actor, facts, order, concerned, now).is_ok();
    waits && may(Concerned::Others) && may(is_own_alone(facts, &order.plan.scope, actor.person))
}

/// The records of the person's own.
fn own_records<'f>(facts: &'f Facts, actor: &Actor) -> Vec<&'f Obligation> {
    facts.open_obligations().filter(|one| one.exemption.is_none() && is_of(facts, one, actor)).collect()
}

/// How many of these records it shuts or opens when it takes effect; as far as it waits for somebody, now. What another order keeps as
/// it is, which goes before this one, is none of them.
fn heeded(facts: &Facts, own: &[&Obligation], order: &LockOrder, now: Timestamp) -> usize {
    let at = order.in_force_from().unwrap_or(now);
    let overruling = overruling(&facts.locks.orders, order, at, now);
    let is_heeded = |one: &Obligation| overruling.iter().all(|other| !other.plan.scope.covers(one, &facts.regime));
    own.iter().filter(|one| order.plan.scope.covers(one, &facts.regime) && is_heeded(one)).count()
}

#[cfg(test)]
pub(super) mod tests;
