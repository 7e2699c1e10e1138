//! The states of a review, computed from the versions of a record and what was decided about them; stored nowhere.

use crate::{
    days::Timestamp,
    decisions::{Decision, DecisionId, Outcome, Return},
    doubtful_times::Moment,
    ids::SubmissionId,
    obligations::{HandedIn, Obligation},
    people::PersonId,
    record_types::{ApprovalRoute, Step},
    refusal::{Refusal, ReviewRefusal},
};

/// How a record stands with its reviewers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nobody has to approve records of this type.
    NotAsked,
    /// Nothing is handed in yet.
    NothingYet,
    Waiting(Waiting),
    /// "Trả lại để sửa": it is the teacher's turn.
    Returned(GivenBack),
    /// Every step of the way has approved the last version.
    Approved {
        submission: SubmissionId,
        /// The first step first; never empty.
        approvals: Vec<Approval>,
    },
}

/// The last version waits for somebody's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    /// Whose turn it is.
    pub step: Step,
    /// Since when it is their turn: the hand-in, or the approval of the step before.
    pub since: Timestamp,
    /// Of the steps before; they are about this version.
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

impl Review {
    /// How `obligation` stands on its `route`. A version is decided about from the first step on, whatever was decided about
    /// the one before: no approval survives a change of the files.
    pub fn of(route: ApprovalRoute, obligation: &Obligation) -> Self {
        let Some(handed_in) = &obligation.handed_in else { return Self::NothingYet };
        let Some(first) = route.steps().first() else { return Self::NotAsked };
        if obligation.decisions.is_empty() {
            return Self::Waiting(Waiting::begun(handed_in, *first, None));
        }
        let mut standing: Vec<&Decision> = obligation.decisions.iter().filter(|one| one.stands()).collect();
        standing.sort_by_key(|one| (one.at, one.id));
        let (about_it, before): (Vec<&Decision>, Vec<&Decision>) =
            standing.into_iter().partition(|one| one.submission == handed_in.submission);
        let corrects = before.last().and_then(|last| last.returned().map(|back| GivenBack::of(last, back)));
        let begins = Self::Waiting(Waiting::begun(handed_in, *first, corrects));
        about_it.into_iter().fold(begins, |review, decision| match review {
            // What was decided in a step that the route no longer has, or twice, says nothing.
            Self::Waiting(waiting) if waiting.step == decision.step => waiting.decided(route, decision),
            other => other,
        })
    }

    /// What waits for a decision.
    ///
    /// # Errors
    /// Why nothing does.
    pub fn waiting(self) -> Result<Waiting, Refusal> {
        let refusal = match self {
            Self::Waiting(waiting) => return Ok(waiting),
            Self::Returned(GivenBack { at, .. }) => ReviewRefusal::Decided { at },
            Self::Approved { approvals, .. } => {
                approvals.last().map_or(ReviewRefusal::NothingToReview, |last| ReviewRefusal::Decided { at: last.at })
            }
            Self::NotAsked | Self::NothingYet => ReviewRefusal::NothingToReview,
        };
        Err(refusal.into())
    }

    /// What waits, to be decided about by whoever saw `shown` in the turn of `step`.
    ///
    /// # Errors
    /// What has happened since.
    pub fn decide(self, shown: SubmissionId, step: Step) -> Result<Waiting, Refusal> {
        let waiting = self.waiting()?;
        let refusal = if waiting.submission != shown {
            ReviewRefusal::NewerVersion { version: waiting.version, at: waiting.since }
        } else if waiting.step == step {
            return Ok(waiting);
        } else {
            match waiting.approvals.last() {
                Some(approval) if approval.step == step => ReviewRefusal::Decided { at: approval.at },
                _ => ReviewRefusal::StepTakenBack,
            }
        };
        Err(refusal.into())
    }

    /// May `decision` be taken back at `moment`, by whoever made it? Within ten minutes, while nobody has acted on it.
    ///
    /// # Errors
    /// Why it stands.
    pub fn check_undo(&self, decision: &Decision, moment: Moment) -> Result<(), Refusal> {
        let last = match self {
            Self::Waiting(Waiting { approvals, .. }) | Self::Approved { approvals, .. } => approvals.last().map(|one| one.decision),
            Self::Returned(back) => Some(back.decision),
            Self::NotAsked | Self::NothingYet => None,
        };
        let refusal = if last != Some(decision.id) {
            ReviewRefusal::ActedOn
        } else if !decision.is_young(moment) {
            ReviewRefusal::UndoOver { decided_at: decision.at }
        } else {
            return Ok(());
        };
        Err(refusal.into())
    }
}

impl Waiting {
    /// The last version, about which nobody has decided.
    fn begun(handed_in: &HandedIn, step: Step, corrects: Option<GivenBack>) -> Self {
        let HandedIn { submission, versions, last_at, .. } = *handed_in;
        Self { submission, version: versions, step, since: last_at, approvals: Vec::new(), corrects }
    }

    /// What `decision` about this version makes of it.
    fn decided(self, route: ApprovalRoute, decision: &Decision) -> Review {
        let Decision { id, step, by, at, .. } = *decision;
        match &decision.outcome {
            Outcome::Returned(back) => Review::Returned(GivenBack::of(decision, back)),
            Outcome::Approved => {
                let mut approvals = self.approvals;
                approvals.push(Approval { decision: id, step, by, at });
                match route.after(step) {
                    Some(next) => Review::Waiting(Self { step: next, since: at, approvals, ..self }),
                    None => Review::Approved { submission: self.submission, approvals },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
