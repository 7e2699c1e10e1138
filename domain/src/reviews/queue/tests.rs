#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    my_work::all_done,
    obligations::Withdrawal,
    reviews::check_review,
    testing::{NamThanh, at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn titles(school: &NamThanh, who: &str) -> Vec<String> {
    queue(&school.facts(), school.person_id(who), at(NOW)).into_iter().map(|line| line.title).collect()
}

#[test]
fn what_waits_longest_stands_first_and_only_for_whom_it_waits() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 13 · Lớp 4A", "2026-11-24 20:14");
    school.hands_in("cô Đào", "Kế hoạch tuần 13 · Lớp 4B", "2026-11-23 20:14");
    school.hands_in("cô Ấm", "Giáo án tuần 13 · Lớp 4B", "2026-11-22 20:14");
    school.hands_in("cô Mận", "Thực đơn tuần 13 · Nuôi dưỡng", "2026-11-20 20:14");
    school.hands_in("cô Hoa", "Tư liệu tuần 13 · Lớp 4A", "2026-11-20 20:14");
    assert_eq!(titles(&school, "cô Ấm"), ["Kế hoạch tuần 13 · Lớp 4B", "Giáo án tuần 13 · Lớp 4A"]);
    assert_eq!(titles(&school, "cô Vân"), ["Thực đơn tuần 13 · Nuôi dưỡng", "Giáo án tuần 13 · Lớp 4B"]);
    assert_eq!(titles(&school, "cô Hoa"), Vec::<String>::new());
    assert_eq!(titles(&school, "thầy Định"), Vec::<String>::new());
}

/// On the lists of the reviewer and of whoever handed it in, as on the page of the record.
#[test]
fn what_came_by_an_update_after_a_lock_says_so_wherever_it_is_listed() {
    let mut school = nam_thanh();
    let (by_update, other) = ("Giáo án tuần 13 · Lớp 4A", "Kế hoạch tuần 13 · Lớp 4A");
    school.hands_in("cô Hoa", by_update, "2026-11-24 10:00");
    school.hands_in("cô Hoa", other, "2026-11-24 10:05");
    school.opens_to("cô Hoa", by_update, "2026-11-24 09:00");
    school.came_by_update(by_update, "2026-11-24 10:00");
    let (facts, now) = (school.facts(), at(NOW));
    let expected = [(by_update.to_owned(), true), (other.to_owned(), false)];
    let waits = queue(&facts, school.person_id("cô Ấm"), now).into_iter().map(|line| (line.title, line.is_update));
    assert_eq!(waits.collect::<Vec<_>>(), expected);
    let done = all_done(&facts, school.person_id("cô Hoa"), now).into_iter().map(|one| (one.title, one.is_update));
    let mut done: Vec<_> = done.collect();
    done.sort();
    assert_eq!(done, expected);
}

#[test]
fn of_those_that_came_in_one_second_the_order_is_that_of_every_list() {
    let mut school = nam_thanh();
    for (who, title) in [
        ("cô Đào", "Giáo án tuần 10 · Lớp 4B"),
        ("cô Hoa", "Giáo án tuần 10 · Lớp 4A"),
        ("cô Đào", "Kế hoạch tuần 10 · Lớp 4B"),
        ("cô Hoa", "Giáo án tuần 2 · Lớp 4A"),
    ] {
        school.hands_in(who, title, "2026-11-24 20:14");
    }
    let expected = ["Kế hoạch tuần 10 · Lớp 4B", "Giáo án tuần 2 · Lớp 4A", "Giáo án tuần 10 · Lớp 4A", "Giáo án tuần 10 · Lớp 4B"];
    assert_eq!(titles(&school, "cô Ấm"), expected);
    // Which of them has the smaller id says nothing.
    school.swaps_ids(expected[0], expected[3]);
    assert_eq!(titles(&school, "cô Ấm"), expected);
}

#[test]
fn one_goes_round_through_the_list_and_from_a_record_that_waits_no_longer_to_its_first() {
    let mut school = nam_thanh();
    let after = |school: &NamThanh, id| Queue::of(&school.facts(), school.person_id("cô Ấm"), at(NOW)).after(id);
    let [plan, other, gone] = ["Giáo án tuần 13 · Lớp 4A", "Kế hoạch tuần 13 · Lớp 4A", "Giáo án tuần 14 · Lớp 4A"]
        .map(|title| school.obligation(title).id);
    assert_eq!(after(&school, gone), None);
    school.hands_in("cô Hoa", "Giáo án tuần 13 · Lớp 4A", "2026-11-23 20:14");
    assert_eq!((after(&school, plan), after(&school, gone)), (None, Some(plan)), "nothing else waits than itself");
    school.hands_in("cô Hoa", "Kế hoạch tuần 13 · Lớp 4A", "2026-11-24 20:14");
    assert_eq!([plan, other, gone].map(|id| after(&school, id)), [Some(other), Some(plan), Some(plan)]);
}

#[test]
fn that_a_file_was_shown_is_noted_of_those_who_approve_and_of_the_work_of_others() {
    let school = nam_thanh();
    let (facts, hoa) = (school.facts(), school.person_id("cô Hoa"));
    let is_noted = |who: &str, sender| is_opening_noted(&facts.actor(school.person_id(who), at(NOW)), sender);
    assert_eq!(
        ["cô Ấm", "cô Nguyệt", "cô Hoa", "cô Thảo", "thầy Định"].map(|who| is_noted(who, hoa)),
        [true, true, false, false, false]
    );
    assert!(!is_noted("cô Ấm", school.person_id("cô Ấm")), "her own");
}

#[test]
fn a_line_says_whose_it_is_since_when_and_what_was_wrong_before() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-18 20:14");
    let back = Return { reasons: Vec::new(), words: "Thứ Tư còn trống.".to_owned(), correct_by: day("2026-11-20") };
    school.decides("cô Ấm", title, Step::Department, Outcome::Returned(back), "2026-11-19 09:00");
    assert_eq!(titles(&school, "cô Ấm"), Vec::<String>::new(), "it is the teacher's turn");
    school.hands_in("cô Hoa", title, "2026-11-19 20:00");
    let line = queue(&school.facts(), school.person_id("cô Cúc"), at(NOW)).remove(0);
    assert_eq!((line.version, line.who.as_str(), line.since), (2, "Nguyễn Thị Hoa (4A)", at("2026-11-19 20:00")));
    assert_eq!((line.review_by, line.overdue), (day("2026-11-27"), None));
    assert_eq!(line.corrects.unwrap().back.words, "Thứ Tư còn trống.");
    let later = queue(&school.facts(), school.person_id("cô Cúc"), at("2026-12-01 08:00")).remove(0);
    assert_eq!(later.overdue, Some(Lateness::WorkingDays(2)));
}

#[test]
fn what_comes_after_a_withdrawal_is_new_to_whoever_never_saw_the_first_version() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    let first = school.obligation(title).handed_in.clone().unwrap();
    school.hands_in("cô Hoa", title, "2026-11-24 20:40");
    let withdrawal = Withdrawal { submission: first.submission, version: 1, by: first.last_by, at: at("2026-11-24 20:30") };
    school.obligation(title).withdrawals.push(withdrawal);
    let line = queue(&school.facts(), school.person_id("cô Ấm"), at(NOW)).remove(0);
    assert_eq!((line.version, line.is_again), (2, false));
    school.hands_in("cô Hoa", title, "2026-11-24 21:00");
    let line = queue(&school.facts(), school.person_id("cô Ấm"), at(NOW)).remove(0);
    assert_eq!((line.version, line.is_again), (3, true));
}

#[test]
fn what_came_early_is_offered_from_wednesday_and_stands_below_what_is_due() {
    use Urgency::{Due, Early, Later};
    let mut school = nam_thanh();
    let plans = [12, 13, 14].map(|week| format!("Giáo án tuần {week} · Lớp 4A"));
    for (plan, when) in plans.iter().zip(["2026-11-23 09:00", "2026-11-20 09:00", "2026-11-19 09:00"]) {
        school.hands_in("cô Hoa", plan, when);
    }
    let queue = |now: &str| {
        let lines = queue(&school.facts(), school.person_id("cô Ấm"), at(now)).into_iter();
        lines.map(|line| (line.title, line.urgency, line.overdue.is_some())).collect::<Vec<_>>()
    };
    let line = |plan: usize, urgency, is_overdue| (plans[plan].clone(), urgency, is_overdue);
    assert_eq!(queue("2026-11-24 23:00"), [line(0, Due, false), line(2, Later, false), line(1, Later, false)]);
    assert_eq!(queue("2026-11-25 00:00"), [line(0, Due, true), line(1, Early, false), line(2, Later, false)]);
    // On Friday it is due like everything else: the longest first.
    assert_eq!(queue("2026-11-27 08:00"), [line(1, Due, false), line(0, Due, true), line(2, Later, false)]);
}

#[test]
fn what_nobody_uses_waits_for_nobody() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-11-24 20:14");
    school.regime.reviewed_since = Some(at("2026-11-24 20:14"));
    assert_eq!(titles(&school, "cô Ấm"), Vec::<String>::new(), "it came before the school reviewed here");
    school.regime.reviewed_since = Some(at("2026-11-24 20:13"));
    assert_eq!(titles(&school, "cô Ấm"), [title]);
    school.exempts(title, "lớp nghỉ dịch");
    assert_eq!(titles(&school, "cô Ấm"), Vec::<String>::new());
}

#[test]
fn the_list_is_for_whoever_ever_approves_anything() {
    let school = nam_thanh();
    let facts = school.facts();
    for (who, sees) in
        [("cô Nguyệt", true), ("cô Vân", true), ("cô Ấm", true), ("cô Cúc", true), ("cô Hoa", false), ("thầy Định", false)]
    {
        assert_eq!(may_see_queue(&facts.actor(school.person_id(who), at(NOW))), sees, "{who}");
    }
}

#[test]
fn the_number_in_the_bar_is_the_length_of_the_list_and_one_goes_through_it_in_its_order() {
    let mut school = nam_thanh();
    school.lives_until(at("2026-11-25 14:20"));
    let facts = school.facts();
    for who in ["cô Ấm", "cô Vân", "cô Nguyệt", "cô Hoa", "thầy Định"] {
        let reader = school.person_id(who);
        let (all, queue) = (queue(&facts, reader, at(NOW)), Queue::of(&facts, reader, at(NOW)));
        let records = WaitingRecords::of(&facts, reader, at(NOW));
        assert_eq!((records.len(), queue.len()), (all.len(), all.len()), "{who}");
        assert_eq!(queue.is_empty(), all.is_empty(), "{who}");
        assert_eq!(queue.lines(1, 2), all.iter().skip(1).take(2).cloned().collect::<Vec<_>>());
        // Asked one by one, the rule says the same as asked for all of them at once.
        let actor = facts.actor(reader, at(NOW));
        let waits = facts.open_obligations().filter(|obligation| match review_of(&facts, obligation) {
            Review::Waiting(waiting) => check_review(&facts, &actor, obligation, &waiting, at(NOW)).is_ok(),
            _ => false,
        });
        assert_eq!(waits.count(), all.len(), "{who}");
        let mut gone = Vec::new();
        let mut next = queue.at(0);
        while let Some(id) = next.filter(|id| !gone.contains(id)) {
            gone.push(id);
            next = queue.after(id);
        }
        assert_eq!(gone, all.iter().map(|line| line.obligation).collect::<Vec<_>>(), "{who}");
    }
    assert!(WaitingRecords::of(&facts, school.person_id("cô Nguyệt"), at(NOW)).len() > 20);
}
