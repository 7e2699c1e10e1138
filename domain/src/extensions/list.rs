//! "/gia-han" as somebody sees it: what waits for a decision, what they asked for themselves, and what was given.

use std::cmp::Reverse;

use super::{
    asked::{AskedLine, can_be_given, line},
    check::overtaken,
    history::{HistoryLine, decided},
    request::{Answer, ExtensionRequest},
};
use crate::{
    days::Timestamp,
    facts::Facts,
    obligations::Obligation,
    permissions::{Actor, decide_extend, decide_extensions},
    record_list::Search,
};

/// All that the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionsTold {
    /// For whoever may decide: what waits, the oldest first.
    pub waiting: Vec<AskedLine>,
    /// What the reader asked for, the newest first.
    pub own: Vec<AskedLine>,
    /// For whoever may decide: what was decided, the newest first.
    pub history: Vec<HistoryLine>,
    pub may_decide: bool,
}

/// The page as `actor` sees it; `search` are words that each line of what is over has to hold.
pub fn extensions_told(facts: &Facts, actor: &Actor, search: &str, now: Timestamp) -> ExtensionsTold {
    let may_decide = decide_extensions(actor).is_ok();
    let requests = &facts.extension_requests;
    let is_overtaken = |one: &ExtensionRequest| {
        let obligation = facts.obligation(one.obligation);
        obligation.is_some_and(|obligation| overtaken(facts, obligation, one, now).is_some())
    };
    let waiting = requests.iter().filter(|one| may_decide && one.answered.is_none() && one.by != actor.person);
    let waiting = waiting.filter(|one| !is_overtaken(one));
    let may_grant =
        |request: &ExtensionRequest, one: &Obligation| decide_extend(actor, facts.record_facts(one), Some(request.by)).map(drop);
    let own = requests.iter().rev().filter(|one| one.by == actor.person);
    let search = Search::new(search);
    let is_found = |words: String| search.as_ref().is_none_or(|search| search.finds(&words));
    // Whoever asked is told whether it can still be given, not whether they may.
    let own = own.filter_map(|one| line(facts, one, |_, _| Ok(()), now)).filter(|one| is_found(one.searched()));
    let answered = requests.iter().filter(|one| one.by != actor.person && may_decide);
    let refused = answered.filter(|one| matches!(one.answered.as_ref().map(|one| &one.answer), Some(Answer::Refused(_))));
    let refused = refused.filter_map(|one| Some((one.answered.as_ref()?.at, line(facts, one, |_, _| Ok(()), now)?)));
    let mut history = if may_decide { decided(facts, now) } else { Vec::new() };
    history.extend(refused.map(|(at, line)| HistoryLine::Refused { at, line }));
    history.retain(|one| is_found(one.searched()));
    history.sort_by_key(|one| Reverse(one.at()));
    ExtensionsTold {
        waiting: waiting.filter_map(|one| line(facts, one, may_grant, now)).collect(),
        own: own.collect(),
        history,
        may_decide,
    }
}

/// How many requests wait for `actor` and could be given.
pub fn requests_for(facts: &Facts, actor: &Actor, now: Timestamp) -> usize {
    facts.extension_requests.iter().filter(|one| can_be_given(facts, actor, one, now)).count()
}
