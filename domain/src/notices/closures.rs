//! What somebody is told of days on which the school is shut: at once, for a storm waits for no working hour.

use chrono::NaiveDate;

use super::{News, Notice, told_at_once};
use crate::{
    closures::{Closure, back_on, moved_over, would_be_back},
    days::Timestamp,
    deadlines::{Due, MovedKind},
    facts::Facts,
    locks::Signature,
    obligations::{Obligation, Verdict},
    permissions::Actor,
};

/// Once for each closure, and once where it was taken back; whoever did it is told nothing. Every page counts these, so the records
/// are looked through once, and whose they are is asked only of those that a closure can have moved.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let told = |signed: Signature| told_at_once(facts, signed.at, now).filter(|_| signed.by != actor.person);
    let declared: Vec<_> = facts.closures.iter().filter_map(|one| Some((told(one.declared)?, one))).collect();
    let taken_back = facts.closures.iter().filter_map(|one| Some((told(one.taken_back.as_ref()?.signed)?, one)));
    let taken_back: Vec<_> = taken_back.collect();
    let pushed = if declared.is_empty() { Vec::new() } else { own(facts, actor, is_pushed) };
    let is_back = |one: &Obligation| {
        let day = rule_day(one).filter(|_| one.handed_in.is_none());
        let opens = |closure: &Closure, day| closure.days_given_back().is_some_and(|days| days.contains(day));
        day.is_some_and(|day| taken_back.iter().any(|(_, closure)| opens(closure, day)))
    };
    let back = if taken_back.is_empty() { Vec::new() } else { own(facts, actor, is_back) };
    let shut = declared.iter().filter_map(|(at, one)| Some(Notice { at: *at, news: shut(facts, &pushed, one)? }));
    let open = taken_back.iter().filter_map(|(at, one)| Some(Notice { at: *at, news: open_again(facts, &back, one)? }));
    shut.chain(open).collect()
}

/// Its due day was moved over days on which it could not be handed in.
fn is_pushed(obligation: &Obligation) -> bool {
    let moved = obligation.terms.due.as_ref().and_then(|due| due.moved.as_ref());
    moved.is_some_and(|moved| matches!(moved.kind, MovedKind::PushedForward { .. }))
}

fn shut(facts: &Facts, pushed: &[&Obligation], closure: &Closure) -> Option<News> {
    // What came in time before that was declared is done.
    let is_done = |one: &Obligation| {
        one.handed_in.as_ref().is_some_and(|last| last.first_at <= closure.declared.at && last.first_verdict == Verdict::OnTime)
    };
    let own = pushed.iter().copied().filter(|one| !is_done(one));
    let mut moved: Vec<_> = own.filter_map(|one| moved_over(closure, facts, one).map(|(from, to)| (one, from, to))).collect();
    moved.sort_by_cached_key(|(one, from, _)| (*from, facts.order(one.id)));
    let moved: Vec<_> = moved.into_iter().map(|(one, from, to)| (facts.title(one), from, to)).collect();
    let name = closure.plan.full_name(&facts.regime);
    (!moved.is_empty()).then_some(News::Shut { closure: closure.id, name, moved })
}

fn open_again(facts: &Facts, back: &[&Obligation], closure: &Closure) -> Option<News> {
    let told = |found: Vec<(&Obligation, NaiveDate)>| {
        let mut found = found;
        found.sort_by_cached_key(|(one, day)| (*day, facts.order(one.id)));
        found.into_iter().map(|(one, day)| (facts.title(one), day)).collect::<Vec<_>>()
    };
    let due = told(back.iter().copied().filter_map(|one| back_on(closure, one).map(|day| (one, day))).collect());
    // Whoever was told that two days moved is told of both, also of the one that somebody has put off since.
    let is_put_off = |one: &&Obligation| back_on(closure, one).is_none() && would_be_back(closure, one);
    let put_off = back.iter().copied().filter(is_put_off).filter_map(|one| one.due_day().map(|day| (one, day)));
    let put_off = told(put_off.collect());
    let name = closure.plan.full_name(&facts.regime);
    (!due.is_empty() || !put_off.is_empty()).then_some(News::OpenAgain { closure: closure.id, name, due, put_off })
}

/// The day on which it is due, or would be if nobody had given more time.
fn rule_day(obligation: &Obligation) -> Option<NaiveDate> {
    obligation.terms.due.as_ref().map(Due::day_of_rule)
}

/// What is owed by the reader and is `wanted`: in their turn, or with others where there is none.
pub(super) fn own<'f>(facts: &'f Facts, actor: &Actor, wanted: impl Fn(&Obligation) -> bool) -> Vec<&'f Obligation> {
    let is_own =
        |one: &Obligation| one.exemption.is_none() && one.terms.is_owed_by(actor.person, &actor.positions, facts.organisation());
    facts.open_obligations().filter(|one| wanted(one) && is_own(one)).collect()
}

#[cfg(test)]
mod tests;
