//! What has become of a signature since.

use super::{SignedAct, Statement};
use crate::{
    days::Timestamp,
    decisions::{Decision, Outcome},
    facts::Facts,
    obligations::Obligation,
    record_types::{ApprovalRoute, Step},
    reviews::{Approval, Review, review_of, route_at},
};

/// How a signature stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureStanding {
    /// It is about the last version of the record, and the way of that is at its end.
    Valid,
    /// It is true and about the last version, and the other side of the way has not decided yet: the record is not approved.
    HalfWay { open: Step },
    /// It is true, and the version was given back in the turn of `step`, whoever had signed: it is not to be used.
    GivenBack { step: Step, at: Timestamp },
    /// Whoever signed took it back within ten minutes.
    TakenBack { at: Timestamp },
    /// It is true and about the last version, and counts for nothing in its way: whoever signed, or approved before, has had a
    /// part in the record since, or a later signature has taken its place.
    Uncounted,
    /// It is true and about an older version: a newer one has been handed in, which it does not cover.
    Replaced { version: u32, at: Timestamp },
    /// The bytes are not those that the school's key has signed, or not those that the record holds.
    Broken,
}

impl SignatureStanding {
    /// How a true signature under `decision` about `obligation` stands.
    pub fn of(facts: &Facts, obligation: &Obligation, decision: &Decision) -> Self {
        if let Some(at) = decision.undone_at {
            return Self::TakenBack { at };
        }
        let mut about_it = obligation.decisions.iter().filter(|one| one.submission == decision.submission && one.stands());
        if let Some(back) = about_it.rfind(|one| one.returned().is_some()) {
            return Self::GivenBack { step: back.step, at: back.at };
        }
        let newer = obligation.handed_in.as_ref().filter(|last| last.submission != decision.submission);
        if let Some(newer) = newer {
            return Self::Replaced { version: newer.versions, at: newer.last_at };
        }
        // A check is no decision, and counts in no way.
        let is_check = !obligation.decisions.iter().any(|one| one.id == decision.id);
        let counts = |approvals: &[Approval]| is_check || approvals.iter().any(|one| one.decision == decision.id);
        match review_of(facts, obligation) {
            Review::Waiting(waiting) if counts(&waiting.approvals) => Self::HalfWay { open: waiting.step },
            Review::Approved { approvals, .. } if counts(&approvals) => Self::Valid,
            Review::Waiting(_) | Review::Approved { .. } => Self::Uncounted,
            // Nobody is asked about what is owed no more, nor about what the principal issues.
            Review::Returned(_) | Review::NotAsked | Review::NothingYet | Review::SelfIssued { .. } => Self::Valid,
        }
    }

    /// Whether a sheet of it may be taken home: a file says nothing of what came after it. `withheld` is the turn of which the
    /// statement says nothing and in which the version is not approved: until it is, the sheet says too much.
    pub const fn is_given_out(self, withheld: Option<Step>) -> bool {
        match self {
            Self::Valid | Self::HalfWay { .. } | Self::Replaced { .. } => withheld.is_none(),
            Self::Uncounted | Self::GivenBack { .. } | Self::TakenBack { .. } | Self::Broken => false,
        }
    }
}

/// The turn that was open beside the leadership's when `statement` was signed under `decision`, where the statement says nothing of
/// it: it is one of form 1, older than the form that does. The way is that of the version that was signed, whatever the school has
/// settled since, and whatever has become of the record.
pub fn unsaid(facts: &Facts, obligation: &Obligation, decision: &Decision, statement: &Statement) -> Option<Step> {
    let is_said = statement.act == SignedAct::Check || statement.open.is_some() || decision.also.is_some();
    let came = statement.version.handed_in_at;
    let is_beside = route_at(facts, obligation, Some(came)) == ApprovalRoute::DepartmentAndLeadership;
    let had_approved = statement.approvals.iter().any(|approval| approval.step == Step::Department);
    (is_beside && !is_said && !had_approved).then_some(Step::Department)
}

/// What was `unsaid` when the version of `decision` was signed, as long as that version is not approved in that turn: a sheet would
/// leave it out. Once it is approved nobody is misled, also where a newer version has come since.
pub fn withheld(obligation: &Obligation, decision: &Decision, unsaid: Option<Step>) -> Option<Step> {
    let is_approved = |step: Step| {
        let mut settled = obligation.decisions.iter().filter(|one| one.submission == decision.submission && one.settles(step));
        settled.any(|one| one.stands() && one.outcome == Outcome::Approved)
    };
    unsaid.filter(|step| !is_approved(*step))
}

#[cfg(test)]
mod tests;
