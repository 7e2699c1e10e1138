//! Whose turn it is: the steps of the way that are open, and what the leadership settles in one because nobody else may decide
//! in the other one.

use chrono::NaiveDate;

use super::{Approval, PendingReview, Review, review_of, route::route_of};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    ids::SubmissionId,
    obligations::Obligation,
    people::{Organisation, PersonId},
    permissions::{
        Actor, Allowed, Decide, ReviewOf, decide_review, falls_to_leadership, is_left_alone, reviewers_of, stood_in_for,
    },
    record_types::{OtherStep, Step},
    refusal::{Refusal, ReviewRefusal},
};

/// A turn in which a version may be decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpenTurn {
    pub step: Step,
    /// The turn that is settled with it: the department's, where the leadership stands in for it and signs anyway.
    pub also: Option<Step>,
    /// The turn that waits, by the rule of which it is asked who decides.
    waits: Step,
}

/// What somebody may decide about.
#[derive(Debug)]
pub struct MayDecide {
    /// How the record waits before the decision, in the turn of whoever decides.
    pub waiting: PendingReview,
    pub turn: OpenTurn,
    pub allowed: Allowed<Decide>,
}

impl OpenTurn {
    const fn of(step: Step) -> Self {
        Self { step, also: None, waits: step }
    }

    /// One signature of the leadership ends the whole way, which waits in the turn of `waits`.
    const fn whole_way(waits: Step) -> Self {
        Self { step: Step::Leadership, also: Some(Step::Department), waits }
    }
}

/// The turns that are open of a version in the turn of `review.step`, the department's first. Where nobody is left but whoever
/// has approved in the other turn, and leads the school, their signature is given once more, for both.
fn open_turns(organisation: &Organisation, review: ReviewOf<'_>, other: OtherStep, today: NaiveDate) -> Vec<OpenTurn> {
    let is_leaderships = other.step() == Some(Step::Leadership);
    if (is_leaderships && falls_to_leadership(organisation, review, today)) || is_left_alone(organisation, review, today) {
        return vec![OpenTurn::whole_way(review.step)];
    }
    let beside = match other {
        OtherStep::Beside(step) => Some(step),
        OtherStep::None | OtherStep::Later(_) => None,
    };
    std::iter::once(review.step).chain(beside).map(OpenTurn::of).collect()
}

/// The first turn that is open to `actor` today.
///
/// # Errors
/// The reason why none is, for the screen.
pub(super) fn turn_of(
    actor: &Actor,
    organisation: &Organisation,
    review: ReviewOf<'_>,
    other: OtherStep,
    today: NaiveDate,
) -> Result<(OpenTurn, Allowed<Decide>), Refusal> {
    let mut refused = ReviewRefusal::NotYours.into();
    for turn in open_turns(organisation, review, other, today) {
        match decide_review(actor, organisation, ReviewOf { step: turn.waits, ..review }, today) {
            Ok(allowed) => return Ok((turn, allowed)),
            Err(refusal) => refused = refusal,
        }
    }
    Err(refused)
}

/// In which turn may `actor` decide about what waits in `obligation`?
///
/// # Errors
/// The reason why not, for the screen.
pub fn check_review(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    waiting: &PendingReview,
    now: Timestamp,
) -> Result<OpenTurn, Refusal> {
    let approvers = approvers(waiting);
    let review = of(facts, obligation, waiting.step, &approvers);
    turn_of(actor, facts.organisation(), review, waiting.other, day_of(now)).map(|(turn, _)| turn)
}

/// May `actor`, who saw the version `shown` in the turn of `step`, decide about it?
///
/// # Errors
/// The reason why not: what has happened since, or that it is not their turn.
pub fn may_decide(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    (shown, step): (SubmissionId, Step),
    now: Timestamp,
) -> Result<MayDecide, Refusal> {
    if let Some(withdrawal) = obligation.withdrawal(shown) {
        return Err(ReviewRefusal::Withdrawn { at: withdrawal.at }.into());
    }
    let review = review_of(facts, obligation);
    if let Some(refusal) = decided_since(obligation, &review, (shown, step)) {
        return Err(refusal.into());
    }
    let open = match &review {
        Review::Waiting(waiting) => {
            let approvers = approvers(waiting);
            open_turns(facts.organisation(), of(facts, obligation, waiting.step, &approvers), waiting.other, day_of(now))
        }
        Review::NotAsked | Review::NothingYet | Review::SelfIssued { .. } | Review::Returned(_) | Review::Approved { .. } => {
            Vec::new()
        }
    };
    let turn = open.into_iter().find(|turn| turn.step == step);
    let is_undone = obligation.decisions.iter().any(|one| one.submission == shown && !one.stands());
    let waiting = match review.decide(shown, turn.map_or(step, |turn| turn.waits)) {
        // Since the page was opened the department got somebody who decides, or has nobody any more.
        Err(Refusal::Review(ReviewRefusal::StepTakenBack)) if !is_undone => return Err(ReviewRefusal::OtherTurn.into()),
        other => other?,
    };
    let turn = turn.ok_or(ReviewRefusal::OtherTurn)?;
    let approvers = approvers(&waiting);
    let asked = of(facts, obligation, turn.waits, &approvers);
    let allowed = decide_review(actor, facts.organisation(), asked, day_of(now))?;
    // What is decided for the whole way rests on no approval before it.
    let approvals = if turn.also.is_some() { Vec::new() } else { waiting.approvals };
    Ok(MayDecide { waiting: PendingReview { step, approvals, ..waiting }, turn, allowed })
}

/// May `actor` decide about this record in some turn of its way, whether that is open now or not? Nobody decides about their own.
pub fn decides_in_some_turn(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> bool {
    let decides = |step| decide_review(actor, facts.organisation(), of(facts, obligation, step, &[]), day_of(now)).is_ok();
    route_of(facts, obligation).steps().iter().copied().any(decides)
}

/// What has become of the version that took the place of `shown`, where nobody is asked about that either in the turn of `step`.
fn decided_since(obligation: &Obligation, review: &Review, (shown, step): (SubmissionId, Step)) -> Option<ReviewRefusal> {
    let version = obligation.handed_in.as_ref().filter(|last| last.submission != shown)?.versions;
    let approved = |one: &Approval| ReviewRefusal::NewerApproved { version, approved_at: one.at };
    match review {
        Review::Approved { approvals, .. } => approvals.last().map(approved),
        Review::Returned(back) => Some(ReviewRefusal::NewerReturned { version, returned_at: back.at }),
        Review::Waiting(waiting) => waiting.approvals.iter().find(|one| one.step == step).map(approved),
        Review::NotAsked | Review::NothingYet | Review::SelfIssued { .. } => None,
    }
}

/// Whose turn it is: how they are named, in the order of their position.
pub fn reviewers(facts: &Facts, obligation: &Obligation, waiting: &PendingReview, now: Timestamp) -> Vec<String> {
    in_open_turns(facts, obligation, waiting, now, reviewers_of)
}

/// In whose place others decide, because the account is suspended: how they are named.
pub fn suspended_reviewers(facts: &Facts, obligation: &Obligation, waiting: &PendingReview, now: Timestamp) -> Vec<String> {
    // Mostly nobody is, and every record that waits is asked.
    if facts.organisation().suspended.is_empty() {
        return Vec::new();
    }
    in_open_turns(facts, obligation, waiting, now, stood_in_for)
}

/// The people whom `of` finds in the turns that are open, each once.
fn in_open_turns(
    facts: &Facts,
    obligation: &Obligation,
    waiting: &PendingReview,
    now: Timestamp,
    of_turn: fn(&Organisation, ReviewOf<'_>, NaiveDate) -> Vec<PersonId>,
) -> Vec<String> {
    let approvers = approvers(waiting);
    let (review, today) = (of(facts, obligation, waiting.step, &approvers), day_of(now));
    let mut people: Vec<PersonId> = Vec::new();
    for turn in open_turns(facts.organisation(), review, waiting.other, today) {
        for person in of_turn(facts.organisation(), ReviewOf { step: turn.waits, ..review }, today) {
            if !people.contains(&person) {
                people.push(person);
            }
        }
    }
    let known = people.into_iter().filter_map(|id| facts.organisation().person(id));
    known.map(|one| facts.organisation().distinct_name(one, Some(today))).collect()
}

fn approvers(waiting: &PendingReview) -> Vec<PersonId> {
    waiting.approvals.iter().map(|approval| approval.by).collect()
}

fn of<'a>(facts: &Facts, obligation: &'a Obligation, step: Step, approvers: &'a [PersonId]) -> ReviewOf<'a> {
    let authors = obligation.handed_in.as_ref().map_or(&[][..], |handed_in| &handed_in.authors);
    ReviewOf { record: facts.record_facts(obligation), step, authors, approvers, posts: facts.posts(obligation) }
}

#[cfg(test)]
mod tests;
