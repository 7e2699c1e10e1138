#![allow(clippy::unwrap_used)]
use super::*;
use crate::testing::{NamThanh, at, nam_thanh};

const WANTED: &str = "Giáo án tuần 12 · Lớp 4A";

/// The titles that are offered to somebody who writes cô Hoa's plan of week 12.
fn offered(school: &mut NamThanh, mention: &str) -> Vec<String> {
    let wanted = Wanted::of(school.obligation(WANTED));
    let person = school.person_id(mention);
    let facts = school.facts();
    earlier_records(&facts, &facts.actor(person, at("2026-11-18 09:00")), wanted).into_iter().map(|one| one.title).collect()
}

#[test]
fn the_same_week_stands_first_and_ones_own_before_those_of_others_and_nobody_is_offered_what_they_may_not_open() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 10 · Lớp 4A", "2026-11-05 10:00");
    school.hands_in("cô Hoa", "Giáo án tuần 11 · Lớp 4A", "2026-11-12 10:00");
    school.hands_in("cô Ấm", "Giáo án tuần 12 · Lớp 4B", "2026-11-17 10:00");
    school.hands_in("cô Ấm", "Giáo án tuần 11 · Lớp 4B", "2026-11-11 10:00");
    // What is written now is not offered as its own beginning.
    school.hands_in("cô Hoa", WANTED, "2026-11-17 11:00");
    assert_eq!(offered(&mut school, "cô Hoa"), ["Giáo án tuần 11 · Lớp 4A", "Giáo án tuần 10 · Lớp 4A"]);
    // Whoever heads the department opens all of it.
    let of_head = ["Giáo án tuần 12 · Lớp 4B", "Giáo án tuần 11 · Lớp 4B", "Giáo án tuần 11 · Lớp 4A", "Giáo án tuần 10 · Lớp 4A"];
    assert_eq!(offered(&mut school, "cô Ấm"), of_head);
}

#[test]
fn what_is_fenced_off_is_begun_from_nothing() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 11 · Lớp 4A", "2026-11-12 10:00");
    let code = {
        let of = school.obligation(WANTED).terms.record_type;
        school.facts().record_type(of).unwrap().code.clone()
    };
    school.record_type(&code).sensitivity = Sensitivity::Child;
    assert_eq!(offered(&mut school, "cô Hoa"), Vec::<String>::new());
}
