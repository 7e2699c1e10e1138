#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    record_types::Step,
    testing::{NamThanh, at, day, nam_thanh},
};

const TITLE: &str = "Giáo án tuần 13 · Lớp 4A";

fn group(school: &mut NamThanh, now: &str) -> Option<ReviewGroup> {
    let obligation = school.obligation(TITLE).clone();
    ReviewGroup::of(&school.facts(), &obligation, at(now))
}

fn is_applied(school: &mut NamThanh, now: &str) -> bool {
    let obligation = school.obligation(TITLE).clone();
    is_applied_unapproved(&school.facts(), &obligation, at(now))
}

#[test]
fn a_record_is_counted_where_it_stands() {
    let mut school = nam_thanh();
    assert_eq!(group(&mut school, "2026-11-25 14:20"), None, "nothing is handed in");
    school.hands_in("cô Hoa", TITLE, "2026-11-24 20:14");
    // The reviewer's day is Friday 27.11., the last working day before week 13 is taught.
    assert_eq!(group(&mut school, "2026-11-25 14:20"), Some(ReviewGroup::Waiting));
    assert_eq!(group(&mut school, "2026-11-27 10:00"), Some(ReviewGroup::Waiting));
    assert_eq!(group(&mut school, "2026-11-30 07:00"), Some(ReviewGroup::TooLong));
    let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-11-27") };
    school.decides("cô Ấm", TITLE, Step::Department, Outcome::Returned(back), "2026-11-26 09:00");
    assert_eq!(group(&mut school, "2026-11-30 07:00"), Some(ReviewGroup::Returned), "now it is the teacher's turn");
    school.hands_in("cô Hoa", TITLE, "2026-11-27 09:00");
    school.decides("cô Ấm", TITLE, Step::Department, Outcome::Approved, "2026-11-27 10:00");
    assert_eq!(group(&mut school, "2026-11-30 07:00"), Some(ReviewGroup::Approved));
}

#[test]
fn a_plan_is_applied_unapproved_from_the_first_day_of_its_week() {
    let mut school = nam_thanh();
    assert!(!is_applied(&mut school, "2026-12-02 08:00"), "nothing is handed in that could be applied");
    school.hands_in("cô Hoa", TITLE, "2026-11-24 20:14");
    assert!(!is_applied(&mut school, "2026-11-29 23:59"));
    assert!(is_applied(&mut school, "2026-11-30 00:00"));
    school.decides("cô Ấm", TITLE, Step::Department, Outcome::Approved, "2026-11-30 07:30");
    assert!(!is_applied(&mut school, "2026-11-30 08:00"));
}

#[test]
fn what_is_about_no_week_of_the_calendar_is_applied_on_no_certain_day() {
    let mut school = nam_thanh();
    let title = "Kế hoạch giáo dục học kỳ I · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-09-08 20:14");
    let is_applied = |one: &Obligation, school: &NamThanh| is_applied_unapproved(&school.facts(), one, at("2026-11-30 08:00"));
    let mut of_semester = school.obligation(title).clone();
    assert!(!is_applied(&of_semester, &school));
    of_semester.terms.period = Period::Week(60);
    assert!(!is_applied(&of_semester, &school), "the calendar has no such week any more");
    of_semester.terms.period = Period::Week(3);
    assert!(is_applied(&of_semester, &school));
}

#[test]
fn codes_and_counts_belong_to_their_groups() {
    for group in ReviewGroup::ALL {
        assert_eq!(ReviewGroup::from_code(group.code()), Some(group));
        let mut counts = ReviewCounts::default();
        counts.count(group);
        assert_eq!((group.in_counts(&counts), counts.all(), counts.share(1)), (1, 1, Some(100)), "{}", group.words());
        let mut twice = counts;
        twice.add(counts);
        assert_eq!((group.in_counts(&twice), twice.all(), twice.share(1)), (2, 2, Some(50)));
    }
    assert_eq!(ReviewGroup::from_code("khac"), None);
    assert_eq!(ReviewGroup::ALL.map(ReviewGroup::words), ["Chờ quá lâu", "Chờ duyệt", "Trả lại để sửa", "Đã duyệt"]);
    assert_eq!(ReviewGroup::ALL.map(ReviewGroup::in_sentence), ["chờ quá lâu", "chờ duyệt", "trả lại", "đã duyệt"]);
    assert_eq!(ReviewCounts::default().share(0), None);
}
