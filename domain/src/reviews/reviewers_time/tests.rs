use super::*;
use crate::{
    locks::LockKind,
    reviews::{Review, ReviewGroup, review_of},
    scope::Scope,
    testing::{NamThanh, at, day, nam_thanh},
};

/// Due on Friday 20 November, and to be approved by the end of that day.
const PLAN: &str = "Giáo án tuần 12 · Lớp 4A";

/// Handed in on Wednesday, with orders over the whole school.
fn waits(orders: &[(LockKind, &str)]) -> NamThanh {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 09:00");
    for (kind, when) in orders {
        school.orders("cô Nguyệt", *kind, Scope::whole(), when);
    }
    school
}

fn time(school: &mut NamThanh, now: &str) -> ReviewersTime {
    let (obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
    let Review::Waiting(waiting) = review_of(&facts, &obligation) else { panic!("it does not wait") };
    let time = reviewers_time(&facts, &obligation, waiting.since, at(now));
    let is_too_long = ReviewGroup::of(&facts, &obligation, at(now)) == Some(ReviewGroup::TooLong);
    assert_eq!(is_too_long, time.overdue.is_some(), "the dashboard counts by the same");
    time
}

#[track_caller]
fn check(school: &mut NamThanh, now: &str, by: &str, overdue: Option<u32>) {
    let wanted = ReviewersTime { review_by: day(by), overdue: overdue.map(Lateness::WorkingDays) };
    assert_eq!(time(school, now), wanted, "{now}");
}

#[test]
fn days_on_which_an_order_shut_the_record_are_given_back_to_whoever_reviews() {
    let mut open = waits(&[]);
    check(&mut open, "2026-11-20 16:00", "2026-11-20", None);
    check(&mut open, "2026-11-24 08:00", "2026-11-20", Some(2));
    // From Thursday on it is shut, until Monday at noon: Thursday, Friday and Monday are given back.
    let mut shut = waits(&[(LockKind::Lock, "2026-11-19 10:00"), (LockKind::Unlock, "2026-11-23 12:00")]);
    check(&mut shut, "2026-11-19 09:00", "2026-11-20", None);
    check(&mut shut, "2026-11-24 08:00", "2026-11-25", None);
    check(&mut shut, "2026-11-26 08:00", "2026-11-25", Some(1));
    // While it is shut the day goes on and on.
    let mut still = waits(&[(LockKind::Lock, "2026-11-19 10:00")]);
    for now in ["2026-11-23 08:00", "2026-12-07 08:00"] {
        assert_eq!(time(&mut still, now).overdue, None, "{now}");
    }
}

#[test]
fn whoever_was_late_already_becomes_no_later_while_it_is_shut() {
    let orders = [(LockKind::Lock, "2026-11-24 08:00"), (LockKind::Unlock, "2026-11-25 17:30")];
    let mut school = waits(&orders);
    check(&mut school, "2026-11-23 08:00", "2026-11-20", Some(1));
    check(&mut school, "2026-11-24 09:00", "2026-11-20", Some(1));
    check(&mut school, "2026-11-25 16:00", "2026-11-20", Some(1));
    check(&mut school, "2026-11-26 08:00", "2026-11-20", Some(2));
    // Over before anybody worked on it: shut on the first working day behind its own.
    let mut at_once = waits(&[(LockKind::Lock, "2026-11-21 08:00")]);
    check(&mut at_once, "2026-11-24 08:00", "2026-11-20", None);
}

#[test]
fn an_order_in_the_evening_takes_no_working_day() {
    let mut school = waits(&[(LockKind::Lock, "2026-11-19 18:00"), (LockKind::Unlock, "2026-11-19 20:00")]);
    check(&mut school, "2026-11-23 08:00", "2026-11-20", Some(1));
}

#[test]
fn days_on_which_the_school_is_shut_make_no_reviewer_late() {
    let mut school = waits(&[]);
    school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-20", "2026-11-23"), "2026-11-20 06:00");
    check(&mut school, "2026-11-24 08:00", "2026-11-24", None);
    check(&mut school, "2026-11-25 08:00", "2026-11-24", Some(1));
    // Shut after their own day, it adds nothing to what they are late by.
    let mut late = waits(&[]);
    late.shuts("cô Nguyệt", Scope::whole(), ("2026-11-24", "2026-11-25"), "2026-11-24 06:00");
    check(&mut late, "2026-11-25 16:00", "2026-11-20", Some(1));
    check(&mut late, "2026-11-26 08:00", "2026-11-20", Some(2));
}

#[test]
fn what_was_given_back_late_because_it_was_shut_is_no_late_return() {
    let mut school = waits(&[(LockKind::Lock, "2026-11-19 10:00"), (LockKind::Unlock, "2026-11-23 12:00")]);
    let (obligation, facts) = (school.obligation(PLAN).clone(), school.facts());
    let since = obligation.handed_in.as_ref().map(|handed_in| handed_in.last_at).unwrap_or_default();
    assert_eq!(reviewers_time(&facts, &obligation, since, at("2026-11-25 09:00")).overdue, None);
}

#[test]
fn in_the_summer_no_reviewer_becomes_later_and_an_order_of_the_summer_gives_nothing_back() {
    let mut school = waits(&[]);
    let time_at = |school: &mut NamThanh, now: &str| time(school, now).overdue;
    let (last, summer) = (time_at(&mut school, "2027-05-14 16:00"), time_at(&mut school, "2027-08-02 08:00"));
    assert!(last.is_some() && last == summer, "{last:?} {summer:?}");
    let mut shut = waits(&[(LockKind::Lock, "2027-05-17 08:00")]);
    assert_eq!(time_at(&mut shut, "2027-08-02 08:00"), last);
    // What came on the last day is looked at on the working day behind it, or a day late, however long the summer is.
    let late = "Giáo án tuần 35 · Lớp 4A";
    school.hands_in("cô Hoa", late, "2027-05-14 09:00");
    let (obligation, facts) = (school.obligation(late).clone(), school.facts());
    let waited = reviewers_time(&facts, &obligation, at("2027-05-14 09:00"), at("2027-08-02 08:00"));
    assert_eq!(waited, ReviewersTime { review_by: day("2027-05-17"), overdue: Some(Lateness::WorkingDays(1)) });
}
