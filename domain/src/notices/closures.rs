//! What somebody is told of days on which the school is shut: at once, for a storm waits for no working hour.

use super::{KEPT, News, Notice};
use crate::{
    closures::{Closure, back_on, moved_over},
    days::Timestamp,
    facts::Facts,
    obligations::{Obligation, Verdict},
    permissions::Actor,
};

/// Once for each closure, and once where it was taken back; whoever did it is told nothing.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let is_told = |at: Timestamp| at <= now && now - at <= KEPT;
    let closures = facts.closures.iter();
    closures
        .flat_map(|one| {
            let declared = Some(one.declared).filter(|by| by.by != actor.person && is_told(by.at));
            let shut = declared.and_then(|by| shut(facts, actor, one).map(|news| Notice { at: by.at, news }));
            let taken_back = one.taken_back.as_ref().map(|back| back.signed).filter(|by| by.by != actor.person && is_told(by.at));
            let open = taken_back.and_then(|by| open_again(facts, actor, one).map(|news| Notice { at: by.at, news }));
            [shut, open]
        })
        .flatten()
        .collect()
}

fn shut(facts: &Facts, actor: &Actor, closure: &Closure) -> Option<News> {
    // What came in time before that was declared is done.
    let is_done = |one: &Obligation| {
        one.handed_in.as_ref().is_some_and(|last| last.first_at <= closure.declared.at && last.first_verdict == Verdict::OnTime)
    };
    let own = own(facts, actor).filter(|one| !is_done(one));
    let mut moved: Vec<_> = own.filter_map(|one| moved_over(closure, facts, one).map(|(from, to)| (one, from, to))).collect();
    moved.sort_by_cached_key(|(one, from, _)| (*from, facts.order(one.id)));
    let moved: Vec<_> = moved.into_iter().map(|(one, from, to)| (facts.title(one), from, to)).collect();
    let name = closure.plan.full_name(&facts.regime);
    (!moved.is_empty()).then_some(News::Shut { closure: closure.id, name, moved })
}

fn open_again(facts: &Facts, actor: &Actor, closure: &Closure) -> Option<News> {
    let own = own(facts, actor).filter(|one| one.handed_in.is_none());
    let mut due: Vec<_> = own.filter_map(|one| back_on(closure, facts, one).map(|day| (one, day))).collect();
    due.sort_by_cached_key(|(one, day)| (*day, facts.order(one.id)));
    let due: Vec<_> = due.into_iter().map(|(one, day)| (facts.title(one), day)).collect();
    let name = closure.plan.full_name(&facts.regime);
    (!due.is_empty()).then_some(News::OpenAgain { closure: closure.id, name, due })
}

/// What is owed by the reader: in their turn, or with others where there is none.
fn own<'f>(facts: &'f Facts, actor: &'f Actor) -> impl Iterator<Item = &'f Obligation> {
    facts.open_obligations().filter(move |one| {
        let has_duty = || one.terms.owner.duty(facts.organisation()).is_of(actor.person, &actor.positions);
        one.exemption.is_none() && one.terms.turn.map_or_else(has_duty, |turn| turn == actor.person)
    })
}
