//! What is open by an update at one instant, and to whom: pure functions of time, so that nothing has to run when the hours are
//! over.

use chrono::{NaiveTime, TimeDelta};

use super::{
    procedure::{OpenFor, ProcedureChange, UpdateProcedure, in_short},
    update::{Grant, Update, UpdateRecord, UpdateStage, UpdateState},
};
use crate::{
    days::{self, Timestamp, day_of},
    ids::{SubmissionId, UpdateId},
    locks::{Arrival, LockOrder, Locks, UnderWay},
    obligations::{Obligation, ObligationId},
    people::PersonId,
    regime::Regime,
};

/// Every update of a school, and what the procedure asks for: a part of its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updates {
    /// In the order of their numbers.
    pub all: Vec<Update>,
    /// What was laid down; the first one first.
    pub procedures: Vec<ProcedureChange>,
}

impl Updates {
    pub fn update(&self, id: UpdateId) -> Option<&Update> {
        self.all.iter().find(|one| one.id == id)
    }

    /// What is asked for now.
    pub fn procedure(&self) -> UpdateProcedure {
        self.procedures.last().map(|change| change.to).unwrap_or_default()
    }

    /// The reasons that are offered now to whoever asks.
    pub fn reasons(&self) -> &[String] {
        self.procedures.last().map_or(&[], |change| change.reasons.as_slice())
    }

    /// What is asked for now, in a few words.
    pub fn procedure_in_short(&self) -> String {
        in_short(self.procedure(), self.reasons())
    }

    /// Every update of this record, the newest first.
    pub fn of_record(&self, obligation: ObligationId) -> impl Iterator<Item = &Update> {
        self.all.iter().rev().filter(move |one| one.is_about(obligation))
    }

    /// By which one this version was handed in; `None` for every ordinary version.
    pub fn of_version(&self, submission: SubmissionId) -> Option<&Update> {
        self.all.iter().find(|one| one.versions.iter().any(|version| version.submission == submission))
    }

    /// By which one `person` may hand in, arriving so, what these orders shut. What began to arrive while the record was open for them
    /// is finished as at a lock: also where an order shut it again meanwhile, unless that one says otherwise.
    pub fn opened_to(
        &self,
        person: PersonId,
        obligation: &Obligation,
        (locks, regime): (&Locks, &Regime),
        arrival: Arrival,
    ) -> Option<&Update> {
        let (now, began) = (arrival.now, arrival.counted());
        let shutting = |at| locks.shutting(Some(person), obligation, regime, (at, now));
        let is_theirs = |one: &&Update| one.requested.by == person && !one.is_done_with(obligation.id);
        let lets_in = |one: &&Update| {
            let is_open = |at| one.is_open(obligation.id, at, now) && one.goes_before_all(&shutting(at));
            let is_stopped =
                || shutting(now).iter().any(|order| order.plan.under_way == UnderWay::Stops && !one.goes_before(order));
            is_open(now) || (is_open(began) && !is_stopped())
        };
        // What nobody owes any more needs no update either.
        self.of_record(obligation.id).filter(|_| obligation.exemption.is_none()).filter(is_theirs).find(lets_in)
    }

    /// By which one reviewers may decide and write about the last version of a record that these orders shut: one that was handed in
    /// by it, until as many hours after it was shut again as it was open, and at least until the next working day is over.
    pub fn reviewed_under(&self, obligation: &Obligation, (locks, regime): (&Locks, &Regime), at: Timestamp) -> Option<&Update> {
        let last = obligation.handed_in.as_ref()?.submission;
        let update =
            self.of_version(last).filter(|one| one.goes_before_all(&locks.shutting(None, obligation, regime, (at, at))))?;
        let end = update.shut_again(obligation.id)?;
        let working_day = regime.calendar_of(obligation.terms.unit()).next_open_day(day_of(end)).and_then(|day| day.succ_opt());
        let until = (end + update.granted()?.length()).max(working_day.map_or(end, |day| days::at(day, NaiveTime::MIN)));
        (at < until).then_some(update)
    }
}

impl Grant {
    /// How long the records are open.
    pub fn length(&self) -> TimeDelta {
        TimeDelta::hours(self.hours.into())
    }

    /// The last instant of the hours is before this one.
    pub fn until(&self) -> Option<Timestamp> {
        self.at().map(|at| at + self.length())
    }
}

impl Update {
    /// Whether this record is open at `at` for the requester, for whoever asks at `now`, which is `at` or later.
    ///
    /// A step that is kept has happened by now, also where a clock that was ahead noted it later (`LockOrder::is_in_force`).
    pub fn is_open(&self, obligation: ObligationId, at: Timestamp, now: Timestamp) -> bool {
        let Some(grant) = self.granted().filter(|_| self.is_about(obligation)) else { return false };
        let ended = self.done_at(obligation).into_iter().chain(self.closed.map(|closed| closed.at)).min();
        let ended = ended.map(|ended| ended.min(now));
        grant.at().is_some_and(|from| from.min(now) <= at)
            && grant.until().is_some_and(|until| at < until)
            && ended.is_none_or(|ended| at < ended)
    }

    /// Whether nothing more of this record comes by it, also of what began to arrive before: the requester said that they are done,
    /// or the one hand-in came for which it was opened.
    fn is_done_with(&self, obligation: ObligationId) -> bool {
        self.done_at(obligation).is_some()
    }

    fn done_at(&self, obligation: ObligationId) -> Option<Timestamp> {
        let first = self.versions.iter().filter(|one| one.obligation == obligation).map(|one| one.at).min();
        let by_hand_in = match self.granted()?.open_for {
            OpenFor::OneHandIn => first,
            OpenFor::TheHours => None,
        };
        self.finished_at.into_iter().chain(by_hand_in).min()
    }

    /// When this record is shut again, or was: as the hours say, when the requester was done, when somebody closed it, or with the
    /// hand-in where it was opened for one. `None` while nothing is granted.
    pub fn shut_again(&self, obligation: ObligationId) -> Option<Timestamp> {
        let closed = self.closed.map(|closed| closed.at);
        self.granted()?.until().into_iter().chain(self.done_at(obligation)).chain(closed).min()
    }

    /// When it ends by itself: its hours are over, and nobody has ended it before. `None` where somebody's deed ends it (the requester
    /// is done, somebody closed it, or the one hand-in of each record came), and while nothing is granted.
    ///
    /// A step that is kept has happened by now (`LockOrder::is_in_force`).
    pub fn ends_by_itself_at(&self, now: Timestamp) -> Option<Timestamp> {
        let until = self.granted()?.until()?;
        let is_in_time = |deed: Timestamp| deed.min(now) < until;
        let is_closed = self.closed.is_some_and(|closed| is_in_time(closed.at));
        let is_done = |one: &UpdateRecord| self.done_at(one.obligation).is_some_and(is_in_time);
        (!is_closed && !self.records.iter().all(is_done)).then_some(until)
    }

    /// When the last of its records is shut again, or was.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.records.iter().filter_map(|one| self.shut_again(one.obligation)).max()
    }

    /// How it stands at `now`.
    pub fn state(&self, now: Timestamp) -> UpdateState {
        match &self.stage {
            UpdateStage::Requested => UpdateState::Requested,
            UpdateStage::Proposed(_) => UpdateState::Proposed,
            UpdateStage::Refused { .. } => UpdateState::Refused,
            UpdateStage::Withdrawn { .. } => UpdateState::Withdrawn,
            UpdateStage::Granted(_) if self.records.iter().any(|one| self.is_open(one.obligation, now, now)) => UpdateState::Open,
            UpdateStage::Granted(_) => UpdateState::Closed,
        }
    }

    /// Whether it is heeded in spite of this order. It is, whoever gave the order, unless that was decided after the grant and by a
    /// post that is no lower: of two decisions the later one counts, and nobody but the principal undoes the principal's.
    pub(super) fn goes_before(&self, order: &LockOrder) -> bool {
        let (Some(grant), Some(decided)) = (self.granted(), order.decided()) else { return false };
        decided.when() <= grant.when() || decided.post() < grant.post()
    }

    /// Of all the orders that shut a record each has to give way: that the one which decides among them does is not enough.
    fn goes_before_all(&self, orders: &[&LockOrder]) -> bool {
        orders.iter().all(|order| self.goes_before(order))
    }
}
