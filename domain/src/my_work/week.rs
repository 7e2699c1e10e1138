//! One week of the school year, as the viewer owed it: what is missing, what was handed in, what is freed.

use super::{DoneItem, RibbonCell, WorkItem, all_done, done_item, item, owned_by, ribbon};
use crate::{
    calendar::TeachingWeek,
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Obligation, Standing},
    people::{Honorific, Person},
};

/// The page of a week to which the ribbon leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyWeek {
    pub now: Timestamp,
    pub honorific: Honorific,
    pub week: TeachingWeek,
    pub is_now: bool,
    /// The numbers of the weeks beside it.
    pub before: Option<u8>,
    pub after: Option<u8>,
    pub ribbon: Vec<RibbonCell>,
    /// Not handed in, by the day and then by whose turn it is.
    pub open: Vec<WorkItem>,
    /// Handed in, in the order of the titles.
    pub done: Vec<DoneItem>,
    /// Freed, each with its reason.
    pub freed: Vec<WorkItem>,
}

/// Week `number` of the year of `facts`; `None` where it has no such week.
pub fn my_week(facts: &Facts, viewer: &Person, number: u8, now: Timestamp) -> Option<MyWeek> {
    let calendar = facts.calendar();
    let week = calendar.week(number)?;
    let actor = facts.actor(viewer.id, now);
    let mine = owned_by(facts, &actor, now);
    let is_of_it = |one: &&Obligation| {
        // What no week names stands in the week of its day.
        one.terms.week.map_or_else(|| one.due_day().is_some_and(|day| week.span().contains(day)), |of| of == number)
    };
    let (mut open, mut done, mut freed) = (Vec::new(), Vec::new(), Vec::new());
    for obligation in mine.iter().copied().filter(is_of_it) {
        let standing = facts.standing(obligation, now);
        match done_item(facts, &actor, obligation, now) {
            Some(handed_in) => done.push(handed_in),
            None if standing == Standing::Exempt => freed.push(item(facts, &actor, obligation, standing, now)),
            None => open.push(item(facts, &actor, obligation, standing, now)),
        }
    }
    let order = |item: &WorkItem| (!item.whose.is_expected(), item.due.is_none(), item.due_day(), item.title.clone());
    open.sort_by_cached_key(order);
    freed.sort_by_cached_key(order);
    done.sort_by(|one, other| one.title.cmp(&other.title));
    let there = |number: Option<u8>| number.filter(|number| calendar.week(*number).is_some());
    Some(MyWeek {
        now,
        honorific: viewer.honorific,
        is_now: calendar.numbered_week_of(day_of(now)).is_some_and(|now| now.number == number),
        before: there(number.checked_sub(1)),
        after: there(number.checked_add(1)),
        ribbon: ribbon(facts, viewer.id, &mine, now),
        week,
        open,
        done,
        freed,
    })
}

/// The page of all that somebody has handed in in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub now: Timestamp,
    pub honorific: Honorific,
    /// Newest first.
    pub items: Vec<DoneItem>,
    /// What need not be handed in, each with its reason, the latest first.
    pub freed: Vec<WorkItem>,
}

/// What `viewer` has handed in this year, and what they need not.
pub fn done(facts: &Facts, viewer: &Person, now: Timestamp) -> Done {
    let actor = facts.actor(viewer.id, now);
    let mut freed: Vec<WorkItem> = owned_by(facts, &actor, now)
        .into_iter()
        .filter(|one| one.exemption.is_some() && one.handed_in.is_none())
        .map(|one| item(facts, &actor, one, facts.standing(one, now), now))
        .collect();
    freed.sort_by_cached_key(|item| (std::cmp::Reverse(item.due_day()), item.title.clone()));
    Done { now, honorific: viewer.honorific, items: all_done(facts, viewer.id, now), freed }
}
