#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use proptest::prelude::*;

use super::*;
use crate::obligations::NewVersion;
use crate::testing::{NamThanh, at, day, nam_thanh, sure};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const YEAR_PLAN: &str = "Kế hoạch giáo dục học kỳ I · Lớp 4A";

fn back() -> Outcome {
    Outcome::Returned(Return {
        reasons: vec!["Còn ô để trống".to_owned()], words: String::new(), correct_by: day("2026-11-27")
    })
}

fn review(school: &mut NamThanh, title: &str) -> Review {
    let record_type = school.obligation(title).terms.record_type;
    let route = school.regime.record_type(record_type).unwrap().approval_route;
    Review::of(route, school.obligation(title))
}

fn undo(school: &mut NamThanh, title: &str, decision: &Decision, moment: Moment) -> Result<(), Refusal> {
    review(school, title).check_undo(school.obligation(title), decision, moment)
}

/// The state in a few words.
fn told(school: &mut NamThanh, title: &str) -> String {
    match review(school, title) {
        Review::NotAsked => "not asked".to_owned(),
        Review::NothingYet => "nothing yet".to_owned(),
        Review::SelfIssued { .. } => "self-issued".to_owned(),
        Review::Waiting(PendingReview { version, step, corrects, .. }) => {
            format!("version {version} waits for {}{}", step.code(), if corrects.is_some() { ", corrected" } else { "" })
        }
        Review::Returned(GivenBack { step, .. }) => format!("given back by {}", step.code()),
        Review::Approved { approvals, .. } => format!("approved by {}", approvals.len()),
    }
}

#[test]
fn a_plan_is_given_back_corrected_and_approved() {
    let mut school = nam_thanh();
    let check = |school: &mut NamThanh, wanted: &str| assert_eq!(told(school, PLAN), wanted);
    check(&mut school, "nothing yet");
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    check(&mut school, "version 1 waits for department");
    school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-19 09:00");
    check(&mut school, "given back by department");
    school.hands_in("cô Hoa", PLAN, "2026-11-19 20:00");
    check(&mut school, "version 2 waits for department, corrected");
    school.decides("cô Cúc", PLAN, Step::Department, Outcome::Approved, "2026-11-20 08:00");
    check(&mut school, "approved by 1");
    // No approval survives a change of the files.
    school.hands_in("cô Thảo", PLAN, "2026-11-20 21:00");
    check(&mut school, "version 3 waits for department");
}

#[test]
fn a_return_that_was_taken_back_is_none_and_the_others_stand_in_their_order() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    let first = school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-19 09:00");
    school.hands_in("cô Hoa", PLAN, "2026-11-19 20:00");
    school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-20 09:00");
    school.obligation(PLAN).decisions[1].undone_at = Some(at("2026-11-20 09:05"));
    let third = school.decides("cô Cúc", PLAN, Step::Department, back(), "2026-11-20 10:00");
    let standing: Vec<DecisionId> = returns(school.obligation(PLAN)).map(|one| one.decision).collect();
    assert_eq!(standing, [first, third]);
}

/// Cô Ấm gave it back, handed in herself and took that back: what she asked for stands.
#[test]
fn who_hands_in_after_giving_back_and_takes_that_back_has_given_back_still() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-19 09:00");
    let HandedIn { submission, last_by, last_at, files, .. } = school.obligation(PLAN).handed_in.clone().unwrap();
    school.hands_in("cô Ấm", PLAN, "2026-11-19 10:00");
    let first = NewVersion { submission, by: last_by, at: last_at, counted: last_at, files };
    let plan = school.obligation(PLAN);
    plan.handed_in = plan.without_last(Some((first, 1)));
    assert_eq!(told(&mut school, PLAN), "given back by department");
}

#[test]
fn who_hands_in_after_approving_and_takes_that_back_has_approved_nothing() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-19 09:00");
    assert_eq!(told(&mut school, PLAN), "approved by 1");
    let HandedIn { submission, last_by, last_at, files, .. } = school.obligation(PLAN).handed_in.clone().unwrap();
    school.hands_in("cô Ấm", PLAN, "2026-11-19 10:00");
    let first = NewVersion { submission, by: last_by, at: last_at, counted: last_at, files };
    let plan = school.obligation(PLAN);
    plan.handed_in = plan.without_last(Some((first, 1)));
    assert_eq!(told(&mut school, PLAN), "version 1 waits for department", "she is an author since");
    school.decides("cô Cúc", PLAN, Step::Department, Outcome::Approved, "2026-11-19 11:00");
    assert_eq!(told(&mut school, PLAN), "approved by 1");
}

#[test]
fn a_plan_of_the_semester_goes_on_to_the_leadership_and_comes_back_to_the_first_step() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", YEAR_PLAN, "2026-09-08 20:14");
    school.decides("cô Ấm", YEAR_PLAN, Step::Department, Outcome::Approved, "2026-09-09 09:00");
    assert_eq!(told(&mut school, YEAR_PLAN), "version 1 waits for leadership");
    school.decides("cô Vân", YEAR_PLAN, Step::Leadership, back(), "2026-09-09 10:00");
    assert_eq!(told(&mut school, YEAR_PLAN), "given back by leadership");
    school.hands_in("cô Hoa", YEAR_PLAN, "2026-09-09 20:14");
    assert_eq!(told(&mut school, YEAR_PLAN), "version 2 waits for department, corrected");
    school.decides("cô Ấm", YEAR_PLAN, Step::Department, Outcome::Approved, "2026-09-10 09:00");
    school.decides("cô Nguyệt", YEAR_PLAN, Step::Leadership, Outcome::Approved, "2026-09-10 10:00");
    assert_eq!(told(&mut school, YEAR_PLAN), "approved by 2");
    let decided = ReviewRefusal::Decided { at: at("2026-09-10 10:00") };
    assert_eq!(review(&mut school, YEAR_PLAN).waiting(), Err(decided.into()), "by the last of them");
}

#[test]
fn a_form_of_another_step_hears_what_has_happened_to_that_step() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", YEAR_PLAN, "2026-09-08 20:14");
    let shown = school.obligation(YEAR_PLAN).handed_in.as_ref().unwrap().submission;
    let early = review(&mut school, YEAR_PLAN).decide(shown, Step::Leadership);
    assert_eq!(early, Err(ReviewRefusal::StepTakenBack.into()));
    school.decides("cô Ấm", YEAR_PLAN, Step::Department, Outcome::Approved, "2026-09-09 09:00");
    let decided = ReviewRefusal::Decided { at: at("2026-09-09 09:00") };
    assert_eq!(review(&mut school, YEAR_PLAN).decide(shown, Step::Department), Err(decided.into()));
    assert!(review(&mut school, YEAR_PLAN).decide(shown, Step::Leadership).is_ok());
}

#[test]
fn a_decision_is_about_the_version_on_the_screen_and_the_first_valid_one_stands() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    let shown = school.obligation(PLAN).handed_in.as_ref().unwrap().submission;
    assert!(review(&mut school, PLAN).decide(shown, Step::Department).is_ok());
    school.hands_in("cô Hoa", PLAN, "2026-11-18 21:00");
    let newer = ReviewRefusal::NewerVersion { version: 2, at: at("2026-11-18 21:00") };
    assert_eq!(review(&mut school, PLAN).decide(shown, Step::Department), Err(newer.into()));
    let shown = school.obligation(PLAN).handed_in.as_ref().unwrap().submission;
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-19 09:00");
    let decided = ReviewRefusal::Decided { at: at("2026-11-19 09:00") };
    assert_eq!(review(&mut school, PLAN).decide(shown, Step::Department), Err(decided.into()));
    assert_eq!(
        review(&mut school, "Tư liệu tuần 13 · Lớp 4A").decide(shown, Step::Department),
        Err(ReviewRefusal::NothingToReview.into())
    );
}

#[test]
fn a_decision_is_taken_back_within_ten_minutes_while_nobody_acted_on_it() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", YEAR_PLAN, "2026-09-08 20:14");
    school.decides("cô Ấm", YEAR_PLAN, Step::Department, Outcome::Approved, "2026-09-09 09:00");
    let decision = school.obligation(YEAR_PLAN).decisions[0].clone();
    let undo = |school: &mut NamThanh, when: &str| undo(school, YEAR_PLAN, &decision, sure(at(when))).err();
    assert_eq!(undo(&mut school, "2026-09-09 09:10:00"), None);
    let over = ReviewRefusal::UndoOver { decided_at: at("2026-09-09 09:00") };
    assert_eq!(undo(&mut school, "2026-09-09 09:10:01"), Some(over.into()));
    school.decides("cô Vân", YEAR_PLAN, Step::Leadership, Outcome::Approved, "2026-09-09 09:02");
    assert_eq!(undo(&mut school, "2026-09-09 09:03"), Some(ReviewRefusal::ActedOn.into()));
    // Once the second step has taken its own back, the first can.
    school.obligation(YEAR_PLAN).decisions[1].undone_at = Some(at("2026-09-09 09:04"));
    assert_eq!(undo(&mut school, "2026-09-09 09:05"), None);
    school.obligation(YEAR_PLAN).decisions[0].undone_at = Some(at("2026-09-09 09:06"));
    assert_eq!(told(&mut school, YEAR_PLAN), "version 1 waits for department");
    assert_eq!(undo(&mut school, "2026-09-09 09:07"), Some(ReviewRefusal::ActedOn.into()));
}

/// Two forms of one second: which came first does not hang on the ids that their browsers made.
#[test]
fn the_order_of_decisions_is_that_in_which_they_were_taken() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", YEAR_PLAN, "2026-09-08 20:14");
    school.decides("cô Ấm", YEAR_PLAN, Step::Department, Outcome::Approved, "2026-09-09 09:00");
    school.decides("cô Vân", YEAR_PLAN, Step::Leadership, back(), "2026-09-09 09:00");
    let decisions = &mut school.obligation(YEAR_PLAN).decisions;
    let (first, second) = (decisions[0].id, decisions[1].id);
    (decisions[0].id, decisions[1].id) = (second, first);
    assert_eq!(told(&mut school, YEAR_PLAN), "given back by leadership");
}

#[test]
fn of_two_who_decide_at_once_each_takes_their_own_back() {
    for (first, second) in [(Step::Department, Step::Leadership), (Step::Leadership, Step::Department)] {
        let mut school = nam_thanh();
        let record_type = school.obligation(YEAR_PLAN).terms.record_type;
        let of_type = school.regime.record_types.iter_mut().find(|one| one.id == record_type).unwrap();
        of_type.approval_route = ApprovalRoute::DepartmentAndLeadership;
        school.hands_in("cô Hoa", YEAR_PLAN, "2026-09-08 20:14");
        let who = |step| if step == Step::Department { "cô Ấm" } else { "cô Vân" };
        school.decides(who(first), YEAR_PLAN, first, Outcome::Approved, "2026-09-09 09:00");
        school.decides(who(second), YEAR_PLAN, second, Outcome::Approved, "2026-09-09 09:02");
        let decisions = school.obligation(YEAR_PLAN).decisions.clone();
        let undo =
            |school: &mut NamThanh, number: usize, when: &str| undo(school, YEAR_PLAN, &decisions[number], sure(at(when))).err();
        assert_eq!(undo(&mut school, 0, "2026-09-09 09:10"), None, "{first:?}");
        assert_eq!(undo(&mut school, 1, "2026-09-09 09:10"), None, "{first:?}");
        let over = ReviewRefusal::UndoOver { decided_at: at("2026-09-09 09:00") };
        assert_eq!(undo(&mut school, 0, "2026-09-09 09:10:01"), Some(over.into()), "{first:?}");
        school.obligation(YEAR_PLAN).decisions[0].undone_at = Some(at("2026-09-09 09:05"));
        let Review::Waiting(waiting) = review(&mut school, YEAR_PLAN) else { panic!("one side is open again") };
        assert_eq!((waiting.step, waiting.approvals.len()), (first, 1));
        assert_eq!(undo(&mut school, 1, "2026-09-09 09:06"), None, "{first:?}");
    }
}

/// The school's clock stands still, or has been set back since: the minutes go by all the same, and do not come again.
#[test]
fn no_clock_makes_the_ten_minutes_longer() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-19 09:00");
    let decision = school.obligation(PLAN).decisions[0].clone();
    let over = ReviewRefusal::UndoOver { decided_at: at("2026-11-19 09:00") };
    for (now, running, refused) in [
        ("2026-11-19 09:00", "2026-11-19 09:10:00", false),
        ("2026-11-19 09:00", "2026-11-19 09:10:01", true),
        ("2026-11-18 09:00", "2026-11-18 09:05", true),
    ] {
        let moment = Moment { now: at(now), at_least: at(running), machine: at(now) };
        let answer = undo(&mut school, PLAN, &decision, moment).err();
        assert_eq!(answer, refused.then(|| over.clone().into()), "{now} {running}");
    }
    // It was taken while the clock stood still, which has come to the time since.
    let stood_still = Decision { running_at: at("2026-11-19 09:30"), ..decision };
    let moment = sure(at("2026-11-19 09:32"));
    assert!(undo(&mut school, PLAN, &stood_still, moment).is_err());
}

/// However it came about, also by a clock that was put right: the check names the approvals.
#[test]
fn nothing_is_taken_back_behind_a_spot_check() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-19 09:00");
    let decision = school.obligation(PLAN).decisions[0].clone();
    let moment = sure(at("2026-11-19 09:05"));
    assert_eq!(undo(&mut school, PLAN, &decision, moment), Ok(()));
    school.checks("cô Nguyệt", PLAN, "2026-11-19 09:04");
    assert_eq!(undo(&mut school, PLAN, &decision, moment), Err(ReviewRefusal::ActedOn.into()));
    // A check of the version before names none of the approvals of the new one.
    school.hands_in("cô Hoa", PLAN, "2026-11-19 10:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-19 10:10");
    let decision = school.obligation(PLAN).decisions[1].clone();
    assert_eq!(undo(&mut school, PLAN, &decision, sure(at("2026-11-19 10:15"))), Ok(()));
    // And of what nobody reviews any more nothing is taken back.
    let obligation = school.obligation(PLAN).clone();
    let answer = Review::NotAsked.check_undo(&obligation, &decision, sure(at("2026-11-19 10:15")));
    assert_eq!(answer, Err(ReviewRefusal::ActedOn.into()));
}

#[test]
fn who_has_given_back_takes_it_back_only_before_the_next_version() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-18 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, back(), "2026-11-19 09:00");
    let decision = school.obligation(PLAN).decisions[0].clone();
    assert_eq!(undo(&mut school, PLAN, &decision, sure(at("2026-11-19 09:05"))), Ok(()));
    school.hands_in("cô Hoa", PLAN, "2026-11-19 09:06");
    let refused = undo(&mut school, PLAN, &decision, sure(at("2026-11-19 09:07")));
    assert_eq!(refused, Err(ReviewRefusal::ActedOn.into()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens in whatever order: approved is only what every step approved of the very last version, and a route
    /// without steps asks nobody.
    #[test]
    fn no_approval_without_its_bytes(acts in proptest::collection::vec(0..5_u8, 0..14)) {
        let mut school = nam_thanh();
        for (minute, act) in (0_u8..).zip(acts) {
            let when = format!("2026-09-08 {:02}:{:02}", 8 + minute / 60, minute % 60);
            let handed_in = school.obligation(YEAR_PLAN).handed_in.is_some();
            match act {
                0 => drop(school.hands_in("cô Hoa", YEAR_PLAN, &when)),
                _ if !handed_in => {}
                1 => drop(school.decides("cô Ấm", YEAR_PLAN, Step::Department, Outcome::Approved, &when)),
                2 => drop(school.decides("cô Vân", YEAR_PLAN, Step::Leadership, Outcome::Approved, &when)),
                3 => drop(school.decides("cô Ấm", YEAR_PLAN, Step::Department, back(), &when)),
                _ => {
                    if let Some(last) = school.obligation(YEAR_PLAN).decisions.last_mut() {
                        last.undone_at = Some(at(&when));
                    }
                }
            }
            let obligation = school.obligation(YEAR_PLAN).clone();
            let last = obligation.handed_in.as_ref().map(|handed_in| handed_in.submission);
            if let Review::Approved { submission, approvals } = review(&mut school, YEAR_PLAN) {
                prop_assert_eq!(Some(submission), last);
                prop_assert_eq!(approvals.iter().map(|one| one.step).collect::<Vec<_>>(), Step::ALL);
                for approval in approvals {
                    let known = obligation.decisions.iter().find(|one| one.id == approval.decision).unwrap();
                    prop_assert!(known.stands() && known.submission == submission && known.outcome == Outcome::Approved);
                }
            }
            prop_assert!(matches!(Review::of(ApprovalRoute::None, &obligation), Review::NotAsked | Review::NothingYet));
        }
    }
}
