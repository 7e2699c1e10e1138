//! Updates after a lock: a request is told to whoever may decide about it, and the decision to whoever had asked.

use super::{News, Notice, UpdateOutcome, told_by};
use crate::{
    days::Timestamp,
    delegations::{DoneBy, ordered_for},
    facts::Facts,
    locks::{Post, Signature},
    people::Position,
    permissions::Actor,
    updates::{Update, UpdateStage, may_decide_about},
};

/// What `actor` is told at `now` of requests.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let told = facts.updates.all.iter().filter_map(|update| {
        let (at, news) =
            if update.requested.by == actor.person { decided(facts, update)? } else { asked(facts, actor, update, now)? };
        Some(Notice { at: told_by(facts, at, now)?, news })
    });
    told.collect()
}

fn asked(facts: &Facts, actor: &Actor, update: &Update, now: Timestamp) -> Option<(Timestamp, News)> {
    if !may_decide_about(facts, actor, update, now) {
        return None;
    }
    // What a vice principal has proposed is new to the principal from then on.
    let at = update.waiting().ok()?.map_or(update.requested.at, |proposal| proposal.signature.at);
    let titles = update.records.iter().filter_map(|one| facts.obligation(one.obligation)).map(|one| facts.title(one)).collect();
    let by = DoneBy { person: update.requested.by, acting: None };
    Some((at, News::UpdateAsked { update: update.id, name: update.name(), by, titles }))
}

fn decided(facts: &Facts, update: &Update) -> Option<(Timestamp, News)> {
    let (signature, outcome) = match &update.stage {
        UpdateStage::Granted(grant) => (grant.signatures.last()?, UpdateOutcome::Granted { until: grant.until()? }),
        UpdateStage::Refused { refused, words, .. } => (refused, UpdateOutcome::Refused { words: words.as_str().to_owned() }),
        UpdateStage::Requested | UpdateStage::Proposed(_) | UpdateStage::Withdrawn { .. } => return None,
    };
    let by = done_by(facts, signature);
    Some((signature.at, News::UpdateDecided { update: update.id, name: update.name(), by, outcome }))
}

fn done_by(facts: &Facts, Signature { by, post, at }: &Signature) -> DoneBy {
    let position = match post {
        Post::Principal => Position::Principal,
        Post::VicePrincipal => Position::VicePrincipal,
    };
    DoneBy { person: *by, acting: ordered_for(facts.organisation(), *by, position, *at) }
}
