//! What is open by an update at one instant, and to whom: pure functions of time, so that nothing has to run when the hours are
//! over.

use chrono::TimeDelta;

use super::{
    procedure::{OpenFor, ProcedureChange, UpdateProcedure},
    update::{Grant, Update, UpdateStage, UpdateState},
};
use crate::{
    days::Timestamp,
    ids::{SubmissionId, UpdateId},
    locks::{Arrival, LockOrder},
    obligations::{Obligation, ObligationId},
    people::PersonId,
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

    /// Every update of this record, the newest first.
    pub fn of_record(&self, obligation: ObligationId) -> impl Iterator<Item = &Update> {
        self.all.iter().rev().filter(move |one| one.is_about(obligation))
    }

    /// By which one this version was handed in; `None` for every ordinary version.
    pub fn of_version(&self, submission: SubmissionId) -> Option<&Update> {
        self.all.iter().find(|one| one.versions.iter().any(|version| version.submission == submission))
    }

    /// By which one `person` may hand in, arriving so, what `order` shuts. What began to arrive while the record was open for them
    /// is finished as at a lock.
    pub fn opened_to(&self, person: PersonId, obligation: &Obligation, order: &LockOrder, arrival: Arrival) -> Option<&Update> {
        let is_theirs = |one: &&Update| one.requested.by == person && one.goes_before(order) && !one.is_used_up(obligation.id);
        let is_open = |one: &&Update| [arrival.now, arrival.counted()].iter().any(|at| one.is_open(obligation.id, *at));
        // What nobody owes any more needs no update either.
        self.of_record(obligation.id).filter(|_| obligation.exemption.is_none()).filter(is_theirs).find(is_open)
    }

    /// By which one reviewers may decide and write about the last version of a record that `order` shuts: one that was handed in by
    /// it, until as many hours after it was shut again as it was open.
    pub fn reviewed_under(&self, obligation: &Obligation, order: &LockOrder, at: Timestamp) -> Option<&Update> {
        let last = obligation.handed_in.as_ref()?.submission;
        let update = self.of_version(last).filter(|one| one.goes_before(order))?;
        let until = update.shut_again(obligation.id)? + update.granted()?.length();
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
    /// Whether this record is open at `at` for the requester.
    pub fn is_open(&self, obligation: ObligationId, at: Timestamp) -> bool {
        let from = self.granted().and_then(Grant::at);
        self.is_about(obligation)
            && from.is_some_and(|from| from <= at)
            && self.shut_again(obligation).is_some_and(|until| at < until)
    }

    /// Whether the one hand-in for which this record was opened has come.
    fn is_used_up(&self, obligation: ObligationId) -> bool {
        let is_for_one = self.granted().is_some_and(|grant| grant.open_for == OpenFor::OneHandIn);
        is_for_one && self.versions.iter().any(|one| one.obligation == obligation)
    }

    /// When this record is shut again, or was: as the hours say, when the requester was done, or with the hand-in where it was
    /// opened for one. `None` while nothing is granted.
    pub fn shut_again(&self, obligation: ObligationId) -> Option<Timestamp> {
        let grant = self.granted()?;
        let first = self.versions.iter().filter(|one| one.obligation == obligation).map(|one| one.at).min();
        let by_hand_in = match grant.open_for {
            OpenFor::OneHandIn => first,
            OpenFor::TheHours => None,
        };
        grant.until().into_iter().chain(self.finished_at).chain(by_hand_in).min()
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
            UpdateStage::Granted(_) if self.ends_at().is_some_and(|end| now < end) => UpdateState::Open,
            UpdateStage::Granted(_) => UpdateState::Closed,
        }
    }

    /// Whether it is heeded in spite of this order. It is, whoever gave the order, unless that was decided after the grant and by a
    /// post that is no lower: of two decisions the later one counts, and nobody but the principal undoes the principal's.
    fn goes_before(&self, order: &LockOrder) -> bool {
        let (Some(grant), Some(decided)) = (self.granted(), order.decided()) else { return false };
        decided.at() <= grant.at() || decided.post() < grant.post()
    }
}
