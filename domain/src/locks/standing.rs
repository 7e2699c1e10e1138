//! Which order decides about one record at one instant.

use chrono::TimeDelta;

use super::{
    authority::LockAuthority,
    kind::LockKind,
    order::{LockOrder, UnderWay},
};
use crate::{days::Timestamp, ids::LockOrderId, obligations::Obligation, people::PersonId, regime::Regime, school_years::YearId};

/// How long after the minute what began to arrive before it may take to be whole. It is no time to go on writing: of a hand-in
/// whose files come one by one each must have begun to arrive before.
pub const FINISH_WITHIN: TimeDelta = TimeDelta::hours(1);

/// When something comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When the last of its parts began to arrive.
    pub began: Timestamp,
    /// When it is decided about.
    pub now: Timestamp,
}

impl Arrival {
    /// Of what is whole at once, as every small form is.
    pub const fn at(now: Timestamp) -> Self {
        Self { began: now, now }
    }

    /// The instant by which a lock that lets things finish is asked.
    pub(crate) fn counted(self) -> Timestamp {
        self.began.clamp(self.now - FINISH_WITHIN, self.now)
    }
}

/// Every order of a school, and who may give one: a part of its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locks {
    /// In the order of their numbers.
    pub orders: Vec<LockOrder>,
    pub authority: LockAuthority,
}

impl Locks {
    pub fn order(&self, id: LockOrderId) -> Option<&LockOrder> {
        self.orders.iter().find(|one| one.id == id)
    }

    /// The order that shuts `obligation` to what comes in so; `None` where it can be written. What began to arrive while the record
    /// was open is let in, unless one of the orders that shut it now says otherwise: a later one that lets things finish does not
    /// soften "khóa ngay".
    pub fn shuts(&self, obligation: &Obligation, regime: &Regime, arrival: Arrival) -> Option<&LockOrder> {
        self.shuts_written_by(None, obligation, regime, arrival)
    }

    /// The same where `writer` hands it in: an order that shuts their records shuts what would be theirs by that.
    pub fn shuts_written_by(
        &self,
        writer: Option<PersonId>,
        obligation: &Obligation,
        regime: &Regime,
        arrival: Arrival,
    ) -> Option<&LockOrder> {
        decides(arrival, |at| self.shutting(writer, obligation, regime, at))
    }

    /// The order that shuts all of a school year to what comes in so, by the same rule: an order over a part of it says nothing of what
    /// is no record.
    pub fn shuts_year(&self, year: YearId, arrival: Arrival) -> Option<&LockOrder> {
        decides(arrival, |at| in_order(&self.orders, at, |one| one.plan.scope.is_all_of(year)))
    }

    /// Every order that shuts `obligation` at the first of two instants, for whoever asks at the second one, and to `writer` where
    /// somebody hands it in; the one that decides stands first.
    pub(crate) fn shutting(
        &self,
        writer: Option<PersonId>,
        obligation: &Obligation,
        regime: &Regime,
        at: (Timestamp, Timestamp),
    ) -> Vec<&LockOrder> {
        shutting(&self.orders, writer, obligation, regime, at)
    }
}

/// The orders that say the contrary of `order` and go before it at `at`, for whoever asks at `now`; the one that is heeded first
/// stands first. Over a record that one of them covers, `order` shuts and opens nothing.
pub fn overruling<'a>(orders: &'a [LockOrder], order: &LockOrder, at: Timestamp, now: Timestamp) -> Vec<&'a LockOrder> {
    let now = now.max(at);
    let goes_before = |one: &&LockOrder| one.plan.kind != order.plan.kind && one.is_in_force(at, now) && one.rank() > order.rank();
    let mut overruling: Vec<&LockOrder> = orders.iter().filter(goes_before).collect();
    overruling.sort_by_key(|one| std::cmp::Reverse(one.rank()));
    overruling
}

/// The order that shuts `obligation` now. Of several in force over it one decides: the principal's before a vice principal's,
/// then the one that was decided last. Where that one opens, the record is open.
pub fn standing<'a>(orders: &'a [LockOrder], obligation: &Obligation, regime: &Regime, now: Timestamp) -> Option<&'a LockOrder> {
    shutting(orders, None, obligation, regime, (now, now)).first().copied()
}

/// Every order that shuts `obligation` at an instant, for whoever asks at that one or later. The one that decides comes first; those
/// behind it agree with it, as far as no order that opens stands in between. What opens the records of `writer` opens nobody else's.
fn shutting<'a>(
    orders: &'a [LockOrder],
    writer: Option<PersonId>,
    obligation: &Obligation,
    regime: &Regime,
    (at, now): (Timestamp, Timestamp),
) -> Vec<&'a LockOrder> {
    let covers = |one: &LockOrder| match one.plan.kind {
        LockKind::Lock => one.plan.scope.covers_written_by(writer, obligation, regime),
        LockKind::Unlock => one.plan.scope.covers(obligation, regime),
    };
    in_order(orders, (at, now), covers)
}

/// Of two answers, at the instant that is counted and now, the order that shuts.
fn decides<'a>(arrival: Arrival, shutting: impl Fn((Timestamp, Timestamp)) -> Vec<&'a LockOrder>) -> Option<&'a LockOrder> {
    let now = shutting((arrival.now, arrival.now));
    let (decides, stops) = (now.first()?, now.iter().find(|one| one.plan.under_way == UnderWay::Stops));
    let before = shutting((arrival.counted(), arrival.now));
    if before.is_empty() { stops.copied() } else { Some(*decides) }
}

/// Every order that shuts at an instant what `covers` says it is about, in the order in which they are heeded.
fn in_order(orders: &[LockOrder], (at, now): (Timestamp, Timestamp), covers: impl Fn(&LockOrder) -> bool) -> Vec<&LockOrder> {
    let mut in_force: Vec<&LockOrder> = orders.iter().filter(|one| one.is_in_force(at, now) && covers(one)).collect();
    in_force.sort_by_key(|one| std::cmp::Reverse(one.rank()));
    in_force.into_iter().take_while(|one| one.plan.kind == LockKind::Lock).collect()
}

impl LockOrder {
    /// By this one of two orders that say different things is heeded: the greater.
    pub(super) fn rank(&self) -> impl Ord + use<> {
        let decided = self.decided();
        (decided.and_then(super::order::Decided::post), decided.map(super::order::Decided::when), self.number)
    }
}
