//! Until when a hand-in can be taken back: as long as nobody who reviews it has opened it, and nothing was decided.

use super::{Review, review_of};
use crate::{
    days::Timestamp,
    decisions::{UNDO_WITHIN, is_within_undo},
    doubtful_times::Moment,
    facts::Facts,
    ids::SubmissionId,
    locks::Arrival,
    obligations::{Obligation, Standing},
    permissions::{Actor, Allowed, Withdraw, decide_withdraw},
    refusal::{Refusal, WithdrawalRefusal},
};

/// What is known of a version since it was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SinceHandIn {
    /// When it was handed in by the clock that runs (`Moment::running`).
    pub running_at: Timestamp,
    /// When somebody who reviews it last opened it.
    pub opened_at: Option<Timestamp>,
}

/// May `actor` take this version of `obligation` back at `moment`? What nobody has to review is opened without anybody noting it:
/// there ten minutes are left for a slip of the hand.
///
/// # Errors
/// Why it stays.
pub fn check_withdraw(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    submission: SubmissionId,
    since: SinceHandIn,
    moment: Moment,
) -> Result<Allowed<Withdraw>, Refusal> {
    facts.check_writable(obligation, Arrival::at(moment.now))?;
    let known = obligation.handed_in.as_ref().ok_or(WithdrawalRefusal::NotYours)?;
    if known.submission != submission {
        return Err(WithdrawalRefusal::NotTheLast { version: known.versions }.into());
    }
    let allowed = decide_withdraw(actor, known.last_by)?;
    let decided = obligation.decisions.iter().filter(|one| one.submission == submission).map(|one| one.at).max();
    // Whoever writes about a version has it before them.
    let comments = obligation.comments.iter().filter(|one| one.submission == submission && one.by != actor.person);
    let opened_at = since.opened_at.or_else(|| comments.map(|one| one.at).max());
    let refusal = if let Some(at) = decided {
        WithdrawalRefusal::Decided { at }
    } else if let Some(at) = opened_at {
        WithdrawalRefusal::Opened { at }
    } else if !is_reviewed(facts, obligation) && !is_within_undo(known.last_at, since.running_at, moment) {
        WithdrawalRefusal::TooLate { handed_in_at: known.last_at }
    } else {
        return Ok(allowed);
    };
    Err(refusal.into())
}

/// Somebody has to look at it.
fn is_reviewed(facts: &Facts, obligation: &Obligation) -> bool {
    !matches!(review_of(facts, obligation), Review::NotAsked | Review::SelfIssued { .. })
}

/// What somebody is told who may take a hand-in back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithdrawalOffer {
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    /// The version that counts again then, where there is one.
    pub before: Option<u32>,
    /// Until when; `None`: until somebody who reviews it opens it.
    pub until: Option<Timestamp>,
    /// The due day is over: what is handed in afterwards is late.
    pub makes_late: bool,
}

/// Whether `actor` may take this version back at `moment` (`check_withdraw`), and what becomes of the record then. `before` is
/// the number of the version that counts again.
pub fn withdrawal_offer(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    since: SinceHandIn,
    before: Option<u32>,
    moment: Moment,
) -> Option<WithdrawalOffer> {
    let known = obligation.handed_in.as_ref()?;
    check_withdraw(facts, actor, obligation, known.submission, since, moment).ok()?;
    // Whichever clock comes to the end of the minutes first.
    let left = (since.running_at + UNDO_WITHIN) - moment.running();
    let until = (known.last_at + UNDO_WITHIN).min(moment.now + left);
    let without = Obligation { handed_in: None, ..obligation.clone() };
    Some(WithdrawalOffer {
        submission: known.submission,
        version: known.versions,
        before,
        until: (!is_reviewed(facts, obligation)).then_some(until),
        makes_late: before.is_none() && matches!(facts.standing(&without, moment.now), Standing::Overdue(_)),
    })
}

#[cfg(test)]
mod tests;
