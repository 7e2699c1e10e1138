//! What somebody is told of more time for records of their own: at once, for it says by when to work.

use super::{News, Notice, told_at_once};
use crate::{
    days::Timestamp,
    delegations::DoneBy,
    extensions::{Answer, Extension, ExtensionRequest},
    facts::Facts,
    obligations::Obligation,
    people::PersonId,
    permissions::Actor,
};

/// Once for each extension, and once for each request that was refused; whoever did it is told nothing.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let given = facts.regime.extensions.iter().filter(|one| one.taken_back.is_none());
    let given = given.filter(|one| one.given.by != actor.person);
    let given = given.filter_map(|one| Some(Notice { at: told_at_once(one.given.at, now)?, news: more_time(facts, actor, one)? }));
    let refused = facts.extension_requests.iter().filter(|one| one.by == actor.person);
    let refused = refused.filter_map(|one| no_more_time(facts, one));
    given.chain(refused.filter_map(|notice| Some(Notice { at: told_at_once(notice.at, now)?, ..notice }))).collect()
}

fn more_time(facts: &Facts, actor: &Actor, extension: &Extension) -> Option<News> {
    let is_own =
        |one: &&Obligation| one.terms.is_owed_by(actor.person, &actor.positions, facts.organisation()) || asked(facts, actor, one);
    let mut own: Vec<&Obligation> = extension.records.iter().filter_map(|id| facts.obligation(*id)).filter(is_own).collect();
    own.sort_by_cached_key(|one| facts.order(one.id));
    let titles: Vec<String> = own.into_iter().map(|one| facts.title(one)).collect();
    let (until, by, reason) = (extension.until, done_by(extension.given.by), extension.reason.as_str().to_owned());
    (!titles.is_empty()).then_some(News::MoreTime { titles, until, by, reason })
}

/// Nobody gives more time, or judges why somebody was late, in another one's place.
pub(super) const fn done_by(person: PersonId) -> DoneBy {
    DoneBy { person, acting: None }
}

/// Whoever asked is told, whosever turn it is.
fn asked(facts: &Facts, actor: &Actor, obligation: &Obligation) -> bool {
    facts.extension_requests.iter().any(|one| one.obligation == obligation.id && one.by == actor.person)
}

fn no_more_time(facts: &Facts, request: &ExtensionRequest) -> Option<Notice> {
    let answered = request.answered.as_ref()?;
    let Answer::Refused(because) = &answered.answer else { return None };
    let title = facts.title(facts.obligation(request.obligation)?);
    let because = because.as_str().to_owned();
    let news = News::NoMoreTime { obligation: request.obligation, title, by: done_by(answered.by), because };
    Some(Notice { at: answered.at, news })
}

#[cfg(test)]
mod tests;
