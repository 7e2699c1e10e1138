#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    calendar::SpecialDayKind,
    testing::{at, day, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

/// As a person would say it: "chưa đến hạn", "quá hạn 2 giờ".
fn said(standing: Standing) -> String {
    match standing {
        Standing::Exempt => "miễn".to_owned(),
        Standing::Practice { handed_in } => format!("tập dượt {handed_in}"),
        Standing::Untimed { handed_in } => format!("không hạn {handed_in}"),
        Standing::NotYetDue => "chưa đến hạn".to_owned(),
        Standing::OnTime => "đúng hạn".to_owned(),
        Standing::Missed => "chưa nộp".to_owned(),
        Standing::Overdue(by) => format!("quá hạn {}", words(by)),
        Standing::Late(by) => format!("muộn {}", words(by)),
        Standing::Excused(by) => format!("muộn {}, có lý do", words(by)),
    }
}

fn words(by: Lateness) -> String {
    match by {
        Lateness::Minutes(minutes) => format!("{minutes} phút"),
        Lateness::Hours(hours) => format!("{hours} giờ"),
        Lateness::WorkingDays(days) => format!("{days} ngày"),
    }
}

#[test]
fn the_last_second_of_friday() {
    let school = nam_thanh();
    // What the list says at that instant without files, and of files that come at that instant.
    let check = |now: &str, waiting: &str, handed_in: &str| {
        assert_eq!(said(school.standing(PLAN, now)), waiting, "{now}");
        let mut after = school.clone();
        after.hands_in("cô Hoa", PLAN, now);
        assert_eq!(said(after.standing(PLAN, "2027-05-01 08:00")), handed_in, "{now}");
    };
    check("2026-11-20 08:00", "chưa đến hạn", "đúng hạn");
    check("2026-11-27 16:59:59", "chưa đến hạn", "đúng hạn");
    check("2026-11-27 17:00:00", "chưa đến hạn", "đúng hạn");
    check("2026-11-27 23:59:59", "chưa đến hạn", "đúng hạn");
    check("2026-11-28 00:00:00", "quá hạn 1 phút", "muộn 1 phút");
    check("2026-11-28 00:30:00", "quá hạn 30 phút", "muộn 30 phút");
    // Over the weekend hours, then working days.
    check("2026-11-28 03:00:00", "quá hạn 3 giờ", "muộn 3 giờ");
    check("2026-11-29 23:59:59", "quá hạn 48 giờ", "muộn 48 giờ");
    check("2026-11-30 00:00:00", "quá hạn 1 ngày", "muộn 1 ngày");
    check("2026-12-04 23:59:59", "quá hạn 5 ngày", "muộn 5 ngày");
    check("2026-12-06 10:00:00", "quá hạn 5 ngày", "muộn 5 ngày");
}

#[test]
fn holidays_and_closures_are_no_days_of_being_late() {
    let mut school = nam_thanh();
    school.declares(SpecialDayKind::Closure, "2026-11-30", "2026-12-01", "Bão số 9");
    assert_eq!(said(school.standing(PLAN, "2026-12-01 10:00")), "quá hạn 82 giờ");
    assert_eq!(said(school.standing(PLAN, "2026-12-02 10:00")), "quá hạn 1 ngày");
    let new_year = "Giáo án tuần 18 · Lớp 4A";
    assert_eq!(said(school.standing(new_year, "2026-12-31 23:59:59")), "chưa đến hạn");
    assert_eq!(said(school.standing(new_year, "2027-01-03 23:00")), "quá hạn 71 giờ");
    assert_eq!(said(school.standing(new_year, "2027-01-04 07:00")), "quá hạn 1 ngày");
    // All of Tết is not one working day.
    let tet = "Giáo án tuần 23 · Lớp 4A";
    assert_eq!(said(school.standing(tet, "2027-02-14 12:00")), "quá hạn 252 giờ");
}

#[test]
fn the_first_hand_in_is_judged() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-27 23:59:59").hands_in("cô Thảo", PLAN, "2026-12-02 09:00");
    assert_eq!(said(school.standing(PLAN, "2026-12-02 09:00")), "đúng hạn");
    assert_eq!(school.obligation(PLAN).handed_in.as_ref().unwrap().versions, 2);
}

#[test]
fn what_is_never_late() {
    let mut school = nam_thanh();
    let late = "2027-05-01 08:00";
    assert_eq!(said(school.standing("Tư liệu tuần 1 · Lớp 4A", late)), "không hạn false");
    school.hands_in("cô Hoa", "Tư liệu tuần 1 · Lớp 4A", "2027-04-01 08:00");
    assert_eq!(said(school.standing("Tư liệu tuần 1 · Lớp 4A", late)), "không hạn true");
    school.exempts(PLAN, "lớp học ghép");
    assert_eq!(said(school.standing(PLAN, late)), "miễn");
    // Exempt even where it was handed in late before.
    school.hands_in("cô Hoa", PLAN, "2026-12-02 08:00");
    assert_eq!(said(school.standing(PLAN, late)), "miễn");
    let practice = "Giáo án tuần 1 · Lớp 4A";
    school.obligation(practice).terms.practice = true;
    assert_eq!(said(school.standing(practice, late)), "tập dượt false");
    school.hands_in("cô Hoa", practice, "2026-12-02 08:00");
    assert_eq!(said(school.standing(practice, late)), "tập dượt true");
}

#[test]
fn verdicts() {
    let school = nam_thanh();
    let check = |due: Option<&str>, now: &str, wanted: Verdict| {
        assert_eq!(judge(&school.regime.calendar, &Hours::default(), due.map(day), at(now)), wanted);
    };
    check(None, "2026-11-27 12:00", Verdict::NotJudged);
    check(Some("2026-11-27"), "2026-11-27 23:59:59", Verdict::OnTime);
    check(Some("2026-11-27"), "2026-12-02 08:00", Verdict::Late(Lateness::WorkingDays(3)));
}

#[test]
fn shares_are_rounded_half_up() {
    let counts =
        |on_time, late, overdue, not_yet_due, exempt| Counts { not_yet_due, on_time, late, overdue, exempt, ..Counts::default() };
    assert_eq!(Counts::default().on_time_share(), None);
    assert_eq!(Counts::default().share(0), None);
    assert!(Counts::default().is_empty());
    assert!(!counts(0, 0, 0, 0, 1).is_empty());
    assert_eq!(counts(1, 1, 1, 0, 0).on_time_share(), Some(33));
    assert_eq!(counts(2, 1, 0, 0, 0).on_time_share(), Some(67));
    assert_eq!(counts(1, 1, 0, 9, 5).on_time_share(), Some(50));
    assert_eq!(counts(1, 7, 0, 0, 0).on_time_share(), Some(13));
    let all = counts(5, 1, 2, 3, 4);
    assert_eq!((all.owed(), all.handed_in(), all.share(all.overdue)), (11, 6, Some(18)));
}

#[test]
fn a_slow_form_counts_from_its_beginning_and_a_held_one_does_not() {
    let began = at("2026-11-27 23:50");
    assert_eq!(counts_from(began, at("2026-11-27 23:51")), began);
    assert_eq!(counts_from(began, at("2026-11-28 00:05")), began, "a village line");
    assert_eq!(counts_from(began, at("2026-11-28 02:05")), at("2026-11-28 01:50"), "held open for two hours");
}
