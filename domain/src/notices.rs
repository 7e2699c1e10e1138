//! "Thông báo": what has happened to one's own records, and what waits for one, told in working hours only.
//!
//! Nothing of it is stored: it is read from what was handed in and decided. Only until when somebody has read is kept.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};

use crate::{
    calendar::SchoolCalendar,
    days::{self, Timestamp, day_of, local},
    decisions::Return,
    facts::Facts,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    reviews::{GivenBack, Review, queue, review_of},
};

/// Nobody is told anything before the school day begins, nor after it has ended.
const BEGINS: u32 = 7;
const ENDS: u32 = 17;
/// What is older says nothing any more.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How far a working day is looked for; longer than any holiday.
const SEARCHED: usize = 120;

/// One thing to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// When it is told: what happens in the evening or on a day off is told on the next working morning.
    pub at: Timestamp,
    pub news: News,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A record of one's own was given back.
    Returned {
        obligation: ObligationId,
        title: String,
        by: PersonId,
        back: Return,
        /// Another version has been handed in since.
        is_corrected: bool,
    },
    /// A record of one's own is approved by everybody who has to.
    Approved { obligation: ObligationId, title: String, by: PersonId },
    /// Records that came on one working day and wait for the reader: gathered, by their titles, the longest first.
    Waits { titles: Vec<String> },
}

/// When something that happened at `at` is told.
pub fn told_at(calendar: &SchoolCalendar, at: Timestamp) -> Timestamp {
    let here = local(at);
    let is_open = calendar.is_open(here.date());
    match here.time().hour() {
        BEGINS..ENDS if is_open => at,
        hour if is_open && hour < BEGINS => morning(here.date()),
        _ => here.date().iter_days().skip(1).take(SEARCHED).find(|day| calendar.is_open(*day)).map_or(at, morning),
    }
}

fn morning(day: NaiveDate) -> Timestamp {
    days::at(day, NaiveTime::MIN + TimeDelta::hours(i64::from(BEGINS)))
}

/// What `person` is told at `now`, the newest first.
pub fn notices(facts: &Facts, person: PersonId, now: Timestamp) -> Vec<Notice> {
    let told = |at: Timestamp| Some(told_at(facts.calendar(), at)).filter(|told| *told <= now && now - *told <= KEPT);
    let mut notices: Vec<Notice> = Vec::new();
    for obligation in facts.open_obligations().filter(|one| is_of(one, person)) {
        let mut push = |at: Timestamp, news: News| notices.extend(told(at).map(|at| Notice { at, news }));
        let title = || facts.title(obligation);
        let review = review_of(facts, obligation);
        let last = match &review {
            Review::Returned(back) => Some(back.clone()),
            Review::Waiting(waiting) => waiting.corrects.clone(),
            _ => None,
        };
        if let Some(GivenBack { by, at, back, submission, .. }) = last {
            let is_corrected = obligation.handed_in.as_ref().is_some_and(|handed_in| handed_in.submission != submission);
            push(at, News::Returned { obligation: obligation.id, title: title(), by, back, is_corrected });
        }
        if let Review::Approved { approvals, .. } = &review
            && let Some(approval) = approvals.last()
        {
            push(approval.at, News::Approved { obligation: obligation.id, title: title(), by: approval.by });
        }
    }
    // The longest first, so what is told on one day stands together.
    let waiting: Vec<(Timestamp, String)> =
        queue(facts, person, now).into_iter().filter_map(|line| Some((told(line.since)?, line.title))).collect();
    for day in waiting.chunk_by(|(one, _), (next, _)| day_of(*one) == day_of(*next)) {
        let titles = day.iter().map(|(_, title)| title.clone()).collect();
        notices.extend(day.last().map(|(at, _)| Notice { at: *at, news: News::Waits { titles } }));
    }
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.at));
    notices
}

/// How many of them came after `read`: until when the person has read, if ever.
pub fn unread(facts: &Facts, person: PersonId, read: Option<Timestamp>, now: Timestamp) -> usize {
    notices(facts, person, now).iter().filter(|notice| read.is_none_or(|read| read < notice.at)).count()
}

/// Whether `person` had a part in what was handed in.
fn is_of(obligation: &Obligation, person: PersonId) -> bool {
    obligation.handed_in.as_ref().is_some_and(|handed_in| handed_in.authors.contains(&person))
}

#[cfg(test)]
mod tests;
