//! What a reviewer is told of a version of the rules by which records of a type go another way past those who approve them.

use chrono::{NaiveTime, TimeDelta};

use super::{News, Notice, extensions::done_by, told_by};
use crate::{
    days::{self, Timestamp},
    facts::Facts,
    moved_days::is_open,
    obligations::Obligation,
    people::PersonId,
    permissions::{Actor, ReviewOf, reviewers_of},
    record_types::{ApprovalRoute, RecordType},
    reviews::may_see_queue,
    school_years::{ChangedDueDays, DueDaysChange},
};

/// Once for each version, to whoever approves records of such a type by the old way or will by the new one; whoever made it is told
/// nothing. Every page of whoever approves counts these, so no record is looked through where no way is news.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    if !may_see_queue(actor) {
        return Vec::new();
    }
    let news = facts.due_days_changes.iter().filter(|one| one.by != Some(actor.person));
    let told = |one| Some(Notice { at: told_by(facts, at(one, now), now)?, news: told(facts, actor, one)? });
    news.filter_map(told).collect()
}

/// What a clock noted ahead of now has happened by now.
fn at(change: &DueDaysChange, now: Timestamp) -> Timestamp {
    change.at.min(now)
}

fn told(facts: &Facts, actor: &Actor, change: &DueDaysChange) -> Option<News> {
    let version = match change.what {
        ChangedDueDays::Rules { version, .. } => version,
        ChangedDueDays::Calendar { .. } => return None,
    };
    let settings = &facts.regime.review_settings;
    let first = days::at(change.from, NaiveTime::MIN);
    let ways = settings.brought_by(version).filter_map(|(id, to)| {
        let record_type = facts.record_type(id)?;
        let from = settings.way_of(record_type, first - TimeDelta::seconds(1));
        let is_theirs = || reviews(facts, actor.person, record_type, (change, first), [from, to]);
        (from != to && is_theirs()).then(|| (record_type.name.clone(), from, to))
    });
    let ways: Vec<(String, ApprovalRoute, ApprovalRoute)> = ways.collect();
    (!ways.is_empty()).then(|| News::WaysChange { change: change.clone(), by: change.by.map(done_by), ways })
}

/// Whether `person` approves, in one of these ways, a record of this type that is to come from the first day of the change on.
fn reviews(
    facts: &Facts,
    person: PersonId,
    record_type: &RecordType,
    (change, first): (&DueDaysChange, Timestamp),
    ways: [ApprovalRoute; 2],
) -> bool {
    let posts = facts.regime.review_settings.posts_at(first);
    let decides = |one: &Obligation| {
        let day = one.due_day().unwrap_or(change.from);
        let authors: Vec<PersonId> = one.terms.foremost_on(day, facts.organisation()).iter().map(|author| author.id).collect();
        ways.iter().flat_map(|way| way.steps()).any(|step| {
            let of = ReviewOf { record: facts.record_facts(one), step: *step, authors: &authors, approvers: &[], posts };
            reviewers_of(facts.organisation(), of, day).contains(&person)
        })
    };
    let comes = |one: &&Obligation| {
        one.terms.record_type == record_type.id && is_open(one) && one.due_day().is_none_or(|due| change.from <= due)
    };
    facts.open_obligations().filter(comes).any(decides)
}

#[cfg(test)]
mod tests;
