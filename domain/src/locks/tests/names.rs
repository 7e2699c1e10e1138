//! The names under an order, its last minute, and which order goes before another one.

use super::*;

/// A vice principal proposed it and the principal decided, whose name is the higher one.
#[test]
fn an_order_of_two_names_is_of_the_later_one_and_names_the_principal_first() {
    let school = nam_thanh();
    let vice = signature(&school, "cô Vân", Post::VicePrincipal, "2026-11-25 14:30");
    let principal = signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 15:00");
    let order = draft(&school, plan(LockKind::Lock, Start::WhenDecided));
    let order = order.sign(vice, LockReading::Together).unwrap().sign(principal, LockReading::Together).unwrap();
    assert_eq!(
        (order.in_force_from(), order.decided().unwrap().at()),
        (Some(at("2026-11-25 15:00")), Some(at("2026-11-25 15:00")))
    );
    let names = order.decided_by(&school.regime.organisation, day("2026-11-25"));
    assert_eq!(names, "Hiệu trưởng Nguyễn Thị Minh Nguyệt và phó hiệu trưởng Trần Thị Bích Vân");
    assert_eq!(order.full_name(), "Lệnh khóa số 01 (42/QĐ-TrMNNT)");
    let without = LockPlan { decision: String::new(), ..order.plan.clone() };
    assert_eq!(LockOrder { plan: without, ..order }.full_name(), "Lệnh khóa số 01");
}

#[test]
fn an_order_ends_with_its_minute_or_when_it_is_taken_back_and_is_carried_out_before() {
    let school = nam_thanh();
    let until = at("2026-12-01 17:00");
    let order = draft(&school, LockPlan { until: Some(until), ..plan(LockKind::Lock, Start::WhenExecuted) });
    let order = order.sign(signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 14:30"), LockReading::Together).unwrap();
    assert_eq!(order.ends_at(), Some(until));
    let executes = |when: &str| order.clone().execute(act(&school, "thầy Định", when)).map(drop);
    assert_eq!(executes("2026-12-01 16:59:59"), Ok(()));
    for late in ["2026-12-01 17:00:00", "2026-12-02 08:00"] {
        assert_eq!(executes(late), Err(LockRefusal::Over { until }.into()), "{late}");
    }
    let because = Reason::parse("Nhầm tuần").unwrap();
    let revoked = order.revoke(act(&school, "cô Nguyệt", "2026-11-26 08:00"), because).unwrap();
    assert_eq!(revoked.ends_at(), Some(at("2026-11-26 08:00")));
}

/// The numbers of the orders that are heeded before the first one at an hour, for whoever asks later.
#[test]
fn an_order_is_overruled_by_what_says_the_contrary_ranks_higher_and_is_in_force() {
    let mut school = nam_thanh();
    let timed = |kind, from: &str| LockPlan { scope: weeks(3, 3), ..plan(kind, Start::At(at(from))) };
    school.orders("cô Vân", LockKind::Lock, weeks(1, 4), "2026-10-05 08:00");
    school.orders("cô Vân", LockKind::Unlock, weeks(3, 3), "2026-10-04 08:00");
    school.orders("cô Nguyệt", LockKind::Unlock, weeks(3, 3), "2026-10-06 08:00");
    school.orders("cô Nguyệt", LockKind::Lock, weeks(1, 4), "2026-10-06 09:00");
    school.orders("cô Hạnh", LockKind::Unlock, weeks(4, 4), "2026-10-07 08:00");
    school.decides_order("cô Nguyệt", timed(LockKind::Unlock, "2026-10-10 08:00"), "2026-10-06 10:00");
    let overruled_by = |order: usize, when: &str, asked: &str| {
        let orders = &school.locks.orders;
        overruling(orders, &orders[order], at(when), at(asked)).into_iter().map(|one| one.number).collect::<Vec<_>>()
    };
    assert_eq!(overruled_by(0, "2026-10-05 09:00", "2026-10-11 08:00"), [0; 0], "what was opened before it was shut");
    assert_eq!(overruled_by(0, "2026-10-07 09:00", "2026-10-07 09:00"), [3, 5], "the principal's first");
    assert_eq!(overruled_by(0, "2026-10-10 08:00", "2026-10-07 09:00"), [6, 3, 5], "what will be in force then");
    assert_eq!(overruled_by(3, "2026-10-07 09:00", "2026-10-07 09:00"), [0; 0]);
    assert_eq!(overruled_by(1, "2026-10-07 09:00", "2026-10-07 09:00"), [4, 1]);
}

/// Two orders stop at once what arrives; the one that is heeded first is told.
#[test]
fn of_two_orders_that_stop_what_arrives_the_higher_one_is_told() {
    let mut school = nam_thanh();
    let stops = || LockPlan { under_way: UnderWay::Stops, ..plan(LockKind::Lock, Start::WhenDecided) };
    school.decides_order("cô Nguyệt", stops(), "2026-11-25 14:00");
    school.decides_order("cô Vân", stops(), "2026-11-25 14:05");
    let obligation = school.obligation("Giáo án tuần 3 · Lớp 4A").clone();
    let arrival = Arrival { began: at("2026-11-25 13:59"), now: at("2026-11-25 14:10") };
    assert_eq!(school.locks.shuts(&obligation, &school.regime, arrival).map(|one| one.number), Some(1));
}

/// What the head of the kitchen owed in October stays hers, whoever heads it since; what two teachers owe is of neither alone.
#[test]
fn one_record_is_somebodys_alone_who_answered_for_it_on_its_own_day() {
    let mut school = nam_thanh();
    let alone = |school: &NamThanh, one: ObligationId, mention: &str| {
        let scope = Scope { records: [one].into(), ..Scope::whole() };
        is_own_alone(&school.facts(), &scope, school.person_id(mention)) == Concerned::TheActorAlone
    };
    let department = school.department("Nuôi dưỡng");
    let minutes = school.obligations.iter().find(|one| {
        let is_of_october = one.terms.period == Period::Month(Month { year: 2026, month: 10 });
        is_of_october && one.due_day().is_none() && one.terms.owner == Owner::Department(department)
    });
    let minutes = minutes.unwrap().id;
    assert!(alone(&school, minutes, "cô Mận"));
    let (man, buoi) = (school.person_id("cô Mận"), school.person_id("cô Bưởi"));
    let appointments = &mut school.regime.organisation.appointments;
    let head = appointments.iter_mut().find(|one| one.person == man).unwrap();
    head.until = Some(day("2026-11-30"));
    let next = Appointment { person: buoi, from: day("2026-12-01"), until: None, ..head.clone() };
    appointments.push(next);
    assert!(alone(&school, minutes, "cô Mận") && !alone(&school, minutes, "cô Bưởi"), "it was hers in October");
    let shared = school.obligation("Giáo án tuần 13 · Lớp 4B").id;
    assert!(!alone(&school, shared, "cô Đào") && !alone(&school, shared, "cô Ấm"), "both teach 4B");
    let teaches = school.class("4B");
    school.regime.organisation.appointments.retain(|one| one.position != Position::Teacher(teaches));
    assert!(!alone(&school, shared, "cô Đào"), "what nobody answers for is nobody's");
}
