use super::*;
use crate::testing::{at, day, nam_thanh_calendar};

#[test]
fn a_reviewer_decides_before_the_plan_is_used_and_has_a_whole_working_day() {
    let calendar = nam_thanh_calendar();
    // Week 13 is taught from Monday 30/11; the Friday before is the last working day.
    for (since, wanted) in [
        ("2026-11-20 15:00", "2026-11-27"),
        ("2026-11-26 16:00", "2026-11-27"),
        // On Friday evening there is no working hour left before Monday: Monday is the reviewer's.
        ("2026-11-27 16:00", "2026-11-30"),
        ("2026-11-28 10:00", "2026-11-30"),
        ("2026-12-02 10:00", "2026-12-03"),
    ] {
        assert_eq!(review_by(&calendar, Period::Week(13), at(since)), day(wanted), "{since}");
    }
    assert_eq!(review_by(&calendar, Period::Year, at("2026-11-26 16:00")), day("2026-11-27"));
}

#[test]
fn what_came_early_is_offered_from_wednesday_and_is_early_until_its_last_day() {
    let calendar = nam_thanh_calendar();
    assert_eq!(offered_from(&calendar, Period::Week(13)), Some(day("2026-11-25")), "it is taught from Monday 30/11");
    assert_eq!(offered_from(&calendar, Period::Year), None);
    for (today, wanted) in [
        ("2026-11-24", Urgency::Later),
        ("2026-11-25", Urgency::Early),
        ("2026-11-26", Urgency::Early),
        ("2026-11-27", Urgency::Due),
        ("2026-11-30", Urgency::Due),
    ] {
        assert_eq!(Urgency::of(&calendar, Period::Week(13), day(today)), wanted, "{today}");
    }
    // After the weeks of Tết: in the last week before them, not in the middle of the holiday.
    let after = calendar.teaching_weeks().windows(2).find(|pair| pair[1].monday - pair[0].monday > chrono::TimeDelta::days(7));
    let week = &after.unwrap()[1];
    let offered = offered_from(&calendar, Period::Week(week.number)).unwrap();
    assert!(calendar.is_open(offered) && offered < week.monday - chrono::TimeDelta::days(7), "{offered}");
}

#[test]
fn what_is_given_back_is_corrected_by_the_next_working_day() {
    let calendar = nam_thanh_calendar();
    for (now, wanted) in [
        ("2026-11-25 09:00", "2026-11-26"),
        ("2026-11-27 16:59", "2026-11-30"),
        // New Year is a day off, on a Friday.
        ("2026-12-31 10:00", "2027-01-04"),
    ] {
        assert_eq!(correct_by(&calendar, at(now)), day(wanted), "{now}");
    }
}
