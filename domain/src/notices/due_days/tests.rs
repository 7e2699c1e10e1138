#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;

use super::*;
use crate::{
    calendar::{SchoolCalendar, SpecialDay, SpecialDayKind},
    school_years::CalendarChange,
    testing::{NamThanh, at, day, id, nam_thanh, nam_thanh_calendar},
};

const CHANGED: &str = "2026-11-25 14:20";

/// The school with a day off on Friday 11 December, of which nobody had known.
fn with_day_off() -> (NamThanh, DueDaysChange) {
    let mut school = nam_thanh();
    let before = nam_thanh_calendar().parts().clone();
    let mut after = before.clone();
    let (from, to, kind) = (day("2026-12-11"), day("2026-12-11"), SpecialDayKind::Holiday);
    after.special_days.push(SpecialDay { from, to, kind, name: "Nghỉ theo Sở".to_owned() });
    let lines = after.changes_from(&before);
    school.regime.calendar = SchoolCalendar::new(after).unwrap();
    school.bring_up_to_date(at(CHANGED));
    let (by, document) = (Some(school.person_id("cô Nguyệt")), "Công văn 12".to_owned());
    let change = CalendarChange { at: at(CHANGED), by, document, lines, renamed: None };
    (school, DueDaysChange::of_calendar(&change).unwrap())
}

/// When `who` is told of the change, of how many records and of how many that moved.
fn told(school: &NamThanh, change: &DueDaysChange, who: &str, now: &str) -> Vec<(Timestamp, usize, usize)> {
    let facts = Facts { due_days_changes: Arc::new(vec![change.clone()]), ..school.facts() };
    let of = |one: Notice| match one.news {
        News::DueDaysChanged { records, moved, .. } => Some((one.at, records, moved)),
        _ => None,
    };
    super::super::notices(&facts, school.person_id(who), at(now)).into_iter().filter_map(of).collect()
}

#[test]
fn whoever_owes_records_from_that_day_on_is_told_of_a_new_day_off_and_whoever_made_it_is_not() {
    let (school, change) = with_day_off();
    assert_eq!(change.from, day("2026-12-11"));
    let [(when, records, moved)] = told(&school, &change, "cô Hoa", CHANGED)[..] else { panic!("once") };
    assert_eq!(when, at(CHANGED));
    assert!(0 < moved && moved < records, "{moved} of {records}");
    assert_eq!(told(&school, &change, "cô Nguyệt", CHANGED), []);
    // In the evening it waits for the next morning, and after thirty days it says nothing any more.
    let evening = DueDaysChange { at: at("2026-11-25 20:00"), ..change.clone() };
    assert_eq!(told(&school, &evening, "cô Hoa", "2026-11-25 21:00"), []);
    assert_eq!(told(&school, &evening, "cô Hoa", "2026-11-26 08:00")[0].0, at("2026-11-26 07:00"));
    assert_eq!(told(&school, &change, "cô Hoa", "2026-12-26 08:00"), []);
    // Nothing of anybody is due after the last day of the year.
    let after_all = DueDaysChange { from: day("2027-07-30"), ..change };
    assert_eq!(told(&school, &after_all, "cô Hoa", CHANGED), []);
}

#[test]
fn a_version_of_the_rules_is_told_to_those_whose_records_follow_it() {
    let school = nam_thanh();
    let of = |version| DueDaysChange {
        at: at(CHANGED),
        by: None,
        document: String::new(),
        from: day("2026-12-07"),
        what: ChangedDueDays::Rules { version, number: 2 },
    };
    let [(_, records, 0)] = told(&school, &of(id(8, 1)), "cô Hoa", CHANGED)[..] else { panic!("once") };
    assert!(records > 0);
    assert_eq!(told(&school, &of(id(8, 2)), "cô Hoa", CHANGED), []);
}
