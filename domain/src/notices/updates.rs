//! Updates after a lock: a request is told to whoever may decide about it, and the decision to whoever had asked.

use super::{News, Notice, UpdateEnd, UpdateOutcome, told_at_once, told_by};
use crate::{
    days::Timestamp,
    delegations::{DoneBy, ordered_for},
    facts::Facts,
    locks::Signature,
    permissions::Actor,
    updates::{Update, UpdateStage, check_grant, may_decide_about},
};

/// What `actor` is told at `now` of requests.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let is_own = |update: &Update| update.requested.by == actor.person;
    let told = |update| if is_own(update) { decided(facts, update, now) } else { asked(facts, actor, update, now) };
    let all = &facts.updates.all;
    all.iter().filter_map(told).chain(all.iter().filter_map(|update| ended(facts, actor, update, now))).collect()
}

/// That what was open is shut again. Whoever had asked reads it at once, as they read of the grant; whoever had decided in working
/// hours. Nobody is told of their own deed.
fn ended(facts: &Facts, actor: &Actor, update: &Update, now: Timestamp) -> Option<Notice> {
    let end = update.ends_at().filter(|end| *end <= now)?;
    let requester = update.requested.by;
    let (ended, deed_of) = match update.closed {
        _ if update.ends_by_itself_at(now).is_some() => (UpdateEnd::Hours, None),
        Some(closed) => (UpdateEnd::Closed { by: done_by(facts, &closed) }, Some(closed.by)),
        None => (UpdateEnd::Done { by: DoneBy { person: requester, acting: None } }, Some(requester)),
    };
    let has_decided = || update.granted().is_some_and(|grant| grant.signatures.iter().any(|one| one.by == actor.person));
    let at = match requester == actor.person {
        _ if deed_of == Some(actor.person) => None,
        true => told_at_once(facts, end, now),
        false if has_decided() => told_by(facts, end, now),
        false => None,
    }?;
    Some(Notice { at, news: News::UpdateEnded { update: update.id, name: update.name(), ended } })
}

fn asked(facts: &Facts, actor: &Actor, update: &Update, now: Timestamp) -> Option<Notice> {
    // What a vice principal has proposed is new to the principal from then on.
    let at = update.waiting().ok()?.map_or(update.requested.at, |proposal| proposal.signature.at);
    // What has nothing left to open is news to nobody.
    let is_theirs = |_: &Timestamp| may_decide_about(facts, actor, update, now) && check_grant(facts, update, now).is_ok();
    let at = told_by(facts, at, now).filter(is_theirs)?;
    let titles = update.records.iter().filter_map(|one| facts.obligation(one.obligation)).map(|one| facts.title(one)).collect();
    let by = DoneBy { person: update.requested.by, acting: None };
    Some(Notice { at, news: News::UpdateAsked { update: update.id, name: update.name(), by, titles } })
}

fn decided(facts: &Facts, update: &Update, now: Timestamp) -> Option<Notice> {
    let (at, signature, outcome) = match &update.stage {
        // The hours run from the decision on: told on the next working morning, it could be too late.
        UpdateStage::Granted(grant) => {
            let (last, until) = (grant.signatures.last()?, update.ends_at()?);
            (told_at_once(facts, last.at, now)?, last, UpdateOutcome::Granted { until })
        }
        UpdateStage::Refused { refused, words, .. } => {
            (told_by(facts, refused.at, now)?, refused, UpdateOutcome::Refused { words: words.as_str().to_owned() })
        }
        UpdateStage::Requested | UpdateStage::Proposed(_) | UpdateStage::Withdrawn { .. } => return None,
    };
    let by = done_by(facts, signature);
    Some(Notice { at, news: News::UpdateDecided { update: update.id, name: update.name(), by, outcome } })
}

fn done_by(facts: &Facts, Signature { by, post, at }: &Signature) -> DoneBy {
    DoneBy { person: *by, acting: ordered_for(facts.organisation(), *by, post.position(), *at) }
}

#[cfg(test)]
mod tests;
