#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::{
    archive::{KeptBecause, KeptUntil},
    obligations::{ObligationId, Reason},
    people::PersonId,
    refusal::{DisposalRefusal, Refusal},
    testing::{
        at, day,
        forms::{told, typed},
        id,
    },
};

fn reason(words: &str) -> Reason {
    Reason::parse(words).unwrap()
}

fn record(number: u128) -> ListedRecord {
    ListedRecord {
        obligation: id(5, number),
        package: 1,
        title: format!("Giáo án tuần {number} · Lớp 4A"),
        school_year: "2026-2027".to_owned(),
        retention: "5 năm, theo Thông tư 08/2025/TT-BGDĐT".to_owned(),
        until: day("2032-05-31"),
        files: 2,
        bytes: 1000,
    }
}

fn drawn_up() -> DisposalList {
    DisposalList {
        id: id(30, 1),
        number: 1,
        by: id(1, 1),
        at: at("2032-07-01 09:00"),
        explanation: reason("Đã hết thời hạn lưu, không còn dùng đến"),
        records: vec![record(1), record(2), record(3)],
        minutes: None,
        decision: None,
        ended: None,
        execution: None,
    }
}

fn minuted(kept: &[u128]) -> DisposalList {
    let minutes = CouncilMinutes {
        number: "05/BB-HĐ".to_owned(),
        on: day("2032-07-02"),
        members: Vec::new(),
        kept: kept.iter().map(|number| (id(5, *number), reason("Còn dùng làm mẫu"))).collect(),
        by: id(1, 2),
        at: at("2032-07-02 15:00"),
    };
    DisposalList { minutes: Some(minutes), ..drawn_up() }
}

fn decided(refused: Option<&str>) -> DisposalList {
    let decision =
        DisposalDecision { number: "15/QĐ".to_owned(), refused: refused.map(reason), by: id(1, 7), at: at("2032-07-03 10:00") };
    DisposalList { decision: Some(decision), ..minuted(&[2]) }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> DisposalRefusal {
    match outcome {
        Err(Refusal::Delegation(crate::refusal::DelegationRefusal::Disposal(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_goes_from_the_council_to_the_principal_and_waits_before_anything_is_gone() {
    let now = at("2032-07-03 10:00");
    let list = drawn_up();
    assert_eq!(list.state(now), DisposalState::WaitsForMinutes);
    assert_eq!(list.disposed().count(), 0, "nothing is disposed of without a council");
    assert_eq!(list.check_minutable(now), Ok(()));
    assert!(matches!(refused(list.check_decidable(true, now)), DisposalRefusal::Moved { .. }));
    assert!(matches!(refused(list.check_executable(now)), DisposalRefusal::Moved { .. }));

    let list = minuted(&[2]);
    assert_eq!((list.state(now), list.counts()), (DisposalState::WaitsForDecision, (2, 4, 2000)));
    assert!(matches!(refused(list.check_minutable(now)), DisposalRefusal::Moved { .. }), "minutes are entered once");
    assert_eq!(list.check_decidable(true, now), Ok(()));
    let all_kept = minuted(&[1, 2, 3]);
    assert_eq!(refused(all_kept.check_decidable(true, now)), DisposalRefusal::NothingToDispose);
    assert_eq!(all_kept.check_decidable(false, now), Ok(()));

    let list = decided(None);
    let until = at("2032-07-10 10:00");
    assert_eq!(list.state(now), DisposalState::Waits { until });
    assert_eq!(refused(list.check_executable(until - TimeDelta::seconds(1))), DisposalRefusal::TooEarly { until });
    assert_eq!((list.state(until), list.check_executable(until)), (DisposalState::Executable, Ok(())));
    assert_eq!(list.check_endable(until), Ok(()), "until the execution the principal takes it back");
    assert_eq!(list.state(at("2099-01-01 10:00")), DisposalState::Executable, "no day executes it");

    let ended = DisposalList { ended: Some(DisposalEnd { by: id(1, 7), at: now, reason: reason("Nhầm lớp") }), ..list.clone() };
    assert_eq!((ended.state(until), ended.state(until).is_open()), (DisposalState::TakenBack, false));
    assert!(matches!(refused(ended.check_executable(until)), DisposalRefusal::Moved { .. }));
    let executed = DisposalList { execution: Some(DisposalExecution { by: id(1, 5), at: until }), ..list };
    assert_eq!(executed.state(until), DisposalState::Executed);
    assert!(matches!(refused(executed.check_endable(until)), DisposalRefusal::Moved { .. }), "what is gone is gone");
    assert!(matches!(refused(executed.check_executable(until)), DisposalRefusal::Moved { .. }), "and goes once");
    let not = decided(Some("Giữ thêm một năm"));
    assert_eq!(not.state(until), DisposalState::Refused);
    assert!(not.check_executable(until).is_err() && not.check_endable(until).is_err());
}

#[test]
fn what_must_be_kept_is_told_by_name_and_stops_the_whole_list() {
    let list = drawn_up();
    let titles = || list.records.iter().map(|one| (one.obligation, one.title.as_str()));
    assert_eq!(still_kept(titles(), &BTreeMap::new()), Ok(()));
    let kept = BTreeMap::from([
        (id(5, 1), KeptBecause::Held { number: 4 }),
        (id(5, 2), KeptBecause::Period(KeptUntil::NotKnown)),
        (id(5, 3), KeptBecause::NotArchived),
        (id(5, 9), KeptBecause::NotArchived),
    ]);
    let told = [
        "Giáo án tuần 1 · Lớp 4A: giữ lại theo lệnh số 4",
        "Giáo án tuần 2 · Lớp 4A: giữ, thời hạn chưa tra cứu",
        "Giáo án tuần 3 · Lớp 4A: không còn nằm trong gói lưu trữ này",
    ];
    assert_eq!(refused(still_kept(titles(), &kept)), DisposalRefusal::Kept { records: told.map(str::to_owned).to_vec() });
}

#[test]
fn a_list_names_records_and_says_why_they_are_of_no_value() {
    let (one, other): (ObligationId, ObligationId) = (id(5, 1), id(5, 2));
    let (one, other) = (one.to_string(), other.to_string());
    let form = DrawUpForm::read(&typed(&[
        ("id", "x"),
        ("explanation", "Đã hết thời hạn lưu"),
        ("record", &one),
        ("record", &other),
        ("record", &one),
    ]));
    let plan = form.parse().unwrap();
    assert_eq!(plan.records, [id(5, 1), id(5, 2)], "each once");
    let nothing = DrawUpForm { records: Vec::new(), explanation: String::new(), ..form.clone() }.parse().unwrap_err();
    assert!(nothing.of("record").is_some() && nothing.of("explanation").is_some());
    let broken = DrawUpForm { records: vec![one, "all".to_owned()], ..form.clone() };
    assert!(broken.parse().unwrap_err().of("record").is_some(), "what is no record is not all of them");
    let many = (0..=MAX_LISTED as u128).map(|number| id::<crate::obligations::Obligation>(5, number).to_string());
    let many = DrawUpForm { records: many.collect(), ..form };
    assert_eq!(told(&many.parse().unwrap_err()).len(), 1);
}

#[test]
fn minutes_have_a_number_a_day_three_people_and_a_reason_for_what_is_kept() {
    let people: Vec<String> = (1..=3).map(|number| id::<crate::people::Person>(1, number).to_string()).collect();
    let kept = format!("keep-{}", id::<crate::obligations::Obligation>(5, 2));
    let disposed = format!("keep-{}", id::<crate::obligations::Obligation>(5, 1));
    let fields = [
        ("number", "05/BB-HĐ"),
        ("on", "2/7/2032"),
        ("chair", people[0].as_str()),
        ("member", people[1].as_str()),
        ("member", people[2].as_str()),
        ("member", people[0].as_str()),
        (kept.as_str(), "Còn dùng làm mẫu"),
        (disposed.as_str(), ""),
    ];
    let form = MinutesForm::read(&typed(&fields));
    let (from, today) = (day("2032-07-01"), day("2032-07-03"));
    let plan = form.parse(from, today).unwrap();
    let wanted: Vec<PersonId> = (1..=3).map(|number| id(1, number)).collect();
    assert_eq!((plan.on, plan.members), (day("2032-07-02"), wanted), "the chair once, and at the front");
    assert_eq!(plan.kept, BTreeMap::from([(id(5, 2), reason("Còn dùng làm mẫu"))]));
    let wrong = |form: MinutesForm, field: &str| {
        let errors = form.parse(from, today).unwrap_err();
        assert!(errors.of(field).is_some(), "{field}: {:?}", told(&errors));
    };
    wrong(MinutesForm { number: String::new(), ..form.clone() }, "number");
    wrong(MinutesForm { number: "x".repeat(51), ..form.clone() }, "number");
    for on in ["", "hôm qua", "30/6/2032", "4/7/2032"] {
        wrong(MinutesForm { on: on.to_owned(), ..form.clone() }, "on");
    }
    wrong(MinutesForm { chair: String::new(), ..form.clone() }, "chair");
    wrong(MinutesForm { members: people[..2].to_vec(), ..form.clone() }, "member");
    wrong(MinutesForm { members: vec![people[1].clone(), people[1].clone()], ..form.clone() }, "member");
    wrong(MinutesForm { kept: BTreeMap::from([(id::<()>(5, 2).to_string(), "ừ".to_owned())]), ..form.clone() }, &kept);
    wrong(MinutesForm { kept: BTreeMap::from([("x".to_owned(), "Còn dùng".to_owned())]), ..form }, "keep-x");
}

#[test]
fn the_principal_says_yes_with_a_number_or_no_with_a_reason() {
    let parse = |outcome: &str, number: &str, reason: &str| {
        DecisionForm::read(&typed(&[("outcome", outcome), ("number", number), ("reason", reason)])).parse()
    };
    assert_eq!(parse("approve", "15/QĐ", ""), Ok(DecisionPlan::Approve { number: "15/QĐ".to_owned() }));
    assert_eq!(parse("refuse", "", "Giữ thêm"), Ok(DecisionPlan::Refuse { reason: reason("Giữ thêm") }));
    assert!(parse("approve", "", "Giữ thêm").unwrap_err().of("number").is_some());
    assert!(parse("refuse", "15/QĐ", "").unwrap_err().of("reason").is_some());
    assert!(parse("", "15/QĐ", "Giữ thêm").unwrap_err().of("outcome").is_some(), "silence is no decision");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_executed_without_minutes_a_decision_that_stands_and_the_days_behind_it(
        has_minutes in any::<bool>(),
        approved in proptest::option::of(any::<bool>()),
        is_ended in any::<bool>(),
        is_executed in any::<bool>(),
        hours in 0..24_i64 * 30,
    ) {
        let mut list = if has_minutes { minuted(&[2]) } else { drawn_up() };
        // What no way leads to is left out.
        let approved = approved.filter(|_| has_minutes);
        let decided_at = at("2032-07-03 10:00");
        list.decision = approved.map(|approved| DisposalDecision {
            number: "15/QĐ".to_owned(),
            refused: (!approved).then(|| reason("Giữ thêm")),
            by: id(1, 7),
            at: decided_at,
        });
        list.ended = is_ended.then(|| DisposalEnd { by: id(1, 7), at: decided_at, reason: reason("Nhầm lớp") });
        list.execution = is_executed.then(|| DisposalExecution { by: id(1, 5), at: decided_at });
        let now = decided_at + TimeDelta::hours(hours);
        let may = list.check_executable(now).is_ok();
        prop_assert_eq!(may, approved == Some(true) && !is_ended && !is_executed && hours >= 24 * 7);
        // And nothing is done to one that is over.
        if !list.state(now).is_open() {
            prop_assert!(list.check_minutable(now).is_err() && list.check_endable(now).is_err());
            prop_assert!(list.check_decidable(true, now).is_err() && list.check_decidable(false, now).is_err());
        }
    }
}
