//! The way of one record: that of its type when it was handed in, whatever the school has settled since.

use super::Review;
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{HandedIn, Obligation},
    people::Position,
    record_types::ApprovalRoute,
    review_settings::{Posts, PrincipalsOwn},
};

/// How `obligation` stands with its reviewers.
pub fn review_of(facts: &Facts, obligation: &Obligation) -> Review {
    let review = Review::of(route_of(facts, obligation), obligation);
    let Some(handed_in) = &obligation.handed_in else { return review };
    match &review {
        Review::Waiting(_) | Review::Returned(_) | Review::Approved { .. }
            if is_self_issued(facts, handed_in, facts.posts(obligation)) =>
        {
            Review::SelfIssued { submission: handed_in.submission }
        }
        Review::Waiting(_)
        | Review::Returned(_)
        | Review::Approved { .. }
        | Review::NotAsked
        | Review::NothingYet
        | Review::SelfIssued { .. } => review,
    }
}

/// The school lets what its principal handed in be used as it is; whoever was principal then. What somebody else hands in
/// after a version of the principal's is not the principal's word.
fn is_self_issued(facts: &Facts, handed_in: &HandedIn, posts: Posts) -> bool {
    let principals = || facts.organisation().holders(Position::Principal, day_of(handed_in.last_at));
    posts.principal == PrincipalsOwn::SelfIssued && principals().iter().any(|one| one.id == handed_in.last_by)
}

/// The way of a record. What is no longer owed, and what somebody was freed of, has none: nobody uses it. Nor has what came
/// before the school reviewed here.
pub(super) fn route_of(facts: &Facts, obligation: &Obligation) -> ApprovalRoute {
    if obligation.closing.is_some() || obligation.exemption.is_some() {
        return ApprovalRoute::None;
    }
    route_at(facts, obligation, obligation.handed_in.as_ref().map(|handed_in| handed_in.last_at))
}

/// The way of the version of `obligation` that came at `came`, whatever has become of the record since.
pub fn route_at(facts: &Facts, obligation: &Obligation, came: Option<Timestamp>) -> ApprovalRoute {
    let is_older = facts.regime.reviewed_since.is_some_and(|since| came.is_some_and(|came| came <= since));
    let known = facts.record_type(obligation.terms.record_type).filter(|_| !is_older);
    known.map_or(ApprovalRoute::None, |record_type| {
        came.map_or(record_type.approval_route, |came| facts.regime.review_settings.way_of(record_type, came))
    })
}

#[cfg(test)]
mod tests;
