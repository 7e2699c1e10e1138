use super::super::*;
use crate::testing::{day, nam_thanh};

#[test]
fn the_next_year_is_shown_four_weeks_before_it_begins() {
    let years = [day("2026-09-07"), day("2027-09-06")];
    let shown = |today: &str| running(&years, day(today));
    assert_eq!(shown("2026-06-01"), Some(0), "before any year the first one");
    assert_eq!(shown("2027-08-08"), Some(0));
    assert_eq!(shown("2027-08-09"), Some(1));
    assert_eq!(running(&[], day("2026-06-01")), None);
}

#[test]
fn a_calendar_of_another_year_does_not_take_this_ones_place() {
    let known = nam_thanh().parts.calendar;
    assert!(is_same_year(&known, day("2026-09-14")).is_ok());
    let errors = is_same_year(&known, day("2027-09-06")).unwrap_err();
    assert!(errors.of("first_week").unwrap().contains("07/09/2026") && errors.of("first_week").unwrap().contains("Năm học mới"));
    assert!(follows(&known, "2027-2028", day("2027-09-06")).is_ok());
    for (name, first_week, field) in [
        ("2026-2027", "2027-09-06", "year"),
        ("2027-2028", "2027-03-01", "first_week"),
        ("2025-2026", "2025-09-08", "first_week"),
        ("2037-2038", "2037-09-07", "first_week"),
    ] {
        assert!(follows(&known, name, day(first_week)).unwrap_err().of(field).is_some(), "{name} {first_week}");
    }
}
