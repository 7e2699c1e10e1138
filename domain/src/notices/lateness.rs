//! What somebody is told of why a record of theirs was late: that the leadership has looked at it, and what it found.

use super::{News, Notice, extensions::done_by, is_of, told_by};
use crate::{
    days::Timestamp,
    facts::Facts,
    obligations::{Obligation, Ruling},
    permissions::{Action, Actor, decide},
};

/// Once for each record, of what was found last; whoever found it is told nothing.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let notice = |(one, ruling): (&Obligation, &Ruling)| {
        let said = || one.explained.explanations.iter().any(|said| said.by == actor.person);
        // Whoever has left a post is told nothing of what is fenced off there.
        let may_open = || {
            let action = Action::OpenVersion { record: facts.record_facts(one), by: actor.person };
            decide(actor, facts.organisation(), action).is_ok()
        };
        if ruling.by == actor.person || !(is_of(facts, one, actor) || said()) || !may_open() {
            return None;
        }
        let (by, finding, words) = (done_by(ruling.by), ruling.finding, ruling.words.clone());
        let news = News::LatenessJudged { obligation: one.id, title: facts.title(one), by, finding, words };
        Some(Notice { at: told_by(facts, ruling.at, now)?, news })
    };
    facts.open_obligations().filter_map(|one| Some((one, one.ruling()?))).filter_map(notice).collect()
}
