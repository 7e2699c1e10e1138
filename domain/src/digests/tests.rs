#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;

use super::*;
use crate::{
    decisions::{Outcome, Return},
    locks::LockKind,
    notices::{News, notices},
    record_types::Step,
    scope::Scope,
    testing::{NamThanh, at, day, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
/// A Friday: the plans of week 13 are due, and it is the last working day of its week.
const FRIDAY: &str = "2026-11-27 07:00";

/// What somebody is told on that morning.
fn told(school: &NamThanh, who: &str, now: &str) -> Option<String> {
    let digest = digest_of(&school.facts(), at(now));
    let one = digest.people.iter().find(|one| one.person == school.person_id(who))?;
    Some(one.numbers.words(digest.day, "cô"))
}

#[test]
fn each_is_told_in_one_line_what_is_due_what_is_overdue_and_what_waits() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-26");
    let hoa = told(&school, "cô Hoa", FRIDAY).unwrap();
    assert_eq!(hoa, "2 hồ sơ đến hạn");
    // Whoever is done is told nothing.
    school.all_on_time_before("2026-12-31");
    assert_eq!(told(&school, "cô Hoa", FRIDAY), None);
}

#[test]
fn words_say_only_what_there_is() {
    let check = |numbers: DayNumbers, expected: &str, leads_to: LeadsTo| {
        assert_eq!((numbers.words(day("2026-11-27"), "cô").as_str(), numbers.leads_to()), (expected, leads_to));
    };
    let none = DayNumbers::default();
    let monday = Some(day("2026-11-30"));
    let work = DayNumbers { due_today: 2, overdue: 1, to_review: 3, ..none };
    check(work, "2 hồ sơ đến hạn, 1 quá hạn; 3 hồ sơ chờ cô duyệt", LeadsTo::MyWork);
    let next = DayNumbers { due_next: 1, next_day: monday, to_correct: 1, ..none };
    check(next, "1 hồ sơ đến hạn thứ Hai 30/11, 1 cần sửa", LeadsTo::MyWork);
    let tomorrow = DayNumbers { due_next: 1, next_day: Some(day("2026-11-28")), ..none };
    check(tomorrow, "1 hồ sơ đến hạn ngày mai", LeadsTo::MyWork);
    check(DayNumbers { to_review: 3, swaps: 1, ..none }, "3 hồ sơ chờ cô duyệt; 1 việc chờ cô trả lời", LeadsTo::ReviewQueue);
    check(DayNumbers { orders: 1, updates: 1, extensions: 2, ..none }, "4 việc chờ cô trả lời", LeadsTo::Orders);
    check(DayNumbers { updates: 1, extensions: 2, ..none }, "3 việc chờ cô trả lời", LeadsTo::Updates);
    check(DayNumbers { extensions: 2, swaps: 1, ..none }, "3 việc chờ cô trả lời", LeadsTo::Extensions);
    check(DayNumbers { swaps: 1, ..none }, "1 việc chờ cô trả lời", LeadsTo::Swaps);
    assert!(none.is_empty() && !tomorrow.is_empty());
    let week = |numbers: WeekNumbers| numbers.words(day("2026-11-27"));
    let numbers = WeekNumbers { on_time: 38, late: 3, missing: 2, still_due: 9, waiting: 5 };
    let words = "Tuần 23/11–27/11/2026: đã nộp 41 trong 52 hồ sơ đến hạn, 3 nộp muộn, 2 quá hạn chưa nộp, 9 còn trong hạn; \
                 5 hồ sơ chờ duyệt";
    assert_eq!(week(numbers), words);
    let quiet = WeekNumbers { waiting: 1, ..WeekNumbers::default() };
    assert_eq!(week(quiet), "Tuần 23/11–27/11/2026: không có hồ sơ đến hạn; 1 hồ sơ chờ duyệt");
    assert!(!quiet.is_empty() && WeekNumbers::default().is_empty());
}

#[test]
fn what_was_given_back_is_told_by_its_day_and_what_waits_to_whoever_decides() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-12-31");
    school.hands_in("cô Hoa", PLAN, "2026-11-24 10:00");
    assert_eq!(told(&school, "cô Ấm", "2026-11-25 07:00").unwrap(), "70 hồ sơ chờ cô duyệt");
    let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-11-27") };
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), "2026-11-25 08:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 07:00"), None, "on Wednesday there is time until Friday");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 07:00").unwrap(), "1 hồ sơ cần sửa");
    // What is shut nobody can correct.
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-25 12:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 07:00"), None);
}

#[test]
fn on_the_last_working_day_the_leadership_reads_how_the_week_stands() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-26");
    let digest = digest_of(&school.facts(), at(FRIDAY));
    let week = digest.week.unwrap();
    assert_eq!(
        week.words(digest.day),
        "Tuần 23/11–27/11/2026: đã nộp 0 trong 28 hồ sơ đến hạn, 28 còn trong hạn; 314 hồ sơ chờ duyệt"
    );
    assert_eq!(digest_of(&school.facts(), at("2026-11-26 07:00")).week, None);
    // On a Thursday before a closed Friday the week ends a day earlier.
    let calendar = school.regime.calendar.clone();
    assert!(is_last_of_week(&calendar, day("2026-11-27")) && !is_last_of_week(&calendar, day("2026-11-26")));
    assert!(!is_last_of_week(&calendar, day("2026-11-28")), "nobody works on Saturday");
    // Only the leadership is told of it, and each of what was theirs on that morning.
    let mut facts = school.facts();
    facts.digests = Arc::new(vec![digest.clone()]);
    let of = |who: &str, now: &str| {
        let told = notices(&facts, school.person_id(who), at(now)).into_iter();
        let told = told.filter_map(|notice| match notice.news {
            News::Today { numbers, .. } => Some((notice.at, numbers.words(digest.day, "cô"))),
            News::ThisWeek { numbers, .. } => Some((notice.at, numbers.words(digest.day))),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let principal = of("cô Nguyệt", "2026-11-27 09:00");
    assert!(principal.contains(&(at(FRIDAY), week.words(digest.day))), "{principal:?}");
    let hoa = of("cô Hoa", "2026-11-27 09:00");
    assert_eq!(hoa, [(at(FRIDAY), told(&school, "cô Hoa", FRIDAY).unwrap())]);
    // It stays as it was told, and is news no longer after a month.
    assert_eq!(of("cô Hoa", "2026-11-30 09:00"), hoa);
    assert_eq!(of("cô Hoa", "2026-12-28 09:00"), []);
}
