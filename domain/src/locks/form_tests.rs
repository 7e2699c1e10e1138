#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    facts::Facts,
    obligations::Reason,
    refusal::LockRefusal,
    scope::{PartOfYear, Scope, ScopeForm},
    testing::{
        at,
        forms::{told, typed},
        id, nam_thanh,
    },
};

const NOW: &str = "2026-11-25 14:20";

fn plan(kind: LockKind, start: Start) -> LockPlan {
    LockPlan {
        kind,
        scope: Scope { within: Some(PartOfYear { weeks: (1..=4).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() },
        start,
        until: None,
        under_way: UnderWay::Finishes,
        reason: Reason::parse("Chốt hồ sơ tuần 1 đến tuần 4").unwrap(),
        decision: "42/QĐ-TrMNNT".to_owned(),
        executor: None,
    }
}

#[test]
fn an_order_begins_at_the_latest_when_the_next_year_does() {
    let school = nam_thanh();
    let of = |day: &str, facts: &Facts| {
        let fields = [("kind", "lock"), ("weeks", "13"), ("start", "at"), ("from-hour", "08:00"), ("reason", "Chốt hồ sơ tuần 13")];
        let form = LockForm::read(&typed(&[&fields[..], &[("from-day", day)]].concat()));
        form.plan(facts, at(NOW)).map(|plan| plan.start).map_err(|errors| told(&errors))
    };
    let facts = school.facts();
    let late = |last: &str| {
        let words = "from-day: Lệnh của năm học 2026–2027 bắt đầu muộn nhất vào";
        Err(vec![format!("{words} {last}. Xem lại năm đã ghi, hoặc ra lệnh sau.")])
    };
    assert_eq!(of("30/11/2126", &facts), late("31/08/2027"));
    assert_eq!(of("01/09/2027", &facts), late("31/08/2027"));
    assert_eq!(of("31/05/2027", &facts), Ok(Start::At(at("2027-05-31 08:00"))));
    let next = Facts { next_year_from: "2027-08-09".parse().ok(), ..facts };
    assert_eq!(of("09/08/2027", &next), late("08/08/2027"));
    assert!(of("08/08/2027", &next).is_ok());
}

#[test]
fn a_form_is_read_into_a_plan_and_back() {
    let school = nam_thanh();
    let parsed =
        |fields: &[(&str, &str)]| LockForm::read(&typed(fields)).parse(&school.regime, at(NOW)).map_err(|errors| told(&errors));
    let executor = school.person_id("thầy Định").to_string();
    let fields = [
        ("kind", "lock"),
        ("weeks", "1-4"),
        ("start", "at"),
        ("from-day", "27/11/2026"),
        ("from-hour", "17h"),
        ("reason", "Chốt hồ sơ tuần 1 đến tuần 4"),
        ("decision", "42/QĐ-TrMNNT"),
        ("executor", executor.as_str()),
    ];
    let expected =
        LockPlan { executor: Some(school.person_id("thầy Định")), ..plan(LockKind::Lock, Start::At(at("2026-11-27 17:00"))) };
    assert_eq!(parsed(&fields), Ok(expected.clone()));
    assert_eq!(LockForm::of(&expected).parse(&school.regime, at(NOW)).unwrap(), expected);
    let with = |changed: &[(&'static str, &'static str)]| {
        let kept = fields.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
        parsed(&kept.copied().chain(changed.iter().copied()).collect::<Vec<_>>())
    };
    let check = |changed: &[(&'static str, &'static str)], error: &str| assert_eq!(with(changed), Err(vec![error.to_owned()]));
    let past = "from-day: Giờ này đã qua, lệnh không ghi lùi giờ. Chọn giờ khác, hoặc có hiệu lực ngay khi ra lệnh.";
    check(&[("from-day", "25/11/2026"), ("from-hour", "14:19")], past);
    check(&[("until-day", "27/11/2026"), ("until-hour", "17:00")], "until-day: Giờ kết thúc phải sau giờ bắt đầu.");
    check(&[("until-day", "28/11/2026")], "until-hour: Ghi giờ, ví dụ 17:00.");
    let typed_in_vain = "from-day: Đã ghi ngày giờ bắt đầu thì chọn Vào giờ ghi dưới đây; hoặc để trống ngày giờ bắt đầu.";
    check(&[("start", "decided")], typed_in_vain);
    check(&[("start", "executed"), ("from-day", "")], typed_in_vain);
    check(&[("kind", "")], "kind: Chọn khóa hoặc mở.");
    check(&[("start", "")], "start: Chọn khi nào lệnh có hiệu lực.");
    check(&[("reason", "ừ")], "reason: Ghi lý do, ít nhất 3 ký tự, để sau này ai xem cũng hiểu.");
    check(&[("executor", "nobody")], "executor: Chọn một người của tổ quản lý phần mềm.");
    assert_eq!(with(&[("at-once", "on")]).unwrap().under_way, UnderWay::Stops);
    let opens = with(&[("at-once", "on"), ("kind", "unlock")]).unwrap();
    assert_eq!(opens.under_way, UnderWay::Finishes, "to open stops nobody");
}

#[test]
fn a_form_that_is_sent_twice_makes_one_order() {
    let mut school = nam_thanh();
    let number = school.decides_order("cô Nguyệt", plan(LockKind::Lock, Start::At(at("2026-11-25 15:00"))), NOW);
    let of = LockForm { key: number.to_string(), ..LockForm::of(&school.locks.order(number).unwrap().plan) };
    let made = |form: &LockForm, by: &str| {
        form.made(&school.locks, &school.regime, school.person_id(by)).map(|order| order.map(|order| order.number))
    };
    assert_eq!(made(&of, "cô Nguyệt"), Ok(Some(1)), "however late it comes again");
    let another = Err(LockRefusal::SentAlready { name: "Lệnh khóa số 01".to_owned() }.into());
    assert_eq!(made(&LockForm { reason: "Chốt tuần 2".to_owned(), ..of.clone() }, "cô Nguyệt"), another);
    assert_eq!(made(&of, "cô Vân"), another, "nor is it somebody else's");
    for key in [String::new(), "nonsense".to_owned(), id::<LockOrder>(17, 99).to_string()] {
        assert_eq!(made(&LockForm { key, ..of.clone() }, "cô Nguyệt"), Ok(None));
    }
}

#[test]
fn an_order_over_nothing_or_for_nobody_to_carry_out_is_told_in_the_form() {
    let school = nam_thanh();
    let facts = school.facts();
    let dinh = school.person_id("thầy Định");
    let plans = |fields: &[(&str, &str)]| {
        let rest = [("kind", "lock"), ("start", "executed"), ("reason", "Chốt hồ sơ")];
        let form = LockForm::read(&typed(&[fields, &rest[..]].concat()));
        form.plan(&facts, at(NOW)).map(drop).map_err(|errors| told(&errors))
    };
    let (unknown, known) =
        (id::<crate::obligations::Obligation>(5, 99_999).to_string(), facts.obligations.iter().next().unwrap().id.to_string());
    let gone = "record: Có hồ sơ đã chọn không còn trong năm học này. Chọn lại từ danh sách hồ sơ.";
    assert_eq!(plans(&[("record", &unknown)]), Err(vec![gone.to_owned()]));
    assert_eq!(plans(&[("record", &unknown), ("record", &known)]), Err(vec![gone.to_owned()]));
    assert_eq!(plans(&[("record", &known)]), Ok(()));
    let elsewhere = school.obligations.iter().find(|one| one.terms.period == crate::obligations::Period::Week(1)).unwrap();
    let nothing = "scope: Phần đã chọn không có hồ sơ nào, nên lệnh không khóa, mở gì. Chọn phần khác.";
    assert_eq!(plans(&[("weeks", "30"), ("record", &elsewhere.id.to_string())]), Err(vec![nothing.to_owned()]));
    let (of_hoa, hoa) = (format!("person.{}", school.person_id("cô Hoa")), school.person_id("cô Hoa"));
    let executor = dinh.to_string();
    assert_eq!(plans(&[("weeks", "1-4"), ("whose", &of_hoa), ("executor", &executor)]), Ok(()));
    // Somebody of the team who teaches as well is not to shut or open their own records.
    let mut both = school.clone();
    let of_team = both
        .regime
        .organisation
        .appointments
        .iter()
        .find(|one| one.position == crate::people::Position::ManagementTeam)
        .unwrap()
        .clone();
    both.regime.organisation.appointments.push(crate::people::Appointment { person: hoa, ..of_team });
    let form = LockForm {
        scope: ScopeForm { weeks: "1-4".to_owned(), whose: vec![of_hoa], ..ScopeForm::default() },
        executor: hoa.to_string(),
        reason: "Chốt hồ sơ".to_owned(),
        ..LockForm::empty()
    };
    let refused = told(&form.plan(&both.facts(), at(NOW)).unwrap_err());
    assert!(refused[0].starts_with("executor: Lệnh này chỉ về hồ sơ của chính người này"), "{refused:?}");
}

#[test]
fn what_was_seen_is_every_record_and_every_name_that_was_shown() {
    let mut school = nam_thanh();
    school.lives_until(at(NOW));
    let lock = plan(LockKind::Lock, Start::WhenDecided);
    let seen = |school: &crate::testing::NamThanh, lock: &LockPlan| {
        outlook(&school.facts(), lock, Post::Principal, &[], at(NOW)).seen().to_owned()
    };
    let before = seen(&school, &lock);
    assert_eq!(seen(&school, &lock), before);
    // As many records and as much work, of others: one record is owed no longer, and another one that is alike came.
    let mut other = school.clone();
    let covered = |one: &&mut std::sync::Arc<crate::obligations::Obligation>| lock.scope.covers(one, &school.regime);
    std::sync::Arc::make_mut(other.obligations.iter_mut().find(covered).unwrap()).id = id(5, 99_999);
    assert_ne!(seen(&other, &lock), before);
    let reason = Reason::parse("Chốt hồ sơ để kiểm tra").unwrap();
    assert_ne!(seen(&school, &LockPlan { reason, ..lock.clone() }), before, "the reason is printed on it");
    // Somebody else's unfinished work, and as much of it.
    let facts = school.facts();
    let mut shown = facts.open_obligations().filter(|one| lock.scope.covers(one, &facts.regime)).map(|one| one.id);
    let record = shown.next().unwrap();
    let begun = |who: &str| {
        let begun = [(school.person_id(who), record)];
        outlook(&facts, &lock, Post::Principal, &begun, at(NOW)).seen().to_owned()
    };
    assert_ne!(begun("cô Hoa"), begun("cô Thảo"));
    // What is sent back with a name is compared with what would be shown now.
    let looked_at = outlook(&facts, &lock, Post::Principal, &[], at(NOW));
    assert_eq!(looked_at.check_seen(&before), Ok(()));
    assert_eq!(looked_at.check_seen(&begun("cô Hoa")), Err(LockRefusal::LookedAtAnother.into()));
}

/// A look at another order is another look, in whatever they differ.
#[test]
fn what_was_seen_names_the_kind_the_minutes_and_whoever_carries_it_out() {
    let school = nam_thanh();
    let facts = school.facts();
    let lock = plan(LockKind::Lock, Start::WhenDecided);
    let minute = |text: &str| Start::At(at(text));
    let until = |text: &str| LockPlan { until: Some(at(text)), ..lock.clone() };
    let executor = |mention: &str| LockPlan { executor: Some(school.person_id(mention)), ..lock.clone() };
    let plans = [
        lock.clone(),
        LockPlan { kind: LockKind::Unlock, ..lock.clone() },
        LockPlan { under_way: UnderWay::Stops, ..lock.clone() },
        plan(LockKind::Lock, Start::WhenExecuted),
        plan(LockKind::Lock, minute("2026-11-27 17:00")),
        plan(LockKind::Lock, minute("2026-11-27 17:01")),
        until("2026-12-01 17:00"),
        until("2026-12-01 17:01"),
        executor("thầy Định"),
        executor("cô Hoa"),
    ];
    let both = [Post::Principal, Post::VicePrincipal];
    let looks = both.into_iter().flat_map(|post| plans.iter().map(move |plan| (plan, post)));
    let mut looks: Vec<String> = looks.map(|(plan, post)| outlook(&facts, plan, post, &[], at(NOW)).seen().to_owned()).collect();
    looks.sort();
    looks.dedup();
    assert_eq!(looks.len(), 2 * plans.len());
}

#[test]
fn a_draft_whose_hour_has_passed_is_not_offered_any_more_and_says_so() {
    let mut school = nam_thanh();
    let drafted = Act { by: school.person_id("cô Nguyệt"), at: at(NOW) };
    let timed = LockPlan { until: Some(at("2026-11-25 17:00")), ..plan(LockKind::Lock, Start::At(at("2026-11-25 15:00"))) };
    let ends = LockPlan { start: Start::WhenDecided, ..timed.clone() };
    for (number, plan) in [(1, timed), (2, ends)] {
        school.locks.orders.push(LockOrder { id: id(17, number.into()), number, plan, drafted, stage: Stage::Draft });
    }
    let facts = school.facts();
    let told = |number: u128, now: &str| {
        let actor = facts.actor(drafted.by, at(now));
        let told = order_told(&facts, &actor, facts.locks.order(id(17, number)).unwrap(), at(now));
        (told.may_sign, told.lapsed)
    };
    assert_eq!(told(1, "2026-11-25 15:00"), (true, None));
    let begun = "Giờ bắt đầu 15:00 ngày 25/11/2026 đã qua";
    assert_eq!(told(1, "2026-11-25 15:00:01"), (false, Some(begun.to_owned())));
    assert_eq!(told(2, "2026-11-25 16:59:59"), (true, None));
    assert_eq!(told(2, "2026-11-25 17:00"), (false, Some("Lệnh này hết hạn từ 17:00 ngày 25/11/2026".to_owned())));
}
