//! What somebody is told of a change of the calendar or of the rules, where records of theirs follow it.

use super::{News, Notice, closures::own, extensions::done_by, told_by};
use crate::{
    days::Timestamp,
    facts::Facts,
    moved_days::is_open,
    obligations::Obligation,
    permissions::Actor,
    school_years::{ChangedDueDays, DueDaysChange},
};

/// Once for each change; whoever made it is told nothing. What a clock noted ahead of now has happened by now. Every page counts
/// these, so no record is looked through where nothing is news.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let news = facts.due_days_changes.iter().filter(|one| one.by != Some(actor.person));
    let news: Vec<_> = news.filter_map(|one| Some((told_by(facts, one.at.min(now), now)?, one))).collect();
    let records = if news.is_empty() { Vec::new() } else { own(facts, actor, is_open) };
    news.into_iter().filter_map(|(at, one)| Some(Notice { at, news: told(&records, one)? })).collect()
}

fn told(own: &[&Obligation], change: &DueDaysChange) -> Option<News> {
    let nominal = |one: &Obligation| one.terms.due.as_ref().map(|due| due.nominal);
    let follows = |one: &&&Obligation| match &change.what {
        ChangedDueDays::Calendar { .. } => nominal(one).is_some_and(|day| change.from <= day),
        ChangedDueDays::Rules { version, .. } => one.terms.rules == *version,
    };
    // The day before the change is kept nowhere; that a day which was changed is not the due day any more says that it moved.
    let has_moved = |one: &&&Obligation| match &change.what {
        ChangedDueDays::Calendar { days, .. } => {
            let due = one.terms.due.as_ref().filter(|due| due.day_of_rule() != due.nominal);
            due.is_some_and(|due| days.iter().any(|changed| changed.contains(due.nominal)))
        }
        ChangedDueDays::Rules { .. } => false,
    };
    let records = own.iter().filter(follows).count();
    let moved = own.iter().filter(has_moved).count();
    let by = change.by.map(done_by);
    (records > 0).then(|| News::DueDaysChanged { change: change.clone(), by, records, moved })
}

#[cfg(test)]
mod tests;
