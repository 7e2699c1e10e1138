#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    obligations::Finding,
    record_types::Step,
    registers::Incident,
    testing::{NamThanh, at, day, nam_thanh},
};

/// Of the odd weeks, which are cô Hoa's; due on Friday 13 November.
const PLAN: &str = "Giáo án tuần 11 · Lớp 4A";
const NOW: &str = "2026-11-25 14:20";

fn about(school: &NamThanh, mention: &str, incidents: &[Incident]) -> Vec<FactTold> {
    let facts = school.facts();
    let reader = facts.actor(school.person_id("cô Nguyệt"), at(NOW));
    facts_about(&facts, &reader, school.person_id(mention), Known { incidents, ..Known::default() }, at(NOW))
}

#[test]
fn what_is_late_is_told_with_whatever_speaks_for_the_person_beside_it() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    let before = about(&school, "cô Hoa", &[]).len();
    school.obligation(PLAN).handed_in = None;
    school.hands_in("cô Hoa", PLAN, "2026-11-17 09:00");
    school.explains("cô Hoa", PLAN, "Mạng ở lớp đứt", "2026-11-18 08:00");
    school.finds("cô Nguyệt", PLAN, Finding::WithoutReason, "2026-11-19 08:00");
    let states = [(at("2026-11-13 10:00"), "new"), (at("2026-11-16 10:00"), "done")];
    let incident = Incident::of((2026, 3), school.person_id("cô Hoa"), "one", states);
    let told = about(&school, "cô Hoa", &[incident]);
    assert_eq!(told.len(), before + 1, "{told:?}");
    let fact = told.iter().find(|one| one.words.starts_with(PLAN)).unwrap();
    assert!(fact.words.starts_with("Giáo án tuần 11 · Lớp 4A: hạn 13/11/2026, nộp muộn"), "{}", fact.words);
    let beside = fact.beside.join(" ");
    for words in ["Nguyễn Thị Hoa (4A) ghi lý do: “Mạng ở lớp đứt”.", "xem lý do: không có lý do chính đáng"]
    {
        assert!(beside.contains(words), "{words}: {beside}");
    }
    // A colleague has nothing to do with it.
    assert!(about(&school, "cô Thảo", &[]).iter().all(|one| one.obligation != fact.obligation));
    // What is chosen stays as it was told; what is not hers cannot be chosen.
    let line = facts_told(&told, &fact.obligation.to_string()).unwrap();
    assert!(line.contains("nộp muộn") && line.contains("Mạng ở lớp đứt"), "{line}");
    let other = school.obligation("Giáo án tuần 12 · Lớp 4B").id;
    assert_eq!(facts_told(&told, &other.to_string()), None);
    assert_eq!(facts_told(&told, ""), Some(String::new()));
}

#[test]
fn more_time_and_what_was_given_back_stand_beside_it() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-11-25");
    school.extends("cô Nguyệt", &[PLAN], "2026-11-18", "2026-11-05 08:00");
    let back = Return { reasons: Vec::new(), words: "Thiếu thứ Tư".to_owned(), correct_by: day("2026-11-18") };
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), "2026-11-16 08:00");
    let told = about(&school, "cô Hoa", &[]);
    let fact = told.iter().find(|one| one.words.starts_with(PLAN)).unwrap();
    assert!(fact.words.contains("trả lại để sửa 1 lần (16/11/2026)"), "{}", fact.words);
    assert!(fact.beside.iter().any(|one| one.starts_with("Gia hạn số 01 đến hết 18/11/2026")), "{:?}", fact.beside);
}
