#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    obligations::Withdrawal,
    people::{Acting, Appointment},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const NOW: &str = "2026-11-25 14:20";

/// Cô Hoa's plan, approved by cô Ấm in the morning.
fn approved_plan() -> NamThanh {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    school
}

fn asked(school: &mut NamThanh, who: &str, now: &str) -> Result<Vec<PersonId>, Refusal> {
    let obligation = school.obligation(PLAN).clone();
    let (facts, now) = (school.facts(), at(now));
    let shown = obligation.handed_in.as_ref().map_or(id(10, 1), |handed_in| handed_in.submission);
    let may = may_spot_check(&facts, &facts.actor(school.person_id(who), now), &obligation, shown, now);
    may.map(|may| approvers(&may.approvals))
}

#[test]
fn what_may_be_checked_by_whom_and_when() {
    type Story = fn(&mut NamThanh);
    let back = || Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-11-27") };
    let check = |story: Story, who: &str, now: &str, wanted: Option<Refusal>| {
        let mut school = nam_thanh();
        story(&mut school);
        let answer = asked(&mut school, who, now).map(drop);
        assert_eq!(answer, wanted.map_or(Ok(()), Err), "{who} {now}");
    };
    let approved: Story = |school| *school = approved_plan();
    let of = |refusal: SpotCheckRefusal| Some(Refusal::from(refusal));
    check(approved, "cô Nguyệt", NOW, None);
    check(approved, "cô Vân", NOW, None);
    check(approved, "cô Ấm", NOW, of(SpotCheckRefusal::NotYours));
    check(approved, "cô Hoa", NOW, of(SpotCheckRefusal::NotYours));
    check(approved, "cô Vân", "2026-11-25 09:10", of(SpotCheckRefusal::Fresh { approved_at: at("2026-11-25 09:00") }));
    check(approved, "cô Vân", "2026-11-25 09:11", None);
    check(|_| {}, "cô Vân", NOW, of(SpotCheckRefusal::NotApproved));
    let waits: Story = |school| {
        school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    };
    check(waits, "cô Vân", NOW, of(SpotCheckRefusal::NotApproved));
    check(waits, "cô Ấm", NOW, of(SpotCheckRefusal::NotYours));
    // Somebody of the leadership had a part in it, or approved in the place of a department that has nobody.
    let own: Story = |school| {
        school.hands_in("cô Vân", PLAN, "2026-11-24 20:14");
        school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    };
    check(own, "cô Vân", NOW, of(SpotCheckRefusal::OwnWork));
    check(own, "cô Nguyệt", NOW, None);
    let seen: Story = |school| {
        school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
        school.decides("cô Vân", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    };
    check(seen, "cô Nguyệt", NOW, of(SpotCheckRefusal::SeenByLeadership { at: at("2026-11-25 09:00") }));
    let seen_by_one_of_two_posts: Story = |school| {
        holds(school, "cô Vân", Position::ManagementTeam, None);
        school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
        school.decides("cô Vân", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    };
    let seen = of(SpotCheckRefusal::SeenByLeadership { at: at("2026-11-25 09:00") });
    check(seen_by_one_of_two_posts, "cô Nguyệt", NOW, seen);
    // One check is enough, and a new version waits for the department again.
    let checked: Story = |school| {
        *school = approved_plan();
        school.checks("cô Nguyệt", PLAN, "2026-11-25 10:00");
    };
    check(checked, "cô Vân", NOW, of(SpotCheckRefusal::Checked { at: at("2026-11-25 10:00") }));
    let newer: Story = |school| {
        *school = approved_plan();
        school.checks("cô Nguyệt", PLAN, "2026-11-25 10:00");
        school.hands_in("cô Hoa", PLAN, "2026-11-25 11:00");
    };
    check(newer, "cô Vân", NOW, of(SpotCheckRefusal::NotApproved));
    let again: Story = |school| {
        *school = approved_plan();
        school.checks("cô Nguyệt", PLAN, "2026-11-25 10:00");
        school.hands_in("cô Hoa", PLAN, "2026-11-25 11:00");
        school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 12:00");
    };
    check(again, "cô Nguyệt", NOW, None);
    let mut school = approved_plan();
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Returned(back()), "2026-11-25 09:30");
    assert_eq!(asked(&mut school, "cô Vân", NOW).map(|approvers| approvers.len()), Ok(1), "what was decided twice says nothing");
}

/// `who` acts for `of`, a vice principal, on the day on which cô Ấm approves.
fn acts_for_vice_principal(school: &mut NamThanh, who: &str, of: &str) {
    let acting = Acting { person: school.person_id(of), decision: "15/QĐ".to_owned() };
    holds(school, who, Position::VicePrincipal, Some(acting));
}

fn holds(school: &mut NamThanh, who: &str, position: Position, acting: Option<Acting>) {
    let person = school.person_id(who);
    school.regime.organisation.appointments.push(Appointment {
        person,
        position,
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: None,
        end_known_since: None,
        acting,
    });
}

#[test]
fn whoever_approved_as_the_head_that_they_are_did_not_approve_for_the_leadership() {
    let mut school = approved_plan();
    acts_for_vice_principal(&mut school, "cô Ấm", "cô Hạnh");
    assert_eq!(asked(&mut school, "cô Vân", NOW).map(drop), Ok(()));
    assert_eq!(asked(&mut school, "cô Ấm", NOW), Err(SpotCheckRefusal::OwnApproval.into()));
    // The head's own plan is the leadership's to approve, also by whoever acts for it.
    let mut school = nam_thanh();
    acts_for_vice_principal(&mut school, "cô Bình", "cô Hạnh");
    school.hands_in("cô Ấm", PLAN, "2026-11-24 20:14");
    school.decides("cô Bình", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    let seen = SpotCheckRefusal::SeenByLeadership { at: at("2026-11-25 09:00") };
    assert_eq!(asked(&mut school, "cô Vân", NOW), Err(seen.into()));
}

/// What was approved in the turn of the leadership is the leadership's, whatever the list of positions says since; what was approved
/// in a head's place is the department's.
#[test]
fn what_a_check_is_for_is_what_nobody_of_the_leadership_has_approved() {
    let title = "Kế hoạch giáo dục học kỳ I · Lớp 4A";
    let asked = |school: &mut NamThanh, title: &str| {
        let obligation = school.obligation(title).clone();
        let (facts, now) = (school.facts(), at(NOW));
        let shown = obligation.handed_in.as_ref().unwrap().submission;
        may_spot_check(&facts, &facts.actor(school.person_id("cô Hạnh"), now), &obligation, shown, now).map(drop)
    };
    let seen = |when: &str| Err(SpotCheckRefusal::SeenByLeadership { at: at(when) }.into());
    for (department, leadership, when) in [
        ("cô Ấm", "cô Nguyệt", "2026-11-25 09:10"),
        ("cô Ấm", "cô Lan", "2026-11-25 09:10"),
        ("cô Vân", "cô Nguyệt", "2026-11-25 09:00"),
    ] {
        let mut school = nam_thanh();
        school.hands_in("cô Hoa", title, "2026-11-24 20:14");
        school.decides(department, title, Step::Department, Outcome::Approved, "2026-11-25 09:00");
        school.decides(leadership, title, Step::Leadership, Outcome::Approved, "2026-11-25 09:10");
        assert_eq!(asked(&mut school, title), seen(when), "{department}, {leadership}");
    }
    let mut school = nam_thanh();
    let acting = Acting { person: school.person_id("cô Ấm"), decision: "15/QĐ".to_owned() };
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    holds(&mut school, "cô Đào", head, Some(acting));
    school.hands_in("cô Hoa", PLAN, "2026-11-24 20:14");
    school.decides("cô Đào", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    assert_eq!(asked(&mut school, PLAN), Ok(()));
}

/// A check is told as that of the version that was checked, by whoever did it as what of the leadership they are.
#[test]
fn a_check_is_told_of_its_version_with_the_place_in_the_leadership() {
    let mut school = approved_plan();
    holds(&mut school, "cô Vân", Position::ManagementTeam, None);
    school.checks("cô Vân", PLAN, "2026-11-25 10:00");
    let who = |school: &mut NamThanh| {
        let plan = school.obligation(PLAN).clone();
        spot_check_told(&school.facts(), &plan, at(NOW)).map(|told| told.who)
    };
    assert_eq!(who(&mut school).as_deref(), Some("Phó hiệu trưởng Trần Thị Bích Vân"));
    school.hands_in("cô Hoa", PLAN, "2026-11-25 11:00");
    assert_eq!(who(&mut school), None, "nobody has checked the new version");
}

#[test]
fn a_record_of_the_week_of_practice_is_not_checked_from_its_page_either() {
    let mut school = approved_plan();
    school.obligation(PLAN).terms.practice = true;
    assert_eq!(asked(&mut school, "cô Vân", NOW), Err(SpotCheckRefusal::Practice.into()));
    assert_eq!(titles(&school, "cô Vân", draw(5, 1)), (Vec::new(), 0));
}

/// A vice principal's own record is the principal's to review, and whoever acts for another one may check it.
#[test]
fn in_whose_place_somebody_checked_is_told_whoever_reviews() {
    let mut school = nam_thanh();
    acts_for_vice_principal(&mut school, "cô Bình", "cô Hạnh");
    school.hands_in("cô Vân", PLAN, "2026-11-24 20:14");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    school.checks("cô Bình", PLAN, "2026-11-25 10:00");
    let plan = school.obligation(PLAN).clone();
    let told = spot_check_told(&school.facts(), &plan, at(NOW)).unwrap();
    assert_eq!(told.who, "Lương Thị Bình, thay cô Phan Thị Hạnh theo Quyết định số 15/QĐ");
}

#[test]
fn what_was_on_the_screen_is_what_is_asked_about() {
    let mut school = approved_plan();
    let shown = school.obligation(PLAN).handed_in.as_ref().unwrap().submission;
    school.hands_in("cô Hoa", PLAN, "2026-11-25 11:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 12:00");
    let obligation = school.obligation(PLAN).clone();
    let facts = school.facts();
    let actor = facts.actor(school.person_id("cô Vân"), at(NOW));
    let newer = SpotCheckRefusal::NewerVersion { version: 2, at: at("2026-11-25 11:00") };
    assert_eq!(may_spot_check(&facts, &actor, &obligation, shown, at(NOW)).map(drop), Err(newer.into()));
}

#[test]
fn what_was_taken_back_is_not_checked() {
    let mut school = approved_plan();
    let by = school.person_id("cô Hoa");
    let plan = school.obligation(PLAN);
    let shown = id(10, 99);
    plan.withdrawals.push(Withdrawal { submission: shown, version: 2, by, at: at("2026-11-25 10:00") });
    let plan = plan.clone();
    let facts = school.facts();
    let asked = |who: &str| may_spot_check(&facts, &facts.actor(school.person_id(who), at(NOW)), &plan, shown, at(NOW)).map(drop);
    assert_eq!(asked("cô Vân"), Err(SpotCheckRefusal::Withdrawn { at: at("2026-11-25 10:00") }.into()));
    assert_eq!(asked("cô Ấm"), Err(SpotCheckRefusal::NotYours.into()), "what is not theirs says nothing else");
}

#[test]
fn a_record_stays_as_it_is_by_a_check_and_is_told_with_it() {
    let mut school = approved_plan();
    let before = review_of(&school.facts(), &school.obligation(PLAN).clone());
    assert!(matches!(before, Review::Approved { .. }), "{before:?}");
    school.checks("cô Nguyệt", PLAN, "2026-11-25 10:00");
    let plan = school.obligation(PLAN).clone();
    assert_eq!(review_of(&school.facts(), &plan), before);
    let told = spot_check_told(&school.facts(), &plan, at(NOW)).unwrap();
    assert_eq!((told.who.as_str(), told.at), ("Hiệu trưởng Nguyễn Thị Minh Nguyệt", at("2026-11-25 10:00")));
}

/// Every plan of week 13, handed in and approved by whoever may; `titles` in their order.
fn many() -> (NamThanh, Vec<String>) {
    let mut school = nam_thanh();
    let facts = school.facts();
    let plans = facts.open_obligations().filter(|one| facts.title(one).starts_with("Giáo án tuần 13"));
    let titles: Vec<String> = plans.map(|one| facts.title(one)).collect();
    for title in &titles {
        school.hands_in("cô Hoa", title, "2026-11-24 20:14");
        school.decides("cô Ấm", title, Step::Department, Outcome::Approved, "2026-11-25 09:00");
    }
    (school, titles)
}

fn draw(count: usize, chance: u64) -> Draw {
    Draw { department: None, week: Some(13), count, at: at("2026-11-25 14:00"), chance }
}

fn titles(school: &NamThanh, who: &str, draw: Draw) -> (Vec<String>, usize) {
    let drawn = drawn(&school.facts(), school.person_id(who), &draw, at(NOW));
    (drawn.lines.into_iter().map(|line| line.title).collect(), drawn.of)
}

#[test]
fn a_draw_brings_the_same_again_whatever_was_approved_and_checked_since() {
    let (mut school, all) = many();
    assert!(all.len() > 8, "{all:?}");
    let first = titles(&school, "cô Nguyệt", draw(5, 1));
    assert_eq!((first.0.len(), first.1), (5, all.len()));
    assert_eq!(titles(&school, "cô Nguyệt", draw(5, 1)), first);
    let other = titles(&school, "cô Nguyệt", draw(5, 2));
    assert_ne!(other, first, "by another chance");
    school.checks("cô Nguyệt", &first.0[0], "2026-11-25 14:05");
    let late = "Kế hoạch tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", late, "2026-11-25 14:06");
    school.decides("cô Ấm", late, Step::Department, Outcome::Approved, "2026-11-25 14:07");
    assert_eq!(titles(&school, "cô Nguyệt", draw(5, 1)), first);
    let lines = drawn(&school.facts(), school.person_id("cô Nguyệt"), &draw(5, 1), at(NOW)).lines;
    let checked: Vec<bool> = lines.iter().map(|line| line.checked.is_some()).collect();
    assert_eq!(checked, [true, false, false, false, false]);
    // What was checked before a draw is not in it.
    let next = Draw { at: at("2026-11-25 14:15"), ..draw(10, 1) };
    let (drawn, of) = titles(&school, "cô Nguyệt", next);
    assert!(!drawn.contains(&first.0[0]) && of == all.len() - 1, "{drawn:?}");
}

#[test]
fn a_draw_is_of_the_department_and_the_week_that_were_chosen_and_of_nothing_of_ones_own() {
    let (mut school, all) = many();
    let department = Some(school.department("Mẫu giáo 4–5 tuổi"));
    let (of_department, of) = titles(&school, "cô Nguyệt", Draw { department, ..draw(10, 1) });
    assert!(of_department.iter().all(|title| title.contains("Lớp 4")) && of == of_department.len(), "{of_department:?}");
    assert!(of < all.len());
    assert_eq!(titles(&school, "cô Nguyệt", Draw { week: Some(12), ..draw(10, 1) }), (Vec::new(), 0));
    assert_eq!(titles(&school, "cô Nguyệt", Draw { week: None, ..draw(10, 1) }).1, all.len());
    assert_eq!(titles(&school, "cô Ấm", draw(10, 1)), (Vec::new(), 0), "it is the leadership's");
    let early = Draw { at: at("2026-11-25 09:10"), ..draw(10, 1) };
    assert_eq!(titles(&school, "cô Nguyệt", early).1, 0, "the approvals could be taken back then");
    school.hands_in("cô Vân", PLAN, "2026-11-25 09:30");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 09:40");
    let of = |who: &str| titles(&school, who, draw(10, 1)).1;
    assert_eq!((of("cô Vân"), of("cô Nguyệt")), (all.len() - 1, all.len()));
}

#[test]
fn a_tick_is_read_as_it_was_written() {
    let tick = CheckTick { key: id(15, 1), obligation: id(5, 1), submission: id(10, 1), digest: Sha256::new([7; 32]) };
    assert_eq!(CheckTick::parse(&tick.to_string()), Some(tick));
    for text in ["", "x", &tick.to_string()[1..], &format!("{tick}.")] {
        assert_eq!(CheckTick::parse(text), None, "{text}");
    }
}

#[test]
fn weeks_are_drawn_from_up_to_the_next_one() {
    let facts = nam_thanh().facts();
    let weeks = |now: &str| {
        let all: Vec<u8> = weeks_to_check(&facts, at(now)).into_iter().map(|week| week.number).collect();
        (week_to_check(&facts, at(now)), all.first().copied(), all.last().copied(), all.len())
    };
    assert_eq!(weeks(NOW), (Some(12), Some(13), Some(1), 13));
    assert_eq!(weeks("2026-08-20 08:00"), (None, Some(1), Some(1), 1));
    assert_eq!(weeks("2027-06-20 08:00"), (Some(35), Some(35), Some(1), 35));
}

#[test]
fn what_a_draw_brings_stands_in_the_order_of_all_lists_and_says_who_wrote_and_approved() {
    let (school, _) = many();
    let facts = school.facts();
    for chance in 0..5 {
        let lines = drawn(&facts, school.person_id("cô Nguyệt"), &draw(5, chance), at(NOW)).lines;
        assert!(lines.is_sorted_by_key(|line| facts.order(line.obligation)), "{lines:?}");
    }
    let mut school = approved_plan();
    school.hands_in("cô Thảo", PLAN, "2026-11-25 10:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-25 11:00");
    let lines = drawn(&school.facts(), school.person_id("cô Nguyệt"), &draw(3, 1), at(NOW)).lines;
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((line.title.as_str(), line.version, line.who.as_str()), (PLAN, 2, "Trần Thu Thảo"));
    assert_eq!(Some(line.submission), school.obligation(PLAN).handed_in.as_ref().map(|last| last.submission));
    assert_eq!((line.approved.who.as_str(), line.approved.at), ("Lê Thị Ấm", at("2026-11-25 11:00")));
    assert_eq!(line.checked, None);
}

#[test]
fn what_is_checked_in_the_second_of_a_draw_was_drawn() {
    let mut school = approved_plan();
    school.checks("cô Nguyệt", PLAN, "2026-11-25 14:00");
    assert_eq!(titles(&school, "cô Vân", draw(3, 1)).1, 1);
    let later = Draw { at: at("2026-11-25 14:00:01"), ..draw(3, 1) };
    assert_eq!(titles(&school, "cô Vân", later).1, 0);
}
