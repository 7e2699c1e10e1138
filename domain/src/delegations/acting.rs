//! "B thay A theo Quyết định số …": in whose place somebody did something, as that was known at the time. Whoever might have done
//! it by a position of their own did it by that.

use crate::{
    days::{Timestamp, day_of},
    decisions::Decision,
    facts::Facts,
    lines::decision_words,
    obligations::Obligation,
    people::{Appointment, Organisation, PersonId, Position},
    permissions::{Action, Actor, Credential, ReviewOf, decide, decide_comment, is_departments_to_decide, positions_of},
    record_types::Step,
};

/// Who did something, and in whose place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneBy {
    pub person: PersonId,
    /// "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".
    pub acting: Option<String>,
}

/// "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".
pub fn acting_words(organisation: &Organisation, held: &Appointment) -> Option<String> {
    let acting = held.acting.as_ref()?;
    let of = organisation.person(acting.person)?;
    let name = organisation.distinct_name(of, Some(held.from));
    Some(format!("thay {} {name} theo {}", of.honorific.word(), decision_words(&acting.decision)))
}

/// In whose place `by` decided about `obligation` in the turn of `step` at `at`; `None` where they hold such a place of their
/// own.
pub fn acted_for(facts: &Facts, obligation: &Obligation, step: Step, by: PersonId, at: Timestamp) -> Option<String> {
    acting_in(facts, obligation, step, by, at).and_then(|held| acting_words(facts.organisation(), held))
}

/// The lent place by which `by` decided about `obligation` in the turn of `step` at `at`; `None` where they hold such a place
/// of their own.
pub fn acting_in<'a>(
    facts: &'a Facts,
    obligation: &Obligation,
    step: Step,
    by: PersonId,
    at: Timestamp,
) -> Option<&'a Appointment> {
    let (organisation, authors) = (facts.organisation(), authors(obligation));
    let posts = facts.posts(obligation);
    let review = ReviewOf { record: facts.record_facts(obligation), step, authors, approvers: &[], posts };
    let places = positions_of(organisation, review, day_of(at));
    let held = |places: &[Position]| lent_place(organisation, by, at, |actor| places.iter().any(|place| actor.acts_as(*place)));
    // Whose a record is may have changed since with its authors: who held a place in the department decided by that.
    let is_theirs = step == Step::Department && is_of_department(facts, obligation, by, at);
    // Whoever decided without any of these places stood in for somebody whose account was suspended then.
    held(&places).or_else(|| if is_theirs { None } else { held(&[Position::Principal, Position::VicePrincipal]) })
}

/// The department's turn, where `decision` settled it in the department's place: with the leadership's own signature, or by
/// somebody of the leadership, because nobody could decide of those whose turn it is by the rule. What is the leadership's by the
/// rule, as a head's own record and what is fenced off, it decides in nobody's place.
pub fn decided_instead(facts: &Facts, obligation: &Obligation, decision: &Decision) -> Option<Step> {
    let Decision { step, by, at, also, .. } = *decision;
    let of_leadership = |one: &Position| matches!(one, Position::Principal | Position::VicePrincipal);
    let leads = || match acting_in(facts, obligation, step, by, at) {
        Some(held) => of_leadership(&held.position),
        None => facts.organisation().positions(by, day_of(at)).iter().any(of_leadership),
    };
    let is_instead = step == Step::Department && !is_of_department(facts, obligation, by, at) && leads();
    let review = ReviewOf {
        record: facts.record_facts(obligation),
        step: Step::Department,
        authors: authors(obligation),
        approvers: &[],
        posts: facts.posts(obligation),
    };
    let settled = also.or(is_instead.then_some(Step::Department));
    settled.filter(|_| is_departments_to_decide(facts.organisation(), review, day_of(at)))
}

/// Whether `by` held a place of their own at `at` in which the records of the department of `obligation` are approved.
fn is_of_department(facts: &Facts, obligation: &Obligation, by: PersonId, at: Timestamp) -> bool {
    let held = facts.organisation().positions(by, day_of(at));
    let decides = |department| held.iter().any(|one| [Position::Head(department), Position::DeputyHead(department)].contains(one));
    facts.record_facts(obligation).department.is_some_and(decides)
}

/// In whose place `by` wrote about `obligation` at `at`, or said of a thread that it is settled; `None` where they might as
/// themselves, or as an author.
pub fn commented_for(facts: &Facts, obligation: &Obligation, by: PersonId, at: Timestamp) -> Option<String> {
    let (organisation, record) = (facts.organisation(), facts.record_facts(obligation));
    let may = |actor: &Actor| decide_comment(actor, organisation, record, authors(obligation)).is_ok();
    lent_place(organisation, by, at, may).and_then(|held| acting_words(organisation, held))
}

/// In whose place `by` decided about a file that was held at `at`.
pub fn judged_for(organisation: &Organisation, by: PersonId, at: Timestamp) -> Option<String> {
    let may = |actor: &Actor| decide(actor, organisation, Action::JudgeHeldFiles).is_ok();
    lent_place(organisation, by, at, may).and_then(|held| acting_words(organisation, held))
}

/// In whose place `by` signed at `at` that they had checked a record; `None` where they lead the school themselves.
pub fn checked_for(organisation: &Organisation, by: PersonId, at: Timestamp) -> Option<String> {
    checking_in(organisation, by, at).and_then(|held| acting_words(organisation, held))
}

/// In whose place `by` decided about shutting and opening records at `at`, as whoever holds `position`.
pub fn ordered_for(organisation: &Organisation, by: PersonId, position: Position, at: Timestamp) -> Option<String> {
    lent_place(organisation, by, at, |actor| actor.acts_as(position)).and_then(|held| acting_words(organisation, held))
}

/// The lent place by which `by` signed so; whose turn it is to review says nothing of it.
pub fn checking_in(organisation: &Organisation, by: PersonId, at: Timestamp) -> Option<&Appointment> {
    lent_place(organisation, by, at, Actor::acts_as_leadership)
}

fn authors(obligation: &Obligation) -> &[PersonId] {
    obligation.handed_in.as_ref().map_or(&[][..], |handed_in| handed_in.authors.as_slice())
}

/// The place lent to `by` at `at` with which they might what `may` asks, and without which they might not.
fn lent_place(organisation: &Organisation, by: PersonId, at: Timestamp, may: impl Fn(&Actor) -> bool) -> Option<&Appointment> {
    let day = day_of(at);
    let positions = organisation.positions(by, day);
    let mut actor = Actor { person: by, positions, lent: Vec::new(), credential: Credential::Trusted };
    if may(&actor) {
        return None;
    }
    // It may have been ended later on that day: then what was done before was done under it.
    let ended_then = |one: &Appointment| one.from <= day && one.end_known_since.map(day_of) == Some(day);
    let mut lent = organisation.appointments.iter().filter(|one| one.acting.is_some() && one.person == by);
    lent.find(|one| {
        actor.lent = vec![one.position];
        (one.holds_on(day) || ended_then(one)) && may(&actor)
    })
}
