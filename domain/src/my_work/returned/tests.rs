#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::{
    deadlines::Lateness,
    decisions::{Outcome, Return},
    locks::LockKind,
    my_work::{MyWork, at_a_glance, my_work},
    record_types::Step,
    scope::Scope,
    testing::{NamThanh, at, day, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

fn back(correct_by: &str) -> Outcome {
    let words = "Thứ Tư còn trống.".to_owned();
    Outcome::Returned(Return { reasons: Vec::new(), words, correct_by: day(correct_by) })
}

/// The page of cô Hoa; the bar counts what the page counts.
fn work(school: &NamThanh, now: &str) -> MyWork {
    let (facts, hoa) = (school.facts(), school.person("cô Hoa"));
    let work = my_work(&facts, hoa, at(now));
    assert_eq!(at_a_glance(&facts, hoa.id, at(now)).left, work.left);
    work
}

#[test]
fn what_was_given_back_waits_for_its_own_day_until_it_is_corrected() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let before = work(&school, "2026-11-25 08:00");
    assert_eq!(before.returned, []);
    school.decides("cô Ấm", PLAN, Step::Department, back("2026-11-27"), "2026-11-25 09:00");
    let given = work(&school, "2026-11-25 14:20");
    let [item] = given.returned.as_slice() else { panic!("{:?}", given.returned) };
    assert_eq!((item.title.as_str(), item.version, item.back.who.as_str()), (PLAN, 1, "Lê Thị Ấm"));
    assert_eq!((item.back.correct_by, item.back.overdue), (day("2026-11-27"), None));
    assert_eq!(given.left, before.left + 1);
    // Only the day to correct by counts, and that it was handed in in time stays.
    let late = work(&school, "2026-12-01 08:00");
    assert_eq!(late.returned[0].back.overdue, Some(Lateness::WorkingDays(2)));
    assert_eq!(late.returned[0].standing, crate::obligations::Standing::OnTime);
    school.hands_in("cô Hoa", PLAN, "2026-12-01 09:00");
    assert_eq!(work(&school, "2026-12-01 10:00").returned, []);
}

#[test]
fn what_a_colleague_handed_in_names_her() {
    for (who, named) in [("cô Thảo", Some("cô Thảo")), ("cô Hoa", None)] {
        let mut school = nam_thanh();
        school.hands_in(who, PLAN, "2026-11-24 20:14");
        school.decides("cô Ấm", PLAN, Step::Department, back("2026-11-27"), "2026-11-25 09:00");
        assert_eq!(work(&school, "2026-11-25 14:20").returned[0].first_by.as_deref(), named, "handed in by {who}");
    }
}

#[test]
fn a_correction_of_next_week_is_shown_and_not_counted_for_this_one() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let before = work(&school, "2026-11-25 08:00").left;
    school.decides("cô Ấm", PLAN, Step::Department, back("2026-12-02"), "2026-11-25 09:00");
    let given = work(&school, "2026-11-25 14:20");
    assert_eq!((given.returned.len(), given.left), (1, before));
}

#[test]
fn what_is_to_be_corrected_first_stands_first_and_of_one_day_by_its_name() {
    let mut school = nam_thanh();
    let titles = [PLAN, "Kế hoạch tuần 13 · Lớp 4A", "Giáo án tuần 15 · Lớp 4A"];
    for (title, correct_by) in titles.into_iter().zip(["2026-11-27", "2026-11-30", "2026-11-27"]) {
        school.hands_in("cô Hoa", title, "2026-11-24 20:14");
        school.decides("cô Ấm", title, Step::Department, back(correct_by), "2026-11-25 09:00");
    }
    let shown = |school: &NamThanh| work(school, "2026-11-25 14:20").returned.into_iter().map(|one| one.title).collect::<Vec<_>>();
    assert_eq!(shown(&school), [titles[0], titles[2], titles[1]]);
}

#[test]
fn what_is_to_be_corrected_by_the_sunday_of_this_week_is_counted_for_it() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let before = work(&school, "2026-11-25 08:00").left;
    school.decides("cô Ấm", PLAN, Step::Department, back("2026-11-29"), "2026-11-25 09:00");
    assert_eq!(work(&school, "2026-11-25 14:20").left, before + 1);
}

#[test]
fn what_was_given_back_in_the_turn_of_somebody_else_is_theirs_to_correct() {
    let mut school = nam_thanh();
    let plan = "Giáo án tuần 14 · Lớp 4A";
    school.hands_in("cô Thảo", plan, "2026-11-24 20:14");
    let before = work(&school, "2026-11-25 08:00").left;
    school.decides("cô Ấm", plan, Step::Department, back("2026-11-27"), "2026-11-25 09:00");
    let given = work(&school, "2026-11-25 14:20");
    assert_eq!((given.returned, given.left), (Vec::new(), before));
}

#[test]
fn what_an_order_shuts_says_so_in_the_place_of_its_button() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, back("2026-11-27"), "2026-11-25 09:00");
    let before = work(&school, "2026-11-25 14:20");
    assert!(before.returned.iter().all(|item| item.shut.is_none()));
    assert!(before.urgent.iter().chain(&before.this_week).all(|item| item.shut.is_none()));
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-25 15:00");
    let shut = work(&school, "2026-11-25 15:01");
    let line = shut.returned[0].shut.as_ref().unwrap().line();
    assert_eq!(line, "Đã khóa theo lệnh khóa số 01 từ 15:00 ngày 25/11/2026");
    assert!(!shut.urgent.is_empty() || !shut.this_week.is_empty());
    assert!(shut.urgent.iter().chain(&shut.this_week).all(|item| item.shut.is_some()));
    assert_eq!(shut.left, before.left, "a lock takes nothing off anybody's list");
}
