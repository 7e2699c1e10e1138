#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod duty;
mod names;
mod properties;

use std::sync::LazyLock;

use chrono::TimeDelta;
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    days::{Month, Timestamp},
    decisions::{Outcome, Return},
    facts::Facts,
    obligations::{ObligationId, Owner, Period, Reason},
    people::{Appointment, Position},
    record_types::Step,
    refusal::{LockRefusal, Refusal},
    scope::{PartOfYear, Scope, Whose},
    testing::{
        NamThanh, at, day,
        forms::{told, typed},
        id, nam_thanh,
    },
};

const NOW: &str = "2026-11-25 14:20";

fn plan(kind: LockKind, start: Start) -> LockPlan {
    LockPlan {
        kind,
        scope: weeks(1, 4),
        start,
        until: None,
        under_way: UnderWay::Finishes,
        reason: Reason::parse("Chốt hồ sơ tuần 1 đến tuần 4").unwrap(),
        decision: "42/QĐ-TrMNNT".to_owned(),
        executor: None,
    }
}

fn weeks(from: u8, to: u8) -> Scope {
    Scope { within: Some(PartOfYear { weeks: (from..=to).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() }
}

fn draft(school: &NamThanh, plan: LockPlan) -> LockOrder {
    let drafted = Act { by: school.person_id("cô Nguyệt"), at: at(NOW) };
    LockOrder { id: id(17, 1), number: 1, plan, drafted, stage: Stage::Draft }
}

fn signature(school: &NamThanh, mention: &str, post: Post, when: &str) -> Signature {
    Signature { by: school.person_id(mention), post, at: at(when) }
}

fn act(school: &NamThanh, mention: &str, when: &str) -> Act {
    Act { by: school.person_id(mention), at: at(when) }
}

#[test]
fn an_order_goes_from_draft_to_its_end_and_never_back() {
    let school = nam_thanh();
    let principal = signature(&school, "cô Nguyệt", Post::Principal, "2026-11-25 14:30");
    let from = at("2026-11-27 17:00");
    let timed = LockPlan { until: Some(at("2026-12-01 17:00")), ..plan(LockKind::Lock, Start::At(from)) };
    let order = draft(&school, timed);
    assert_eq!(order.state(at("2026-11-25 14:25")), OrderState::Draft);
    assert!(!order.is_in_force(from, from), "nobody has decided it");
    let order = order.sign(principal, LockReading::Together).unwrap();
    for (when, state) in [
        ("2026-11-25 14:30", OrderState::Ordered),
        ("2026-11-27 16:59:59", OrderState::Ordered),
        ("2026-11-27 17:00", OrderState::InForce),
        ("2026-12-01 16:59:59", OrderState::InForce),
        ("2026-12-01 17:00", OrderState::Over),
    ] {
        assert_eq!(order.state(at(when)), state, "{when}");
        assert_eq!(order.is_in_force(at(when), at(when)), state == OrderState::InForce, "{when}");
    }
    let again = order.clone().sign(principal, LockReading::Together);
    assert_eq!(again, Err(LockRefusal::DecidedAlready { at: at("2026-11-25 14:30") }.into()));
    let executed = order.clone().execute(act(&school, "thầy Định", "2026-11-26 08:00"));
    assert_eq!(executed, Err(LockRefusal::ByItself.into()));
    let because = || Reason::parse("Sở đã lùi ngày kiểm tra").unwrap();
    let late = order.clone().revoke(act(&school, "cô Nguyệt", "2026-12-02 08:00"), because());
    assert_eq!(late, Err(LockRefusal::Over { until: at("2026-12-01 17:00") }.into()));
    let revoked = order.revoke(act(&school, "cô Nguyệt", "2026-11-28 08:00"), because()).unwrap();
    assert_eq!(revoked.state(at("2026-11-28 08:00")), OrderState::Revoked);
    let later = at("2026-11-28 08:00");
    assert!(revoked.is_in_force(at("2026-11-28 07:59:59"), later), "what it shut meanwhile was shut");
    assert!(!revoked.is_in_force(later, later));
    assert_eq!(revoked.decided().unwrap().signatures, [principal], "who decided stays on the paper");
    let twice = revoked.clone().revoke(act(&school, "cô Nguyệt", "2026-11-28 09:00"), because());
    assert_eq!(twice, Err(LockRefusal::Revoked { at: at("2026-11-28 08:00") }.into()));
    assert_eq!(revoked.sign(principal, LockReading::Together), Err(LockRefusal::Revoked { at: at("2026-11-28 08:00") }.into()));
}

#[test]
fn an_order_that_waits_for_somebody_is_in_force_from_their_deed_on() {
    let school = nam_thanh();
    let order = draft(&school, plan(LockKind::Lock, Start::WhenExecuted));
    let early = order.clone().execute(act(&school, "thầy Định", "2026-11-25 14:25"));
    assert_eq!(early, Err(LockRefusal::NotDecided.into()));
    let order =
        order.sign(signature(&school, "cô Vân", Post::VicePrincipal, "2026-11-25 14:30"), LockReading::EitherAlone).unwrap();
    assert_eq!(order.state(at("2026-12-25 14:30")), OrderState::Ordered, "however long it waits");
    let mut ended = order.clone();
    ended.plan.until = Some(at("2026-12-01 17:00"));
    assert_eq!(ended.state(at("2026-12-01 16:59:59")), OrderState::Ordered);
    assert_eq!(ended.state(at("2026-12-01 17:00")), OrderState::NotExecuted);
    assert_eq!(ended.state(at("2026-12-01 17:00")).words(), "Hết hạn, chưa ai thi hành");
    let over = Err(LockRefusal::Over { until: at("2026-12-01 17:00") }.into());
    let late = |order: LockOrder, when| order.execute(act(&school, "thầy Định", when));
    assert_eq!(late(ended.clone(), "2026-12-01 17:00"), over);
    let because = Reason::parse("Không cần nữa").unwrap();
    assert_eq!(ended.clone().revoke(act(&school, "cô Nguyệt", "2026-12-02 08:00"), because), over);
    assert_eq!(late(ended, "2026-12-01 16:00").unwrap().state(at("2026-12-01 17:00")), OrderState::Over);
    let order = order.execute(act(&school, "thầy Định", "2026-11-25 15:00")).unwrap();
    assert_eq!(order.in_force_from(), Some(at("2026-11-25 15:00")));
    assert_eq!(order.state(at("2026-11-25 15:00")), OrderState::InForce);
    let twice = order.execute(act(&school, "thầy Định", "2026-11-25 15:01"));
    assert_eq!(twice, Err(LockRefusal::Executed { at: at("2026-11-25 15:00") }.into()));
}

#[test]
fn nothing_is_ordered_backwards() {
    let school = nam_thanh();
    let sign = |plan| draft(&school, plan).sign(signature(&school, "cô Nguyệt", Post::Principal, NOW), LockReading::PrincipalOnly);
    let from = at("2026-11-25 14:19:59");
    assert_eq!(sign(plan(LockKind::Lock, Start::At(from))), Err(LockRefusal::InThePast { from }.into()));
    assert!(sign(plan(LockKind::Lock, Start::At(at(NOW)))).is_ok(), "this very second is no past");
    let over = LockPlan { until: Some(at(NOW)), ..plan(LockKind::Lock, Start::WhenDecided) };
    assert_eq!(sign(over), Err(LockRefusal::Over { until: at(NOW) }.into()));
}

#[test]
fn three_readings_of_three_clauses() {
    let school = nam_thanh();
    let signed = |reading: LockReading, names: &[(&str, Post)]| {
        let mut order = draft(&school, plan(LockKind::Lock, Start::WhenDecided));
        for (mention, post) in names {
            order = order.sign(signature(&school, mention, *post, NOW), reading).unwrap();
        }
        (order.state(at(NOW)), order.decided().map(|decided| clause(&decided.signatures)))
    };
    let (principal, vice) = (("cô Nguyệt", Post::Principal), ("cô Vân", Post::VicePrincipal));
    for reading in LockReading::ALL {
        assert_eq!(signed(reading, &[principal]), (OrderState::InForce, Some("Điều 3 điểm c của Quy chế")), "{reading:?}");
        assert_eq!(LockReading::from_code(reading.code()), Some(reading));
    }
    assert_eq!(signed(LockReading::EitherAlone, &[vice]), (OrderState::InForce, Some("Điều 4 điểm c của Quy chế")));
    assert_eq!(signed(LockReading::Together, &[vice]), (OrderState::Proposed, None));
    let both = (OrderState::InForce, Some("Điều 3 điểm c và Điều 4 điểm b của Quy chế"));
    assert_eq!(signed(LockReading::Together, &[vice, principal]), both);
    assert!(!LockReading::PrincipalOnly.lets_sign(Post::VicePrincipal));
    // What the preview says is what the paper says later.
    let (head, deputy) = (Post::Principal, Post::VicePrincipal);
    for (reading, post, counts_as, clause) in [
        (LockReading::Together, head, head, "Điều 3 điểm c của Quy chế"),
        (LockReading::Together, deputy, head, "Điều 3 điểm c và Điều 4 điểm b của Quy chế"),
        (LockReading::PrincipalOnly, deputy, head, "Điều 3 điểm c của Quy chế"),
        (LockReading::EitherAlone, head, head, "Điều 3 điểm c của Quy chế"),
        (LockReading::EitherAlone, deputy, deputy, "Điều 4 điểm c của Quy chế"),
    ] {
        assert_eq!((reading.counts_as(post), reading.clause_begun_by(post)), (counts_as, clause), "{reading:?} {post:?}");
    }
    // Two vice principals are no principal, and nobody is two.
    let proposed = draft(&school, plan(LockKind::Lock, Start::WhenDecided));
    let proposed = proposed.sign(signature(&school, "cô Vân", Post::VicePrincipal, NOW), LockReading::Together).unwrap();
    let twice = proposed.clone().sign(signature(&school, "cô Vân", Post::VicePrincipal, NOW), LockReading::Together);
    assert_eq!(twice, Err(LockRefusal::SignedAlready { at: at(NOW) }.into()));
    let second = proposed.sign(signature(&school, "cô Hạnh", Post::VicePrincipal, NOW), LockReading::Together);
    assert_eq!(second, Err(LockRefusal::IsThePrincipals.into()));
}

#[test]
fn the_recommended_authority_asks_for_the_principal_where_much_is_at_stake() {
    let (authority, facts) = (LockAuthority::default(), nam_thanh().facts());
    let reading = |kind, scope: &Scope| reading_of(authority, kind, scope, &facts);
    assert_eq!(reading(LockKind::Lock, &weeks(1, 4)), LockReading::EitherAlone);
    assert_eq!(reading(LockKind::Unlock, &weeks(1, 4)), LockReading::Together);
    assert_eq!(reading(LockKind::Lock, &Scope::whole()), LockReading::Together);
    let year = Scope { within: Some(PartOfYear::of(id(16, 1))), ..Scope::whole() };
    assert_eq!(reading(LockKind::Lock, &year), LockReading::Together, "a whole year is everything that is worked on");
    // Whoever ticks every box has said the same.
    let all = facts.organisation().departments.iter().map(|one| Whose::Department(one.id)).chain([Whose::School]);
    let boxes = Scope { whose: all.collect(), ..weeks(1, 35) };
    assert_eq!(reading(LockKind::Lock, &boxes), LockReading::Together);
    let form = AuthorityForm::of(authority);
    assert_eq!(form.parse(), Ok(authority));
    assert_eq!(told(&AuthorityForm::read(&typed(&[("parts", "either")])).parse().unwrap_err()), ["opening: Chọn một cách."]);
}

/// Whether cô Hoa's plan of week 3 is shut at this instant, and by which order.
fn shut_by(school: &mut NamThanh, when: &str) -> Option<u32> {
    let obligation = school.obligation("Giáo án tuần 3 · Lớp 4A").clone();
    standing(&school.locks.orders, &obligation, &school.regime, at(when)).map(|order| order.number)
}

#[test]
fn of_orders_that_say_different_things_the_principals_latest_is_heeded() {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, weeks(1, 4), "2026-10-05 08:00");
    let before = Arrival { began: at("2026-10-05 07:59:59"), now: at("2026-10-05 08:00") };
    let obligation = school.obligation("Giáo án tuần 3 · Lớp 4A").clone();
    assert_eq!(school.locks.shuts(&obligation, &school.regime, before), None);
    assert_eq!(shut_by(&mut school, "2026-10-05 08:00"), Some(1));
    school.orders("cô Vân", LockKind::Unlock, weeks(3, 3), "2026-10-06 08:00");
    assert_eq!(shut_by(&mut school, "2026-10-06 08:00"), Some(1), "a vice principal does not open what the principal shut");
    school.orders("cô Nguyệt", LockKind::Unlock, weeks(3, 3), "2026-10-07 08:00");
    assert_eq!(shut_by(&mut school, "2026-10-07 08:00"), None);
    school.orders("cô Vân", LockKind::Lock, Scope::whole(), "2026-10-08 08:00");
    assert_eq!(shut_by(&mut school, "2026-10-08 08:00"), None, "nor shuts what the principal opened");
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-10-09 08:00");
    assert_eq!(shut_by(&mut school, "2026-10-09 08:00"), Some(5));
}

#[test]
fn what_was_opened_for_a_while_is_shut_again_by_itself() {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, weeks(1, 4), "2026-10-05 08:00");
    let until = Some(at("2026-10-08 17:00"));
    let open = LockPlan { until, scope: weeks(3, 3), ..plan(LockKind::Unlock, Start::At(at("2026-10-07 08:00"))) };
    school.decides_order("cô Nguyệt", open, "2026-10-06 08:00");
    for (when, shut) in [("2026-10-07 07:59:59", true), ("2026-10-07 08:00", false), ("2026-10-08 16:59:59", false)] {
        assert_eq!(shut_by(&mut school, when).is_some(), shut, "{when}");
    }
    assert_eq!(shut_by(&mut school, "2026-10-08 17:00"), Some(1));
}

#[test]
fn what_began_to_arrive_before_the_minute_is_finished_unless_the_order_stops_it() {
    let mut school = nam_thanh();
    let obligation = school.obligation("Giáo án tuần 3 · Lớp 4A").clone();
    let from = at("2026-11-27 17:00");
    let check = |under_way, began: TimeDelta, now: TimeDelta, is_shut: bool| {
        let mut school = school.clone();
        school.decides_order("cô Nguyệt", LockPlan { under_way, ..plan(LockKind::Lock, Start::At(from)) }, NOW);
        let arrival = Arrival { began: from + began, now: from + now };
        let shuts = school.locks.shuts(&obligation, &school.regime, arrival);
        assert_eq!(shuts.is_some(), is_shut, "{under_way:?} {began} {now}");
        let refused = school.facts().check_writable(&obligation, arrival);
        assert_eq!(refused.is_err(), is_shut);
        if let Err(refusal) = refused {
            assert_eq!(refusal.words().fact, "Hồ sơ này đã khóa từ 17:00 ngày 27/11/2026");
            assert!(refusal.words().advice.contains("do hiệu trưởng Nguyễn Thị Minh Nguyệt ra"), "{}", refusal.words().advice);
        }
    };
    let seconds = TimeDelta::seconds;
    check(UnderWay::Finishes, seconds(-1), seconds(-1), false);
    check(UnderWay::Finishes, seconds(0), seconds(0), true);
    check(UnderWay::Finishes, seconds(-1), seconds(40), false);
    check(UnderWay::Finishes, seconds(-1), FINISH_WITHIN - seconds(1), false);
    check(UnderWay::Finishes, seconds(-1), FINISH_WITHIN, true);
    check(UnderWay::Stops, seconds(-1), seconds(-1), false);
    check(UnderWay::Stops, seconds(-1), seconds(0), true);
}

#[test]
fn what_was_stopped_at_once_is_not_finished_because_of_a_later_order_that_lets_things_finish() {
    let mut school = nam_thanh();
    let obligation = school.obligation("Giáo án tuần 3 · Lớp 4A").clone();
    let (from, later) = (at("2026-11-27 17:00"), at("2026-11-27 17:05"));
    let arrival = Arrival { began: at("2026-11-27 16:59"), now: at("2026-11-27 17:06") };
    let shut = |school: &NamThanh| school.locks.shuts(&obligation, &school.regime, arrival).map(|order| order.number);
    let stops = LockPlan { under_way: UnderWay::Stops, ..plan(LockKind::Lock, Start::At(from)) };
    school.decides_order("cô Nguyệt", stops, NOW);
    school.decides_order("cô Nguyệt", plan(LockKind::Lock, Start::At(later)), NOW);
    assert_eq!(shut(&school), Some(1));
    // What opened in between, and was heeded, let it come in; the order that shuts it anew lets it finish.
    let opens = LockPlan { scope: weeks(3, 3), ..plan(LockKind::Unlock, Start::At(at("2026-11-27 16:00"))) };
    school.decides_order("cô Nguyệt", opens, "2026-11-25 15:00");
    assert_eq!(shut(&school), None, "it is open");
    let anew = LockPlan { scope: weeks(3, 3), ..plan(LockKind::Lock, Start::At(later)) };
    school.decides_order("cô Nguyệt", anew, "2026-11-25 15:01");
    assert_eq!(shut(&school), None);
}

#[test]
fn a_record_that_is_owed_no_longer_says_so_first() {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-10-05 08:00");
    let facts = school.facts();
    let record = school.obligation("Giáo án tuần 3 · Lớp 4A");
    assert!(matches!(facts.check_writable(record, Arrival::at(at(NOW))), Err(Refusal::Lock(LockRefusal::Shut(_)))));
    record.closing = Some(crate::obligations::Closing { at: at(NOW), reason: "lớp giải thể".to_owned() });
    assert!(matches!(facts.check_writable(record, Arrival::at(at(NOW))), Err(Refusal::ObligationClosed { .. })));
}

#[test]
fn a_lock_judges_nobody() {
    let mut school = nam_thanh();
    school.lives_until(at(NOW));
    let before = school.facts();
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-11-25 14:00");
    let after = school.facts();
    for obligation in before.obligations.iter() {
        assert_eq!(before.standing(obligation, at(NOW)), after.standing(obligation, at(NOW)));
        assert_eq!(before.why(obligation), after.why(obligation));
    }
}

#[test]
fn a_preview_counts_what_is_covered_and_names_whose_work_is_not_finished() {
    let mut school = nam_thanh();
    school.all_on_time_before("2026-10-10");
    school.regime.reviewed_since = Some(at("2026-09-01 08:00"));
    let back = Return { reasons: Vec::new(), words: "Thiếu mục tiêu".to_owned(), correct_by: day("2026-10-01") };
    school.decides("cô Ấm", "Giáo án tuần 3 · Lớp 4A", Step::Department, Outcome::Returned(back), "2026-09-20 08:00");
    for obligation in school.obligations.clone() {
        let title = school.title(&obligation);
        if obligation.handed_in.is_some() && title != "Giáo án tuần 3 · Lớp 4A" {
            school.decides("cô Cúc", &title, Step::Department, Outcome::Approved, "2026-09-20 08:00");
        }
    }
    school.obligation("Giáo án tuần 4 · Lớp 4B").handed_in = None;
    let record_types = [school.record_type("giao-an").id].into();
    let scope =
        Scope { record_types, whose: [Whose::Class(school.class("4A")), Whose::Class(school.class("4B"))].into(), ..weeks(3, 4) };
    let lock = LockPlan { scope, ..plan(LockKind::Lock, Start::WhenDecided) };
    let thao = school.person_id("cô Thảo");
    let begun = [(thao, school.obligation("Giáo án tuần 4 · Lớp 4A").id)];
    let shown = preview(&school.facts(), &lock, Post::Principal, &begun, at(NOW));
    assert_eq!(shown.headline(), "Khóa 4 hồ sơ, 3 việc đang dở của 3 cô");
    let lines: Vec<String> = shown
        .unfinished
        .iter()
        .map(|one| {
            let counts = one.counts.iter().map(|(kind, count)| format!("{count} {}", kind.words()));
            format!("{}: {}", one.name, counts.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        lines,
        ["Lê Thị Ấm: 1 quá hạn, chưa nộp", "Nguyễn Thị Hoa (4A): 1 bản trả lại, chưa sửa", "Trần Thu Thảo: 1 bản đang soạn"]
    );
    assert_eq!(shown.shut_already, 0);
}

#[test]
fn an_order_that_meets_another_one_is_told_which_of_them_is_heeded() {
    let mut school = nam_thanh();
    school.orders("cô Nguyệt", LockKind::Lock, weeks(1, 4), "2026-10-05 08:00");
    let unlock = LockPlan { scope: weeks(4, 5), ..plan(LockKind::Unlock, Start::WhenDecided) };
    let conflicts = |school: &NamThanh, plan: &LockPlan, post| {
        let found = preview(&school.facts(), plan, post, &[], at(NOW)).conflicts;
        found.into_iter().map(|one| (one.name, one.prevails)).collect::<Vec<_>>()
    };
    assert_eq!(conflicts(&school, &unlock, Post::VicePrincipal), [("Lệnh khóa số 01".to_owned(), true)]);
    assert_eq!(conflicts(&school, &unlock, Post::Principal), [("Lệnh khóa số 01".to_owned(), false)]);
    let elsewhere = LockPlan { scope: weeks(5, 6), ..unlock.clone() };
    assert_eq!(conflicts(&school, &elsewhere, Post::Principal), []);
    let same = LockPlan { kind: LockKind::Lock, ..unlock };
    assert_eq!(conflicts(&school, &same, Post::Principal), [], "two locks say the same");
}

#[test]
fn whose_records_alone_an_order_is_about() {
    let school = nam_thanh();
    let facts = school.facts();
    let of = |mention: &str| Scope { whose: [Whose::Person(school.person_id(mention))].into(), ..weeks(12, 13) };
    let alone = |scope: &Scope, mention: &str| is_own_alone(&facts, scope, school.person_id(mention)) == Concerned::TheActorAlone;
    assert!(alone(&of("cô Hoa"), "cô Hoa"), "her own turns");
    assert!(!alone(&of("cô Thảo"), "cô Hoa"));
    assert!(!alone(&weeks(12, 13), "cô Hoa"));
    let in_common = Scope { whose: [Whose::Person(school.person_id("cô Thảo"))].into(), ..Scope::whole() };
    let is_of_others = |one: &crate::obligations::Obligation| in_common.covers(one, &facts.regime) && one.terms.turn.is_none();
    assert!(facts.open_obligations().any(is_of_others), "what the teachers of a class owe together");
    assert!(alone(&in_common, "cô Thảo"), "nobody but her is named");
    let nothing = Scope { records: [id(5, 99_999)].into(), ..Scope::whole() };
    assert!(!alone(&nothing, "cô Hoa"), "an order about nothing concerns nobody");
}

static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let mut school = nam_thanh();
    school.lives_until(at(NOW));
    school.facts()
});

fn shut_records(locks: &Locks, when: Timestamp) -> Vec<ObligationId> {
    let is_shut = |id: &ObligationId| {
        let obligation = FACTS.obligation(*id).unwrap();
        standing(&locks.orders, obligation, &FACTS.regime, when).is_some()
    };
    FACTS.obligations.iter().map(|one| one.id).filter(is_shut).collect()
}

fn order(number: u32, kind: LockKind, scope: Scope, post: Post, at: Timestamp) -> LockOrder {
    let (by, stage) = (id(4, 1), Stage::Draft);
    let plan = LockPlan { scope, ..plan(kind, Start::WhenDecided) };
    let order = LockOrder { id: id(17, number.into()), number, plan, drafted: Act { by, at }, stage };
    order.sign(Signature { by, post, at }, LockReading::EitherAlone).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lock_then_unlock_is_as_before_for_every_scope(scope in crate::scope::tests::scopes()) {
        let now = at(NOW);
        let mut locks = Locks::default();
        locks.orders.push(order(1, LockKind::Lock, scope.clone(), Post::Principal, now));
        let covered: Vec<ObligationId> =
            FACTS.obligations.iter().filter(|one| scope.covers(one, &FACTS.regime)).map(|one| one.id).collect();
        prop_assert_eq!(shut_records(&locks, now), covered);
        locks.orders.push(order(2, LockKind::Unlock, scope.clone(), Post::Principal, now + TimeDelta::seconds(1)));
        prop_assert_eq!(shut_records(&locks, now + TimeDelta::seconds(1)), Vec::<ObligationId>::new());
        // A lock that is taken back leaves nothing behind either.
        let (kept, act) = (locks.orders.remove(0), Act { by: id(4, 1), at: now + TimeDelta::seconds(1) });
        let revoked = Locks { orders: vec![kept.revoke(act, Reason::parse("Nhầm tuần").unwrap()).unwrap()], ..locks };
        prop_assert_eq!(shut_records(&revoked, now + TimeDelta::seconds(1)), Vec::<ObligationId>::new());
    }

    #[test]
    fn the_parts_of_a_preview_are_all_of_its_records(scope in crate::scope::tests::scopes(), days in 0..300_i64) {
        let plan = LockPlan { scope, ..plan(LockKind::Lock, Start::WhenDecided) };
        let shown = crate::locks::preview(&FACTS, &plan, Post::Principal, &[], at(NOW) + TimeDelta::days(days));
        let parts = shown.parts();
        prop_assert_eq!(parts.iter().map(|(_, count)| *count as usize).sum::<usize>(), shown.records, "{:?}", parts);
    }

    #[test]
    fn one_more_lock_lets_nothing_in_that_was_refused(
        orders in vec((crate::scope::tests::scopes(), any::<bool>(), any::<bool>(), any::<bool>(), 0..60_i64), 1..6),
        more in (crate::scope::tests::scopes(), any::<bool>(), any::<bool>(), 0..60_i64),
        began in 0..60_i64,
    ) {
        let start = at(NOW);
        let make = |number: u32, (scope, is_lock, is_principal, stops, minute): (Scope, bool, bool, bool, i64)| {
            let kind = if is_lock { LockKind::Lock } else { LockKind::Unlock };
            let post = if is_principal { Post::Principal } else { Post::VicePrincipal };
            let mut made = order(number, kind, scope, post, start + TimeDelta::minutes(minute));
            made.plan.under_way = if stops { UnderWay::Stops } else { UnderWay::Finishes };
            made
        };
        let (scope, is_principal, stops, minute) = more;
        let orders: Vec<LockOrder> = (1..).zip(orders).map(|(number, one)| make(number, one)).collect();
        let one_more = make(99, (scope, true, is_principal, stops, minute));
        let before = Locks { orders: orders.clone(), ..Locks::default() };
        let after = Locks { orders: orders.into_iter().chain([one_more]).collect(), ..Locks::default() };
        let arrival = Arrival { began: start + TimeDelta::minutes(began), now: start + TimeDelta::minutes(60) };
        for obligation in FACTS.obligations.iter() {
            let shuts = |locks: &Locks| locks.shuts(obligation, &FACTS.regime, arrival).is_some();
            prop_assert!(!shuts(&before) || shuts(&after));
        }
    }

    #[test]
    fn whatever_a_vice_principal_orders_nothing_of_the_principals_changes(
        orders in vec((crate::scope::tests::scopes(), any::<bool>(), any::<bool>()), 1..5),
    ) {
        let now = at(NOW);
        let make = |(number, (scope, is_lock, is_principal)): (u32, (Scope, bool, bool))| {
            let kind = if is_lock { LockKind::Lock } else { LockKind::Unlock };
            let post = if is_principal { Post::Principal } else { Post::VicePrincipal };
            order(number, kind, scope, post, now + TimeDelta::seconds(number.into()))
        };
        let all: Vec<LockOrder> = (1..).zip(orders).map(make).collect();
        let of_principal = |one: &&LockOrder| one.decided().unwrap().post() == Some(Post::Principal);
        let principals: Vec<LockOrder> = all.iter().filter(of_principal).cloned().collect();
        let when = now + TimeDelta::hours(1);
        for obligation in FACTS.obligations.iter() {
            if principals.iter().any(|one| one.plan.scope.covers(obligation, &FACTS.regime)) {
                let alone = standing(&principals, obligation, &FACTS.regime, when).map(|one| one.id);
                prop_assert_eq!(standing(&all, obligation, &FACTS.regime, when).map(|one| one.id), alone);
            }
        }
    }
}

#[test]
fn every_word_is_its_own_and_every_code_leads_back() {
    let states =
        [OrderState::Draft, OrderState::Proposed, OrderState::Ordered, OrderState::InForce, OrderState::Over, OrderState::Revoked];
    let words = [
        states.map(OrderState::words).to_vec(),
        LockReading::ALL.map(LockReading::words).to_vec(),
        LockReading::ALL.map(LockReading::clause).to_vec(),
        [Unfinished::Returned, Unfinished::Begun, Unfinished::Overdue, Unfinished::Waiting].map(Unfinished::words).to_vec(),
    ];
    for mut list in words {
        let count = list.len();
        list.sort_unstable();
        list.dedup();
        assert_eq!((list.len(), list.contains(&"")), (count, false), "{list:?}");
    }
    for under_way in [UnderWay::Finishes, UnderWay::Stops] {
        assert_eq!(UnderWay::from_code(under_way.code()), Some(under_way));
    }
    for post in [Post::Principal, Post::VicePrincipal] {
        assert_eq!(Post::from_code(post.code()), Some(post));
    }
    assert_eq!((UnderWay::from_code("stop"), Post::from_code(""), LockReading::from_code("")), (None, None, None));
}
