//! "/cho-duyet/…": one record before whoever decides about it; what was handed in, what was decided before, and what they
//! may do.

use chrono::NaiveDate;

use super::{
    Review, ReviewTold, check_review, correct_by, last_counting, may_spot_check, review_of, review_told_to,
    told::{name, who},
};
use crate::{
    days::{Span, Timestamp},
    deadlines::{Due, Hours},
    decisions::{Decision, DecisionId, Outcome, UNDO_WITHIN},
    delegations::decided_instead,
    doubtful_times::Moment,
    facts::Facts,
    locks::Arrival,
    obligations::{Obligation, ObligationId, Period, Standing},
    people::{Person, PersonId},
    permissions::{Action, decide},
    record_types::Step,
    refusal::Refusal,
    submissions::{Submission, SubmissionId},
    updates::MARK,
};

/// All that the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPage {
    pub obligation: ObligationId,
    pub title: String,
    /// The days that the record is about: those taught, where it is of a week.
    pub about: Option<Span>,
    /// The last version that counts.
    pub submission: Submission,
    /// "Bổ sung sau khóa", where it was handed in so.
    pub mark: Option<&'static str>,
    /// "Đặng Thị Thanh Thủy".
    pub who: String,
    /// "cô Thủy": to whom it would be given back.
    pub mention: String,
    /// Whether the record came late is told, and is no fault of the reviewer.
    pub standing: Standing,
    pub due: Option<Due>,
    pub hours: Hours,
    pub told: Option<ReviewTold>,
    pub turn: Turn,
    /// The newest first.
    pub decisions: Vec<DecisionLine>,
    /// The newest first.
    pub older: Vec<OlderVersion>,
    pub now: Timestamp,
}

/// What the reader may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Decide, in the turn of this step; a return is to be corrected by that day where the reader names no other.
    Decide { step: Step, correct_by: NaiveDate },
    /// Sign that they have checked what the department approved.
    SpotCheck,
    /// Nothing, and why.
    None(Refusal),
}

/// A version before the last one that its author has not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OlderVersion {
    /// Counted from 1.
    pub version: u32,
    pub at: Timestamp,
    /// "Bổ sung sau khóa", where it was handed in so.
    pub mark: Option<&'static str>,
    /// Where the reader may open it.
    pub receipt: Option<SubmissionId>,
}

/// One decision about a record, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLine {
    pub id: DecisionId,
    /// Counted from 1.
    pub version: u32,
    pub step: Step,
    /// The department's turn, where the leadership settled it in the department's place.
    pub instead: Option<Step>,
    pub who: String,
    pub at: Timestamp,
    pub outcome: Outcome,
    /// When whoever made it took it back.
    pub undone_at: Option<Timestamp>,
}

/// The page as `reader` sees it at `now`, who may open the last version. `None` where nothing is handed in.
pub fn review_page(
    facts: &Facts,
    reader: PersonId,
    obligation: &Obligation,
    versions: &[Submission],
    now: Timestamp,
) -> Option<ReviewPage> {
    let submission = last_counting(versions)?.clone();
    let actor = facts.actor(reader, now);
    let record = facts.record_facts(obligation);
    let may_open =
        |version: &&Submission| decide(&actor, facts.organisation(), Action::OpenVersion { record, by: version.person }).is_ok();
    let mut older: Vec<OlderVersion> = versions
        .iter()
        .filter(|version| version.id != submission.id && version.withdrawn_at.is_none())
        .map(|version| OlderVersion {
            version: version.version,
            at: version.received_at,
            mark: facts.updates.of_version(version.id).map(|_| MARK),
            receipt: Some(version).filter(may_open).map(|version| version.id),
        })
        .collect();
    older.sort_by_key(|version| std::cmp::Reverse(version.version));
    // What came by an update after a lock is decided about while everything else about the record stays shut.
    let is_writable = facts.check_writable(obligation, Arrival::at(now)).is_ok();
    let shut = facts.shut_to_reviewers(obligation, Arrival::at(now));
    // Of what is no longer owed nothing waits; the words about its files are for whoever hands in.
    let turn = shut.map_or(Ok(()), |shut| Err(shut.into())).and_then(|()| review_of(facts, obligation).waiting());
    let turn = turn.and_then(|waiting| {
        let turn = check_review(facts, &actor, obligation, &waiting, now)?;
        Ok(Turn::Decide { step: turn.step, correct_by: correct_by(facts.calendar_of(obligation), now) })
    });
    let turn = turn.unwrap_or_else(|refusal| {
        let may_check = is_writable && may_spot_check(facts, &actor, obligation, submission.id, now).is_ok();
        if may_check { Turn::SpotCheck } else { Turn::None(refusal) }
    });
    Some(ReviewPage {
        obligation: obligation.id,
        title: facts.title(obligation),
        about: match obligation.terms.period {
            Period::Week(number) => facts.calendar().week(number).map(|week| week.taught()),
            period => period.span(facts.calendar(), &facts.regime.themes),
        },
        who: name(facts, submission.person, now),
        mention: facts.organisation().person(submission.person).map_or_else(|| "người nộp".to_owned(), Person::mention),
        standing: facts.standing(obligation, now),
        due: obligation.terms.due.clone(),
        hours: facts.hours(obligation.terms.rules),
        told: review_told_to(facts, &actor, obligation, now),
        turn,
        decisions: decision_lines(facts, obligation, versions, now),
        older,
        mark: facts.updates.of_version(submission.id).map(|_| MARK),
        submission,
        now,
    })
}

/// What the reader decided a moment ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JustDecided {
    pub obligation: ObligationId,
    pub decision: DecisionId,
    pub at: Timestamp,
    pub title: String,
    /// "cô Thủy".
    pub mention: String,
    pub outcome: Outcome,
    /// Whose turn it is still, where the way goes on after an approval.
    pub open: Option<Step>,
    pub may_undo: bool,
    /// The version that was signed, where the leadership approved: its sheet can be read.
    pub signed: Option<SubmissionId>,
}

/// What `reader` decided about a record, as long as it stands; `None` where it was somebody else's, or is taken back.
pub fn just_decided(
    facts: &Facts,
    reader: PersonId,
    id: ObligationId,
    decision: DecisionId,
    moment: Moment,
) -> Option<JustDecided> {
    let obligation = facts.obligation(id)?;
    let decision = obligation.decisions.iter().find(|one| one.id == decision && one.by == reader && one.stands())?;
    Some(decided(facts, obligation, decision, moment))
}

/// What `reader` decided about a record and has taken back within the last minutes; `None` for anything else.
pub fn just_undone(facts: &Facts, reader: PersonId, id: ObligationId, decision: DecisionId, moment: Moment) -> Option<JustDecided> {
    let obligation = facts.obligation(id)?;
    let is_young = |at: Timestamp| moment.now - at <= UNDO_WITHIN;
    let is_it = |one: &&Decision| one.id == decision && one.by == reader && one.undone_at.is_some_and(is_young);
    let decision = obligation.decisions.iter().find(is_it)?;
    Some(decided(facts, obligation, decision, moment))
}

/// What `reader` decided within the last minutes and may take back still; the newest first.
pub fn lately_decided(facts: &Facts, reader: PersonId, moment: Moment) -> Vec<JustDecided> {
    let mut lately = Vec::new();
    for obligation in facts.open_obligations() {
        // Of most decisions of a year nothing is left to take back: they are not looked at more closely.
        let of_reader = obligation.decisions.iter().filter(|one| one.by == reader && one.is_young(moment));
        lately.extend(of_reader.rev().map(|decision| decided(facts, obligation, decision, moment)).filter(|one| one.may_undo));
    }
    lately.sort_by_key(|one| std::cmp::Reverse(one.at));
    lately
}

/// The last of what `reader` decided about a record that they may take back still, in whichever place they decided.
pub fn may_be_undone(facts: &Facts, reader: PersonId, obligation: &Obligation, moment: Moment) -> Option<JustDecided> {
    let of_reader = obligation.decisions.iter().rev().filter(|one| one.by == reader);
    of_reader.map(|decision| decided(facts, obligation, decision, moment)).find(|one| one.may_undo)
}

/// How many approvals of `reader` stand that were given within the last minutes.
pub fn lately_approved(facts: &Facts, reader: PersonId, moment: Moment) -> usize {
    let decisions = facts.open_obligations().flat_map(|obligation| &obligation.decisions);
    let is_theirs = |one: &&Decision| one.by == reader && one.stands() && one.outcome == Outcome::Approved;
    decisions.filter(is_theirs).filter(|one| one.is_young(moment)).count()
}

fn decided(facts: &Facts, obligation: &Obligation, decision: &Decision, moment: Moment) -> JustDecided {
    let who = obligation.handed_in.as_ref().and_then(|handed_in| facts.organisation().person(handed_in.last_by));
    let review = review_of(facts, obligation);
    JustDecided {
        obligation: obligation.id,
        decision: decision.id,
        at: decision.at,
        title: facts.title(obligation),
        mention: who.map_or_else(|| "người nộp".to_owned(), Person::mention),
        outcome: decision.outcome.clone(),
        signed: decision.is_signed().then_some(decision.submission),
        may_undo: review.check_undo(obligation, decision, moment).is_ok()
            && facts.check_reviewable(obligation, Arrival::at(moment.now)).is_ok(),
        open: match review {
            Review::Waiting(waiting) => Some(waiting.step),
            Review::NotAsked | Review::NothingYet | Review::Returned(_) | Review::SelfIssued { .. } | Review::Approved { .. } => {
                None
            }
        },
    }
}

/// What was decided about a record, those that were taken back included; the newest first.
pub fn decision_lines(facts: &Facts, obligation: &Obligation, versions: &[Submission], now: Timestamp) -> Vec<DecisionLine> {
    let version = |id: SubmissionId| versions.iter().find(|version| version.id == id).map_or(0, |version| version.version);
    obligation
        .decisions
        .iter()
        .rev()
        .map(|one| DecisionLine {
            id: one.id,
            version: version(one.submission),
            step: one.step,
            instead: decided_instead(facts, obligation, one),
            who: who(facts, obligation, (one.step, one.by, one.at), now),
            at: one.at,
            outcome: one.outcome.clone(),
            undone_at: one.undone_at,
        })
        .collect()
}

#[cfg(test)]
mod tests;
