//! Orders while a clock that was ahead is set right: what is kept has happened, and what is to come waits for its minute.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    days::Timestamp,
    ids::LockOrderId,
    obligations::Reason,
    scope::{PartOfYear, Scope},
    testing::{NamThanh, at, id, nam_thanh},
};

/// The clock showed this while everything was done, and is set right then.
const AHEAD: &str = "2026-11-25 16:00";
const RIGHT: &str = "2026-11-25 09:00";

fn plan(kind: LockKind, start: Start) -> LockPlan {
    let within = Some(PartOfYear { weeks: (1..=4).collect(), ..PartOfYear::of(id(16, 1)) });
    LockPlan {
        kind,
        scope: Scope { within, ..Scope::whole() },
        start,
        until: None,
        under_way: UnderWay::Finishes,
        reason: Reason::parse("Chốt hồ sơ tuần 1 đến tuần 4").unwrap(),
        decision: String::new(),
        executor: None,
    }
}

/// Whether the plan of week 3 is shut to what comes in so.
fn is_shut(school: &mut NamThanh, began: &str, now: &str) -> bool {
    let obligation = school.obligation("Giáo án tuần 3 · Lớp 4A").clone();
    let arrival = Arrival { began: at(began), now: at(now) };
    school.locks.shuts(&obligation, &school.regime, arrival).is_some()
}

fn revoke(school: &mut NamThanh, order: LockOrderId, when: Timestamp) {
    let by = school.person_id("cô Nguyệt");
    let place = school.locks.orders.iter().position(|one| one.id == order).unwrap();
    let kept = school.locks.orders.remove(place);
    let revoked = kept.revoke(Act { by, at: when }, Reason::parse("Nhầm tuần").unwrap()).unwrap();
    school.locks.orders.insert(place, revoked);
}

#[test]
fn an_order_that_was_taken_back_does_not_act_again() {
    let mut school = nam_thanh();
    let order = school.decides_order("cô Nguyệt", plan(LockKind::Lock, Start::WhenDecided), "2026-11-25 08:00");
    assert!(is_shut(&mut school, RIGHT, RIGHT));
    revoke(&mut school, order, at(AHEAD));
    for now in [RIGHT, "2026-11-25 08:00", AHEAD, "2026-11-26 08:00"] {
        assert!(!is_shut(&mut school, now, now), "{now}");
        assert_eq!(school.locks.order(order).unwrap().state(at(now)), OrderState::Revoked);
    }
}

#[test]
fn an_order_that_was_decided_or_carried_out_goes_on_acting() {
    let mut school = nam_thanh();
    school.decides_order("cô Nguyệt", plan(LockKind::Lock, Start::WhenDecided), AHEAD);
    assert!(is_shut(&mut school, RIGHT, RIGHT));
    assert!(!is_shut(&mut school, "2026-11-25 08:59", RIGHT), "what began before the clock was set right is finished");
    let mut school = nam_thanh();
    let order = school.decides_order("cô Nguyệt", plan(LockKind::Lock, Start::WhenExecuted), "2026-11-25 08:00");
    assert!(!is_shut(&mut school, RIGHT, RIGHT));
    let kept = school.locks.orders.remove(0);
    let executed = kept.execute(Act { by: school.person_id("thầy Định"), at: at(AHEAD) }).unwrap();
    school.locks.orders.push(executed);
    assert!(is_shut(&mut school, RIGHT, RIGHT));
    assert_eq!(school.locks.order(order).unwrap().in_force_from(), Some(at(AHEAD)), "the paper says what was noted");
}

#[test]
fn a_minute_that_an_order_names_comes_when_it_comes() {
    let mut school = nam_thanh();
    let noon = Start::At(at("2026-11-25 12:00"));
    let (lock, until) = (plan(LockKind::Lock, noon), Some(at("2026-11-25 15:00")));
    school.decides_order("cô Nguyệt", LockPlan { until, ..lock }, "2026-11-25 08:00");
    for (now, shut) in [(AHEAD, false), (RIGHT, false), ("2026-11-25 12:00", true), ("2026-11-25 15:00", false)] {
        assert_eq!(is_shut(&mut school, now, now), shut, "{now}");
    }
}
