//! A lock over a person's records, and duty that passes to somebody else after it was given: preview, list and refusal agree.

use super::*;

/// The turn of cô Hoa; due on 27 November.
const TURN_OF_HOA: &str = "Giáo án tuần 13 · Lớp 4A";
/// The turn of cô Thảo; due on 4 December.
const TURN_OF_THAO: &str = "Giáo án tuần 14 · Lớp 4A";

/// Every record of 4A of these weeks that is cô Hoa's or cô Thảo's, and nothing else.
fn lock_of(school: &NamThanh, mention: &str) -> LockPlan {
    let within = Some(PartOfYear { weeks: [13, 14].into(), ..PartOfYear::of(school.regime.year) });
    let whose = [Whose::Person(school.person_id(mention))].into();
    LockPlan { scope: Scope { within, whose, ..Scope::whole() }, ..plan(LockKind::Lock, Start::WhenDecided) }
}

/// What is shut of these two, which preview and list count and the refusal says.
fn shut(school: &mut NamThanh, now: &str) -> [bool; 2] {
    let order = school.locks.orders[0].clone();
    let titles = [TURN_OF_HOA, TURN_OF_THAO];
    let records = titles.map(|title| school.obligation(title).clone());
    let facts = school.facts();
    let refused = records.clone().map(|one| facts.check_writable(&one, Arrival::at(at(now))).is_err());
    let covered = records.clone().map(|one| order.plan.scope.covers(&one, &facts.regime));
    assert_eq!(refused, covered, "what the order is about is what is refused");
    let all = facts.open_obligations().filter(|one| facts.check_writable(one, Arrival::at(at(now))).is_err()).count();
    let told = order_told(&facts, &facts.actor(school.person_id("cô Nguyệt"), at(now)), &order, at(now));
    let previewed = preview(&facts, &order.plan, Post::Principal, &[], at(now));
    assert_eq!((told.shuts, previewed.records, previewed.shut_already), (all, all, all), "{now}");
    refused
}

#[test]
fn that_somebody_is_away_opens_nothing_of_what_was_shut() {
    let mut school = nam_thanh();
    let plan = lock_of(&school, "cô Hoa");
    school.decides_order("cô Nguyệt", plan, "2026-11-25 08:00");
    assert_eq!(shut(&mut school, "2026-11-25 09:00"), [true, false]);
    // Cô Thảo has the class with her, and stands in for her: the turn of week 13 passes, and stays shut.
    school.is_away("cô Hoa", "cô Thảo", ("2026-11-26", "2026-12-09"), "2026-11-25 10:00");
    school.bring_up_to_date(at("2026-11-25 10:00"));
    let thao = school.person_id("cô Thảo");
    assert_eq!(school.obligation(TURN_OF_HOA).terms.turn, Some(thao));
    assert_eq!(shut(&mut school, "2026-11-25 11:00"), [true, false], "her own turn is not shut by it");
}

#[test]
fn an_order_over_whoever_stands_in_is_about_what_they_have_taken_over() {
    let mut school = nam_thanh();
    let plan = lock_of(&school, "cô Thảo");
    school.decides_order("cô Nguyệt", plan, "2026-11-25 08:00");
    assert_eq!(shut(&mut school, "2026-11-25 09:00"), [false, true]);
    school.is_away("cô Hoa", "cô Thảo", ("2026-11-26", "2026-12-09"), "2026-11-25 10:00");
    school.bring_up_to_date(at("2026-11-25 10:00"));
    assert_eq!(shut(&mut school, "2026-11-25 11:00"), [true, true]);
}

#[test]
fn a_class_that_is_taken_over_is_shut_by_the_day_of_each_record() {
    let mut school = nam_thanh();
    // Without turns: what a class owes is of all its teachers.
    school.regime.organisation.turns.clear();
    school.bring_up_to_date(at("2026-11-20 08:00"));
    let plan = lock_of(&school, "cô Xuân");
    school.decides_order("cô Nguyệt", plan, "2026-11-25 08:00");
    assert_eq!(shut(&mut school, "2026-11-25 09:00"), [false, false]);
    // Cô Xuân teaches 4A as well from 30 November on: what is due before stays the others' alone.
    let class = school.class("4A");
    let (person, position) = (school.person_id("cô Xuân"), Position::Teacher(class));
    let from = day("2026-11-30");
    let known = Some(at("2026-11-25 10:00"));
    school.regime.organisation.appointments.push(Appointment {
        person,
        position,
        from,
        until: None,
        known_since: known,
        end_known_since: None,
        acting: None,
    });
    assert_eq!(shut(&mut school, "2026-11-25 11:00"), [false, true]);
    assert_eq!(shut(&mut school, "2026-12-07 11:00"), [false, true], "whenever it is asked");
}

#[test]
fn whoever_is_shut_out_hands_in_nothing_of_a_colleagues_turn_and_shuts_nobody_out_by_it() {
    let mut school = nam_thanh();
    let plan = lock_of(&school, "cô Hoa");
    school.decides_order("cô Nguyệt", plan, "2026-11-25 08:00");
    let record = school.obligation(TURN_OF_THAO).clone();
    let hands_in = |school: &NamThanh, mention: &str, now: &str| {
        let facts = school.facts();
        facts.check_hand_in(&facts.actor(school.person_id(mention), at(now)), &record, Arrival::at(at(now))).map(drop)
    };
    let number = |refusal: Result<(), Refusal>| match refusal {
        Err(Refusal::Lock(LockRefusal::Shut(shut))) => Some(shut.name),
        Ok(()) | Err(_) => None,
    };
    let name = "Lệnh khóa số 01 (42/QĐ-TrMNNT)".to_owned();
    assert_eq!(number(hands_in(&school, "cô Hoa", "2026-11-25 09:00")), Some(name), "what she hands in is hers");
    assert_eq!(hands_in(&school, "cô Thảo", "2026-11-25 09:00"), Ok(()));
    // What opens cô Hoa's records opens nobody else's to her; what opens the week does.
    let within = Some(PartOfYear { weeks: [14].into(), ..PartOfYear::of(school.regime.year) });
    let week = LockPlan { scope: Scope { within, ..Scope::whole() }, ..super::plan(LockKind::Lock, Start::WhenDecided) };
    let opens = |plan: &LockPlan| LockPlan { kind: LockKind::Unlock, ..plan.clone() };
    let hers = lock_of(&school, "cô Hoa");
    school.decides_order("cô Nguyệt", week.clone(), "2026-11-25 10:00");
    school.decides_order("cô Nguyệt", opens(&hers), "2026-11-25 11:00");
    assert!(hands_in(&school, "cô Hoa", "2026-11-25 12:00").is_err());
    school.decides_order("cô Nguyệt", opens(&week), "2026-11-25 13:00");
    assert_eq!(hands_in(&school, "cô Hoa", "2026-11-25 14:00"), Ok(()));
}
