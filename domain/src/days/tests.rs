#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_school_day_begins_at_17_utc() {
    let check = |instant: &str, wanted: &str| {
        assert_eq!(day_of(instant.parse().unwrap()), day(wanted), "{instant}");
    };
    check("2026-11-27T16:59:59Z", "2026-11-27");
    check("2026-11-27T17:00:00Z", "2026-11-28");
    check("2026-12-31T17:00:00Z", "2027-01-01");
    check("2026-11-27T00:00:00Z", "2026-11-27");
}

#[test]
fn at_and_local_are_inverse() {
    let time = "23:59:59".parse().unwrap();
    let instant = at(day("2026-11-27"), time);
    assert_eq!(instant, "2026-11-27T16:59:59Z".parse::<Timestamp>().unwrap());
    assert_eq!(local(instant), day("2026-11-27").and_time(time));
}

#[test]
fn weeks_begin_on_monday() {
    let check = |from: &str, wanted: &str| assert_eq!(monday_of(day(from)), day(wanted), "{from}");
    check("2026-11-23", "2026-11-23");
    check("2026-11-29", "2026-11-23");
    check("2027-01-01", "2026-12-28");
    assert_eq!(Span::week_of(day("2027-01-01")), Span::new(day("2026-12-28"), day("2027-01-03")));
    assert_eq!(weekday_in_week_of(day("2026-11-29"), Weekday::Fri), day("2026-11-27"));
}

#[test]
fn spans() {
    let week = Span::week_of(day("2026-11-27"));
    assert_eq!(week.days().count(), 7);
    assert_eq!(week.days().next_back(), Some(day("2026-11-29")));
    assert!(week.contains(day("2026-11-29")) && !week.contains(day("2026-11-30")));
    assert!(week.overlaps(Span::one_day(day("2026-11-23"))));
    assert!(!week.overlaps(Span::one_day(day("2026-11-22"))));
    assert_eq!(Span::new(day("2026-11-27"), day("2026-11-20")).days().count(), 0);
}

#[test]
fn months() {
    let check = |year, month, wanted: Option<(&str, &str)>| {
        let wanted = wanted.map(|(from, to)| Span::new(day(from), day(to)));
        assert_eq!(Month { year, month }.span(), wanted, "{month}/{year}");
    };
    check(2026, 12, Some(("2026-12-01", "2026-12-31")));
    check(2028, 2, Some(("2028-02-01", "2028-02-29")));
    check(2026, 13, None);
    check(2026, 0, None);
    assert_eq!(Month::of(day("2026-12-31")).next(), Month { year: 2027, month: 1 });
}
