#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    scope::{PartOfYear, Scope},
    testing::{NamThanh, at, forms::told, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

/// A lock of weeks 1 to 4.
fn plan(start: Start) -> LockPlan {
    LockPlan {
        kind: LockKind::Lock,
        scope: Scope { within: Some(PartOfYear { weeks: (1..=4).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() },
        start,
        until: None,
        under_way: UnderWay::Finishes,
        reason: Reason::parse("Chốt hồ sơ tuần 1 đến tuần 4").unwrap(),
        decision: String::new(),
        executor: None,
    }
}

fn parsed(school: &NamThanh, form: &LockForm) -> Result<LockPlan, Vec<String>> {
    form.parse(&school.regime, at(NOW)).map_err(|errors| told(&errors))
}

#[test]
fn whatever_was_ordered_is_said_again_by_its_form() {
    let school = nam_thanh();
    let full = LockPlan {
        until: Some(at("2026-12-01 17:30")),
        under_way: UnderWay::Stops,
        decision: "42/QĐ-TrMNNT".to_owned(),
        executor: Some(school.person_id("thầy Định")),
        ..plan(Start::WhenExecuted)
    };
    let unlock = LockPlan { kind: LockKind::Unlock, ..plan(Start::At(at("2026-11-27 17:00"))) };
    for plan in [plan(Start::WhenDecided), full, unlock] {
        assert_eq!(parsed(&school, &LockForm::of(&plan)), Ok(plan));
    }
    let empty = LockForm::empty();
    assert_eq!((empty.kind.as_str(), empty.start.as_str()), ("lock", "decided"));
    assert_eq!(LockForm { kind: String::new(), start: String::new(), ..empty }, LockForm::default());
}

#[test]
fn an_order_begins_now_at_the_earliest_and_ends_after_it_begins() {
    let school = nam_thanh();
    let timed = |from: &str| parsed(&school, &LockForm::of(&plan(Start::At(at(from)))));
    assert!(timed(NOW).is_ok(), "this very minute is no past");
    assert!(timed("2026-11-25 14:19").is_err());
    let until = |start, until: &str| {
        let form = LockForm::of(&LockPlan { until: Some(at(until)), ..plan(start) });
        parsed(&school, &form).map(|plan| plan.until)
    };
    let too_early = || Err(vec!["until-day: Giờ kết thúc phải sau giờ bắt đầu.".to_owned()]);
    for start in [Start::WhenDecided, Start::WhenExecuted] {
        assert_eq!(until(start, NOW), too_early());
        assert_eq!(until(start, "2026-11-25 14:21"), Ok(Some(at("2026-11-25 14:21"))));
    }
    let later = Start::At(at("2026-11-27 17:00"));
    assert_eq!(until(later, "2026-11-26 17:00"), too_early());
    assert_eq!(until(later, "2026-11-27 17:01"), Ok(Some(at("2026-11-27 17:01"))));
}

#[test]
fn half_an_hour_that_is_typed_is_asked_for_in_full() {
    let school = nam_thanh();
    let form = LockForm { start: "at".to_owned(), ..LockForm::of(&plan(Start::WhenDecided)) };
    let day = "Ghi ngày/tháng/năm, ví dụ 27/11/2026.";
    let hour = "Ghi giờ, ví dụ 17:00.";
    let mut errors = parsed(&school, &form).unwrap_err();
    errors.sort();
    assert_eq!(errors, [format!("from-day: {day}"), format!("from-hour: {hour}")]);
    let only_hour = LockForm { until_hour: "17:00".to_owned(), ..LockForm::of(&plan(Start::WhenDecided)) };
    assert_eq!(parsed(&school, &only_hour), Err(vec![format!("until-day: {day}")]));
    let kind = LockForm { kind: "khac".to_owned(), ..LockForm::of(&plan(Start::WhenDecided)) };
    assert_eq!(parsed(&school, &kind), Err(vec!["kind: Chọn khóa hoặc mở.".to_owned()]));
    let both = LockForm { decision: "Đ".repeat(61), ..kind };
    assert_eq!(parsed(&school, &both).unwrap_err().len(), 2, "what else is wrong is said with it");
    let in_vain = LockForm { from_day: "27/11/2026".to_owned(), ..LockForm::of(&plan(Start::WhenDecided)) };
    assert!(parsed(&school, &in_vain).unwrap_err()[0].starts_with("from-day: Đã ghi ngày giờ bắt đầu"));
    let in_vain = LockForm { from_hour: "17:00".to_owned(), ..LockForm::of(&plan(Start::WhenExecuted)) };
    assert!(parsed(&school, &in_vain).unwrap_err()[0].starts_with("from-day: Đã ghi ngày giờ bắt đầu"));
}

#[test]
fn a_decision_has_a_short_number_and_whoever_carries_out_is_of_the_team() {
    let school = nam_thanh();
    let form = LockForm::of(&plan(Start::WhenDecided));
    let most = "Đ".repeat(LockForm::MAX_DECISION);
    let with = |decision: &str| parsed(&school, &LockForm { decision: decision.to_owned(), ..form.clone() });
    assert_eq!(with(&most).map(|plan| plan.decision), Ok(most.clone()));
    assert_eq!(with(&format!("{most}Đ")), Err(vec!["decision: Số quyết định dài quá 60 ký tự. Ghi ngắn lại.".to_owned()]));
    let by = |mention: &str| {
        let executor = school.person_id(mention).to_string();
        parsed(&school, &LockForm { executor, ..form.clone() }).map(|plan| plan.executor)
    };
    assert_eq!(by("thầy Định"), Ok(Some(school.person_id("thầy Định"))));
    assert_eq!(by("cô Hoa"), Err(vec!["executor: Chọn một người của tổ quản lý phần mềm.".to_owned()]));
}
