#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    people::{Appointment, Position},
    record_types::ApprovalRoute,
    review_settings::{OwnWork, PrincipalsOwn, ReviewSetting, ReviewSettings, SettingChange},
    reviews::{ReviewTold, review_told},
    testing::{NamThanh, at, day, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const NOW: &str = "2026-11-24 10:00";

/// A school in which plans of a week take this way; cô Ấm heads the department, cô Cúc is her deputy, cô Vân a vice principal.
fn school(route: ApprovalRoute) -> NamThanh {
    let mut school = nam_thanh();
    let record_type = school.obligation(PLAN).terms.record_type;
    school.regime.record_types.iter_mut().filter(|one| one.id == record_type).for_each(|one| one.approval_route = route);
    school
}

/// The turn in which somebody may decide, or why they may not.
fn turn(school: &mut NamThanh, who: &str) -> Result<(Step, Option<Step>), Refusal> {
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
    let waiting = review_of(&facts, &obligation).waiting()?;
    let actor = facts.actor(school.person_id(who), at(NOW));
    check_review(&facts, &actor, &obligation, &waiting, at(NOW)).map(|turn| (turn.step, turn.also))
}

fn asked(school: &mut NamThanh, who: &str, step: Step) -> Result<OpenTurn, Refusal> {
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
    let shown = obligation.handed_in.as_ref().unwrap().submission;
    let actor = facts.actor(school.person_id(who), at(NOW));
    may_decide(&facts, &actor, &obligation, (shown, step), at(NOW)).map(|may| may.turn)
}

/// Who approved before, of what somebody may decide about.
fn before(school: &mut NamThanh, who: &str, step: Step) -> Vec<PersonId> {
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
    let shown = obligation.handed_in.as_ref().unwrap().submission;
    let actor = facts.actor(school.person_id(who), at(NOW));
    let may = may_decide(&facts, &actor, &obligation, (shown, step), at(NOW)).unwrap();
    may.waiting.approvals.iter().map(|one| one.by).collect()
}

fn approves(school: &mut NamThanh, who: &str, step: Step) {
    let also = asked(school, who, step).unwrap().also;
    school.decides(who, PLAN, step, Outcome::Approved, NOW);
    school.obligation(PLAN).decisions.last_mut().unwrap().also = also;
}

fn is_approved(school: &mut NamThanh) -> bool {
    let obligation = school.obligation(PLAN).clone();
    matches!(review_of(&school.facts(), &obligation), Review::Approved { .. })
}

#[test]
fn department_and_leadership_decide_in_either_order() {
    for (first, second) in [("cô Ấm", "cô Vân"), ("cô Vân", "cô Ấm")] {
        let mut school = school(ApprovalRoute::DepartmentAndLeadership);
        school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
        let step = |who: &str| if who == "cô Ấm" { Step::Department } else { Step::Leadership };
        for who in [first, second] {
            assert_eq!(turn(&mut school, who), Ok((step(who), None)), "{who}");
        }
        approves(&mut school, first, step(first));
        assert!(!is_approved(&mut school));
        let refused = asked(&mut school, first, step(first));
        assert_eq!(refused, Err(ReviewRefusal::Decided { at: at(NOW) }.into()), "the other one of two heads comes too late");
        let obligation = school.obligation(PLAN).clone();
        let Some(ReviewTold::Waiting(told)) = review_told(&school.facts(), &obligation, at(NOW)) else { panic!() };
        assert_eq!((told.step, told.since), (step(second), at("2026-11-23 09:00")), "it has been their turn from the beginning");
        approves(&mut school, second, step(second));
        assert!(is_approved(&mut school));
    }
}

#[test]
fn one_signature_of_the_leadership_ends_a_way_on_which_the_department_has_nobody() {
    for route in [ApprovalRoute::DepartmentThenLeadership, ApprovalRoute::DepartmentAndLeadership] {
        let mut school = school(route);
        school.hands_in("cô Ấm", PLAN, "2026-11-23 09:00");
        assert_eq!(turn(&mut school, "cô Cúc"), Err(ReviewRefusal::NotYours.into()));
        assert_eq!(turn(&mut school, "cô Vân"), Ok((Step::Leadership, Some(Step::Department))), "{route:?}");
        // A form without a signature, of a page from before, is no way around it.
        assert_eq!(asked(&mut school, "cô Vân", Step::Department), Err(ReviewRefusal::OtherTurn.into()));
        approves(&mut school, "cô Vân", Step::Leadership);
        assert!(is_approved(&mut school), "{route:?}");
        // It stays so when the department gets somebody who might have decided.
        school.regime.organisation.appointments.retain(|one| one.until.is_none());
        assert!(is_approved(&mut school));
    }
}

#[test]
fn a_school_with_one_leader_and_a_department_without_a_head_comes_to_an_end() {
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    let gone = ["cô Ấm", "cô Cúc", "cô Vân", "cô Hạnh"].map(|one| school.person_id(one));
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| gone.contains(&one.person)).for_each(|one| one.until = Some(day("2026-11-20")));
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Nguyệt", Step::Leadership);
    assert!(is_approved(&mut school));
}

#[test]
fn on_the_way_of_the_department_alone_the_leadership_stands_in_without_a_signature() {
    let mut school = school(ApprovalRoute::Department);
    school.hands_in("cô Ấm", PLAN, "2026-11-23 09:00");
    assert_eq!(turn(&mut school, "cô Vân"), Ok((Step::Department, None)));
    approves(&mut school, "cô Vân", Step::Department);
    assert!(is_approved(&mut school));
}

/// These people give up what they hold.
fn leave(school: &mut NamThanh, who: &[&str]) {
    let gone: Vec<PersonId> = who.iter().map(|one| school.person_id(one)).collect();
    let appointments = &mut school.regime.organisation.appointments;
    appointments.iter_mut().filter(|one| gone.contains(&one.person)).for_each(|one| one.until = Some(day("2026-11-20")));
}

/// Cô Ấm leads a department in which there are only cô Cúc, her deputy, and cô Hoa: whoever of them writes, alone or together, at
/// most two others decide, and then it is approved.
#[test]
fn a_department_of_three_people_comes_to_an_end_whoever_of_them_writes() {
    use ApprovalRoute::{Department, DepartmentAndLeadership, DepartmentThenLeadership};
    let all = ["cô Hoa", "cô Cúc", "cô Ấm", "cô Nguyệt", "cô Vân", "cô Hạnh"];
    for (authors, in_department) in [
        (&["cô Hoa"][..], &["cô Cúc", "cô Ấm"][..]),
        (&["cô Cúc"], &["cô Ấm"]),
        (&["cô Ấm"], &[]),
        (&["cô Hoa", "cô Cúc"], &["cô Ấm"]),
        (&["cô Hoa", "cô Ấm"], &[]),
        (&["cô Cúc", "cô Ấm"], &[]),
        (&["cô Hoa", "cô Cúc", "cô Ấm"], &[]),
    ] {
        for route in [Department, DepartmentThenLeadership, DepartmentAndLeadership] {
            let mut school = school(route);
            leave(&mut school, &["cô Thảo", "cô Đào", "cô Sen"]);
            for author in authors {
                school.hands_in(author, PLAN, "2026-11-23 09:00");
            }
            let for_department: Vec<&str> =
                all.into_iter().filter(|who| turn(&mut school, who).is_ok_and(|(step, _)| step == Step::Department)).collect();
            // Where nobody of the department may, the leadership stands in for it: by its own signature, where it signs anyway.
            let stands_in = in_department.is_empty() && route == Department;
            let wanted = if stands_in { &all[3..] } else { in_department };
            assert_eq!(for_department, wanted, "{authors:?} {route:?}");
            let mut decided = Vec::new();
            while !is_approved(&mut school) {
                let next = all.into_iter().find_map(|who| turn(&mut school, who).ok().map(|(step, _)| (who, step)));
                let (who, step) = next.unwrap_or_else(|| panic!("nobody may decide: {authors:?} {route:?} {decided:?}"));
                approves(&mut school, who, step);
                decided.push(who);
            }
            assert!(decided.len() <= 2 && decided.iter().all(|who| !authors.contains(who)), "{authors:?} {route:?} {decided:?}");
        }
    }
}

/// Somebody gets a position of their own.
fn appoint(school: &mut NamThanh, who: &str, position: Position) {
    let (person, from) = (school.person_id(who), day("2026-11-21"));
    let appointment = Appointment { person, position, from, until: None, known_since: None, end_known_since: None, acting: None };
    school.regime.organisation.appointments.push(appointment);
}

#[test]
fn where_the_department_falls_vacant_after_the_signature_the_rest_of_the_leadership_stands_in() {
    let mut school = school(ApprovalRoute::DepartmentAndLeadership);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Vân", Step::Leadership);
    assert_eq!(turn(&mut school, "cô Nguyệt"), Err(ReviewRefusal::NotYours.into()));
    leave(&mut school, &["cô Ấm", "cô Cúc"]);
    assert_eq!(turn(&mut school, "cô Vân"), Err(ReviewRefusal::SecondHand.into()));
    assert_eq!(turn(&mut school, "cô Nguyệt"), Ok((Step::Department, None)));
    approves(&mut school, "cô Nguyệt", Step::Department);
    assert!(is_approved(&mut school));
}

#[test]
fn whoever_signed_and_became_the_head_since_leaves_the_department_to_the_leadership() {
    let mut school = school(ApprovalRoute::DepartmentAndLeadership);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Vân", Step::Leadership);
    leave(&mut school, &["cô Ấm", "cô Cúc", "cô Vân"]);
    let department = school.department("Mẫu giáo 4–5 tuổi");
    appoint(&mut school, "cô Vân", Position::Head(department));
    assert_eq!(turn(&mut school, "cô Vân"), Err(ReviewRefusal::NotYours.into()));
    assert_eq!(turn(&mut school, "cô Nguyệt"), Ok((Step::Department, None)));
}

#[test]
fn whoever_is_left_alone_signs_once_more_for_the_whole_way() {
    let mut school = school(ApprovalRoute::DepartmentAndLeadership);
    leave(&mut school, &["cô Vân", "cô Hạnh"]);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Nguyệt", Step::Leadership);
    leave(&mut school, &["cô Ấm", "cô Cúc"]);
    let obligation = school.obligation(PLAN).clone();
    let Review::Waiting(waiting) = review_of(&school.facts(), &obligation) else { panic!("it waits for the department") };
    assert_eq!(reviewers(&school.facts(), &obligation, &waiting, at(NOW)), ["Nguyễn Thị Minh Nguyệt"]);
    assert_eq!(turn(&mut school, "cô Nguyệt"), Ok((Step::Leadership, Some(Step::Department))));
    assert_eq!(asked(&mut school, "cô Nguyệt", Step::Department), Err(ReviewRefusal::OtherTurn.into()), "not without a signature");
    assert_eq!(before(&mut school, "cô Nguyệt", Step::Leadership), [], "the signature for both turns rests on no approval");
    approves(&mut school, "cô Nguyệt", Step::Leadership);
    let second = school.obligation(PLAN).decisions[1].id;
    let obligation = school.obligation(PLAN).clone();
    let Review::Approved { approvals, .. } = review_of(&school.facts(), &obligation) else { panic!("the way is at its end") };
    assert_eq!(approvals.iter().map(|one| one.decision).collect::<Vec<_>>(), [second], "one signature, and not two of one person");
    // It stands when the department gets a head, and can be taken back like any other.
    school.obligation(PLAN).decisions[1].undone_at = Some(at(NOW));
    assert_eq!(turn(&mut school, "cô Nguyệt"), Ok((Step::Leadership, Some(Step::Department))));
}

#[test]
fn a_head_who_approved_and_leads_the_school_alone_now_ends_the_way() {
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Ấm", Step::Department);
    appoint(&mut school, "cô Ấm", Position::VicePrincipal);
    assert_eq!(turn(&mut school, "cô Ấm"), Err(ReviewRefusal::SecondHand.into()));
    leave(&mut school, &["cô Nguyệt", "cô Vân", "cô Hạnh"]);
    assert_eq!(turn(&mut school, "cô Ấm"), Ok((Step::Leadership, Some(Step::Department))));
    assert_eq!(turn(&mut school, "cô Cúc"), Err(ReviewRefusal::NotYours.into()));
    approves(&mut school, "cô Ấm", Step::Leadership);
    assert!(is_approved(&mut school));
}

#[test]
fn nobody_waits_for_whose_account_is_shut_and_the_leadership_stands_in_for_a_head() {
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    leave(&mut school, &["cô Hạnh", "cô Cúc"]);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Ấm", Step::Department);
    appoint(&mut school, "cô Ấm", Position::VicePrincipal);
    leave(&mut school, &["cô Vân"]);
    assert_eq!(turn(&mut school, "cô Ấm"), Err(ReviewRefusal::SecondHand.into()));
    let nguyet = school.person_id("cô Nguyệt");
    school.regime.organisation.suspended.push(nguyet);
    assert_eq!(turn(&mut school, "cô Ấm"), Ok((Step::Leadership, Some(Step::Department))));
    // The other way round the leadership ends the whole way, as for a post that nobody holds.
    let am = school.person_id("cô Ấm");
    school.regime.organisation.suspended = vec![am];
    school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
    let obligation = school.obligation(PLAN).clone();
    let Review::Waiting(waiting) = review_of(&school.facts(), &obligation) else { panic!("it waits for the department") };
    assert_eq!(reviewers(&school.facts(), &obligation, &waiting, at(NOW)), ["Nguyễn Thị Minh Nguyệt"]);
    assert_eq!(suspended_reviewers(&school.facts(), &obligation, &waiting, at(NOW)), ["Lê Thị Ấm"]);
    assert_eq!(turn(&mut school, "cô Ấm"), Err(ReviewRefusal::NotYours.into()));
    assert_eq!(turn(&mut school, "cô Nguyệt"), Ok((Step::Leadership, Some(Step::Department))));
    // Once the account is open again the turn is the head's, and what was signed meanwhile stands.
    school.regime.organisation.suspended.clear();
    assert_eq!(suspended_reviewers(&school.facts(), &obligation, &waiting, at(NOW)), Vec::<String>::new());
    assert_eq!(turn(&mut school, "cô Nguyệt"), Err(ReviewRefusal::NotYours.into()));
    assert_eq!(turn(&mut school, "cô Ấm"), Ok((Step::Department, None)));
    school.regime.organisation.suspended = vec![am];
    approves(&mut school, "cô Nguyệt", Step::Leadership);
    school.regime.organisation.suspended.clear();
    assert!(is_approved(&mut school));
}

#[test]
fn a_head_who_is_suspended_after_the_leadership_has_signed_leaves_the_turn_to_the_rest_of_it() {
    let mut school = school(ApprovalRoute::DepartmentAndLeadership);
    leave(&mut school, &["cô Cúc"]);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Vân", Step::Leadership);
    let am = school.person_id("cô Ấm");
    school.regime.organisation.suspended.push(am);
    assert_eq!(turn(&mut school, "cô Vân"), Err(ReviewRefusal::SecondHand.into()));
    assert_eq!(turn(&mut school, "cô Nguyệt"), Ok((Step::Department, None)));
}

#[test]
fn once_the_department_has_decided_the_leadership_signs_for_itself() {
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    assert_eq!(asked(&mut school, "cô Vân", Step::Leadership), Err(ReviewRefusal::OtherTurn.into()));
    approves(&mut school, "cô Ấm", Step::Department);
    assert_eq!(turn(&mut school, "cô Vân"), Ok((Step::Leadership, None)));
    assert_eq!(before(&mut school, "cô Vân", Step::Leadership), [school.person_id("cô Ấm")]);
    school.obligation(PLAN).decisions[0].undone_at = Some(at(NOW));
    assert_eq!(asked(&mut school, "cô Vân", Step::Leadership), Err(ReviewRefusal::StepTakenBack.into()));
}

/// The one signature that ends the way begins no turn, so nobody has acted on it.
#[test]
fn a_signature_for_both_turns_is_taken_back_like_any_other() {
    for route in [ApprovalRoute::DepartmentThenLeadership, ApprovalRoute::DepartmentAndLeadership] {
        let mut school = school(route);
        school.hands_in("cô Ấm", PLAN, "2026-11-23 09:00");
        approves(&mut school, "cô Vân", Step::Leadership);
        let obligation = school.obligation(PLAN).clone();
        let review = review_of(&school.facts(), &obligation);
        let moment = crate::testing::sure(at("2026-11-24 10:05"));
        assert_eq!(review.check_undo(&obligation, &obligation.decisions[0], moment), Ok(()), "{route:?}");
    }
}

/// Cô Cúc approved, handed in herself and took that back: her approval stands and says nothing, and nobody took anything back.
#[test]
fn a_page_hears_that_its_turn_is_not_open_where_an_approval_says_nothing_any_more() {
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    approves(&mut school, "cô Cúc", Step::Department);
    let cuc = school.person_id("cô Cúc");
    school.obligation(PLAN).handed_in.as_mut().unwrap().authors.push(cuc);
    assert_eq!(asked(&mut school, "cô Vân", Step::Leadership), Err(ReviewRefusal::OtherTurn.into()));
}

#[test]
fn nothing_is_decided_about_what_its_author_has_taken_back() {
    let mut school = school(ApprovalRoute::Department);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    let plan = school.obligation(PLAN);
    let taken_back = plan.handed_in.clone().unwrap();
    let at_ten = at("2026-11-23 10:00");
    let (submission, by) = (taken_back.submission, taken_back.last_by);
    plan.withdrawals.push(crate::obligations::Withdrawal { submission, version: 1, by, at: at_ten });
    school.hands_in("cô Hoa", PLAN, "2026-11-23 11:00");
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
    let actor = facts.actor(school.person_id("cô Ấm"), at(NOW));
    let answer = may_decide(&facts, &actor, &obligation, (submission, Step::Department), at(NOW)).map(drop);
    assert_eq!(answer, Err(ReviewRefusal::Withdrawn { at: at_ten }.into()));
}

#[test]
fn what_the_principal_issues_waits_for_nobody_and_says_so() {
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    school.hands_in("cô Nguyệt", PLAN, "2026-11-23 09:00");
    for who in ["cô Nguyệt", "cô Vân", "cô Ấm"] {
        assert!(turn(&mut school, who).is_err(), "{who}");
    }
    let (since, by) = (at("2026-09-01 08:00"), school.person_id("cô Nguyệt"));
    let to = ReviewSetting::OwnWork(OwnWork::Principal(PrincipalsOwn::SelfIssued));
    school.regime.review_settings = ReviewSettings::new(vec![SettingChange { since, by, to, version: None }]);
    let obligation = school.obligation(PLAN).clone();
    let told = review_told(&school.facts(), &obligation, at(NOW));
    assert!(matches!(told, Some(ReviewTold::SelfIssued { .. })), "{told:?}");
    // A version of somebody else's after hers is not her word.
    school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
    assert!(matches!(review_of(&school.facts(), &school.obligation(PLAN).clone()), Review::Waiting(_)));
    // What anybody else writes takes its way.
    school.hands_in("cô Hoa", "Giáo án tuần 14 · Lớp 4A", "2026-11-23 09:00");
    let other = school.obligation("Giáo án tuần 14 · Lớp 4A").clone();
    assert!(matches!(review_of(&school.facts(), &other), Review::Waiting(_)));
}

#[test]
fn what_was_taken_back_of_an_older_version_says_nothing_of_the_new_one() {
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-23 10:00");
    school.obligation(PLAN).decisions[0].undone_at = Some(at("2026-11-23 10:05"));
    assert_eq!(asked(&mut school, "cô Vân", Step::Leadership), Err(ReviewRefusal::StepTakenBack.into()));
    school.hands_in("cô Hoa", PLAN, "2026-11-23 11:00");
    assert_eq!(asked(&mut school, "cô Vân", Step::Leadership), Err(ReviewRefusal::OtherTurn.into()));
}

#[test]
fn a_page_of_an_older_version_hears_what_was_decided_about_the_newer_one() {
    let newer = |route: ApprovalRoute, step: Step, outcome: Outcome| {
        let mut school = school(route);
        school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
        let shown = school.obligation(PLAN).handed_in.as_ref().unwrap().submission;
        school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
        school.decides("cô Ấm", PLAN, Step::Department, outcome, "2026-11-23 11:00");
        let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
        let actor = facts.actor(school.person_id("cô Cúc"), at(NOW));
        may_decide(&facts, &actor, &obligation, (shown, step), at(NOW)).map(drop)
    };
    let back = Return { reasons: Vec::new(), words: "Sửa ngày.".to_owned(), correct_by: day("2026-11-25") };
    let (approved_at, returned_at) = (at("2026-11-23 11:00"), at("2026-11-23 11:00"));
    let approved = || Err(ReviewRefusal::NewerApproved { version: 2, approved_at }.into());
    assert_eq!(newer(ApprovalRoute::Department, Step::Department, Outcome::Approved), approved());
    // The way goes on, and in the turn of the page nobody is asked any more.
    assert_eq!(newer(ApprovalRoute::DepartmentThenLeadership, Step::Department, Outcome::Approved), approved());
    // Where that is asked still, the new version waits for it.
    let waits = Err(ReviewRefusal::NewerVersion { version: 2, at: at("2026-11-23 11:00") }.into());
    assert_eq!(newer(ApprovalRoute::DepartmentThenLeadership, Step::Leadership, Outcome::Approved), waits);
    let returned = Err(ReviewRefusal::NewerReturned { version: 2, returned_at }.into());
    assert_eq!(newer(ApprovalRoute::Department, Step::Department, Outcome::Returned(back)), returned);
    // Of two approvals the last one is told: with it the way came to its end.
    let mut school = school(ApprovalRoute::DepartmentThenLeadership);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    let shown = school.obligation(PLAN).handed_in.as_ref().unwrap().submission;
    school.hands_in("cô Hoa", PLAN, "2026-11-23 10:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-23 11:00");
    school.decides("cô Vân", PLAN, Step::Leadership, Outcome::Approved, "2026-11-23 12:00");
    let (facts, obligation) = (school.facts(), school.obligation(PLAN).clone());
    let actor = facts.actor(school.person_id("cô Cúc"), at(NOW));
    let answer = may_decide(&facts, &actor, &obligation, (shown, Step::Department), at(NOW)).map(drop);
    let approved_at = at("2026-11-23 12:00");
    assert_eq!(answer, Err(ReviewRefusal::NewerApproved { version: 2, approved_at }.into()));
}
