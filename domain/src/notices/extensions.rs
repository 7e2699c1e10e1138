//! What somebody is told of more time and exemptions for records of their own: at once, for it says by when to work; and the
//! leadership of what is asked for, in working hours.

use std::collections::BTreeMap;

use super::{News, Notice, told_at_once, told_by};
use crate::{
    days::Timestamp,
    delegations::DoneBy,
    extensions::{Answer, Extension, ExtensionRequest, can_be_given, taking_over},
    facts::Facts,
    obligations::{Exemption, Obligation},
    people::PersonId,
    permissions::Actor,
};

/// Once for each extension that was given or taken back, and once for each request that was refused or waits for the reader;
/// whoever did it is told nothing.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let told = |at: Timestamp| told_at_once(facts, at, now);
    let changed = facts.regime.extensions.iter().filter_map(|one| {
        let signed = one.taken_back.as_ref().map_or(one.given, |back| back.signed);
        let news = || if one.taken_back.is_some() { less_time(facts, actor, one) } else { more_time(facts, actor, one) };
        Some(signed).filter(|signed| signed.by != actor.person)?;
        Some(Notice { at: told(signed.at)?, news: news()? })
    });
    let refused = facts.extension_requests.iter().filter(|one| one.by == actor.person);
    let refused = refused.filter_map(|one| no_more_time(facts, one));
    let refused = refused.filter_map(|notice| Some(Notice { at: told(notice.at)?, ..notice }));
    let asked = facts.extension_requests.iter().filter_map(|one| asked_for(facts, actor, one, now));
    changed.chain(refused).chain(asked).chain(owed_again(facts, actor, now)).chain(freed(facts, actor, now)).collect()
}

/// Of what is still to be handed in after exemptions of the reader's own were taken back.
fn owed_again(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    by_act(
        facts,
        actor,
        now,
        |one| {
            let is_owed = one.exemption.is_none() && one.handed_in.is_none();
            let ended = one.ended_exemptions.last().filter(|_| is_owed)?;
            Some((ended.at, ended.by, ended.reason.as_str()))
        },
        |records, by, reason| {
            let due = records.iter().map(|one| (facts.title(one), one.due_day())).collect();
            News::OwedAgain { due, by, reason }
        },
    )
}

/// Of what the reader owes no longer; an absence that frees tells of itself.
fn freed(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let is_of_absence = |one: &Obligation, exemption: &Exemption| {
        let noted = (exemption.by, exemption.at);
        facts.absences.iter().any(|absence| (absence.noted.by, absence.noted.at) == noted && absence.freed.contains(&one.id))
    };
    by_act(
        facts,
        actor,
        now,
        |one| {
            let exemption = one.exemption.as_ref().filter(|exemption| !is_of_absence(one, exemption))?;
            Some((exemption.at, exemption.by, exemption.reason.as_str()))
        },
        |records, by, reason| News::Freed { titles: records.iter().map(|one| facts.title(one)).collect(), by, reason },
    )
}

/// Once for each act (when, by whom and why) that `done` finds in records of the reader's own; whoever did it is told nothing.
fn by_act<'f>(
    facts: &'f Facts,
    actor: &Actor,
    now: Timestamp,
    done: impl Fn(&'f Obligation) -> Option<(Timestamp, PersonId, &'f str)>,
    news: impl Fn(&[&Obligation], DoneBy, String) -> News,
) -> Vec<Notice> {
    let mut acts: BTreeMap<(Timestamp, PersonId), (&str, Vec<&Obligation>)> = BTreeMap::new();
    for one in facts.open_obligations() {
        // Every page counts these: whose a record is is asked last.
        let told = done(one).filter(|(at, by, _)| *by != actor.person && told_at_once(facts, *at, now).is_some());
        let own =
            told.filter(|_| one.terms.is_owed_by(actor.person, &actor.positions, facts.organisation()) || asked(facts, actor, one));
        if let Some((at, by, reason)) = own {
            acts.entry((at, by)).or_insert_with(|| (reason, Vec::new())).1.push(one);
        }
    }
    let notice = |((at, by), (reason, mut records)): ((Timestamp, PersonId), (&str, Vec<&Obligation>))| {
        records.sort_by_cached_key(|one| facts.order(one.id));
        Some(Notice { at: told_at_once(facts, at, now)?, news: news(&records, done_by(by), reason.to_owned()) })
    };
    acts.into_iter().filter_map(notice).collect()
}

/// The records of `extension` that are the reader's to hand in, now or on the day that was given, or about which they had asked, in
/// the order of lists.
fn own<'f>(facts: &'f Facts, actor: &Actor, extension: &Extension) -> Vec<&'f Obligation> {
    let takes_over = |one: &Obligation| taking_over(facts, one, extension.until).iter().any(|person| person.id == actor.person);
    let is_own = |one: &&Obligation| {
        let is_theirs = one.terms.is_owed_by(actor.person, &actor.positions, facts.organisation());
        is_theirs || asked(facts, actor, one) || takes_over(one)
    };
    let mut own: Vec<&Obligation> = extension.records.iter().filter_map(|id| facts.obligation(*id)).filter(is_own).collect();
    own.sort_by_cached_key(|one| facts.order(one.id));
    own
}

fn more_time(facts: &Facts, actor: &Actor, extension: &Extension) -> Option<News> {
    let titles: Vec<String> = own(facts, actor, extension).into_iter().map(|one| facts.title(one)).collect();
    let (until, by, reason) = (extension.until, done_by(extension.given.by), extension.reason.as_str().to_owned());
    (!titles.is_empty()).then_some(News::MoreTime { titles, until, by, reason })
}

/// What is still to be handed in and is due before the day that was given.
fn less_time(facts: &Facts, actor: &Actor, extension: &Extension) -> Option<News> {
    let back = extension.taken_back.as_ref()?;
    let is_open = |one: &&Obligation| one.handed_in.is_none() && one.exemption.is_none() && one.closing.is_none();
    let earlier = |one: &Obligation| one.due_day().filter(|day| *day < extension.until);
    let own = own(facts, actor, extension).into_iter().filter(is_open);
    let due: Vec<_> = own.filter_map(|one| Some((facts.title(one), earlier(one)?))).collect();
    let (by, reason) = (done_by(back.signed.by), back.reason.as_str().to_owned());
    (!due.is_empty()).then_some(News::LessTime { due, by, reason })
}

/// To whoever may decide, as long as it can still be given: an answer, a hand-in and an exemption take it away.
fn asked_for(facts: &Facts, actor: &Actor, request: &ExtensionRequest, now: Timestamp) -> Option<Notice> {
    if !can_be_given(facts, actor, request, now) {
        return None;
    }
    let title = facts.title(facts.obligation(request.obligation)?);
    let (by, wish, reason) = (done_by(request.by), request.wish, request.reason.as_str().to_owned());
    Some(Notice { at: told_by(facts, request.at, now)?, news: News::MoreTimeAsked { title, by, wish, reason } })
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
    let (obligation, by, wish) = (request.obligation, done_by(answered.by), request.wish);
    let news = News::NoMoreTime { obligation, title, by, wish, because };
    Some(Notice { at: answered.at, news })
}

#[cfg(test)]
mod tests;
