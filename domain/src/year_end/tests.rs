#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::{Outcome, Return},
    extensions::{Answer, Answered, Wish},
    locks::LockKind,
    obligations::{Finding, Reason},
    record_types::Step,
    scope::Scope,
    testing::{NamThanh, at, day, id, nam_thanh},
    updates::UpdateStage,
};

/// Handed in on time, and approved by nobody.
const WAITS: &str = "Giáo án tuần 10 · Lớp 4A";
/// Given back, and not handed in again.
const RETURNED: &str = "Giáo án tuần 10 · Lớp 4B";
/// Handed in a week late.
const LATE: &str = "Giáo án tuần 9 · Lớp 4A";
/// Never handed in; more time was asked for.
const ASKED: &str = "Giáo án tuần 34 · Lớp 4A";
/// The day on which the year ends.
const LAST_DAY: &str = "2027-05-14";

fn school() -> NamThanh {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", WAITS, "2026-11-05 09:00");
    school.hands_in("cô Xuân", RETURNED, "2026-11-05 09:00");
    let back = Return { reasons: Vec::new(), words: "Thiếu thứ Tư.".to_owned(), correct_by: day("2026-11-10") };
    school.decides("cô Ấm", RETURNED, Step::Department, Outcome::Returned(back), "2026-11-06 09:00");
    school.hands_in("cô Hoa", LATE, "2026-11-06 09:00");
    school
}

fn asks(school: &mut NamThanh, title: &str, until: &str, when: &str) {
    let request = ExtensionRequest {
        id: id(21, school.extension_requests.len() as u128 + 1),
        obligation: school.obligation(title).id,
        by: school.person_id("cô Hoa"),
        at: at(when),
        wish: Wish::Until(day(until)),
        reason: Reason::parse("Con ốm.").unwrap(),
        answered: None,
    };
    school.extension_requests.push(request);
}

fn asks_after_a_lock(school: &mut NamThanh, title: &str, when: &str) {
    school.opens_to("cô Hoa", title, when);
    school.updates.all.last_mut().unwrap().stage = UpdateStage::Requested;
}

fn over(school: &NamThanh) -> Facts {
    Facts { is_over: true, ..school.facts() }
}

fn counts(facts: &Facts, now: &str) -> Vec<(Open, usize)> {
    Unanswered::of(facts, at(now)).counts()
}

/// "title | what is said"
fn lines(facts: &Facts, kind: Open, now: &str) -> Vec<String> {
    let all = Unanswered::of(facts, at(now)).lines(kind);
    all.into_iter().map(|one| format!("{} | {}", one.title, one.said)).collect()
}

#[test]
fn what_nobody_has_answered_is_counted_and_listed_and_is_the_same_once_the_year_is_over() {
    let mut school = school();
    asks(&mut school, ASKED, "2027-05-04", "2027-04-28 09:00");
    asks_after_a_lock(&mut school, WAITS, "2027-05-03 10:00");
    // The plan that was late waits for its reviewers as well.
    let wanted = [(Open::Reviews, 2), (Open::Returned, 1), (Open::Requests, 1), (Open::Late, 1), (Open::Updates, 1)];
    for (facts, now) in [(school.facts(), "2027-05-10 09:00"), (over(&school), "2027-08-20 09:00")] {
        assert_eq!(counts(&facts, now), wanted, "{now}");
        let late = lines(&facts, Open::Late, now);
        assert!(late[0].starts_with(LATE) && late[0].ends_with(", nộp lúc 09:00 ngày 06/11/2026"), "{late:?}");
        let asked = lines(&facts, Open::Requests, now);
        assert!(asked[0].starts_with(ASKED) && asked[0].ends_with(": Con ốm"), "{asked:?}");
        assert_eq!(lines(&facts, Open::Reviews, now).len(), 2);
        assert!(lines(&facts, Open::Updates, now)[0].ends_with(WAITS));
    }
}

#[test]
fn what_was_answered_or_settled_otherwise_is_not_among_it() {
    let mut school = school();
    school.finds("cô Nguyệt", LATE, Finding::WithReason, "2026-11-09 09:00");
    school.decides("cô Ấm", WAITS, Step::Department, Outcome::Approved, "2026-11-06 09:00");
    asks(&mut school, ASKED, "2027-05-04", "2027-04-28 09:00");
    let (by, answer) = (school.person_id("cô Nguyệt"), Answer::Refused(Reason::parse("Đã muộn").unwrap()));
    school.extension_requests[0].answered = Some(Answered { answer, by, at: at("2027-04-28 10:00") });
    // Asked for, and handed in before anybody had answered.
    asks(&mut school, "Giáo án tuần 35 · Lớp 4A", "2027-05-11", "2027-05-06 09:00");
    school.hands_in("cô Hoa", "Giáo án tuần 35 · Lớp 4A", "2027-05-07 09:00");
    let now = "2027-05-10 09:00";
    let kinds: Vec<Open> = counts(&school.facts(), now).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Open::Reviews, Open::Returned]);
    assert!(!lines(&school.facts(), Open::Reviews, now).iter().any(|line| line.starts_with(WAITS)), "the head's name is enough");
    assert_eq!(counts(&over(&school), now), counts(&school.facts(), now));
}

#[test]
fn what_is_late_and_shut_says_by_which_order() {
    let mut school = school();
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2027-05-03 08:00");
    let late = lines(&school.facts(), Open::Late, "2027-05-10 09:00");
    assert!(late[0].ends_with("; đang khóa theo Lệnh khóa số 01"), "{late:?}");
    // Of a year that is over nothing would come of opening it.
    let late = lines(&over(&school), Open::Late, "2027-08-20 09:00");
    assert!(late[0].ends_with("ngày 06/11/2026"), "{late:?}");
}

#[test]
fn the_leadership_is_told_from_four_weeks_before_the_last_day_on_until_the_next_year_takes_over() {
    let school = school();
    let told = |facts: &Facts, mention: &str, now: &str| year_end(facts, &facts.actor(school.person_id(mention), at(now)), at(now));
    let check = |facts: &Facts, now: &str, is_told: bool| {
        assert_eq!(told(facts, "cô Nguyệt", now).is_some(), is_told, "{now}");
    };
    let facts = Facts { next_year_from: Some(day("2027-08-09")), ..school.facts() };
    assert_eq!(facts.calendar().last_day(), day(LAST_DAY));
    check(&facts, "2027-04-15 23:59", false);
    check(&facts, "2027-04-16 00:00", true);
    check(&facts, "2027-08-08 23:59", true);
    check(&Facts { is_over: true, ..facts.clone() }, "2027-08-09 00:00", false);
    for mention in ["cô Hoa", "cô Ấm"] {
        assert_eq!(told(&facts, mention, "2027-05-10 09:00"), None, "{mention}");
    }
    assert!(told(&facts, "cô Vân", "2027-05-10 09:00").is_some());
    let advice = told(&facts, "cô Nguyệt", "2027-05-10 09:00").unwrap().advice();
    assert_eq!(advice, "Năm học mới thay năm học này từ 09/08/2027, từ hôm đó không ai trả lời được nữa.");
}

#[test]
fn that_no_next_year_is_entered_is_told_also_where_nothing_waits() {
    let school = nam_thanh();
    let facts = school.facts();
    let actor = |facts: &Facts| facts.actor(school.person_id("cô Nguyệt"), at("2027-05-10 09:00"));
    let told = year_end(&facts, &actor(&facts), at("2027-05-10 09:00")).unwrap();
    assert_eq!((told.last_day, told.next_from, told.open.len()), (day(LAST_DAY), None, 0));
    assert_eq!(told.advice(), "Chưa lập năm học mới. Lập rồi thì nó thay năm học này bốn tuần trước tuần 1 của nó.");
    let entered = Facts { next_year_from: Some(day("2027-08-09")), ..facts };
    assert_eq!(year_end(&entered, &actor(&entered), at("2027-05-10 09:00")), None);
}

#[test]
fn each_kind_has_a_place_of_its_own_and_words_for_both_times() {
    for kind in Open::ALL {
        assert!(kind.words_when_over().contains("không ai"), "{kind:?}");
        assert_eq!(Open::ALL.iter().filter(|other| other.code() == kind.code()).count(), 1);
        assert_eq!(Open::ALL.iter().filter(|other| other.words() == kind.words()).count(), 1);
    }
}

#[test]
fn what_is_not_carried_over_is_counted() {
    let school = nam_thanh();
    let before = school.facts();
    let now = at("2027-05-10 09:00");
    let mut bare = school.clone();
    bare.regime.themes.clear();
    bare.regime.organisation.turns.clear();
    let shared = ClassTurns::all(&before, now).iter().filter(|one| one.takes_turns()).count();
    let left = NotCarried::of(&before, &bare.facts(), now);
    assert!(shared > 0 && left == NotCarried { turns: shared, themes: 8 }, "{left:?}");
    assert_eq!(left.words(), format!("lượt dạy của {shared} lớp và 8 chủ đề"));
    assert!(NotCarried::of(&before, &before, now).is_nothing() && NotCarried::default().words().is_empty());
    // Where the next year has themes of its own, those are the ones.
    let mut begun = bare;
    begun.regime.themes = school.regime.themes[..1].to_vec();
    assert_eq!(NotCarried::of(&before, &begun.facts(), now).words(), format!("lượt dạy của {shared} lớp"));
}
