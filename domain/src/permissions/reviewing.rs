//! Who approves what: heads and deputies the records of their department (Điều 7b), the leadership by signing (Điều 3e, 4e),
//! and nobody their own. Where the regulation is silent, the readings stand in decision 0007.

use chrono::NaiveDate;

use super::{Actor, Allowed, Credential, Deed, RecordFacts, proof};
use crate::{
    decisions::Decision,
    people::{DepartmentId, Organisation, PersonId, Position},
    record_types::{Sensitivity, Step},
    refusal::{Refusal, ReviewRefusal},
    review_settings::{DeputysOwn, HeadsOwn, Posts, VicePrincipalsOwn},
};

/// Approve one version, or give it back.
#[derive(Debug)]
pub enum Decide {}

/// Take a decision of one's own back.
#[derive(Debug)]
pub enum UndoDecision {}

impl Deed for Decide {}
impl Deed for UndoDecision {}

/// What the rule must know of a version that waits: read in the transaction of the decision.
#[derive(Clone, Copy, Debug)]
pub struct ReviewOf<'a> {
    pub record: RecordFacts,
    /// Whose turn it is.
    pub step: Step,
    /// Everybody who handed in any version of the record.
    pub authors: &'a [PersonId],
    /// Who approved this version in other steps.
    pub approvers: &'a [PersonId],
    /// Who reviews the reviewers' own, as the school has settled it.
    pub posts: Posts,
}

/// May `actor` decide about this version today? Two steps are two people, except where nobody else may: a record that waits for
/// nobody would wait for ever.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_review(
    actor: &Actor,
    organisation: &Organisation,
    review: ReviewOf<'_>,
    today: NaiveDate,
) -> Result<Allowed<Decide>, Refusal> {
    let reviewers = reviewers(organisation, review, today);
    if review.authors.contains(&actor.person) {
        return Err(ReviewRefusal::OwnWork.into());
    }
    if !reviewers.iter().any(|position| actor.acts_as(*position)) {
        return Err(ReviewRefusal::NotYours.into());
    }
    if review.approvers.contains(&actor.person) && !reviewers_of(organisation, review, today).contains(&actor.person) {
        return Err(ReviewRefusal::SecondHand.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

/// May `actor` take this decision back? Only who made it.
///
/// # Errors
/// `ReviewRefusal::NotYoursToUndo`; `Refusal::ResetUnconfirmed` where somebody else knows the password too.
pub fn decide_undo(actor: &Actor, decision: &Decision) -> Result<Allowed<UndoDecision>, Refusal> {
    if decision.by != actor.person {
        return Err(ReviewRefusal::NotYoursToUndo.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

/// The people whose turn it is today, whoever of them comes first; nobody where only somebody above the school could. Whoever
/// approved in the other step is among them only where nobody else is; whose account is shut is not, and keeps the turn all the
/// same from those who would stand in for a vacant place.
pub fn reviewers_of(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> Vec<PersonId> {
    let positions = reviewers(organisation, review, today);
    let mut people: Vec<PersonId> = Vec::new();
    for holder in positions.into_iter().flat_map(|position| organisation.holders_and_acting(position, today)) {
        let is_out = review.authors.contains(&holder.id) || organisation.suspended.contains(&holder.id);
        if !is_out && !people.contains(&holder.id) {
            people.push(holder.id);
        }
    }
    let others: Vec<PersonId> = people.iter().copied().filter(|person| !review.approvers.contains(person)).collect();
    if others.is_empty() { people } else { others }
}

/// Whether nobody may decide in this turn but whoever approved in the other one.
pub fn is_left_alone(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> bool {
    let people = reviewers_of(organisation, review, today);
    !people.is_empty() && people.iter().all(|person| review.approvers.contains(person))
}

/// Whether nobody of the department may decide in its turn today, so that the leadership stands in for it: a head's own record,
/// a department without anybody to decide, what is fenced off, what belongs to no department.
pub fn falls_to_leadership(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> bool {
    review.step == Step::Department && in_department(organisation, review, today).is_empty()
}

/// The positions that decide today.
pub(crate) fn positions_of(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> Vec<Position> {
    reviewers(organisation, review, today)
}

/// The positions that decide. Whose a deputy's, a head's and a vice principal's record is, the school has settled (`Posts`); of
/// the principal's own it is nobody's in the school. A department without anybody to decide is looked after by the leadership,
/// also where its only one has decided in the other step already; so is what is fenced off, which no head may open.
fn reviewers(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> Vec<Position> {
    let in_department = in_department(organisation, review, today);
    if !in_department.is_empty() {
        return in_department;
    }
    let leadership = of_leadership(organisation, review, today);
    let can_vice_principal =
        || leadership.contains(&Position::VicePrincipal) && has_somebody(organisation, review, Position::VicePrincipal, today);
    let is_heads = review.step == Step::Department
        && review.record.department.is_some_and(|department| is_by(organisation, review, Position::Head(department), today));
    match review.posts.head {
        HeadsOwn::VicePrincipal if is_heads && can_vice_principal() => vec![Position::VicePrincipal],
        HeadsOwn::VicePrincipal | HeadsOwn::Leadership => leadership,
    }
}

/// Those of the department, in its turn.
fn in_department(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> Vec<Position> {
    match (review.step, review.record.department) {
        (Step::Department, Some(department)) if review.record.sensitivity == Sensitivity::Ordinary => {
            of_department(organisation, review, department, today)
        }
        (Step::Department, Some(_) | None) | (Step::Leadership, _) => Vec::new(),
    }
}

fn of_department(organisation: &Organisation, review: ReviewOf<'_>, department: DepartmentId, today: NaiveDate) -> Vec<Position> {
    let (head, deputy) = (Position::Head(department), Position::DeputyHead(department));
    let wrote = |position| is_by(organisation, review, position, today);
    let candidates = if wrote(head) || wrote_above(organisation, review, today) {
        Vec::new()
    } else if wrote(deputy) {
        match review.posts.deputy {
            DeputysOwn::Head => vec![head],
            DeputysOwn::Leadership => Vec::new(),
        }
    } else {
        vec![head, deputy]
    };
    let is_filled = |position: &Position| has_somebody(organisation, review, *position, today);
    candidates.into_iter().filter(is_filled).collect()
}

fn of_leadership(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> Vec<Position> {
    let has_principal = !organisation.holders(Position::Principal, today).is_empty()
        && has_somebody(organisation, review, Position::Principal, today);
    if is_by(organisation, review, Position::Principal, today) {
        Vec::new()
    } else if is_by(organisation, review, Position::VicePrincipal, today) && has_principal {
        match review.posts.vice_principal {
            VicePrincipalsOwn::Principal => vec![Position::Principal],
            VicePrincipalsOwn::Leadership => vec![Position::Principal, Position::VicePrincipal],
        }
    } else {
        vec![Position::Principal, Position::VicePrincipal]
    }
}

/// Somebody holds the place, or acts in it, who neither had a part in the record nor approved this version in another step.
fn has_somebody(organisation: &Organisation, review: ReviewOf<'_>, position: Position, today: NaiveDate) -> bool {
    let is_out = |holder: PersonId| review.authors.contains(&holder) || review.approvers.contains(&holder);
    organisation.holders_and_acting(position, today).iter().any(|holder| !is_out(holder.id))
}

/// Somebody of the leadership had a part in it: no head approves that.
fn wrote_above(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> bool {
    [Position::Principal, Position::VicePrincipal].into_iter().any(|position| is_by(organisation, review, position, today))
}

/// Whoever acts for somebody writes under their own name.
fn is_by(organisation: &Organisation, review: ReviewOf<'_>, position: Position, today: NaiveDate) -> bool {
    organisation.holders(position, today).iter().any(|holder| review.authors.contains(&holder.id))
}

#[cfg(test)]
mod tests;
