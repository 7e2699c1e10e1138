//! The states of a review, computed from the versions of a record and what was decided about them; stored nowhere.

use crate::{
    days::Timestamp,
    decisions::{Decision, DecisionId, Outcome, Return},
    doubtful_times::Moment,
    ids::SubmissionId,
    obligations::{HandedIn, Obligation},
    people::PersonId,
    record_types::{ApprovalRoute, OtherStep, Step},
    refusal::{Refusal, ReviewRefusal},
};

/// How a record stands with its reviewers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nobody has to approve records of this type.
    NotAsked,
    /// Nothing is handed in yet.
    NothingYet,
    Waiting(PendingReview),
    /// "Trả lại để sửa": it is the teacher's turn.
    Returned(GivenBack),
    /// "Tự ban hành": the principal wrote it, and the school lets that be used as it is.
    SelfIssued {
        submission: SubmissionId,
    },
    /// Every step of the way has approved the last version.
    Approved {
        submission: SubmissionId,
        /// In the order in which they were given; never empty.
        approvals: Vec<Approval>,
    },
}

/// The last version waits for somebody's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingReview {
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    /// Whose turn it is; of two at once the department's.
    pub step: Step,
    /// What else is to be decided about it.
    pub other: OtherStep,
    /// Since when it is their turn: the hand-in, or the approval of the step before.
    pub since: Timestamp,
    /// Of other steps; they are about this version.
    pub approvals: Vec<Approval>,
    /// Why the version before was given back, where it was: "đã nộp lại".
    pub corrects: Option<GivenBack>,
}

/// "Duyệt", of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    pub decision: DecisionId,
    pub step: Step,
    pub by: PersonId,
    pub at: Timestamp,
    /// The turn that began with it: whoever decides there acts on it.
    pub begins: Option<Step>,
}

/// "Trả lại", and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenBack {
    pub decision: DecisionId,
    pub submission: SubmissionId,
    pub step: Step,
    pub by: PersonId,
    pub at: Timestamp,
    pub back: Return,
}

impl GivenBack {
    fn of(decision: &Decision, back: &Return) -> Self {
        let Decision { id, submission, step, by, at, .. } = *decision;
        Self { decision: id, submission, step, by, at, back: back.clone() }
    }
}

/// Every return that stands, of all versions; the first first.
pub fn returns(obligation: &Obligation) -> impl Iterator<Item = GivenBack> {
    let standing = obligation.decisions.iter().filter(|one| one.stands());
    standing.filter_map(|one| one.returned().map(|back| GivenBack::of(one, back)))
}

impl Review {
    /// How `obligation` stands on its `route`. A version is decided about from the first step on, whatever was decided about
    /// the one before: no approval survives a change of the files. Nor does an approval count of somebody who is an author: who
    /// approved a version, handed in the next one and took that back has had a part in the record since.
    pub fn of(route: ApprovalRoute, obligation: &Obligation) -> Self {
        let Some(handed_in) = &obligation.handed_in else { return Self::NothingYet };
        let Some(first) = route.begins() else { return Self::NotAsked };
        if obligation.decisions.is_empty() {
            return Self::Waiting(PendingReview::begun(handed_in, first, None));
        }
        let is_own = |one: &Decision| one.outcome == Outcome::Approved && handed_in.authors.contains(&one.by);
        let standing = obligation.decisions.iter().filter(|one| one.stands() && !is_own(one));
        let (about_it, before): (Vec<&Decision>, Vec<&Decision>) = standing.partition(|one| one.submission == handed_in.submission);
        let corrects = before.last().and_then(|last| last.returned().map(|back| GivenBack::of(last, back)));
        let begins = Self::Waiting(PendingReview::begun(handed_in, first, corrects));
        about_it.into_iter().fold(begins, |review, decision| match review {
            // What was decided in a turn that was not open, or twice, says nothing.
            Self::Waiting(waiting) if waiting.open().any(|step| decision.settles(step)) => waiting.decided(decision),
            other => other,
        })
    }

    /// What waits for a decision.
    ///
    /// # Errors
    /// Why nothing does.
    pub fn waiting(self) -> Result<PendingReview, Refusal> {
        let refusal = match self {
            Self::Waiting(waiting) => return Ok(waiting),
            Self::Returned(GivenBack { at, .. }) => ReviewRefusal::Decided { at },
            Self::Approved { approvals, .. } => {
                approvals.last().map_or(ReviewRefusal::NothingToReview, |last| ReviewRefusal::Decided { at: last.at })
            }
            Self::NotAsked | Self::NothingYet | Self::SelfIssued { .. } => ReviewRefusal::NothingToReview,
        };
        Err(refusal.into())
    }

    /// What waits, to be decided about by whoever saw `shown` in the turn of `step`.
    ///
    /// # Errors
    /// What has happened since.
    pub fn decide(self, shown: SubmissionId, step: Step) -> Result<PendingReview, Refusal> {
        let waiting = self.waiting()?;
        let refusal = if waiting.submission != shown {
            ReviewRefusal::NewerVersion { version: waiting.version, at: waiting.since }
        } else if let Some(waiting) = waiting.in_turn(step) {
            return Ok(waiting);
        } else {
            match waiting.approvals.iter().find(|approval| approval.step == step) {
                Some(approval) => ReviewRefusal::Decided { at: approval.at },
                None => ReviewRefusal::StepTakenBack,
            }
        };
        Err(refusal.into())
    }

    /// May `decision` about `obligation` be taken back at `moment`, by whoever made it? Within ten minutes, while nobody has acted
    /// on it; of two who decide at once neither acts on what the other one decided. Whoever signs a spot check acts on the
    /// approvals that it names.
    ///
    /// # Errors
    /// Why it stands.
    pub fn check_undo(&self, obligation: &Obligation, decision: &Decision, moment: Moment) -> Result<(), Refusal> {
        let is_checked = obligation.spot_checks.iter().any(|check| check.submission == decision.submission);
        let is_free = match self {
            Self::Waiting(PendingReview { approvals, .. }) | Self::Approved { approvals, .. } => {
                let acts_on = |of: &Approval| approvals.iter().any(|one| Some(one.step) == of.begins);
                approvals.iter().any(|one| one.decision == decision.id && !acts_on(one))
            }
            Self::Returned(back) => back.decision == decision.id,
            Self::NotAsked | Self::NothingYet | Self::SelfIssued { .. } => false,
        };
        let refusal = if is_checked || !is_free {
            ReviewRefusal::ActedOn
        } else if !decision.is_young(moment) {
            ReviewRefusal::UndoOver { decided_at: decision.at }
        } else {
            return Ok(());
        };
        Err(refusal.into())
    }
}

impl PendingReview {
    /// The last version, about which nobody has decided.
    fn begun(handed_in: &HandedIn, (step, other): (Step, OtherStep), corrects: Option<GivenBack>) -> Self {
        let HandedIn { submission, versions, last_at, .. } = *handed_in;
        Self { submission, version: versions, step, other, since: last_at, approvals: Vec::new(), corrects }
    }

    /// The steps in whose turn somebody may decide now.
    pub fn open(&self) -> impl Iterator<Item = Step> + use<> {
        let beside = match self.other {
            OtherStep::Beside(step) => Some(step),
            OtherStep::None | OtherStep::Later(_) => None,
        };
        std::iter::once(self.step).chain(beside)
    }

    /// What is pending, as whoever decides in the turn of `step` sees it; `None` while that is not open.
    pub fn in_turn(&self, step: Step) -> Option<Self> {
        match self.other {
            _ if self.step == step => Some(self.clone()),
            OtherStep::Beside(beside) if beside == step => Some(Self { step, other: OtherStep::Beside(self.step), ..self.clone() }),
            OtherStep::None | OtherStep::Later(_) | OtherStep::Beside(_) => None,
        }
    }

    /// What `decision` about this version, in a turn that is open, makes of it.
    fn decided(self, decision: &Decision) -> Review {
        let Decision { id, step, by, at, .. } = *decision;
        match &decision.outcome {
            Outcome::Returned(back) => Review::Returned(GivenBack::of(decision, back)),
            Outcome::Approved => {
                let mut approvals = self.approvals;
                // Of whoever was left alone and signed once more, for both turns, the later signature counts.
                approvals.retain(|one| !decision.settles(one.step));
                let begins = match self.other {
                    OtherStep::Later(next) if !decision.settles(next) => Some(next),
                    OtherStep::None | OtherStep::Later(_) | OtherStep::Beside(_) => None,
                };
                approvals.push(Approval { decision: id, step, by, at, begins });
                let other = OtherStep::None;
                match self.other {
                    // The department's turn is the one that is left of two at once.
                    OtherStep::Beside(_) if !decision.settles(self.step) => Review::Waiting(Self { other, approvals, ..self }),
                    OtherStep::Beside(next) if !decision.settles(next) => {
                        Review::Waiting(Self { step: next, other, approvals, ..self })
                    }
                    OtherStep::Later(next) if !decision.settles(next) => {
                        Review::Waiting(Self { step: next, other, since: at, approvals, ..self })
                    }
                    OtherStep::None | OtherStep::Later(_) | OtherStep::Beside(_) => {
                        Review::Approved { submission: self.submission, approvals }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
