//! What the leadership may check of what departments have approved, and which records a draw brings (decision 0019).

use std::fmt;

use super::{
    Approval, Review, review_of,
    told::{ApprovalTold, SpotCheckTold, approvals_told, name, spot_check_told},
};
use crate::{
    calendar::TeachingWeek,
    days::{Timestamp, day_of},
    decisions::UNDO_WITHIN,
    delegations::acting_in,
    facts::Facts,
    files::Sha256,
    ids::SubmissionId,
    obligations::{Obligation, ObligationId},
    people::{PersonId, Position},
    permissions::{Actor, Allowed, SpotChecking, decide_spot_check},
    record_types::Step,
    refusal::{Refusal, SpotCheckRefusal},
    spot_checks::{Draw, SpotCheck, SpotCheckId},
};

/// What somebody may sign for.
#[derive(Debug)]
pub struct MaySpotCheck {
    /// By which the version is in use.
    pub approvals: Vec<Approval>,
    pub allowed: Allowed<SpotChecking>,
}

/// Which version is signed for, as a form or the box of a list carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckTick {
    /// Of the form as it was shown, and the id of the check that it becomes: a form that is sent again checks nothing again.
    pub key: SpotCheckId,
    pub obligation: ObligationId,
    pub submission: SubmissionId,
    /// Of what was on the screen.
    pub digest: Sha256,
}

/// What a draw brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// In the order of all lists of records.
    pub lines: Vec<CheckLine>,
    /// Out of how many they were drawn.
    pub of: usize,
}

/// One record that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    pub obligation: ObligationId,
    pub title: String,
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    /// Who handed it in.
    pub who: String,
    /// The last approval.
    pub approved: ApprovalTold,
    /// Once somebody has checked it.
    pub checked: Option<SpotCheckTold>,
}

impl CheckTick {
    /// Reads what a form carries; `None` for what no page of ours has sent.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('.').collect();
        let [key, obligation, submission, digest] = parts[..] else { return None };
        let (key, digest) = (key.parse().ok()?, Sha256::from_hex(digest)?);
        Some(Self { key, obligation: obligation.parse().ok()?, submission: submission.parse().ok()?, digest })
    }
}

impl fmt::Display for CheckTick {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, obligation, submission, digest } = self;
        write!(out, "{key}.{obligation}.{submission}.{digest}")
    }
}

/// The weeks of which can be drawn at `now`, the newest first: those that have begun, and the next one, whose plans are approved
/// before it begins.
pub fn weeks_to_check(facts: &Facts, now: Timestamp) -> Vec<TeachingWeek> {
    let calendar = facts.calendar();
    let present = week_to_check(facts, now).unwrap_or(0);
    (1..=present.saturating_add(1)).rev().filter_map(|number| calendar.week(number)).collect()
}

/// The numbered week of today, or the last one before: what is drawn from where nobody chooses.
pub fn week_to_check(facts: &Facts, now: Timestamp) -> Option<u8> {
    facts.calendar().last_numbered_week_on_or_before(day_of(now)).map(|week| week.number)
}

/// The check of this version, if there is one.
pub fn spot_check_of(obligation: &Obligation, submission: SubmissionId) -> Option<&SpotCheck> {
    obligation.spot_checks.iter().find(|one| one.submission == submission)
}

/// May `actor`, who saw the version `shown` of `obligation`, sign at `now` that they have checked it?
///
/// # Errors
/// The reason why not: that it is not theirs, or what has happened since.
pub fn may_spot_check(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    shown: SubmissionId,
    now: Timestamp,
) -> Result<MaySpotCheck, Refusal> {
    decide_spot_check(actor, authors(obligation), &[])?;
    if let Some(withdrawal) = obligation.withdrawal(shown) {
        return Err(SpotCheckRefusal::Withdrawn { at: withdrawal.at }.into());
    }
    if let Some(last) = obligation.handed_in.as_ref().filter(|last| last.submission != shown) {
        return Err(SpotCheckRefusal::NewerVersion { version: last.versions, at: last.last_at }.into());
    }
    let Approved { submission, approvals } = approved(facts, obligation)?;
    if let Some(check) = spot_check_of(obligation, submission) {
        return Err(SpotCheckRefusal::Checked { at: check.at }.into());
    }
    if let Some(fresh) = approvals.iter().find(|one| can_be_undone(one, now)) {
        return Err(SpotCheckRefusal::Fresh { approved_at: fresh.at }.into());
    }
    let allowed = decide_spot_check(actor, authors(obligation), &approvers(&approvals))?;
    Ok(MaySpotCheck { approvals, allowed })
}

/// The records that `draw` brings to `reader`, as they stand at `now`.
pub fn drawn(facts: &Facts, reader: PersonId, draw: &Draw, now: Timestamp) -> Drawn {
    let actor = facts.actor(reader, now);
    let is_chosen = |one: &&Obligation| {
        let is_of_week = draw.week.is_none_or(|week| one.terms.week == Some(week));
        let is_of_department = draw.department.is_none_or(|department| one.terms.department == Some(department));
        is_of_week && is_of_department
    };
    let mut found: Vec<(u64, &Obligation, Approved)> = facts
        .open_obligations()
        .filter(is_chosen)
        .filter_map(|one| in_draw(facts, &actor, one, draw).map(|approved| (draw.lot(approved.submission), one, approved)))
        .collect();
    let of = found.len();
    found.sort_by_key(|(lot, one, _)| (*lot, one.id));
    found.truncate(draw.count);
    found.sort_by_cached_key(|(_, one, _)| facts.order(one.id));
    let lines = found.into_iter().filter_map(|(_, one, approved)| line(facts, one, approved, now));
    Drawn { lines: lines.collect(), of }
}

/// The last version, as it was approved by the department alone.
struct Approved {
    submission: SubmissionId,
    approvals: Vec<Approval>,
}

/// # Errors
/// Why there is nothing to check.
fn approved(facts: &Facts, obligation: &Obligation) -> Result<Approved, SpotCheckRefusal> {
    if obligation.terms.practice {
        return Err(SpotCheckRefusal::Practice);
    }
    let Review::Approved { submission, approvals } = review_of(facts, obligation) else {
        return Err(SpotCheckRefusal::NotApproved);
    };
    match approvals.iter().find(|one| is_by_leadership(facts, obligation, one)) {
        Some(seen) => Err(SpotCheckRefusal::SeenByLeadership { at: seen.at }),
        None => Ok(Approved { submission, approvals }),
    }
}

/// In its own turn, or in that of a department which has nobody to decide; also by whoever leads the school and acted for a head.
/// Whoever acts for somebody of the leadership that day, and approved as the head that they are, did not approve for it.
fn is_by_leadership(facts: &Facts, obligation: &Obligation, approval: &Approval) -> bool {
    let Approval { step, by, at, .. } = *approval;
    let leads = |position: &Position| matches!(position, Position::Principal | Position::VicePrincipal);
    step == Step::Leadership
        || facts.organisation().positions(by, day_of(at)).iter().any(leads)
        || acting_in(facts, obligation, step, by, at).is_some_and(|held| leads(&held.position))
}

/// Whether the record can have been drawn at the time of `draw`: what was approved and checked since says nothing.
fn in_draw(facts: &Facts, actor: &Actor, obligation: &Obligation, draw: &Draw) -> Option<Approved> {
    let approved = approved(facts, obligation).ok()?;
    let was_firm = !approved.approvals.iter().any(|one| can_be_undone(one, draw.at));
    let was_unchecked = spot_check_of(obligation, approved.submission).is_none_or(|check| draw.at <= check.at);
    let may = decide_spot_check(actor, authors(obligation), &approvers(&approved.approvals)).is_ok();
    (was_firm && was_unchecked && may).then_some(approved)
}

/// By the school's time alone, which stands still where the clock is behind: then it is asked for longer than it lasts, and
/// never shorter.
fn can_be_undone(approval: &Approval, at: Timestamp) -> bool {
    at - approval.at <= UNDO_WITHIN
}

fn authors(obligation: &Obligation) -> &[PersonId] {
    obligation.handed_in.as_ref().map_or(&[][..], |handed_in| &handed_in.authors)
}

fn approvers(approvals: &[Approval]) -> Vec<PersonId> {
    approvals.iter().map(|one| one.by).collect()
}

fn line(facts: &Facts, obligation: &Obligation, approved: Approved, now: Timestamp) -> Option<CheckLine> {
    let handed_in = obligation.handed_in.as_ref()?;
    Some(CheckLine {
        obligation: obligation.id,
        title: facts.title(obligation),
        submission: approved.submission,
        version: handed_in.versions,
        who: name(facts, handed_in.last_by, now),
        approved: approvals_told(facts, obligation, &approved.approvals, now).pop()?,
        checked: spot_check_told(facts, obligation, now),
    })
}

#[cfg(test)]
mod tests;
