//! Every calendar of `fixtures/calendars` gives, to the byte, the due days in the file beside it.

use domain::calendar::SchoolCalendar;
use domain::calendar_file::{parse, to_toml};
use domain::deadlines::deadlines_csv;

use crate::oracle;

fn check(calendar: &str, due_days: &str) {
    let calendar: SchoolCalendar = parse(calendar).unwrap();
    assert_eq!(deadlines_csv(&calendar), due_days);
    assert_eq!(oracle::deadlines_csv(calendar.parts()), due_days);
    assert_eq!(parse(&to_toml(&calendar)), Ok(calendar));
}

#[test]
fn school_year_2020_2021() {
    check(include_str!("../fixtures/calendars/2020-2021.toml"), include_str!("../fixtures/calendars/2020-2021.due.csv"));
}

#[test]
fn school_year_2024_2025() {
    check(include_str!("../fixtures/calendars/2024-2025.toml"), include_str!("../fixtures/calendars/2024-2025.due.csv"));
}

#[test]
fn school_year_2026_2027() {
    check(include_str!("../fixtures/calendars/2026-2027.toml"), include_str!("../fixtures/calendars/2026-2027.due.csv"));
}
