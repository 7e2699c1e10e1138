#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    calendar::{CalendarParts, SpecialDay, UnnumberedWeek},
    testing::{day, nam_thanh_calendar},
};

/// The calendar of the invented school without the days off of this name.
fn without(names: &[&str]) -> CalendarParts {
    let mut parts = nam_thanh_calendar().parts().clone();
    parts.special_days.retain(|one| !names.contains(&one.name.as_str()));
    parts
}

fn check(parts: CalendarParts, wanted: &[Holiday]) {
    assert_eq!(missing_holidays(&SchoolCalendar::new(parts).unwrap()), wanted);
}

#[test]
fn a_calendar_that_has_them_all_lacks_none() {
    check(without(&[]), &[]);
    assert_eq!(missing_words(&nam_thanh_calendar()), None);
}

#[test]
fn each_that_was_not_typed_in_is_told() {
    check(without(&["Tết Dương lịch"]), &[Holiday::NewYear]);
    check(without(&["Giỗ Tổ Hùng Vương"]), &[Holiday::HungKings]);
    check(without(&["30/4 và 1/5"]), &[Holiday::Liberation]);
    // Its week without number is left, in which nobody works: it is Tết by another name.
    check(without(&["Tết Đinh Mùi"]), &[]);
    let parts = without(&["Tết Đinh Mùi", "Giỗ Tổ Hùng Vương"]);
    check(CalendarParts { unnumbered: Vec::new(), ..parts.clone() }, &[Holiday::Tet, Holiday::HungKings]);
    // A week without number in which people work is none.
    let worked = parts.unnumbered.iter().map(|week| UnnumberedWeek { staff_off: false, ..week.clone() }).collect();
    let worked = CalendarParts { unnumbered: worked, ..parts };
    let words = missing_words(&SchoolCalendar::new(worked).unwrap());
    assert_eq!(words.as_deref(), Some("Tết, Giỗ Tổ"));
}

#[test]
fn what_lies_outside_of_the_year_or_on_a_free_day_is_not_missing() {
    // Week 1 begins behind 2 September 2026, and 1 May 2027 is a Saturday.
    check(without(&["Quốc khánh"]), &[]);
    let mut early = without(&["Quốc khánh", "30/4 và 1/5"]);
    early.first_week = day("2026-08-31");
    early.special_days.push(SpecialDay {
        from: day("2027-04-30"),
        to: day("2027-04-30"),
        kind: SpecialDayKind::Holiday,
        name: "30/4".to_owned(),
    });
    check(early, &[Holiday::NationalDay]);
    // Ten weeks end before Christmas.
    let short = CalendarParts { weeks: 10, special_days: Vec::new(), unnumbered: Vec::new(), ..without(&[]) };
    check(short, &[]);
}

#[test]
fn the_day_of_the_hung_kings_may_be_made_up_for_later() {
    let mut parts = without(&["Giỗ Tổ Hùng Vương"]);
    let (from, name) = (day("2027-05-04"), "Nghỉ bù giỗ Tổ".to_owned());
    parts.special_days.push(SpecialDay { from, to: from, kind: SpecialDayKind::SwapOff, name });
    check(parts, &[]);
}
