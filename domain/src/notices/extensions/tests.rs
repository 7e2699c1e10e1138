#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::{super::notices as all_notices, *};
use crate::{
    extensions::{Answered, Wish},
    obligations::Reason,
    testing::{NamThanh, at, day, id, nam_thanh},
};

/// Week 13 is the turn of cô Hoa, week 14 that of cô Thảo; in 4B there are no turns.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const OTHER: &str = "Kế hoạch tuần 13 · Lớp 4A";
const OF_4B: &str = "Giáo án tuần 13 · Lớp 4B";

/// What `who` is told of more time: when, and what.
fn told(school: &NamThanh, who: &str, now: &str) -> Vec<(Timestamp, String)> {
    let facts = school.facts();
    let words = |one: Notice| match one.news {
        News::MoreTime { titles, until, reason, .. } => Some((one.at, format!("{} đến {until}: {reason}", titles.join(", ")))),
        News::NoMoreTime { title, because, by, .. } => {
            let by = facts.organisation().person(by.person).unwrap().mention();
            Some((one.at, format!("{title} không, {by}: {because}")))
        }
        _ => None,
    };
    all_notices(&facts, school.person_id(who), at(now)).into_iter().filter_map(words).collect()
}

fn titles(school: &NamThanh, who: &str, now: &str) -> Vec<String> {
    told(school, who, now).into_iter().map(|(_, words)| words).collect()
}

fn asks(school: &mut NamThanh, who: &str, title: &str, answer: Option<Answer>) {
    let (by, answered_by) = (school.person_id(who), school.person_id("cô Vân"));
    let (number, obligation) = (school.extension_requests.len() as u128 + 1, school.obligation(title).id);
    school.extension_requests.push(ExtensionRequest {
        id: id(20, number),
        obligation,
        by,
        at: at("2026-11-24 08:00"),
        wish: Wish::Until(day("2026-12-01")),
        reason: Reason::parse("con ốm").unwrap(),
        answered: answer.map(|answer| Answered { answer, by: answered_by, at: at("2026-11-25 19:00") }),
    });
}

#[test]
fn whose_turn_it_is_and_whoever_asked_is_told_of_more_time_at_once() {
    let mut school = nam_thanh();
    school.extends("cô Nguyệt", &[PLAN, OTHER, OF_4B], "2026-12-01", "2026-11-25 20:14");
    let of_4a = format!("{OTHER}, {PLAN} đến 2026-12-01: con ốm");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 20:15"), [(at("2026-11-25 20:14"), of_4a.clone())]);
    for who in ["cô Đào", "cô Ấm"] {
        assert_eq!(titles(&school, who, "2026-11-25 20:15"), [format!("{OF_4B} đến 2026-12-01: con ốm")], "{who} of 4B");
    }
    for who in ["cô Thảo", "cô Nguyệt", "cô Cúc"] {
        assert_eq!(titles(&school, who, "2026-11-25 20:15"), [""; 0], "{who}");
    }
    // Whoever asked is told of that record, whosever turn it is; of what somebody else asked for nothing.
    asks(&mut school, "cô Thảo", PLAN, None);
    asks(&mut school, "cô Cúc", "Giáo án tuần 14 · Lớp 4A", None);
    assert_eq!(titles(&school, "cô Thảo", "2026-11-25 20:15"), [format!("{PLAN} đến 2026-12-01: con ốm")]);
    assert_eq!(titles(&school, "cô Cúc", "2026-11-25 20:15"), [""; 0]);
    // They stand in the order of all lists, whatever their ids are.
    school.swaps_ids(PLAN, OTHER);
    assert_eq!(titles(&school, "cô Hoa", "2026-11-25 20:15"), [of_4a]);
}

#[test]
fn what_was_taken_back_ones_own_deed_and_what_is_old_is_not_told() {
    let mut school = nam_thanh();
    let extension = school.extends("cô Vân", &[PLAN, "Lịch công tác tuần 13"], "2026-12-01", "2026-11-25 20:14");
    let counts = |school: &NamThanh, now: &str| ["cô Hoa", "cô Nguyệt", "cô Vân"].map(|who| titles(school, who, now).len());
    assert_eq!(counts(&school, "2026-11-25 20:15"), [1, 1, 0], "the calendar of duties is the leadership's, and cô Vân knows");
    assert_eq!(counts(&school, "2026-12-25 20:14:00"), [1, 1, 0]);
    assert_eq!(counts(&school, "2026-12-25 20:14:01"), [0, 0, 0], "a month later it says nothing");
    // What a clock noted ahead of now has happened by now.
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 20:00")[0].0, at("2026-11-25 20:00"));
    school.takes_extension_back("cô Vân", extension, "2026-11-25 20:16");
    assert_eq!(counts(&school, "2026-11-25 20:17"), [0, 0, 0]);
}

#[test]
fn whoever_asked_and_nobody_else_is_told_that_the_leadership_said_no() {
    let mut school = nam_thanh();
    let because = || Answer::Refused(Reason::parse("Đã gia hạn hai lần").unwrap());
    asks(&mut school, "cô Hoa", PLAN, Some(because()));
    asks(&mut school, "cô Đào", OF_4B, Some(Answer::Withdrawn));
    asks(&mut school, "cô Ấm", OF_4B, None);
    let no = (at("2026-11-25 19:00"), format!("{PLAN} không, cô Vân: Đã gia hạn hai lần"));
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 19:01"), [no]);
    for who in ["cô Thảo", "cô Đào", "cô Ấm", "cô Vân"] {
        assert_eq!(told(&school, who, "2026-11-25 19:01"), [], "{who}");
    }
    assert_eq!(told(&school, "cô Hoa", "2026-12-25 19:00:00").len(), 1);
    assert_eq!(told(&school, "cô Hoa", "2026-12-25 19:00:01"), []);
}

fn asks_for(school: &mut NamThanh, title: &str, until: &str, when: &str) {
    let (obligation, by, reason) = (school.obligation(title).id, school.person_id("cô Hoa"), Reason::parse("con ốm").unwrap());
    let (id, at, wish) = (id(20, 1), at(when), Wish::Until(day(until)));
    school.extension_requests.push(ExtensionRequest { id, obligation, by, at, wish, reason, answered: None });
}

fn told_of(school: &NamThanh, mention: &str, now: &str) -> Vec<Notice> {
    let (facts, now) = (school.facts(), at(now));
    notices(&facts, &facts.actor(school.person_id(mention), now), now)
}

#[test]
fn a_request_is_told_to_whoever_may_decide_as_long_as_it_can_be_given() {
    let mut school = nam_thanh();
    asks_for(&mut school, PLAN, "2026-12-01", "2026-11-25 20:14");
    let asked = |school: &NamThanh, mention: &str, now: &str| {
        let told = told_of(school, mention, now).into_iter();
        told.filter(|one| matches!(one.news, News::MoreTimeAsked { .. })).map(|one| one.at).collect::<Vec<_>>()
    };
    // Not in the evening, but in the morning of the next working day.
    assert!(asked(&school, "cô Nguyệt", "2026-11-25 21:00").is_empty());
    for (mention, is_told) in [("cô Nguyệt", true), ("cô Vân", true), ("cô Ấm", false), ("cô Hoa", false)] {
        let wanted: &[Timestamp] = if is_told { &[at("2026-11-26 07:00")] } else { &[] };
        assert_eq!(asked(&school, mention, "2026-11-26 08:00"), wanted, "{mention}");
    }
    // The wished day has passed: another one can be given.
    assert_eq!(asked(&school, "cô Nguyệt", "2026-12-03 08:00").len(), 1);
    school.hands_in("cô Hoa", PLAN, "2026-11-26 09:00");
    assert!(asked(&school, "cô Nguyệt", "2026-11-26 10:00").is_empty(), "nothing is needed any more");
}

#[test]
fn more_time_that_was_taken_back_is_told_with_the_day_that_counts_again() {
    let check = |given: &[&str], hands_in: bool, wanted: &[&str]| {
        let mut school = nam_thanh();
        let first = school.extends("cô Nguyệt", &[PLAN], "2026-12-02", "2026-11-25 08:00");
        for until in given {
            school.extends("cô Nguyệt", &[PLAN], until, "2026-11-25 09:00");
        }
        school.bring_up_to_date(at("2026-11-25 09:00"));
        if hands_in {
            school.hands_in("cô Hoa", PLAN, "2026-11-25 09:30");
        }
        school.takes_extension_back("cô Nguyệt", first, "2026-11-25 10:00");
        school.bring_up_to_date(at("2026-11-25 10:00"));
        let mut told: Vec<String> = Vec::new();
        for one in told_of(&school, "cô Hoa", "2026-11-25 11:00") {
            if let News::LessTime { due, .. } = one.news {
                told.extend(due.into_iter().map(|(title, day)| format!("{title}: {day}")));
            }
        }
        assert_eq!(told, wanted, "{given:?} {hands_in}");
    };
    check(&[], false, &["Giáo án tuần 13 · Lớp 4A: 2026-11-27"]);
    check(&["2026-12-01"], false, &["Giáo án tuần 13 · Lớp 4A: 2026-12-01"]);
    // A longer one stands, or nothing is to be handed in any more.
    check(&["2026-12-04"], false, &[]);
    check(&[], true, &[]);
}
