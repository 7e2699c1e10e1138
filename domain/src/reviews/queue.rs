//! "Chờ tôi duyệt": what waits for one reader, the longest first.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    GivenBack, PendingReview, Review, ReviewersTime, Urgency, is_applied_unapproved, review_of, reviewers_time,
    turns::{OpenTurn, turn_of},
};
use crate::{
    days::{Timestamp, day_of},
    deadlines::Lateness,
    facts::Facts,
    ids::SubmissionId,
    obligations::{Obligation, ObligationId, Period, Standing},
    people::PersonId,
    permissions::{Actor, RecordFacts, ReviewOf},
    record_types::{OtherStep, Step},
    review_settings::Posts,
};

/// One version that waits for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
    pub obligation: ObligationId,
    pub title: String,
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    /// A version that counts came before it: one that its author took back is none that a reviewer has seen.
    pub is_again: bool,
    /// It came by an update after a lock.
    pub is_update: bool,
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
    /// What is due stands above what came early.
    pub urgency: Urgency,
    /// "Áp dụng tạm, chưa duyệt": the week that it is for has begun.
    pub is_applied: bool,
    /// The version before was given back for this.
    pub corrects: Option<GivenBack>,
}

/// What waits for one reader, in no order: every page of whoever approves says how much it is.
#[derive(Clone, Debug)]
pub struct WaitingRecords<'f> {
    facts: &'f Facts,
    now: Timestamp,
    records: Vec<(&'f Obligation, PendingReview)>,
}

impl<'f> WaitingRecords<'f> {
    /// What waits for `reader` at `now`; nothing for whoever never approves anything, and for them no record is looked at.
    pub fn of(facts: &'f Facts, reader: PersonId, now: Timestamp) -> Self {
        let actor = facts.actor(reader, now);
        if !may_see_queue(&actor) {
            return Self { facts, now, records: Vec::new() };
        }
        let mut turns = Turns { facts, actor, today: day_of(now), known: HashMap::new() };
        let of_reader = |obligation: &'f Obligation| turns.of_reader(obligation).map(|waiting| (obligation, waiting));
        let records = facts.open_obligations().filter_map(of_reader).collect();
        Self { facts, now, records }
    }

    /// The number beside "Chờ tôi duyệt".
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Each with how it waits.
    pub fn iter(&self) -> impl Iterator<Item = (&'f Obligation, &PendingReview)> {
        self.records.iter().map(|(obligation, waiting)| (*obligation, waiting))
    }
}

/// What waits for one reader, the longest first: to be shown in parts, and gone through one by one. Names and titles are made
/// for the lines alone that are shown.
#[derive(Clone, Debug)]
pub struct Queue<'f>(WaitingRecords<'f>);

impl<'f> Queue<'f> {
    /// What waits for `reader` at `now`: what is due to be decided first, and below what came early; of each the one that has
    /// waited longest stands first.
    pub fn of(facts: &'f Facts, reader: PersonId, now: Timestamp) -> Self {
        let mut waiting = WaitingRecords::of(facts, reader, now);
        let mut urgency: HashMap<Period, Urgency> = HashMap::new();
        for (obligation, _) in &waiting.records {
            let period = obligation.terms.period;
            urgency.entry(period).or_insert_with(|| Urgency::of(facts.calendar(), period, day_of(now)));
        }
        let of =
            |(obligation, waiting): &(&Obligation, PendingReview)| (urgency.get(&obligation.terms.period).copied(), waiting.since);
        waiting.records.sort_by_key(of);
        // Which of those that came in the same second stands first is asked for those only, and once for each.
        for same in waiting.records.chunk_by_mut(|one, other| of(one) == of(other)) {
            same.sort_by_cached_key(|(obligation, _)| facts.order(obligation.id));
        }
        Self(waiting)
    }

    /// What it is made of, to be counted.
    pub const fn records(&self) -> &WaitingRecords<'f> {
        &self.0
    }

    pub const fn len(&self) -> usize {
        self.0.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a record stands in it, from 0; `None` where it does not wait for the reader.
    pub fn place(&self, id: ObligationId) -> Option<usize> {
        self.0.records.iter().position(|(obligation, _)| obligation.id == id)
    }

    /// The record at a place, from 0.
    pub fn at(&self, place: usize) -> Option<ObligationId> {
        self.0.records.get(place).map(|(obligation, _)| obligation.id)
    }

    /// What comes after a record, or first of all where it is the last one; `None` where nothing else waits.
    pub fn after(&self, id: ObligationId) -> Option<ObligationId> {
        let next = self.place(id).map_or(0, |place| place + 1);
        self.at(next).or_else(|| self.at(0)).filter(|other| *other != id)
    }

    /// `count` lines from the place `first` on, from 0.
    pub fn lines(&self, first: usize, count: usize) -> Vec<QueueLine> {
        let WaitingRecords { facts, now, records } = &self.0;
        let shown = records.iter().skip(first).take(count);
        shown.filter_map(|(obligation, waiting)| line(facts, obligation, waiting, *now)).collect()
    }
}

/// What waits for `reader` at `now`, as `Queue` lists it.
pub fn queue(facts: &Facts, reader: PersonId, now: Timestamp) -> Vec<QueueLine> {
    Queue::of(facts, reader, now).lines(0, usize::MAX)
}

/// All that `check_review` hears of a record.
type Asked<'f> = (RecordFacts, Step, OtherStep, &'f [PersonId], Vec<PersonId>, Posts);

/// Whose turn it is, asked once for all records of which the rule hears the same: ten thousand that wait are some hundred
/// questions.
struct Turns<'f> {
    facts: &'f Facts,
    actor: Actor,
    today: NaiveDate,
    known: HashMap<Asked<'f>, Option<OpenTurn>>,
}

impl<'f> Turns<'f> {
    /// What waits in `obligation`, in the reader's turn, if it waits for the reader.
    fn of_reader(&mut self, obligation: &'f Obligation) -> Option<PendingReview> {
        let handed_in = obligation.handed_in.as_ref()?;
        let Review::Waiting(waiting) = review_of(self.facts, obligation) else { return None };
        let approvers = waiting.approvals.iter().map(|approval| approval.by).collect();
        let (record, posts) = (self.facts.record_facts(obligation), self.facts.posts(obligation));
        let asked: Asked<'f> = (record, waiting.step, waiting.other, &handed_in.authors, approvers, posts);
        let organisation = self.facts.organisation();
        let (actor, today) = (&self.actor, self.today);
        let turn = *self.known.entry(asked).or_insert_with_key(|(record, step, other, authors, approvers, posts)| {
            let review = ReviewOf { record: *record, step: *step, authors, approvers, posts: *posts };
            turn_of(actor, organisation, review, *other, today).ok().map(|(turn, _)| turn)
        });
        turn.map(|turn| PendingReview { step: turn.step, ..waiting })
    }
}

/// Whether `actor` ever approves anything: to them the queue is shown in the bar, also while it is empty.
pub fn may_see_queue(actor: &Actor) -> bool {
    actor.acts_as_leadership() || !actor.departments_led().is_empty()
}

/// Whether it is noted that `actor` was shown what `sender` has handed in: of those who approve records, with the work of others.
pub fn is_opening_noted(actor: &Actor, sender: PersonId) -> bool {
    may_see_queue(actor) && actor.person != sender
}

fn line(facts: &Facts, obligation: &Obligation, waiting: &PendingReview, now: Timestamp) -> Option<QueueLine> {
    let handed_in = obligation.handed_in.as_ref()?;
    let ReviewersTime { review_by, overdue } = reviewers_time(facts, obligation, waiting.since, now);
    let PendingReview { submission, version, step, since, ref corrects, .. } = *waiting;
    Some(QueueLine {
        obligation: obligation.id,
        title: facts.title(obligation),
        submission,
        version,
        is_again: version > obligation.first_version(),
        is_update: facts.updates.of_version(submission).is_some(),
        who: facts.organisation().name_of(handed_in.last_by, day_of(now)),
        handed_in_at: handed_in.last_at,
        standing: facts.standing(obligation, now),
        step,
        since,
        review_by,
        overdue,
        urgency: Urgency::of(facts.calendar(), obligation.terms.period, day_of(now)),
        is_applied: is_applied_unapproved(facts, obligation, now),
        corrects: corrects.clone(),
    })
}

#[cfg(test)]
mod tests;
