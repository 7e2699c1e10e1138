//! What somebody is told of swaps of turns: whoever is asked, and whoever has asked. What was taken back or has lapsed tells
//! nothing.

use super::{News, Notice, SwapNews, SwapPart, extensions::done_by, told_by};
use crate::{
    days::Timestamp,
    facts::Facts,
    people::PersonId,
    swaps::{SwapAnswer, SwapOffer, check_answer, title},
};

/// Once for each offer that waits for the reader and can be confirmed, and once for each answer to one of theirs.
pub(super) fn notices(facts: &Facts, person: PersonId, now: Timestamp) -> Vec<Notice> {
    let told = facts.swaps.iter().filter_map(|offer| {
        let (part, by, at) = part(facts, person, offer, now)?;
        let news = News::Swap(SwapNews { part, title: title(facts, &offer.plan), by: done_by(by) });
        Some(Notice { at: told_by(facts, at, now)?, news })
    });
    told.collect()
}

fn part(facts: &Facts, person: PersonId, offer: &SwapOffer, now: Timestamp) -> Option<(SwapPart, PersonId, Timestamp)> {
    let Some(answered) = offer.answered else {
        let waits = offer.plan.to == person && check_answer(facts, offer, now).is_ok();
        let reason = offer.reason.as_str().to_owned();
        return waits.then_some((SwapPart::Asked { reason }, offer.plan.from, offer.at));
    };
    let part = match answered.answer {
        SwapAnswer::Accepted => SwapPart::Accepted,
        SwapAnswer::Declined => SwapPart::Declined,
        SwapAnswer::TakenBack => return None,
    };
    (offer.plan.from == person).then_some((part, answered.by, answered.at))
}

#[cfg(test)]
mod tests;
