//! Who approves what: heads and deputies the records of their department (Điều 7b), the leadership by signing (Điều 3e, 4e),
//! and nobody their own. Where the regulation is silent, the readings stand in decision 0007.

use chrono::NaiveDate;

use super::{Actor, Allowed, Credential, Deed, RecordFacts, proof};
use crate::{
    decisions::Decision,
    people::{DepartmentId, Organisation, PersonId, Position},
    record_types::Step,
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
    let question = Question::of_today(organisation, review, today);
    if review.authors.contains(&actor.person) {
        return Err(ReviewRefusal::OwnWork.into());
    }
    let holds_it = question.reviewers().iter().any(|position| actor.acts_as(*position));
    if !holds_it || question.suspended.contains(&actor.person) {
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
/// approved in the other step is among them only where nobody else is.
pub fn reviewers_of(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> Vec<PersonId> {
    let question = Question::of_today(organisation, review, today);
    let people = question.holders_of(question.reviewers(), |holder| !question.is_out(holder));
    let others: Vec<PersonId> = people.iter().copied().filter(|person| !review.approvers.contains(person)).collect();
    if others.is_empty() { people } else { others }
}

/// Whose account is suspended, so that somebody else decides today who would not if they could: their places count as vacant.
pub fn stood_in_for(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> Vec<PersonId> {
    if organisation.suspended.is_empty() {
        return Vec::new();
    }
    let places = Question::by_places(organisation, review, today).reviewers();
    let stand_in = Question::of_today(organisation, review, today).reviewers();
    if stand_in.iter().all(|position| places.contains(position)) {
        return Vec::new();
    }
    let is_missing = |holder| organisation.suspended.contains(&holder) && !review.authors.contains(&holder);
    Question::by_places(organisation, review, today).holders_of(places, is_missing)
}

/// Whether nobody may decide in this turn but whoever approved in the other one.
pub fn is_left_alone(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> bool {
    // Where anybody else may, whoever has approved is not among them.
    reviewers_of(organisation, review, today).iter().any(|person| review.approvers.contains(person))
}

/// Whether nobody of the department may decide in its turn today, so that the leadership stands in for it: a head's own record,
/// a department without anybody to decide, what is fenced off, what belongs to no department.
pub fn falls_to_leadership(organisation: &Organisation, review: ReviewOf<'_>, today: NaiveDate) -> bool {
    review.step == Step::Department && Question::of_today(organisation, review, today).in_department().is_empty()
}

/// The positions that decided on a day, whoever could sign in then: of a day that is over nobody asks whose account was suspended.
pub(crate) fn positions_of(organisation: &Organisation, review: ReviewOf<'_>, day: NaiveDate) -> Vec<Position> {
    Question::by_places(organisation, review, day).reviewers()
}

/// Whether by the rule somebody of the department decides in its turn, so that whoever of the leadership did so on that day stood
/// in for them: not of a head's own record, of what is fenced off, nor of what belongs to no department.
pub(crate) fn is_departments_to_decide(organisation: &Organisation, review: ReviewOf<'_>, day: NaiveDate) -> bool {
    let question = Question::by_places(organisation, review, day);
    question.open_to().is_some_and(|department| !question.by_rule_of_department(department).is_empty())
}

/// Whose turn it is on a day.
#[derive(Clone, Copy)]
struct Question<'a> {
    organisation: &'a Organisation,
    review: ReviewOf<'a>,
    day: NaiveDate,
    /// Whoever cannot decide, whatever they hold: their places count as vacant.
    suspended: &'a [PersonId],
}

impl<'a> Question<'a> {
    /// As it is today: nobody decides whose account is suspended.
    fn of_today(organisation: &'a Organisation, review: ReviewOf<'a>, today: NaiveDate) -> Self {
        Self { organisation, review, day: today, suspended: &organisation.suspended }
    }

    /// As if everybody could sign in.
    const fn by_places(organisation: &'a Organisation, review: ReviewOf<'a>, day: NaiveDate) -> Self {
        Self { organisation, review, day, suspended: &[] }
    }

    /// The positions that decide. Whose a deputy's, a head's and a vice principal's record is, the school has settled (`Posts`); of
    /// the principal's own it is nobody's in the school. A department without anybody to decide is looked after by the leadership,
    /// also where its only one has decided in the other step already; so is what is fenced off from heads.
    fn reviewers(self) -> Vec<Position> {
        let in_department = self.in_department();
        if !in_department.is_empty() {
            return in_department;
        }
        let leadership = self.of_leadership();
        let can_vice_principal = || leadership.contains(&Position::VicePrincipal) && self.has_somebody(Position::VicePrincipal);
        let is_heads = self.review.step == Step::Department
            && self.review.record.department.is_some_and(|department| self.is_by(Position::Head(department)));
        match self.review.posts.head {
            HeadsOwn::VicePrincipal if is_heads && can_vice_principal() => vec![Position::VicePrincipal],
            HeadsOwn::VicePrincipal | HeadsOwn::Leadership => leadership,
        }
    }

    /// Those of the department, in its turn.
    fn in_department(self) -> Vec<Position> {
        self.open_to().map(|department| self.of_department(department)).unwrap_or_default()
    }

    /// The department whose turn it is and whose head may open the record.
    fn open_to(self) -> Option<DepartmentId> {
        let is_open = self.review.step == Step::Department && self.review.record.opens_to_heads();
        self.review.record.department.filter(|_| is_open)
    }

    /// Those of them whom somebody holds who can decide.
    fn of_department(self, department: DepartmentId) -> Vec<Position> {
        self.by_rule_of_department(department).into_iter().filter(|position| self.has_somebody(*position)).collect()
    }

    /// Whoever holds them, and whether anybody does.
    fn by_rule_of_department(self, department: DepartmentId) -> Vec<Position> {
        let (head, deputy) = (Position::Head(department), Position::DeputyHead(department));
        if self.is_by(head) || self.is_by_leadership() {
            Vec::new()
        } else if self.is_by(deputy) {
            match self.review.posts.deputy {
                DeputysOwn::Head => vec![head],
                DeputysOwn::Leadership => Vec::new(),
            }
        } else {
            vec![head, deputy]
        }
    }

    fn of_leadership(self) -> Vec<Position> {
        let has_principal =
            !self.organisation.holders(Position::Principal, self.day).is_empty() && self.has_somebody(Position::Principal);
        if self.is_by(Position::Principal) {
            Vec::new()
        } else if self.is_by(Position::VicePrincipal) && has_principal {
            match self.review.posts.vice_principal {
                VicePrincipalsOwn::Principal => vec![Position::Principal],
                VicePrincipalsOwn::Leadership => vec![Position::Principal, Position::VicePrincipal],
            }
        } else {
            vec![Position::Principal, Position::VicePrincipal]
        }
    }

    /// Somebody holds the place, or acts in it, who can decide, and neither had a part in the record nor approved this version in
    /// another step.
    fn has_somebody(self, position: Position) -> bool {
        let holders = self.organisation.holders_and_acting(position, self.day);
        holders.iter().any(|holder| !self.is_out(holder.id) && !self.review.approvers.contains(&holder.id))
    }

    /// Whoever had a part in the record decides nothing about it, nor does whoever cannot sign in.
    fn is_out(self, holder: PersonId) -> bool {
        self.review.authors.contains(&holder) || self.suspended.contains(&holder)
    }

    /// Whoever holds one of these positions, or acts in it, and is one of those that are meant; each once, in their order.
    fn holders_of(self, positions: Vec<Position>, is_meant: impl Fn(PersonId) -> bool) -> Vec<PersonId> {
        let mut people: Vec<PersonId> = Vec::new();
        for holder in positions.into_iter().flat_map(|position| self.organisation.holders_and_acting(position, self.day)) {
            if is_meant(holder.id) && !people.contains(&holder.id) {
                people.push(holder.id);
            }
        }
        people
    }

    /// Somebody of the leadership had a part in it: no head approves that.
    fn is_by_leadership(self) -> bool {
        [Position::Principal, Position::VicePrincipal].into_iter().any(|position| self.is_by(position))
    }

    /// Whoever acts for somebody writes under their own name.
    fn is_by(self, position: Position) -> bool {
        self.organisation.holders(position, self.day).iter().any(|holder| self.review.authors.contains(&holder.id))
    }
}

#[cfg(test)]
mod tests;
