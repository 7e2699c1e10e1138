//! Counts the numbers of one morning.

use chrono::NaiveDate;

use super::{DayNumbers, Digest, PersonNumbers, WeekNumbers};
use crate::{
    calendar::SchoolCalendar,
    days::{Span, Timestamp, day_of},
    extensions::requests_for,
    facts::Facts,
    my_work::{WorkItem, my_work},
    notices::WaitingOrders,
    obligations::Standing,
    people::Person,
    reviews::{Review, WaitingRecords, review_of},
    swaps::swaps_for,
    updates::updates_for,
};

/// What there is to tell at `now` of the day on which it is.
pub fn digest_of(facts: &Facts, now: Timestamp) -> Digest {
    let day = day_of(now);
    let numbers = |person: &Person| PersonNumbers { person: person.id, numbers: of_person(facts, person, now) };
    let mut people: Vec<PersonNumbers> =
        facts.organisation().people.iter().map(numbers).filter(|one| !one.numbers.is_empty()).collect();
    people.sort_by_key(|one| one.person);
    let week = is_last_of_week(facts.calendar(), day).then(|| of_week(facts, now)).filter(|week| !week.is_empty());
    Digest { day, at: now, people, week }
}

/// Whether the school works on no later day of the week of `day`.
pub fn is_last_of_week(calendar: &SchoolCalendar, day: NaiveDate) -> bool {
    let week = Span::week_of(day);
    calendar.is_open(day) && calendar.next_open_day(day).is_none_or(|next| !week.contains(next))
}

/// What is shut to somebody is nothing that they can do today, and another one's turn is not theirs.
fn of_person(facts: &Facts, person: &Person, now: Timestamp) -> DayNumbers {
    let (today, actor) = (day_of(now), facts.actor(person.id, now));
    let next_day = facts.calendar().next_open_day(today);
    let work = my_work(facts, person, now);
    let listed = work.urgent.iter().chain(&work.this_week).chain(&work.coming).chain(&work.later);
    let mut numbers = DayNumbers {
        next_day,
        to_correct: work
            .returned
            .iter()
            .filter(|item| item.shut.is_none() && next_day.is_none_or(|next| item.back.correct_by <= next))
            .count(),
        to_review: WaitingRecords::of(facts, person.id, now).len(),
        orders: WaitingOrders::of(facts, &actor, now).all(),
        updates: updates_for(facts, &actor, now),
        extensions: requests_for(facts, &actor, now),
        swaps: swaps_for(facts, person.id, now),
        ..DayNumbers::default()
    };
    for item in listed.filter(|item| item.whose.is_expected() && item.shut.is_none()) {
        match (item.standing, due_day(item)) {
            (Standing::Overdue(_), _) => numbers.overdue += 1,
            (Standing::NotYetDue, Some(due)) if due == today => numbers.due_today += 1,
            (Standing::NotYetDue, due) if due.is_some() && due == next_day => numbers.due_next += 1,
            (
                Standing::NotYetDue
                | Standing::Exempt
                | Standing::Practice { .. }
                | Standing::Untimed { .. }
                | Standing::Missed
                | Standing::OnTime
                | Standing::Late(_)
                | Standing::Excused(_),
                _,
            ) => {}
        }
    }
    // Without anything due on it, nothing is said of the next day.
    DayNumbers { next_day: next_day.filter(|_| numbers.due_next > 0), ..numbers }
}

fn due_day(item: &WorkItem) -> Option<NaiveDate> {
    item.due.as_ref().map(|due| due.day)
}

/// Of what is due in the week of `now`, and of what waits for a reviewer whenever it was due.
fn of_week(facts: &Facts, now: Timestamp) -> WeekNumbers {
    let week = Span::week_of(day_of(now));
    let mut numbers = WeekNumbers::default();
    for one in facts.open_obligations() {
        if one.handed_in.is_some() && matches!(review_of(facts, one), Review::Waiting(_)) {
            numbers.waiting += 1;
        }
        if !one.due_day().is_some_and(|due| week.contains(due)) {
            continue;
        }
        match facts.standing(one, now) {
            Standing::OnTime => numbers.on_time += 1,
            Standing::Late(_) | Standing::Excused(_) => numbers.late += 1,
            Standing::Overdue(_) | Standing::Missed => numbers.missing += 1,
            Standing::NotYetDue => numbers.still_due += 1,
            Standing::Exempt | Standing::Practice { .. } | Standing::Untimed { .. } => {}
        }
    }
    numbers
}
