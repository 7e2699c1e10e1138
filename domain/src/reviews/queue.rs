//! "Chờ tôi duyệt": what waits for one reader, the longest first.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{GivenBack, Review, Waiting, review_by};
use crate::{
    days::{Timestamp, day_of},
    deadlines::{Lateness, lateness},
    facts::Facts,
    ids::SubmissionId,
    obligations::{Obligation, ObligationId, Standing},
    people::{Person, PersonId},
    permissions::{Actor, RecordFacts, ReviewOf, decide_review, reviewers_of},
    record_types::{ApprovalRoute, Step},
    refusal::Refusal,
};

/// One version that waits for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
    pub obligation: ObligationId,
    pub title: String,
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    /// Who handed it in.
    pub who: String,
    pub handed_in_at: Timestamp,
    /// Whether the record came late is told, and is no fault of the reviewer.
    pub standing: Standing,
    pub step: Step,
    /// Since when it is the reader's turn.
    pub since: Timestamp,
    /// The reviewer's own day.
    pub review_by: NaiveDate,
    /// By how much that is over.
    pub overdue: Option<Lateness>,
    /// The version before was given back for this.
    pub corrects: Option<GivenBack>,
}

/// How `obligation` stands with its reviewers.
pub fn review_of(facts: &Facts, obligation: &Obligation) -> Review {
    Review::of(route(facts, obligation), obligation)
}

/// The way of a record. What is no longer owed, and what somebody was freed of, has none: nobody uses it. Nor has what came
/// before the school reviewed here.
fn route(facts: &Facts, obligation: &Obligation) -> ApprovalRoute {
    let came = obligation.handed_in.as_ref().map(|handed_in| handed_in.last_at);
    let is_older = facts.regime.reviewed_since.is_some_and(|since| came.is_some_and(|came| came <= since));
    let is_gone = obligation.closing.is_some() || obligation.exemption.is_some();
    let known = facts.record_type(obligation.terms.record_type).filter(|_| !is_gone && !is_older);
    known.map_or(ApprovalRoute::None, |record_type| record_type.approval_route)
}

/// May `actor` decide about what waits in `obligation`?
///
/// # Errors
/// The reason why not, for the screen.
pub fn check_review(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    waiting: &Waiting,
    now: Timestamp,
) -> Result<crate::permissions::Allowed<crate::permissions::Decide>, Refusal> {
    let approvers: Vec<PersonId> = waiting.approvals.iter().map(|approval| approval.by).collect();
    let review = of(facts, obligation, waiting.step, &approvers);
    decide_review(actor, facts.organisation(), review, day_of(now))
}

/// Whose turn it is: how they are named, in the order of their position.
pub fn reviewers(facts: &Facts, obligation: &Obligation, waiting: &Waiting, now: Timestamp) -> Vec<String> {
    let approvers: Vec<PersonId> = waiting.approvals.iter().map(|approval| approval.by).collect();
    let review = of(facts, obligation, waiting.step, &approvers);
    let people = reviewers_of(facts.organisation(), review, day_of(now));
    people.into_iter().filter_map(|id| facts.organisation().person(id)).map(|one| name(facts, one, now)).collect()
}

fn of<'a>(facts: &Facts, obligation: &'a Obligation, step: Step, approvers: &'a [PersonId]) -> ReviewOf<'a> {
    let authors = obligation.handed_in.as_ref().map_or(&[][..], |handed_in| &handed_in.authors);
    ReviewOf { record: facts.record_facts(obligation), step, authors, approvers }
}

/// What waits for one reader, the longest first: to be counted, shown in parts, and gone through one by one. Names and
/// titles are made for the lines alone that are shown.
#[derive(Clone, Debug)]
pub struct Queue<'f> {
    facts: &'f Facts,
    now: Timestamp,
    waiting: Vec<(&'f Obligation, Waiting)>,
}

impl<'f> Queue<'f> {
    /// What waits for `reader` at `now`.
    pub fn of(facts: &'f Facts, reader: PersonId, now: Timestamp) -> Self {
        let mut turns = Turns::of(facts, reader, now);
        let of_reader = |obligation: &'f Obligation| turns.of_reader(obligation).map(|waiting| (obligation, waiting));
        let mut waiting: Vec<_> = facts.open_obligations().filter_map(of_reader).collect();
        waiting.sort_by_key(|(_, waiting)| waiting.since);
        // Which of those that came in the same second stands first is asked for those only, and once for each.
        for same in waiting.chunk_by_mut(|(_, one), (_, other)| one.since == other.since) {
            same.sort_by_cached_key(|(obligation, _)| facts.order(obligation.id));
        }
        Self { facts, now, waiting }
    }

    pub const fn len(&self) -> usize {
        self.waiting.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Where a record stands in it, from 0; `None` where it does not wait for the reader.
    pub fn place(&self, id: ObligationId) -> Option<usize> {
        self.waiting.iter().position(|(obligation, _)| obligation.id == id)
    }

    /// The record at a place, from 0.
    pub fn at(&self, place: usize) -> Option<ObligationId> {
        self.waiting.get(place).map(|(obligation, _)| obligation.id)
    }

    /// What comes after a record, or first of all where it is the last one; `None` where nothing else waits.
    pub fn after(&self, id: ObligationId) -> Option<ObligationId> {
        let next = self.place(id).map_or(0, |place| place + 1);
        self.at(next).or_else(|| self.at(0)).filter(|other| *other != id)
    }

    /// What waits, without the words for it.
    pub fn waiting(&self) -> impl Iterator<Item = (&'f Obligation, &Waiting)> {
        self.waiting.iter().map(|(obligation, waiting)| (*obligation, waiting))
    }

    /// `count` lines from the place `first` on, from 0.
    pub fn lines(&self, first: usize, count: usize) -> Vec<QueueLine> {
        let shown = self.waiting.iter().skip(first).take(count);
        shown.filter_map(|(obligation, waiting)| line(self.facts, obligation, waiting, self.now)).collect()
    }
}

/// What waits for `reader` at `now`: the one that has waited longest stands first.
pub fn queue(facts: &Facts, reader: PersonId, now: Timestamp) -> Vec<QueueLine> {
    Queue::of(facts, reader, now).lines(0, usize::MAX)
}

/// The number beside "Chờ tôi duyệt", on every page of whoever approves: it sorts nothing and names nobody.
pub fn queue_length(facts: &Facts, reader: PersonId, now: Timestamp) -> usize {
    let mut turns = Turns::of(facts, reader, now);
    facts.open_obligations().filter(|obligation| turns.of_reader(obligation).is_some()).count()
}

/// All that `check_review` hears of a record.
type Asked<'f> = (RecordFacts, Step, &'f [PersonId], Vec<PersonId>);

/// Whose turn it is, asked once for all records of which the rule hears the same: ten thousand that wait are some hundred
/// questions.
struct Turns<'f> {
    facts: &'f Facts,
    actor: Actor,
    today: NaiveDate,
    known: HashMap<Asked<'f>, bool>,
}

impl<'f> Turns<'f> {
    fn of(facts: &'f Facts, reader: PersonId, now: Timestamp) -> Self {
        Self { facts, actor: facts.actor(reader, now), today: day_of(now), known: HashMap::new() }
    }

    /// What waits in `obligation`, if it waits for the reader.
    fn of_reader(&mut self, obligation: &'f Obligation) -> Option<Waiting> {
        let handed_in = obligation.handed_in.as_ref()?;
        let Review::Waiting(waiting) = review_of(self.facts, obligation) else { return None };
        let approvers = waiting.approvals.iter().map(|approval| approval.by).collect();
        let asked: Asked<'f> = (self.facts.record_facts(obligation), waiting.step, &handed_in.authors, approvers);
        let organisation = self.facts.organisation();
        let (actor, today) = (&self.actor, self.today);
        let is_theirs = *self.known.entry(asked).or_insert_with_key(|(record, step, authors, approvers)| {
            let review = ReviewOf { record: *record, step: *step, authors, approvers };
            decide_review(actor, organisation, review, today).is_ok()
        });
        is_theirs.then_some(waiting)
    }
}

/// Whether `actor` ever approves anything: to them the queue is shown in the bar, also while it is empty.
pub fn may_see_queue(actor: &Actor) -> bool {
    actor.acts_as_leadership() || !actor.departments_led().is_empty()
}

fn name(facts: &Facts, person: &Person, now: Timestamp) -> String {
    facts.organisation().distinct_name(person, Some(day_of(now)))
}

fn line(facts: &Facts, obligation: &Obligation, waiting: &Waiting, now: Timestamp) -> Option<QueueLine> {
    let handed_in = obligation.handed_in.as_ref()?;
    let who = facts.organisation().person(handed_in.last_by);
    let review_by = review_by(facts.calendar(), obligation.terms.period, waiting.since);
    let Waiting { submission, version, step, since, ref corrects, .. } = *waiting;
    Some(QueueLine {
        obligation: obligation.id,
        title: facts.title(obligation),
        submission,
        version,
        who: who.map_or_else(|| "người đã rời trường".to_owned(), |person| name(facts, person, now)),
        handed_in_at: handed_in.last_at,
        standing: facts.standing(obligation, now),
        step,
        since,
        review_by,
        overdue: lateness(facts.calendar(), review_by, &facts.hours(obligation.terms.rules), facts.counted(now)),
        corrects: corrects.clone(),
    })
}

#[cfg(test)]
mod tests;
