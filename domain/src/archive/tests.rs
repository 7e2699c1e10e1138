#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::{
    decisions::Outcome,
    doubtful_times::{self, Doubt, DoubtfulTime, Ending},
    facts::Facts,
    files::Sha256,
    locks::LockKind,
    obligations::{Archived, Reason},
    people::SchoolId,
    record_types::{ApprovalRoute, Step},
    refusal::{ArchiveRefusal, Refusal},
    scope::Scope,
    testing::{at, day, forms::typed, id, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 3 · Lớp 4A";

fn reason(words: &str) -> Reason {
    Reason::parse(words).unwrap()
}

fn stands(facts: &Facts, title: &str, now: &str) -> Readiness {
    let obligation = facts.obligations.iter().find(|one| facts.title(one) == title).unwrap();
    readiness(facts, obligation, at(now), &BTreeSet::new())
}

#[test]
fn a_record_goes_in_once_every_step_has_approved_it_and_nothing_of_it_can_change() {
    let mut school = nam_thanh();
    school.record_type("giao-an").approval_route = ApprovalRoute::DepartmentThenLeadership;
    assert_eq!(stands(&school.facts(), PLAN, "2026-11-25 08:00"), Readiness::NotReady(NotReady::NotHandedIn));
    school.hands_in("cô Hoa", PLAN, "2026-09-16 15:00");
    assert_eq!(stands(&school.facts(), PLAN, "2026-11-25 08:00"), Readiness::NotReady(NotReady::WaitsForDecision));
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-09-17 09:00");
    school.decides("cô Nguyệt", PLAN, Step::Leadership, Outcome::Approved, "2026-09-18 10:00");
    assert_eq!(stands(&school.facts(), PLAN, "2026-09-18 10:05"), Readiness::NotReady(NotReady::JustSigned));
    assert_eq!(stands(&school.facts(), PLAN, "2026-09-18 10:10"), Readiness::Ready);
    // A file of it is held.
    let facts = school.facts();
    let plan = facts.obligations.iter().find(|one| facts.title(one) == PLAN).unwrap();
    let held = BTreeSet::from([plan.handed_in.as_ref().unwrap().submission]);
    assert_eq!(readiness(&facts, plan, at("2026-09-18 10:10"), &held), Readiness::NotReady(NotReady::HeldFile));
    // Somebody is let in after a lock, until the hours are over.
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-10-05 08:00");
    school.opens_to("cô Hoa", PLAN, "2026-11-25 10:00");
    assert_eq!(stands(&school.facts(), PLAN, "2026-11-25 10:30"), Readiness::NotReady(NotReady::OpenUpdate));
    assert_eq!(stands(&school.facts(), PLAN, "2026-12-25 10:30"), Readiness::Ready);
    let archived = Archived { package: 1, at: at("2026-12-26 10:00") };
    school.obligation(PLAN).archived = Some(archived);
    assert_eq!(stands(&school.facts(), PLAN, "2026-12-27 10:30"), Readiness::Archived(archived));
}

#[test]
fn what_came_in_a_doubtful_time_goes_in_once_somebody_has_decided() {
    let mut school = nam_thanh();
    school.record_type("giao-an").approval_route = ApprovalRoute::None;
    school.hands_in("cô Hoa", PLAN, "2026-09-16 15:00");
    let now = "2026-11-25 08:00";
    assert_eq!(stands(&school.facts(), PLAN, now), Readiness::Ready);
    let doubt = |from: &str, until: Option<&str>| DoubtfulTime {
        id: id(18, 1),
        doubt: Doubt { cause: doubtful_times::Cause::Jumped, began_at: at(from), wall: at(from), certain: at(from) },
        asked_by: None,
        ending: until.map(|until| Ending { at: at(until), offset: TimeDelta::zero() }),
        decision: None,
    };
    for (from, until, is_ready) in [
        ("2026-09-16 14:00", Some("2026-09-16 16:00"), false),
        ("2026-09-16 14:00", None, false),
        ("2026-09-16 15:01", None, true),
        ("2026-09-15 08:00", Some("2026-09-16 14:59"), true),
    ] {
        let mut facts = school.facts();
        facts.doubtful_times = vec![doubt(from, until)];
        let expected = if is_ready { Readiness::Ready } else { Readiness::NotReady(NotReady::DoubtfulTime) };
        assert_eq!(stands(&facts, PLAN, now), expected, "{from} {until:?}");
    }
}

#[test]
fn what_lies_in_the_archive_is_shut_whatever_opens_it_and_follows_no_setting() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-09-16 15:00");
    school.orders("cô Nguyệt", LockKind::Lock, Scope::whole(), "2026-10-05 08:00");
    school.opens_to("cô Hoa", PLAN, "2026-11-25 10:00");
    let archived = Archived { package: 2, at: at("2026-11-25 10:05") };
    school.obligation(PLAN).archived = Some(archived);
    let facts = school.facts();
    let plan = facts.obligations.iter().find(|one| facts.title(one) == PLAN).unwrap();
    let now = crate::locks::Arrival::at(at("2026-11-25 10:10"));
    let refused: Refusal = ArchiveRefusal::Archived { package: 2, at: archived.at }.into();
    let actor = facts.actor(school.person_id("cô Hoa"), now.now);
    assert_eq!(facts.check_hand_in(&actor, plan, now).map(drop), Err(refused.clone()));
    assert_eq!(facts.check_reviewable(plan, now), Err(refused.clone()));
    assert_eq!(facts.check_writable(plan, now), Err(refused));
    // The type is taken out of use: what is owed goes, what is archived stays as it is.
    let before = plan.clone();
    school.record_type("giao-an").retired = true;
    let changes = school.bring_up_to_date(at("2026-11-26 08:00"));
    assert!(!changes.is_empty());
    assert_eq!(*school.obligation(PLAN), before);
}

#[test]
fn a_period_is_counted_from_the_end_of_the_school_year_and_says_where_it_comes_from() {
    let end = day("2027-05-31");
    let cases = [
        (Retention::Unknown, KeptUntil::NotKnown, "Giữ, thời hạn chưa tra cứu"),
        (Retention::Forever, KeptUntil::Forever, "Giữ vĩnh viễn"),
        (Retention::Years(5), KeptUntil::Day(day("2032-05-31")), "Giữ đến 31/05/2032"),
    ];
    for (retention, until, words) in cases {
        assert_eq!((retention.keeps_until(end), retention.keeps_until(end).words().as_str()), (until, words));
    }
    assert_eq!(Retention::Years(1).keeps_until(day("2028-02-29")), KeptUntil::Day(day("2029-03-01")));
    let parse = |kind: &str, years: &str, basis: &str| {
        RetentionForm::read(&typed(&[("kind", kind), ("years", years), ("basis", basis), ("seen", "0")])).parse()
    };
    assert_eq!(parse("unknown", "", "").unwrap().retention, Retention::Unknown);
    assert_eq!(parse("years", "5", "Thông tư 08/2025/TT-BGDĐT").unwrap().retention, Retention::Years(5));
    assert!(parse("years", "5", "").unwrap_err().of("basis").is_some(), "nobody could say later where it came from");
    assert!(parse("forever", "", "").unwrap_err().of("basis").is_some());
    for years in ["", "0", "-1", "101", "năm"] {
        assert!(parse("years", years, "Thông tư 08").unwrap_err().of("years").is_some(), "{years}");
    }
    assert!(parse("sau", "", "x").unwrap_err().of("kind").is_some());
    let rule = |number, retention| RetentionRule {
        record_type: id(3, 1),
        number,
        retention,
        basis: "Thông tư 08".to_owned(),
        by: id(1, 1),
        at: at("2026-11-25 08:00"),
    };
    let rules = [rule(2, Retention::Forever), rule(1, Retention::Years(5))];
    assert_eq!(in_force(&rules, id(3, 1)).map(|one| one.retention), Some(Retention::Forever));
    assert_eq!(in_force(&rules, id(3, 2)), None);
}

#[test]
fn a_hold_is_about_one_record_or_a_year_or_a_type_of_it_until_it_is_lifted() {
    let hold =
        |number, over| Hold {
            number, over, reason: reason("Đang có đơn"), by: id(1, 1), at: at("2026-11-25 08:00"), lifted: None
        };
    let mut holds = vec![
        hold(1, HoldOver::Record(id(5, 1))),
        hold(2, HoldOver::Year { year: id(16, 1), record_type: None }),
        hold(3, HoldOver::Year { year: id(16, 2), record_type: Some(id(3, 1)) }),
    ];
    let numbers = |holds: &[Hold], record, year, of| -> Vec<u32> {
        holds_over(holds, id(5, record), id(16, year), id(3, of)).map(|one| one.number).collect()
    };
    assert_eq!(numbers(&holds, 1, 1, 1), [1, 2]);
    assert_eq!(numbers(&holds, 2, 1, 7), [2]);
    assert_eq!(numbers(&holds, 2, 2, 1), [3]);
    assert!(numbers(&holds, 2, 2, 2).is_empty() && numbers(&holds, 2, 3, 1).is_empty());
    holds[1].lifted = Some(Lifted { by: id(1, 1), at: at("2026-11-26 08:00"), reason: reason("Đã giải quyết") });
    assert_eq!(numbers(&holds, 1, 1, 1), [1]);
    let parse = |fields: &[(&str, &str)]| HoldForm::read(&typed(fields)).parse();
    assert!(parse(&[("year", ""), ("reason", "Thanh tra")]).unwrap_err().of("year").is_some());
    assert!(parse(&[("year", "x"), ("reason", "")]).unwrap_err().of("reason").is_some());
    let year = id::<crate::school_years::SchoolYear>(16, 1);
    let plan = parse(&[("year", &year.to_string()), ("type", ""), ("reason", "Thanh tra")]).unwrap();
    assert_eq!(plan.over, HoldOver::Year { year, record_type: None });
    assert!(parse(&[("year", &year.to_string()), ("type", "x"), ("reason", "Thanh tra")]).is_err(), "what is no type is not all");
}

#[test]
fn the_check_code_is_of_every_record_and_the_text_is_read_without_this_program() {
    let records = [(id(5, 1), Sha256::new([1; 32])), (id(5, 2), Sha256::new([2; 32]))];
    let head = (3, "2026-2027", at("2027-06-10 09:00"));
    let school = SchoolId::new(uuid::Uuid::from_u128(7));
    let text = code_text(school, head, &records);
    assert_eq!(text.lines().count(), 8);
    assert!(text.starts_with("hoso-archive 1\nschool: 00000000-0000-0000-0000-000000000007\npackage: 3\nschool-year: 2026-2027\nat: 2027-06-10T02:00:00Z\nrecords: 2\n0101"));
    let other = [(id(5, 1), Sha256::new([1; 32])), (id(5, 2), Sha256::new([3; 32]))];
    assert_ne!(text, code_text(school, head, &other));
    assert_eq!(short_code(Sha256::new([0x4f; 32])), "4F4F 4F4F 4F4F 4F4F");
}

#[test]
fn a_choice_that_is_no_id_chooses_nothing() {
    assert_eq!(ArchiveChoice::read(&typed(&[("type", ""), ("class", "")])), Some(ArchiveChoice::default()));
    assert_eq!(ArchiveChoice::read(&typed(&[("type", "x"), ("class", "")])), None);
    let school = nam_thanh();
    let facts = school.facts();
    let class = school.class("4A");
    let choice = ArchiveChoice { record_type: None, class: Some(class) };
    assert!(facts.obligations.iter().filter(|one| choice.takes(one)).all(|one| facts.title(one).ends_with("Lớp 4A")));
    assert_eq!(choice.words(&facts), "Lớp 4A");
    let lines = archive_lines(&facts, choice, &[], &BTreeSet::new(), at("2026-11-25 08:00"));
    assert!(lines.iter().all(|line| line.retention == Retention::Unknown && line.part.ready == 0 && line.part.waiting() > 0));
    assert_eq!(
        not_ready(&facts, choice, &BTreeSet::new(), at("2026-11-25 08:00")).len(),
        lines.iter().map(|line| line.part.waiting()).sum::<usize>()
    );
}

fn retentions() -> impl Strategy<Value = Retention> {
    prop_oneof![Just(Retention::Unknown), Just(Retention::Forever), (1..=Retention::MAX_YEARS).prop_map(Retention::Years)]
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0..60_000_i64).prop_map(|days| day("2000-01-01") + TimeDelta::days(days))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_disposed_of_that_is_held_kept_unknown_or_outside(
        is_archived in any::<bool>(),
        retention in retentions(),
        end in days(),
        today in days(),
        lifted in proptest::collection::vec(any::<bool>(), 0..4),
    ) {
        let holds: Vec<Hold> = lifted.iter().zip(1..).map(|(lifted, number)| Hold {
            number,
            over: HoldOver::Record(id(5, 1)),
            reason: reason("Đang có đơn"),
            by: id(1, 1),
            at: at("2026-11-25 08:00"),
            lifted: lifted.then(|| Lifted { by: id(1, 1), at: at("2026-11-26 08:00"), reason: reason("Đã xong") }),
        }).collect();
        let outcome = may_be_disposed(is_archived, retention, end, &holds, today);
        let is_held = lifted.iter().any(|lifted| !lifted);
        let Some(years) = retention.years() else {
            prop_assert!(outcome.is_err(), "unknown and forever are kept on every day");
            return Ok(());
        };
        if is_held || !is_archived {
            prop_assert!(outcome.is_err());
        }
        // Never before as many years of 365 days are over.
        if outcome.is_ok() {
            prop_assert!(today - end > TimeDelta::days(i64::from(years) * 365));
        }
        // A day later nothing that may be disposed of is kept again by its period.
        if outcome.is_ok() {
            prop_assert!(may_be_disposed(is_archived, retention, end, &holds, today + TimeDelta::days(1)).is_ok());
        }
    }

    #[test]
    fn what_is_stored_of_a_period_is_read_back_and_nothing_else(retention in retentions(), years in 0..200_u32) {
        prop_assert_eq!(Retention::from_code(retention.code(), retention.years()), Some(retention));
        prop_assert_eq!(Retention::from_code("unknown", Some(years)), None);
        prop_assert_eq!(Retention::from_code("years", Some(years)).is_some(), (1..=Retention::MAX_YEARS).contains(&years));
    }
}

#[test]
fn a_package_at_home_says_what_it_lacks_and_why_and_of_no_approval_that_none_was_needed() {
    let package = Package {
        id: id(19, 1),
        number: 3,
        year: id(16, 1),
        school_year: "2026-2027".to_owned(),
        what: "Giáo án <b>".to_owned(),
        by: id(1, 1),
        at: at("2027-06-10 09:00"),
        records: 0,
        files: 2,
        bytes: 2_000,
        code: Sha256::new([4; 32]),
    };
    let (spoiled, held) = (BTreeSet::from([Sha256::new([1; 32])]), BTreeSet::from([Sha256::new([1; 32]), Sha256::new([2; 32])]));
    let page = |broken: &BTreeSet<Sha256>, held: &BTreeSet<Sha256>| {
        package_page("Trường Mầm non <Nam Thành>", &package, &[], &std::collections::BTreeMap::new(), (broken, held))
    };
    let told = page(&spoiled, &held);
    assert!(told.contains("1 tệp trong kho không còn đúng là tệp đã nộp") && told.contains("1 tệp đang bị giữ lại"), "{told}");
    assert!(!told.contains("<Nam") && !told.contains("Giáo án <b>"), "{told}");
    let none = BTreeSet::new();
    assert!(!page(&none, &held).contains("không còn đúng là tệp đã nộp"), "what is held is as it was handed in");
    assert!(!page(&none, &none).contains("không có ở đây"));
}
