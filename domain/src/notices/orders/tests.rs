#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::super::notices as all_notices;
use super::*;
use crate::{
    locks::{Act, LockKind, LockPlan, LockReading, Post, Signature, UnderWay, order_told},
    obligations::Reason,
    scope::{PartOfYear, Scope, Whose},
    testing::{NamThanh, at, id, nam_thanh},
};

/// What `who` is told of orders.
fn told(school: &NamThanh, who: &str, now: &str) -> Vec<String> {
    let facts = school.facts();
    let told = |notice: Notice| match notice.news {
        News::Ordered(order) => Some(format!("{}: {} hồ sơ", order.name, order.records)),
        News::OrderRevoked(order) => Some(format!("thu hồi {}: {} hồ sơ", order.name, order.records)),
        News::OrderWaits(order) => Some(format!("{} chờ thi hành", order.name)),
        News::OrderToSign(order) => Some(format!("{} chờ tên, {}", order.name, order.by)),
        News::Returned { .. }
        | News::Approved { .. }
        | News::SpotChecked { .. }
        | News::Commented { .. }
        | News::Discussed { .. }
        | News::HeldFile { .. }
        | News::Lent { .. }
        | News::Absence(_)
        | News::Swap(_)
        | News::Task(_)
        | News::Shut { .. }
        | News::OpenAgain { .. }
        | News::MoreTime { .. }
        | News::LatenessJudged { .. }
        | News::LessTime { .. }
        | News::OwedAgain { .. }
        | News::Freed { .. }
        | News::DueDaysChanged { .. }
        | News::WaysChange { .. }
        | News::MoreTimeAsked { .. }
        | News::NoMoreTime { .. }
        | News::UpdateAsked { .. }
        | News::UpdateDecided { .. }
        | News::UpdateEnded { .. }
        | News::ReadRegulation { .. }
        | News::Today { .. }
        | News::ThisWeek { .. }
        | News::Waits { .. } => None,
    };
    all_notices(&facts, school.person_id(who), at(now)).into_iter().filter_map(told).collect()
}

/// Weeks 13 to 15 of class 4A, from when the order says.
pub(in crate::notices) fn lock_of_4a(school: &NamThanh, start: Start) -> LockPlan {
    let within = Some(PartOfYear { weeks: [13, 14, 15].into(), ..PartOfYear::of(school.regime.year) });
    LockPlan {
        kind: LockKind::Lock,
        scope: Scope { within, whose: [Whose::Class(school.class("4A"))].into(), ..Scope::whole() },
        start,
        until: None,
        under_way: UnderWay::Finishes,
        reason: Reason::parse("Chốt hồ sơ").unwrap(),
        decision: String::new(),
        executor: None,
    }
}

#[test]
fn the_principal_is_told_of_an_order_that_waits_for_her_name_until_it_has_it_or_its_hour_is_over() {
    let mut school = nam_thanh();
    let plan = LockPlan { kind: LockKind::Unlock, ..lock_of_4a(&school, Start::At(at("2026-11-25 16:00"))) };
    let drafted = Act { by: school.person_id("cô Vân"), at: at("2026-11-25 14:00") };
    let draft = LockOrder { id: id(17, 1), number: 1, plan, drafted, stage: Stage::Draft };
    let name = |by, post, when| Signature { by, post, at: at(when) };
    let vice = name(drafted.by, Post::VicePrincipal, "2026-11-25 14:00");
    let proposed = draft.sign(vice, LockReading::Together).unwrap();
    school.locks.orders.push(proposed.clone());
    let lines = told(&school, "cô Nguyệt", "2026-11-25 14:01");
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("Lệnh mở số 01 chờ tên, Phó hiệu trưởng "), "{lines:?}");
    for who in ["cô Vân", "cô Hoa", "thầy Định"] {
        assert_eq!(told(&school, who, "2026-11-25 14:01"), Vec::<String>::new(), "{who}");
    }
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-25 16:00:01"), Vec::<String>::new(), "no name helps it any more");
    let principal = name(school.person_id("cô Nguyệt"), Post::Principal, "2026-11-25 14:05");
    school.locks.orders = vec![proposed.sign(principal, LockReading::Together).unwrap()];
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-25 14:06"), Vec::<String>::new());
}

/// A vice principal shuts a part alone (Điều 4 điểm c), in the evening; the principal owes nothing of it.
#[test]
fn the_principal_is_told_at_once_of_what_was_ordered_without_her_name() {
    let mut school = nam_thanh();
    school.decides_order("cô Vân", lock_of_4a(&school, Start::WhenDecided), "2026-11-25 20:00");
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-25 20:01"), ["Lệnh khóa số 01: 0 hồ sơ"]);
    for who in ["cô Vân", "cô Hạnh", "thầy Định", "cô Hoa"] {
        assert_eq!(told(&school, who, "2026-11-25 20:01"), [""; 0], "{who}");
    }
    assert_eq!(told(&school, "cô Hoa", "2026-11-26 07:00").len(), 1, "in the morning, and with her records");
    let order = school.locks.orders.remove(0);
    let revoked_by = |who: &str| {
        let (act, why) = (Act { by: school.person_id(who), at: at("2026-11-25 21:00") }, Reason::parse("Nhầm tuần").unwrap());
        let mut school = school.clone();
        school.locks.orders = vec![order.clone().revoke(act, why).unwrap()];
        let lines = told(&school, "cô Nguyệt", "2026-11-25 21:01");
        lines.iter().filter(|line| line.starts_with("thu hồi")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(revoked_by("cô Vân"), ["thu hồi Lệnh khóa số 01: 0 hồ sơ"]);
    assert_eq!(revoked_by("cô Nguyệt"), [""; 0], "nobody is told of their own deed");
    // What she ordered herself, or with another name, is told to her neither.
    school.decides_order("cô Nguyệt", lock_of_4a(&school, Start::WhenDecided), "2026-11-25 20:00");
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-25 20:01"), [""; 0]);
}

/// What the principal opens afterwards was shut all the same when the order took effect.
#[test]
fn an_order_is_told_by_what_was_heeded_in_its_own_minute() {
    let mut school = nam_thanh();
    let counts =
        |school: &NamThanh| told(school, "cô Hoa", "2026-11-25 14:11").into_iter().find(|line| line.contains("khóa số 01"));
    school.decides_order("cô Vân", lock_of_4a(&school, Start::WhenDecided), "2026-11-25 14:00");
    let before = counts(&school);
    assert!(before.is_some());
    let open = LockPlan { kind: LockKind::Unlock, ..lock_of_4a(&school, Start::WhenDecided) };
    school.decides_order("cô Nguyệt", open, "2026-11-25 14:10");
    assert_eq!(counts(&school), before);
}

/// An order over the whole school, under which two names stand, and the one record that somebody of the leadership owes.
#[test]
fn nobody_is_told_of_an_order_that_they_gave_or_took_back_themselves() {
    let mut school = nam_thanh();
    let plan = LockPlan { scope: Scope::whole(), ..lock_of_4a(&school, Start::WhenDecided) };
    let drafted = Act { by: school.person_id("cô Vân"), at: at("2026-11-25 14:00") };
    let name = |who: &str, post, when| Signature { by: school.person_id(who), post, at: at(when) };
    let draft = LockOrder { id: id(17, 1), number: 1, plan, drafted, stage: Stage::Draft };
    let proposed = draft.sign(name("cô Vân", Post::VicePrincipal, "2026-11-25 14:00"), LockReading::Together).unwrap();
    let given = proposed.clone().sign(name("cô Nguyệt", Post::Principal, "2026-11-25 14:05"), LockReading::Together).unwrap();
    let counts = |school: &NamThanh, now: &str| {
        ["cô Vân", "cô Nguyệt", "cô Hạnh", "cô Hoa", "cô Vui"].map(|who| told(school, who, now).len())
    };
    school.locks.orders = vec![given.clone()];
    assert_eq!(counts(&school, "2026-11-25 14:06"), [0, 0, 1, 1, 0], "cô Vui owes nothing");
    let revokes = |order: LockOrder, who: &str, when: &str| {
        order.revoke(Act { by: school.person_id(who), at: at(when) }, Reason::parse("Nhầm tuần").unwrap()).unwrap()
    };
    let mut revoked = school.clone();
    revoked.locks.orders = vec![revokes(given, "cô Nguyệt", "2027-01-06 08:00")];
    assert_eq!(counts(&revoked, "2027-01-06 09:00"), [1, 0, 1, 1, 0], "that it was given is old by then");
    // What was thrown away before it was given was never told to anybody.
    revoked.locks.orders = vec![revokes(proposed, "cô Nguyệt", "2026-11-25 14:10")];
    assert_eq!(counts(&revoked, "2026-11-25 14:11"), [0; 5]);
}

#[test]
fn an_order_is_told_with_as_many_records_of_ones_own_as_it_is_about_and_of_none_not_at_all() {
    let mut school = nam_thanh();
    let title = "Giáo án tuần 13 · Lớp 4A";
    let scope = Scope { records: [school.obligation(title).id].into(), ..Scope::whole() };
    let plan = LockPlan { scope, ..lock_of_4a(&school, Start::WhenDecided) };
    school.decides_order("cô Nguyệt", plan, "2026-11-25 14:00");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 14:01"), ["Lệnh khóa số 01: 1 hồ sơ"]);
    school.exempts(title, "lớp đi tham quan");
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 14:01"), [""; 0], "nobody owes it");
}

#[test]
fn an_order_waits_to_be_carried_out_where_it_says_so_and_by_nobody_for_their_own_records_alone() {
    let mut school = nam_thanh();
    school.decides_order("cô Nguyệt", lock_of_4a(&school, Start::At(at("2026-11-26 08:00"))), "2026-11-25 14:00");
    assert_eq!(told(&school, "thầy Định", "2026-11-25 14:01"), [""; 0], "it waits for its hour and for nobody");
    school.locks.orders.clear();
    let dinh = school.person_id("thầy Định");
    let own = school.obligation("Giáo án tuần 13 · Lớp 5B");
    let id = own.id;
    own.terms.turn = Some(dinh);
    let own = LockPlan { scope: Scope { records: [id].into(), ..Scope::whole() }, ..lock_of_4a(&school, Start::WhenExecuted) };
    school.decides_order("cô Nguyệt", own, "2026-11-25 14:00");
    let told = told(&school, "thầy Định", "2026-11-25 14:01");
    assert!(told.iter().all(|line| !line.ends_with("chờ thi hành")), "{told:?}");
}

#[test]
fn nobody_is_told_that_records_are_shut_which_a_higher_order_keeps_open() {
    let mut school = nam_thanh();
    let open = LockPlan { kind: LockKind::Unlock, ..lock_of_4a(&school, Start::WhenDecided) };
    let within = Some(PartOfYear { weeks: [13].into(), ..PartOfYear::of(school.regime.year) });
    let open = LockPlan { scope: Scope { within, ..open.scope.clone() }, ..open };
    let lock = lock_of_4a(&school, Start::WhenDecided);
    let mut alone = school.clone();
    alone.decides_order("cô Vân", lock.clone(), "2026-11-25 14:10");
    let count = |lines: &[String], name: &str| -> Option<usize> {
        lines.iter().find_map(|line| line.strip_prefix(name)?.strip_suffix(" hồ sơ")?.parse().ok())
    };
    let all = count(&told(&alone, "cô Hoa", "2026-11-25 14:11"), "Lệnh khóa số 01: ").unwrap();
    school.decides_order("cô Nguyệt", open, "2026-11-25 14:00");
    let number = school.decides_order("cô Vân", lock, "2026-11-25 14:10");
    let opened = count(&told(&school, "cô Hoa", "2026-11-25 14:11"), "Lệnh mở số 01: ").unwrap();
    let shut = count(&told(&school, "cô Hoa", "2026-11-25 14:11"), "Lệnh khóa số 02: ");
    assert_eq!(shut.unwrap_or_default() + opened, all);
    assert!(opened < shut.unwrap_or_default(), "one week of three is kept open");
    // The paper says which order is heeded there.
    let facts = school.facts();
    let actor = facts.actor(school.person_id("cô Hoa"), at("2026-11-25 14:11"));
    let paper = order_told(&facts, &actor, facts.locks.order(number).unwrap(), at("2026-11-25 14:11"));
    let overruled: Vec<&str> = paper.overruled.iter().map(|one| one.by.as_str()).collect();
    assert_eq!(overruled, ["Lệnh mở số 01"]);
    let (covered, kept_open) = (paper.shuts + paper.overruled[0].records, paper.overruled[0].records);
    let of_lock = facts.open_obligations().filter(|one| lock_of_4a(&school, Start::WhenDecided).scope.covers(one, &facts.regime));
    assert_eq!((covered, kept_open > 0), (of_lock.count(), true));
}

/// What waits is counted for whoever it waits for, and for nobody else.
#[test]
fn orders_that_wait_are_counted_for_whoever_they_wait_for() {
    let mut school = nam_thanh();
    let counts = |school: &NamThanh, who: &str, now: &str| {
        let facts = school.facts();
        let waits = WaitingOrders::of(&facts, &facts.actor(school.person_id(who), at(now)), at(now));
        (waits.to_sign, waits.to_execute)
    };
    let waiting = lock_of_4a(&school, Start::WhenExecuted);
    school.decides_order("cô Nguyệt", waiting, "2026-11-25 08:00");
    let vice = school.signature("cô Vân", "2026-11-25 08:00");
    let drafted = Act { by: vice.by, at: vice.at };
    let whole = LockPlan { start: Start::WhenDecided, ..lock_of_4a(&school, Start::WhenDecided) };
    let draft = LockOrder { id: id(17, 9), number: 9, plan: whole, drafted, stage: Stage::Draft };
    school.locks.authority.parts = LockReading::Together;
    school.locks.orders.push(draft.sign(vice, LockReading::Together).unwrap());
    let now = "2026-11-25 09:00";
    for (who, expected) in [("cô Nguyệt", (1, 0)), ("cô Vân", (0, 0)), ("thầy Định", (0, 1)), ("cô Hoa", (0, 0)), ("cô Ấm", (0, 0))]
    {
        assert_eq!(counts(&school, who, now), expected, "{who}");
    }
    let words = |to_sign, to_execute| WaitingOrders { to_sign, to_execute }.words();
    assert_eq!(words(1, 2).as_deref(), Some("1 chờ ký, 2 chờ thi hành"));
    assert_eq!((words(0, 1).as_deref(), words(0, 0)), (Some("1 chờ thi hành"), None));
}
