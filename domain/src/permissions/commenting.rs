//! Who comments on a record: whoever may approve records of this kind in some step, and its authors (Điều 7b: heads and deputies
//! look through and comment; Điều 3e, 4e: the leadership).

use chrono::NaiveDate;

use super::{
    Action, Actor, Allowed, Credential, Deed, RecordFacts, decide, proof,
    reviewing::{ReviewOf, decide_review},
};
use crate::{
    people::{Organisation, PersonId},
    record_types::{Sensitivity, Step},
    refusal::{CommentRefusal, Refusal},
};

/// Comment on a version, or answer a comment.
#[derive(Debug)]
pub enum CommentOn {}

/// Settle a thread, or open it again.
#[derive(Debug)]
pub enum SettleThread {}

impl Deed for CommentOn {}
impl Deed for SettleThread {}

/// May `actor` comment on this record, which these `authors` have handed in? Whose turn it is, and whether it is decided already,
/// says nothing: the second head comments too, and on what is approved one comments for the next time. Whoever reads comments
/// is asked the same.
///
/// # Errors
/// `CommentRefusal::NotYours`; `Refusal::ResetUnconfirmed` for whoever is no author, as with a decision.
pub fn decide_comment(
    actor: &Actor,
    organisation: &Organisation,
    record: RecordFacts,
    authors: &[PersonId],
) -> Result<Allowed<CommentOn>, Refusal> {
    let wrote = authors.contains(&actor.person) && record.sensitivity == Sensitivity::Ordinary;
    let opens = decide(actor, organisation, Action::OpenRecord(record));
    match (wrote, opens) {
        (true, _) => Ok(proof(())),
        (false, Ok(())) if actor.credential == Credential::Trusted || may_hand_in(actor, organisation, record) => Ok(proof(())),
        (false, Ok(()) | Err(Refusal::ResetUnconfirmed)) => Err(Refusal::ResetUnconfirmed),
        (false, Err(_)) => Err(CommentRefusal::NotYours.into()),
    }
}

/// A teacher whose password was handed out answers, as she hands in.
fn may_hand_in(actor: &Actor, organisation: &Organisation, record: RecordFacts) -> bool {
    decide(actor, organisation, Action::HandIn(record)).is_ok()
}

/// May `actor`, who may comment on the record, settle a thread that `began_by` began, or open it again? Whoever asked knows
/// whether it is answered.
///
/// # Errors
/// `CommentRefusal::NotYoursToSettle`.
pub fn decide_settle(actor: &Actor, _: &Allowed<CommentOn>, began_by: PersonId) -> Result<Allowed<SettleThread>, Refusal> {
    if actor.person == began_by { Ok(proof(())) } else { Err(CommentRefusal::NotYoursToSettle.into()) }
}

/// May `actor`, who may comment on the record, settle a thread that somebody else began, or open it again? Only where
/// `began_by` has left, and only whoever might decide about the record in some turn: else it would stay open for ever.
///
/// # Errors
/// `CommentRefusal::NotYoursToSettle`.
pub fn decide_settle_instead(
    actor: &Actor,
    organisation: &Organisation,
    review: ReviewOf<'_>,
    began_by: PersonId,
    today: NaiveDate,
) -> Result<Allowed<SettleThread>, Refusal> {
    if !has_left(organisation, review, began_by, today) {
        return Err(CommentRefusal::NotYoursToSettle.into());
    }
    let decides = |step| decide_review(actor, organisation, ReviewOf { step, approvers: &[], ..review }, today);
    if Step::ALL.into_iter().any(|step| decides(step).is_ok()) {
        Ok(proof(()))
    } else {
        Err(CommentRefusal::NotYoursToSettle.into())
    }
}

/// Nobody who began a thread comes back to it whose account is shut, who works at the school no more, or who holds nothing any
/// more by which the record is theirs to comment on.
fn has_left(organisation: &Organisation, review: ReviewOf<'_>, person: PersonId, today: NaiveDate) -> bool {
    let actor = Actor { credential: Credential::Trusted, ..Actor::of(organisation, person, today) };
    organisation.suspended.contains(&person)
        || (actor.positions.is_empty() && actor.lent.is_empty())
        || decide_comment(&actor, organisation, review.record, review.authors).is_err()
}

#[cfg(test)]
mod tests;
