#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    record_types::ApprovalRoute,
    testing::{NamThanh, at, day, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

/// Department and leadership decide at once about cô Hoa's plan, and cô Vân has signed it first.
fn signed_first() -> NamThanh {
    let mut school = nam_thanh();
    school.record_type("giao-an").approval_route = ApprovalRoute::DepartmentAndLeadership;
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    school.decides("cô Vân", PLAN, Step::Leadership, Outcome::Approved, "2026-11-19 09:00");
    school
}

/// How the signature of cô Vân stands.
fn standing(school: &mut NamThanh) -> SignatureStanding {
    let obligation = school.obligation(PLAN).clone();
    SignatureStanding::of(&school.facts(), &obligation, &obligation.decisions[0])
}

fn back() -> Outcome {
    Outcome::Returned(Return { reasons: Vec::new(), words: "Sửa ngày.".to_owned(), correct_by: day("2026-11-20") })
}

#[test]
fn what_the_department_has_not_approved_yet_is_half_of_its_way() {
    let mut school = signed_first();
    assert_eq!(standing(&mut school), SignatureStanding::HalfWay { open: Step::Department });
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-19 09:05");
    assert_eq!(standing(&mut school), SignatureStanding::Valid);
    school.obligation(PLAN).decisions[1].undone_at = Some(at("2026-11-19 09:07"));
    assert_eq!(standing(&mut school), SignatureStanding::HalfWay { open: Step::Department });
}

#[test]
fn what_the_department_gave_back_after_the_signature_says_so_for_good() {
    let mut school = signed_first();
    school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-19 10:00");
    let given_back = SignatureStanding::GivenBack { step: Step::Department, at: at("2026-11-19 10:00") };
    assert_eq!(standing(&mut school), given_back);
    assert!(!given_back.is_given_out(None));
    school.hands_in("cô Hoa", PLAN, "2026-11-19 20:00");
    assert_eq!(standing(&mut school), given_back, "a newer version does not make the older one a good one");
    school.obligation(PLAN).decisions[1].undone_at = Some(at("2026-11-19 10:05"));
    assert_eq!(standing(&mut school), SignatureStanding::Replaced { version: 2, at: at("2026-11-19 20:00") });
    school.obligation(PLAN).decisions[0].undone_at = Some(at("2026-11-19 09:05"));
    assert_eq!(standing(&mut school), SignatureStanding::TakenBack { at: at("2026-11-19 09:05") });
}

/// Cô Vân has handed in a version since and taken that back: she is one of its authors, and her approval counts no more.
#[test]
fn what_counts_no_more_is_neither_half_of_a_way_nor_valid() {
    let mut school = signed_first();
    let van = school.person_id("cô Vân");
    school.obligation(PLAN).handed_in.as_mut().unwrap().authors.push(van);
    assert_eq!(standing(&mut school), SignatureStanding::Uncounted);
    assert!(!SignatureStanding::Uncounted.is_given_out(None));
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-19 09:05");
    assert_eq!(standing(&mut school), SignatureStanding::Uncounted, "her own step waits again");
    school.decides("cô Nguyệt", PLAN, Step::Leadership, Outcome::Approved, "2026-11-19 10:00");
    assert_eq!(standing(&mut school), SignatureStanding::Uncounted, "another signature has ended the way");
}

/// Whoever is asked for nothing any more keeps nobody's signature open.
#[test]
fn what_is_owed_no_more_leaves_nothing_open() {
    let mut school = signed_first();
    school.exempts(PLAN, "Lớp nghỉ.");
    assert_eq!(standing(&mut school), SignatureStanding::Valid);
}
