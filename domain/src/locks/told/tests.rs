#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    locks::{Act, LockAuthority, LockPlan, LockReading},
    obligations::Reason,
    people::{Acting, Appointment, Position},
    scope::{PartOfYear, Scope, Whose},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

/// An order over weeks 1 to 4.
fn plan(start: Start) -> LockPlan {
    LockPlan {
        kind: LockKind::Lock,
        scope: Scope { within: Some(PartOfYear { weeks: (1..=4).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() },
        start,
        until: Some(at("2026-12-01 17:00")),
        under_way: UnderWay::Stops,
        reason: Reason::parse("Chốt hồ sơ tuần 1 đến tuần 4").unwrap(),
        decision: "42/QĐ-TrMNNT".to_owned(),
        executor: None,
    }
}

/// The order as cô Vân has drafted it, at 08:00.
fn draft(school: &NamThanh, plan: LockPlan) -> LockOrder {
    let drafted = Act { by: school.person_id("cô Vân"), at: at("2026-11-25 08:00") };
    LockOrder { id: id(17, 1), number: 7, plan, drafted, stage: Stage::Draft }
}

fn signature(school: &NamThanh, mention: &str, post: Post, when: &str) -> Signature {
    Signature { by: school.person_id(mention), post, at: at(when) }
}

/// The school in which this order is the only one.
fn with(school: &NamThanh, order: &LockOrder) -> NamThanh {
    let mut school = school.clone();
    school.locks.orders = vec![order.clone()];
    school
}

/// As somebody reads of it.
fn told(school: &NamThanh, mention: &str, order: &LockOrder, when: &str) -> OrderTold {
    let facts = with(school, order).facts();
    order_told(&facts, &facts.actor(school.person_id(mention), at(when)), order, at(when))
}

/// Whether cô Nguyệt, cô Vân, thầy Định and cô Hoa may sign, carry out, and take back: "s", "e", "r".
fn rights(school: &NamThanh, order: &LockOrder, when: &str) -> [String; 4] {
    ["cô Nguyệt", "cô Vân", "thầy Định", "cô Hoa"].map(|mention| {
        let told = told(school, mention, order, when);
        let rights = [(told.may_sign, 's'), (told.may_execute, 'e'), (told.may_revoke, 'r')];
        rights.into_iter().filter_map(|(may, letter)| may.then_some(letter)).collect()
    })
}

#[test]
fn whatever_may_be_done_with_an_order_is_offered_to_whoever_may_and_while_it_can() {
    let mut school = nam_thanh();
    let both = LockAuthority { parts: LockReading::Together, opening_and_whole: LockReading::Together };
    school.locks.authority = both;
    let waits = draft(&school, plan(Start::WhenExecuted));
    assert_eq!(rights(&school, &waits, NOW), ["sr", "sr", "", ""], "a draft");
    let proposed = waits.sign(signature(&school, "cô Vân", Post::VicePrincipal, "2026-11-25 09:00"), both.parts).unwrap();
    assert_eq!(rights(&school, &proposed, NOW), ["sr", "r", "", ""], "her own name is under it");
    let other = told(&school, "cô Hạnh", &proposed, NOW);
    assert!(!other.may_sign, "two vice principals are no principal");
    let decided = proposed.sign(signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 10:00"), both.parts).unwrap();
    assert_eq!(rights(&school, &decided, NOW), ["r", "", "e", ""], "it waits for the management team");
    let executed = decided.clone().execute(Act { by: school.person_id("thầy Định"), at: at("2026-11-25 11:00") }).unwrap();
    assert_eq!(rights(&school, &executed, NOW), ["r", "", "", ""], "it is carried out");
    assert_eq!(rights(&school, &executed, "2026-12-01 17:00"), ["", "", "", ""], "it is over");
    let because = Reason::parse("Nhầm tuần").unwrap();
    let revoked = executed.revoke(Act { by: school.person_id("cô Nguyệt"), at: at("2026-11-25 12:00") }, because).unwrap();
    assert_eq!(rights(&school, &revoked, NOW), ["", "", "", ""], "it is taken back");
    let timed = draft(&school, plan(Start::At(at("2026-11-27 17:00"))));
    let timed = timed.sign(signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 10:00"), both.parts).unwrap();
    assert_eq!(rights(&school, &timed, NOW), ["r", "", "", ""], "it waits for its hour and for nobody");
}

#[test]
fn nobody_is_offered_to_carry_out_what_is_about_their_own_records_alone() {
    let mut school = nam_thanh();
    let dinh = school.person_id("thầy Định");
    let own = school.obligation("Giáo án tuần 3 · Lớp 5B");
    own.terms.turn = Some(dinh);
    let own = Scope { records: [own.id].into(), ..Scope::whole() };
    for (scope, may) in [(plan(Start::WhenExecuted).scope, true), (own, false)] {
        let order = draft(&school, LockPlan { scope, ..plan(Start::WhenExecuted) });
        let principal = signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 10:00");
        let order = order.sign(principal, LockReading::PrincipalOnly).unwrap();
        assert_eq!(told(&school, "thầy Định", &order, NOW).may_execute, may);
    }
}

#[test]
fn an_order_is_told_with_whoever_did_what_and_when() {
    let school = nam_thanh();
    let executor = Some(school.person_id("thầy Định"));
    let order = draft(&school, LockPlan { executor, ..plan(Start::WhenExecuted) });
    let line = |who: &str, when: &str| DoneLine { who: who.to_owned(), at: at(when) };
    let drafted = OrderTold {
        id: id(17, 1),
        name: "Lệnh khóa số 07".to_owned(),
        number: 7,
        kind: LockKind::Lock,
        state: OrderState::Draft,
        scope: "Tuần 1–4".to_owned(),
        start: Start::WhenExecuted,
        from: None,
        until: Some(at("2026-12-01 17:00")),
        under_way: UnderWay::Stops,
        reason: "Chốt hồ sơ tuần 1 đến tuần 4".to_owned(),
        decision: "42/QĐ-TrMNNT".to_owned(),
        clause: None,
        stuck: None,
        drafted: line("Trần Thị Bích Vân", "2026-11-25 08:00"),
        signatures: Vec::new(),
        executor: Some("Phạm Văn Định".to_owned()),
        executed: None,
        revoked: None,
        revoked_because: None,
        decided_on: None,
        recipients: ["Phạm Văn Định (để thi hành)", "Các tổ, cán bộ, giáo viên, nhân viên (để thực hiện)", "Lưu: VT"]
            .map(str::to_owned)
            .to_vec(),
        overruled: Vec::new(),
        shuts: 0,
        lapsed: None,
        may_sign: false,
        may_execute: false,
        may_revoke: false,
    };
    assert_eq!(told(&school, "cô Hoa", &order, NOW), drafted);
    // Its paper bears the number of the decision, else its own with the sign of its kind.
    let unnumbered = OrderTold { decision: String::new(), ..drafted.clone() };
    let opening = OrderTold { kind: LockKind::Unlock, ..unnumbered.clone() };
    let numbers = [&drafted, &unnumbered, &opening].map(OrderTold::number_on_paper);
    assert_eq!(numbers, ["42/QĐ-TrMNNT", "07/LK", "07/LM"]);
    let order = order.sign(signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 10:00"), LockReading::Together).unwrap();
    let signed = SignedLine {
        post: Post::Principal,
        who: "Nguyễn Thị Minh Nguyệt".to_owned(),
        name: "Nguyễn Thị Minh Nguyệt".to_owned(),
        at: at("2026-11-25 10:00"),
        acting: None,
    };
    let clause = Some("Điều 3 điểm c của Quy chế");
    let ordered =
        OrderTold { state: OrderState::Ordered, clause, signatures: vec![signed], decided_on: Some(day("2026-11-25")), ..drafted };
    assert_eq!(told(&school, "cô Hoa", &order, NOW), ordered);
    let order = order.execute(Act { by: school.person_id("thầy Định"), at: at("2026-11-25 11:00") }).unwrap();
    let covered = school.obligations.iter().filter(|one| order.plan.scope.covers(one, &school.regime)).count();
    let executed = OrderTold {
        state: OrderState::InForce,
        from: Some(at("2026-11-25 11:00")),
        executed: Some(line("Phạm Văn Định", "2026-11-25 11:00")),
        shuts: covered,
        ..ordered
    };
    assert!(covered > 0);
    assert_eq!(told(&school, "cô Hoa", &order, NOW), executed);
    let over = OrderTold { state: OrderState::Over, shuts: 0, ..executed.clone() };
    assert_eq!(told(&school, "cô Hoa", &order, "2026-12-01 17:00"), over);
    let revoked = Act { by: school.person_id("cô Nguyệt"), at: at("2026-11-25 12:00") };
    let order = order.revoke(revoked, Reason::parse("Nhầm tuần").unwrap()).unwrap();
    let revoked = OrderTold {
        state: OrderState::Revoked,
        revoked: Some(line("Nguyễn Thị Minh Nguyệt", "2026-11-25 12:00")),
        revoked_because: Some("Nhầm tuần".to_owned()),
        shuts: 0,
        ..executed
    };
    assert_eq!(told(&school, "cô Hoa", &order, NOW), revoked);
}

/// The principal opens week 3 and one record of week 4, and opens week 30 of which the lock says nothing.
#[test]
fn an_order_is_told_with_those_that_go_before_it_and_each_record_once() {
    let mut school = nam_thanh();
    let weeks = |from: u8, to: u8| {
        plan_of(Scope { within: Some(PartOfYear { weeks: (from..=to).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() })
    };
    let opens = |scope: LockPlan| LockPlan { kind: LockKind::Unlock, ..scope };
    let record = school.obligation("Giáo án tuần 4 · Lớp 4A").id;
    school.decides_order("cô Nguyệt", opens(weeks(3, 3)), "2026-11-25 08:00");
    school.decides_order("cô Nguyệt", opens(weeks(30, 30)), "2026-11-25 08:10");
    school.decides_order("cô Nguyệt", opens(plan_of(Scope { records: [record].into(), ..Scope::whole() })), "2026-11-25 08:20");
    let locks = school.decides_order("cô Vân", weeks(3, 4), "2026-11-25 09:00");
    let overruled = |school: &NamThanh, now: &str| {
        let facts = school.facts();
        let order = facts.locks.order(locks).unwrap();
        let told = order_told(&facts, &facts.actor(school.person_id("cô Hoa"), at(now)), order, at(now));
        told.overruled.into_iter().map(|one| (one.by, one.records)).collect::<Vec<_>>()
    };
    let of_week_3 = school.obligations.iter().filter(|one| weeks(3, 3).scope.covers(one, &school.regime)).count();
    let (third, first) = (("Lệnh mở số 03".to_owned(), 1), ("Lệnh mở số 01".to_owned(), of_week_3));
    assert_eq!(overruled(&school, NOW), [third.clone(), first.clone()]);
    // A later one over the same week takes all of its records.
    school.decides_order("cô Nguyệt", opens(weeks(3, 3)), "2026-11-25 10:00");
    assert_eq!(overruled(&school, NOW), [("Lệnh mở số 05".to_owned(), of_week_3), third]);
}

/// An order without an end, over these records.
fn plan_of(scope: Scope) -> LockPlan {
    LockPlan { scope, until: None, decision: String::new(), ..plan(Start::WhenDecided) }
}

/// What is open until Thursday keeps nothing open that is shut on Friday.
#[test]
fn an_order_that_waits_for_its_hour_is_overruled_by_what_is_in_force_then() {
    let mut school = nam_thanh();
    let until = Some(at("2026-11-26 17:00"));
    let scope = plan(Start::WhenDecided).scope;
    school.decides_order("cô Nguyệt", LockPlan { kind: LockKind::Unlock, until, ..plan_of(scope.clone()) }, "2026-11-25 08:00");
    let counts = |school: &mut NamThanh, from: &str| {
        let timed = LockPlan { start: Start::At(at(from)), ..plan_of(scope.clone()) };
        let order = school.decides_order("cô Vân", timed, "2026-11-25 09:00");
        let facts = school.facts();
        let reader = facts.actor(school.person_id("cô Hoa"), at(NOW));
        order_told(&facts, &reader, facts.locks.order(order).unwrap(), at(NOW)).overruled.len()
    };
    assert_eq!(counts(&mut school, "2026-11-26 08:00"), 1);
    assert_eq!(counts(&mut school, "2026-11-27 08:00"), 0);
}

#[test]
fn the_paper_goes_to_whoever_carries_it_out_and_to_those_whose_records_it_is_about() {
    let school = nam_thanh();
    let whose = [Whose::Department(school.department("Nhà trẻ")), Whose::Class(school.class("4A"))].into();
    let of_two = draft(&school, plan_of(Scope { whose, ..Scope::whole() }));
    let lines = told(&school, "cô Hoa", &of_two, NOW).recipients;
    let wanted = ["Tổ quản lý phần mềm (để thi hành)", "Tổ Nhà trẻ (để thực hiện)", "Lớp 4A (để thực hiện)", "Lưu: VT"];
    assert_eq!(lines, wanted);
}

#[test]
fn of_two_orders_each_shuts_what_it_decides_itself() {
    let mut school = nam_thanh();
    let weeks = |from: u8, to: u8| Scope {
        within: Some(PartOfYear { weeks: (from..=to).collect(), ..PartOfYear::of(id(16, 1)) }),
        ..Scope::whole()
    };
    let first = school.orders("cô Nguyệt", LockKind::Lock, weeks(1, 4), "2026-11-25 08:00");
    let second = school.orders("cô Nguyệt", LockKind::Lock, weeks(3, 4), "2026-11-25 09:00");
    let opens = school.orders("cô Nguyệt", LockKind::Unlock, weeks(4, 4), "2026-11-25 10:00");
    let facts = school.facts();
    let of = |scope: Scope| school.obligations.iter().filter(|one| scope.covers(one, &school.regime)).count();
    let shuts = |id| {
        let order = facts.locks.order(id).unwrap();
        order_told(&facts, &facts.actor(school.person_id("cô Hoa"), at(NOW)), order, at(NOW)).shuts
    };
    assert_eq!([shuts(first), shuts(second), shuts(opens)], [of(weeks(1, 2)), of(weeks(3, 3)), 0]);
}

#[test]
fn whoever_signed_in_somebodys_place_and_whoever_has_left_are_told_so() {
    let mut school = nam_thanh();
    let (principal, vice) = (school.person_id("cô Nguyệt"), school.person_id("cô Vân"));
    school.regime.organisation.appointments.push(Appointment {
        person: vice,
        position: Position::Principal,
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: None,
        end_known_since: None,
        acting: Some(Acting { person: principal, decision: "15/QĐ-MNNT".to_owned() }),
    });
    let acting = |school: &NamThanh, post: Post| {
        let order = draft(school, plan(Start::WhenDecided));
        let order = order.sign(signature(school, "cô Vân", post, "2026-11-25 10:00"), LockReading::EitherAlone).unwrap();
        told(school, "cô Hoa", &order, NOW).signatures[0].acting.clone()
    };
    let words = acting(&school, Post::Principal).unwrap();
    assert!(words.contains("Nguyễn Thị Minh Nguyệt") && words.contains("Quyết định số 15/QĐ-MNNT"), "{words}");
    assert_eq!(acting(&school, Post::VicePrincipal), None, "as vice principal she is herself");
    let order = LockOrder { drafted: Act { by: id(4, 999), at: at(NOW) }, ..draft(&school, plan(Start::WhenDecided)) };
    assert_eq!(told(&school, "cô Hoa", &order, NOW).drafted.who, "người đã rời trường");
}

#[test]
fn an_order_that_another_one_replaces_over_all_its_records_says_so_in_the_list() {
    let mut school = nam_thanh();
    let weeks = |from: u8, to: u8| Scope {
        within: Some(PartOfYear { weeks: (from..=to).collect(), ..PartOfYear::of(id(16, 1)) }),
        ..Scope::whole()
    };
    let lock = school.decides_order("cô Nguyệt", plan_of(weeks(1, 2)), "2026-11-25 08:00");
    let unlock = |scope| LockPlan { kind: LockKind::Unlock, ..plan_of(scope) };
    let line = |school: &NamThanh, order, when: &str| {
        let facts = school.facts();
        let line = order_line(&facts, facts.locks.order(order).unwrap(), at(when));
        (line.kind, line.replaced_by)
    };
    school.decides_order("cô Nguyệt", unlock(weeks(1, 1)), "2026-11-25 09:00");
    assert_eq!(line(&school, lock, NOW), (LockKind::Lock, vec![]), "week 2 is shut by it");
    let whole = school.decides_order("cô Nguyệt", unlock(weeks(1, 2)), "2026-11-25 10:00");
    let facts = school.facts();
    let name = facts.locks.order(whole).unwrap().full_name();
    assert_eq!(line(&school, lock, NOW).1, [name]);
    assert_eq!(line(&school, whole, NOW), (LockKind::Unlock, vec![]));
}
