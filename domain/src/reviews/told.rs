//! How a record stands with its reviewers, as people are told: with names, days, and how far behind somebody is.

use chrono::NaiveDate;

use super::{
    Approval, GivenBack, PendingReview, Review, ReviewersTime, corrected_by, is_applied_unapproved, review_of, reviewers,
    reviewers_time, suspended_reviewers,
};
use crate::{
    days::{Timestamp, day_of},
    deadlines::{Lateness, lateness},
    delegations::{acted_for, checked_for, commented_for},
    facts::Facts,
    obligations::Obligation,
    people::{PersonId, Position},
    permissions::Actor,
    record_types::Step,
};

/// How a record stands with its reviewers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewTold {
    Waiting(WaitingTold),
    Returned(ReturnTold),
    Approved(ApprovedTold),
    /// "Hiệu trưởng tự ban hành": by whom and when it was handed in.
    SelfIssued {
        who: String,
        at: Timestamp,
    },
}

/// The last version waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingTold {
    /// Whose turn it is.
    pub step: Step,
    pub since: Timestamp,
    /// Whoever of them comes first decides; empty where nobody in the school may.
    pub people: Vec<String>,
    /// That the leadership decides because nobody whose turn it is can.
    pub stand_in: Option<StandIn>,
    /// The reviewer's own day, no fault of whoever handed in.
    pub review_by: NaiveDate,
    /// By how much that is over.
    pub overdue: Option<Lateness>,
    /// "Áp dụng tạm, chưa duyệt": never against whoever handed in; against whoever reviews as `applied` says.
    pub is_applied: bool,
    /// Of other steps.
    pub approvals: Vec<ApprovalTold>,
    /// Why the version before was given back.
    pub corrects: Option<ReturnTold>,
}

/// In whose place the leadership decides: their accounts are suspended, which is not everybody's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandIn {
    Unnamed,
    For(Vec<String>),
}

/// "Áp dụng tạm, chưa duyệt", by the reviewer's own clock: it runs from when the version came, or the step before approved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppliedUnapproved {
    /// The reviewer's day is over: it stands against whoever reviews.
    AgainstReviewer,
    /// The reviewer has until the end of this day, and nobody is late by it.
    InTime { until: NaiveDate },
}

impl WaitingTold {
    /// Whom it stands against that the version is used before it is approved; `None` while it is not used.
    pub fn applied(&self) -> Option<AppliedUnapproved> {
        self.is_applied.then_some(match self.overdue {
            Some(_) => AppliedUnapproved::AgainstReviewer,
            None => AppliedUnapproved::InTime { until: self.review_by },
        })
    }
}

/// Every step has approved the last version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovedTold {
    /// In the order in which they were given; never empty.
    pub approvals: Vec<ApprovalTold>,
    /// Where the leadership has looked through what the department approved.
    pub spot_check: Option<SpotCheckTold>,
}

/// "Đã kiểm tra", by one person of the leadership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotCheckTold {
    /// "Hiệu trưởng Nguyễn Thị Minh Nguyệt".
    pub who: String,
    pub at: Timestamp,
}

/// "Đã duyệt", by one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalTold {
    pub step: Step,
    pub who: String,
    pub at: Timestamp,
}

/// "Trả lại để sửa".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTold {
    pub step: Step,
    pub who: String,
    pub at: Timestamp,
    pub reasons: Vec<String>,
    /// May be empty where a reason is ticked.
    pub words: String,
    /// The one day that counts from then on.
    pub correct_by: NaiveDate,
    /// By how much that is over, while it is the teacher's turn.
    pub overdue: Option<Lateness>,
}

impl ReturnTold {
    fn of(facts: &Facts, obligation: &Obligation, back: GivenBack, now: Timestamp) -> Self {
        let GivenBack { step, by, at, back, .. } = back;
        let hours = facts.hours(obligation.terms.rules);
        let calendar = facts.calendar_of(obligation);
        let correct_by = corrected_by(calendar, back.correct_by);
        Self {
            step,
            who: who(facts, obligation, (step, by, at), now),
            at,
            reasons: back.reasons,
            words: back.words,
            correct_by,
            overdue: facts.over_time(lateness(calendar, correct_by, &hours, facts.counted(now))),
        }
    }
}

impl ReviewTold {
    /// What is told to those who see how a record stands and may not open it: what was written about it is theirs alone who may.
    pub fn without_words(self) -> Self {
        match self {
            Self::Waiting(waiting) => Self::Waiting(WaitingTold { corrects: waiting.corrects.map(silent), ..waiting }),
            Self::Returned(back) => Self::Returned(silent(back)),
            Self::Approved(approved) => Self::Approved(approved),
            Self::SelfIssued { who, at } => Self::SelfIssued { who, at },
        }
    }
}

fn silent(back: ReturnTold) -> ReturnTold {
    ReturnTold { reasons: Vec::new(), words: String::new(), ..back }
}

/// How `obligation` stands with its reviewers at `now`, as everybody may read who sees it; `None` where nobody is asked, or nothing
/// is handed in yet.
pub fn review_told(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Option<ReviewTold> {
    told(facts, obligation, now, |_| StandIn::Unnamed)
}

/// The same, as `reader` may read it: whose account is suspended is named to those alone who lead the school or look after its
/// accounts.
pub fn review_told_to(facts: &Facts, reader: &Actor, obligation: &Obligation, now: Timestamp) -> Option<ReviewTold> {
    if reader.acts_as_leadership() || reader.is_management_team() {
        told(facts, obligation, now, StandIn::For)
    } else {
        review_told(facts, obligation, now)
    }
}

fn told(facts: &Facts, obligation: &Obligation, now: Timestamp, stand_in: fn(Vec<String>) -> StandIn) -> Option<ReviewTold> {
    match review_of(facts, obligation) {
        Review::NotAsked | Review::NothingYet => None,
        Review::SelfIssued { .. } => obligation
            .handed_in
            .as_ref()
            .map(|handed_in| ReviewTold::SelfIssued { who: name(facts, handed_in.last_by, now), at: handed_in.last_at }),
        Review::Waiting(waiting) => Some(ReviewTold::Waiting(waiting_told(facts, obligation, waiting, now, stand_in))),
        Review::Returned(back) => Some(ReviewTold::Returned(ReturnTold::of(facts, obligation, back, now))),
        Review::Approved { approvals, .. } => {
            let approvals = approvals_told(facts, obligation, &approvals, now);
            Some(ReviewTold::Approved(ApprovedTold { approvals, spot_check: spot_check_told(facts, obligation, now) }))
        }
    }
}

fn waiting_told(
    facts: &Facts,
    obligation: &Obligation,
    waiting: PendingReview,
    now: Timestamp,
    stand_in: fn(Vec<String>) -> StandIn,
) -> WaitingTold {
    let suspended = suspended_reviewers(facts, obligation, &waiting, now);
    let ReviewersTime { review_by, overdue } = reviewers_time(facts, obligation, waiting.since, now);
    WaitingTold {
        step: waiting.step,
        since: waiting.since,
        people: reviewers(facts, obligation, &waiting, now),
        stand_in: (!suspended.is_empty()).then(|| stand_in(suspended)),
        review_by,
        overdue,
        is_applied: is_applied_unapproved(facts, obligation, now),
        approvals: approvals_told(facts, obligation, &waiting.approvals, now),
        corrects: waiting.corrects.map(|back| ReturnTold { overdue: None, ..ReturnTold::of(facts, obligation, back, now) }),
    }
}

/// The check of the last version, by whom and when.
pub(super) fn spot_check_told(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Option<SpotCheckTold> {
    let last = obligation.handed_in.as_ref()?.submission;
    let check = obligation.spot_checks.iter().find(|one| one.submission == last)?;
    let organisation = facts.organisation();
    let mut held = organisation.positions(check.by, day_of(check.at));
    held.retain(|one| matches!(one, Position::Principal | Position::VicePrincipal));
    let who = with_place(name(facts, check.by, now), checked_for(organisation, check.by, check.at));
    let who = if held.is_empty() { who } else { format!("{} {who}", organisation.titles(&held)) };
    Some(SpotCheckTold { who, at: check.at })
}

pub(super) fn approvals_told(facts: &Facts, obligation: &Obligation, approvals: &[Approval], now: Timestamp) -> Vec<ApprovalTold> {
    let told = |one: &Approval| {
        let who = who(facts, obligation, (one.step, one.by, one.at), now);
        ApprovalTold { step: one.step, who, at: one.at }
    };
    approvals.iter().map(told).collect()
}

/// "Lê Thị Đào, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT", of whoever decided in that turn at that time.
pub(super) fn who(facts: &Facts, obligation: &Obligation, (step, by, at): (Step, PersonId, Timestamp), now: Timestamp) -> String {
    with_place(name(facts, by, now), acted_for(facts, obligation, step, by, at))
}

/// "Lê Thị Đào, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT", of whoever wrote about the record at that time.
pub(super) fn writer(facts: &Facts, obligation: Option<&Obligation>, (by, at): (PersonId, Timestamp), now: Timestamp) -> String {
    let acting = obligation.and_then(|obligation| commented_for(facts, obligation, by, at));
    with_place(name(facts, by, now), acting)
}

fn with_place(name: String, acting: Option<String>) -> String {
    match acting {
        Some(acting) => format!("{name}, {acting}"),
        None => name,
    }
}

/// "Lê Thị Ấm".
pub(super) fn name(facts: &Facts, person: PersonId, now: Timestamp) -> String {
    facts.organisation().name_of(person, day_of(now))
}

#[cfg(test)]
mod tests;
