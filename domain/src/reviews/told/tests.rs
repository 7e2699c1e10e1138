#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    people::{Acting, Appointment, Position},
    testing::{NamThanh, at, day, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

fn told_at(school: &mut NamThanh, now: &str) -> Option<ReviewTold> {
    let obligation = school.obligation(PLAN).clone();
    review_told(&school.facts(), &obligation, at(now))
}

#[test]
fn it_is_told_whom_it_waits_for_who_approved_it_and_why_it_was_given_back() {
    let mut school = nam_thanh();
    assert_eq!(told_at(&mut school, "2026-11-24 08:00"), None);
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let Some(ReviewTold::Waiting(waiting)) = told_at(&mut school, "2026-11-25 08:00") else { panic!("it waits") };
    assert_eq!((waiting.since, waiting.review_by, waiting.overdue), (at("2026-11-24 20:14"), day("2026-11-27"), None));
    assert!(waiting.people.contains(&"Lê Thị Ấm".to_owned()), "{:?}", waiting.people);
    let reasons = vec!["Còn ô để trống".to_owned()];
    let back = Return { reasons: reasons.clone(), words: "Thứ Tư.".to_owned(), correct_by: day("2026-11-26") };
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back), "2026-11-25 09:00");
    let Some(ReviewTold::Returned(given)) = told_at(&mut school, "2026-11-27 08:00") else { panic!("it is given back") };
    assert_eq!(
        (given.who.as_str(), given.correct_by, given.overdue),
        ("Lê Thị Ấm", day("2026-11-26"), Some(Lateness::WorkingDays(1)))
    );
    let Some(ReviewTold::Returned(silent)) = told_at(&mut school, "2026-11-27 08:00").map(ReviewTold::without_words) else {
        panic!("that it is given back is told to everybody who sees it")
    };
    assert_eq!((silent.reasons.len(), silent.words.as_str(), silent.correct_by), (0, "", given.correct_by));
    school.hands_in("cô Hoa", PLAN, "2026-11-27 09:00");
    let Some(ReviewTold::Waiting(again)) = told_at(&mut school, "2026-11-27 10:00") else { panic!("it waits again") };
    assert_eq!(again.corrects.unwrap().reasons, reasons);
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-27 11:00");
    let Some(ReviewTold::Approved(ApprovedTold { approvals, .. })) = told_at(&mut school, "2026-11-27 12:00") else {
        panic!("it is approved")
    };
    assert_eq!(approvals, [ApprovalTold { step: Step::Department, who: "Lê Thị Ấm".to_owned(), at: at("2026-11-27 11:00") }]);
}

/// Head and deputy are suspended.
#[test]
fn whose_account_is_suspended_is_named_to_the_leadership_and_the_management_team_alone() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    let obligation = school.obligation(PLAN).clone();
    let stand_in = |school: &NamThanh, who: &str| {
        let (facts, now) = (school.facts(), at("2026-11-25 08:00"));
        let reader = facts.actor(school.person_id(who), now);
        let Some(ReviewTold::Waiting(waiting)) = review_told_to(&facts, &reader, &obligation, now) else { panic!("it waits") };
        waiting.stand_in
    };
    assert_eq!(stand_in(&school, "cô Nguyệt"), None);
    school.regime.organisation.suspended = ["cô Ấm", "cô Cúc"].map(|who| school.person_id(who)).to_vec();
    for who in ["cô Hoa", "cô Đào", "cô Mận"] {
        assert_eq!(stand_in(&school, who), Some(StandIn::Unnamed), "{who}");
    }
    for who in ["cô Nguyệt", "cô Vân", "thầy Định"] {
        let Some(StandIn::For(people)) = stand_in(&school, who) else { panic!("{who} is told for whom") };
        assert!(people.len() == 2 && people.contains(&"Lê Thị Ấm".to_owned()), "{people:?}");
    }
    let Some(ReviewTold::Waiting(waiting)) = told_at(&mut school, "2026-11-25 08:00") else { panic!("it waits") };
    assert_eq!(waiting.stand_in, Some(StandIn::Unnamed), "where nobody says who reads");
}

#[test]
fn what_is_decided_in_somebodys_place_is_told_so() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    school.regime.organisation.appointments.push(Appointment {
        person: school.person_id("cô Đào"),
        position: Position::Head(school.department("Mẫu giáo 4–5 tuổi")),
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: None,
        end_known_since: None,
        acting: Some(Acting { person: school.person_id("cô Ấm"), decision: "15/QĐ".to_owned() }),
    });
    school.decides("cô Đào", PLAN, Step::Department, Outcome::Approved, "2026-11-25 11:00");
    let Some(ReviewTold::Approved(ApprovedTold { approvals, .. })) = told_at(&mut school, "2026-12-02 12:00") else {
        panic!("it is approved")
    };
    assert!(approvals[0].who.ends_with(", thay cô Lê Thị Ấm theo Quyết định số 15/QĐ"), "{}", approvals[0].who);
}

#[test]
fn what_is_used_unapproved_stands_against_the_reviewer_only_once_their_own_day_is_over() {
    let applied = |school: &mut NamThanh, now: &str| match told_at(school, now) {
        Some(ReviewTold::Waiting(waiting)) => waiting.applied(),
        _ => panic!("it waits"),
    };
    let mut in_time = nam_thanh();
    in_time.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    assert_eq!(applied(&mut in_time, "2026-11-27 10:00"), None, "its week has not begun");
    assert_eq!(applied(&mut in_time, "2026-11-30 08:00"), Some(AppliedUnapproved::AgainstReviewer));
    // Handed in when its week has begun: the reviewer has the whole working day after.
    let mut late = nam_thanh();
    late.hands_in("cô Hoa", PLAN, "2026-11-30 08:00");
    assert_eq!(applied(&mut late, "2026-11-30 08:01"), Some(AppliedUnapproved::InTime { until: day("2026-12-01") }));
    assert_eq!(applied(&mut late, "2026-12-01 23:00"), Some(AppliedUnapproved::InTime { until: day("2026-12-01") }));
    assert_eq!(applied(&mut late, "2026-12-02 08:00"), Some(AppliedUnapproved::AgainstReviewer));
}
