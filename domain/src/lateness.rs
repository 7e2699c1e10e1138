//! "Vì sao muộn": what the system itself knows of a record that is late, each of it a fact that can be looked up.
//!
//! It excuses nobody and accuses nobody: how late the record is stays as it is, and whether there was a reason people decide.

mod away;
mod card;
mod form;
mod incidents;
mod judging;
mod remedies;
mod tries;
mod words;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

pub use away::{Away, CoverTold};
pub use card::{LatenessCard, Said, Unjudged, UnjudgedLine, lateness_card, unjudged, unjudged_lines};
pub use form::{EXPLAIN_FIELD, Found, JUDGE_FIELD, JudgeForm, sentence_of_note};
pub use judging::{check_explain, check_judge};
pub use remedies::{OutageLine, Postponable, outage_lines};
pub use tries::{FailedTry, MAX_TRIES, MAX_TRIES_A_DAY, Tries, WhyFailed, check_try, is_kept, is_over_the_hour};
pub use words::outage_words;

use crate::{
    calendar::SchoolCalendar,
    days::{Timestamp, at},
    deadlines::{Hours, Moved, MovedKind, lateness},
    decisions::Outcome,
    doubtful_times::DoubtfulTime,
    extensions::{Answer, Answered, Wish, reads_answer},
    facts::Facts,
    notices,
    obligations::{Obligation, Standing},
    outages::Outage,
    permissions::{Action, Actor, decide},
    registers::Incident,
    reviews::{GivenBack, Review, ReviewersTime, corrected_by, decides_in_some_turn, review_of, reviewers_time},
};

/// For so many hours of work before the last second that counted it is asked whether a server was there.
pub const WORKING_HOURS: TimeDelta = TimeDelta::hours(8);

/// One thing that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No server was there at some time in the last hours of work before the record was due.
    Outage(Outage),
    /// The school was shut, and the due day is a later one by it: counted in the person's favour already.
    Closure { name: String, from: NaiveDate, to: NaiveDate },
    /// Whoever owed it was away on the due day or in the days before.
    Away(Away),
    /// An incident was reported by whoever owed it, or had by several people, and was open in those hours or since.
    Incident { year: i32, number: u32, from: Timestamp, until: Option<Timestamp> },
    /// Somebody tried to hand it in, and it came to nothing or was not done before the hour.
    Tries(Tries),
    /// More time was asked for, and was not given.
    AskedForTime { at: Timestamp, wish: Wish, refused: Option<RefusedTime> },
    /// The server's clock was doubted; nobody is judged by a time that was.
    DoubtfulTime { from: Timestamp, until: Option<Timestamp> },
    /// What is to be corrected was given back after the reviewer's own day.
    LateReturn { review_by: NaiveDate, at: Timestamp },
}

/// That more time was not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedTime {
    pub at: Timestamp,
    /// Why, for whoever asked and whoever may answer.
    pub because: Option<String>,
}

/// What was noted of times in which people may have become late, of all records.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'k> {
    pub outages: &'k [Outage],
    /// All of them, also those that were decided.
    pub doubtful_times: &'k [DoubtfulTime],
    pub tries: &'k [FailedTry],
    /// Of the school year, also those that were dealt with.
    pub incidents: &'k [Incident],
}

/// May `actor` read what is known of why `obligation` is late? Whose duty it is may, and whoever may decide about it: the
/// leadership, and those who review it.
pub fn may_see_causes(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> bool {
    let record = facts.record_facts(obligation);
    let may = |action| decide(actor, facts.organisation(), action).is_ok();
    may(Action::HandIn(record)) || may(Action::Exempt(record)) || decides_in_some_turn(facts, actor, obligation, now)
}

/// What is known of why `obligation` is late at `now`, as `reader` may read it, in the order of `Cause`; `None` where it is neither
/// late nor overdue, nor is a correction of it.
pub fn causes(facts: &Facts, reader: &Actor, obligation: &Obligation, known: Known<'_>, now: Timestamp) -> Option<Vec<Cause>> {
    let first = match facts.standing(obligation, now) {
        _ if obligation.closing.is_some() => None,
        Standing::Late(_) | Standing::Excused(_) | Standing::Overdue(_) | Standing::Missed => {
            Some(of_first_hand_in(facts, reader, obligation, known, now))
        }
        Standing::Exempt | Standing::Practice { .. } | Standing::Untimed { .. } | Standing::NotYetDue | Standing::OnTime => None,
    };
    let correction = overdue_correction(facts, obligation, now);
    if first.is_none() && correction.is_none() {
        return None;
    }
    let mut causes = first.unwrap_or_default();
    if let Some((back, by)) = correction {
        let told = |one: &Away| causes.contains(&Cause::Away(one.clone()));
        let away: Vec<Away> = away::absences(facts, reader, obligation, by).into_iter().filter(|one| !told(one)).collect();
        causes.extend(away.into_iter().map(Cause::Away));
        causes.extend(late_return(facts, obligation, &back));
    }
    Some(causes)
}

fn of_first_hand_in(facts: &Facts, reader: &Actor, obligation: &Obligation, known: Known<'_>, now: Timestamp) -> Vec<Cause> {
    let judged_by = obligation.handed_in.as_ref().map_or(obligation.due_day(), |handed_in| handed_in.judged.by);
    let Some(due) = judged_by else { return Vec::new() };
    let last_hours = last_hours(facts.calendar_of(obligation), &facts.hours(obligation.terms.rules), due);
    let came = obligation.handed_in.as_ref().map_or(now, |handed_in| handed_in.first_at);
    let was_missed = |one: &&Outage| last_hours.iter().any(|(from, until)| one.overlaps(*from, *until));
    let off = known.outages.iter().filter(was_missed).copied().map(Cause::Outage);
    let first = last_hours.last().map_or(came, |(from, _)| *from);
    let is_between = |(began, ended): &(Timestamp, Option<Timestamp>)| *began < came && ended.is_none_or(|end| first < end);
    let doubted = known.doubtful_times.iter().map(stretch).filter(is_between);
    let doubted = doubted.map(|(from, until)| Cause::DoubtfulTime { from, until });
    let away = away::absences(facts, reader, obligation, due).into_iter().map(Cause::Away);
    let tried = tries::tries(facts, obligation, known.tries, due, came).into_iter().map(Cause::Tries);
    let asked = asked_for_time(facts, reader, obligation, due, came);
    let incidents = incidents::incidents(facts, obligation, known.incidents, due, (first, came));
    off.chain(moved(obligation, due)).chain(away).chain(incidents).chain(tried).chain(asked).chain(doubted).collect()
}

/// The requests for more time than until `due` that nobody had answered when it `came`, or that were refused: what was asked for and
/// given in another way since is no cause.
fn asked_for_time(
    facts: &Facts,
    reader: &Actor,
    obligation: &Obligation,
    due: NaiveDate,
    came: Timestamp,
) -> impl Iterator<Item = Cause> {
    let own = facts.extension_requests.iter().filter(move |one| {
        let is_for_more = one.wish.until().is_none_or(|until| due < until);
        one.obligation == obligation.id && one.at < came && is_for_more
    });
    own.filter_map(move |one| {
        let refused = match &one.answered {
            None => None,
            Some(Answered { answer: Answer::Refused(because), at, .. }) => {
                let because = reads_answer(facts, reader, obligation, one.by).then(|| because.as_str().to_owned());
                Some(RefusedTime { at: *at, because })
            }
            Some(Answered { answer: Answer::Granted(_) | Answer::Freed | Answer::Withdrawn, .. }) => return None,
        };
        Some(Cause::AskedForTime { at: one.at, wish: one.wish, refused })
    })
}

/// The last hours of work before the last second that counted, day by day, the last day first. The evening up to that second
/// belongs to them; a night or days off between two days of work do not: nobody missed a server that is shut down with the school.
fn last_hours(calendar: &SchoolCalendar, hours: &Hours, due: NaiveDate) -> Vec<(Timestamp, Timestamp)> {
    let until = hours.counted_until(due);
    let hour = |day: NaiveDate, hour: u32| at(day, NaiveTime::MIN + TimeDelta::hours(i64::from(hour)));
    let (mut day, mut left, mut spans) = (due, WORKING_HOURS, Vec::new());
    loop {
        let (begins, ends) = (hour(day, notices::BEGINS), hour(day, notices::ENDS).min(until));
        let worked = (ends - begins).max(TimeDelta::zero());
        let last = if day == due { until } else { ends };
        if left <= worked {
            spans.push((ends - left, last));
            return spans;
        }
        spans.push((begins.min(last), last));
        left -= worked;
        match calendar.last_open_day_before(day) {
            Some(before) => day = before,
            None => return spans,
        }
    }
}

/// That the day by which it is judged, `by`, is a later one because the school was shut at short notice.
fn moved(obligation: &Obligation, by: NaiveDate) -> Option<Cause> {
    let due = obligation.terms.due.as_ref().filter(|due| due.day == by)?;
    match due.moved.as_ref()? {
        Moved { kind: MovedKind::PushedForward { closed }, because } => {
            Some(Cause::Closure { name: because.clone(), from: *closed, to: due.day })
        }
        Moved { kind: MovedKind::PulledBack | MovedKind::NotWorked, .. } => None,
    }
}

/// From when until when a clock was doubted. One that was ahead is set back when that ends, and was doubted for a moment only.
fn stretch(time: &DoubtfulTime) -> (Timestamp, Option<Timestamp>) {
    let until = time.ending.map(|ending| ending.at);
    let began = time.doubt.began_at;
    (until.map_or(began, |until| began.min(until)), until)
}

/// What it was given back for, and the day to correct it by, where that is over.
fn overdue_correction(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Option<(GivenBack, NaiveDate)> {
    let Review::Returned(back) = review_of(facts, obligation) else { return None };
    let calendar = facts.calendar_of(obligation);
    let by = corrected_by(calendar, back.back.correct_by);
    let over = lateness(calendar, by, &facts.hours(obligation.terms.rules), facts.counted(now));
    (over.is_some() && obligation.closing.is_none()).then_some((back, by))
}

/// That it was given back after the reviewer's own day, which runs from the hand-in, or from the approval of the step before.
fn late_return(facts: &Facts, obligation: &Obligation, back: &GivenBack) -> Option<Cause> {
    let handed_in = obligation.handed_in.as_ref().filter(|last| last.submission == back.submission)?;
    let is_before = |at: Timestamp| at <= back.at;
    let approvals = obligation.decisions.iter().filter(|one| one.stands() && one.submission == back.submission);
    let approved = approvals.filter(|one| one.outcome == Outcome::Approved && one.step != back.step && is_before(one.at));
    let since = approved.map(|one| one.at).max().unwrap_or(handed_in.last_at);
    let ReviewersTime { review_by, overdue } = reviewers_time(facts, obligation, since, back.at);
    overdue.map(|_| Cause::LateReturn { review_by, at: back.at })
}

#[cfg(test)]
mod tests;
