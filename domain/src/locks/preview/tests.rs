#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;

use super::*;
use crate::{
    decisions::Outcome,
    locks::{Act, LockReading, Signature, Stage, UnderWay},
    obligations::Reason,
    people::ClassGroupId,
    record_types::{RecordTypeId, Step},
    scope::{PartOfYear, Scope, Whose},
    testing::{NamThanh, at, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn weeks(from: u8, to: u8) -> Scope {
    Scope { within: Some(PartOfYear { weeks: (from..=to).collect(), ..PartOfYear::of(id(16, 1)) }), ..Scope::whole() }
}

fn plan(kind: LockKind, scope: Scope, start: Start) -> LockPlan {
    let reason = Reason::parse("Chốt hồ sơ").unwrap();
    LockPlan { kind, scope, start, until: None, under_way: UnderWay::Finishes, reason, decision: String::new(), executor: None }
}

/// The lesson plans of these classes in these weeks.
fn lesson_plans(school: &mut NamThanh, classes: &[&str], weeks: Scope) -> Scope {
    let record_types: BTreeSet<RecordTypeId> = [school.record_type("giao-an").id].into();
    let classes: Vec<ClassGroupId> = classes.iter().map(|name| school.class(name)).collect();
    Scope { record_types, whose: classes.into_iter().map(Whose::Class).collect(), ..weeks }
}

fn shown(school: &NamThanh, scope: Scope) -> LockPreview {
    let plan = plan(LockKind::Lock, scope, Start::WhenDecided);
    preview(&school.facts(), &plan, Post::Principal, &[], at(NOW))
}

/// "Nguyễn Thị Hoa: 1 chờ duyệt".
fn lines(shown: &LockPreview) -> Vec<String> {
    let line = |one: &UnfinishedWork| {
        let counts: Vec<String> = one.counts.iter().map(|(kind, count)| format!("{count} {}", kind.words())).collect();
        format!("{}: {}", one.name, counts.join(", "))
    };
    shown.unfinished.iter().map(line).collect()
}

#[test]
fn records_are_counted_by_how_they_stand() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 3 · Lớp 4A", "2026-09-10 15:00");
    school.hands_in("cô Thảo", "Giáo án tuần 4 · Lớp 4A", "2026-10-20 15:00");
    school.hands_in("cô Ấm", "Giáo án tuần 3 · Lớp 4B", "2026-09-10 15:00");
    let scope = lesson_plans(&mut school, &["4A", "4B", "4C"], weeks(3, 4));
    let now = shown(&school, scope.clone());
    assert_eq!((now.records, now.weekly, now.counts.on_time, now.late.open, now.shut_already), (6, 6, 2, 1, 0));
    school.orders("cô Nguyệt", LockKind::Lock, weeks(4, 9), "2026-11-25 08:00");
    assert_eq!(shown(&school, scope).shut_already, 3);
    let class = Scope { whose: [Whose::Class(school.class("4A"))].into(), ..Scope::whole() };
    let of_year = shown(&school, class);
    assert!(of_year.weekly < of_year.records, "months, themes and semesters are records of no week");
    // What is owed no longer is nobody's.
    school.obligation("Giáo án tuần 3 · Lớp 4C").closing =
        Some(crate::obligations::Closing { at: at(NOW), reason: "lớp giải thể".to_owned() });
    let scope = lesson_plans(&mut school, &["4A", "4B", "4C"], weeks(3, 4));
    assert_eq!(shown(&school, scope).records, 5);
}

#[test]
fn what_waits_for_its_reviewer_is_unfinished_and_what_is_approved_exempt_or_to_come_is_not() {
    let mut school = nam_thanh();
    school.regime.reviewed_since = Some(at("2026-09-01 08:00"));
    let title = "Giáo án tuần 3 · Lớp 4A";
    school.hands_in("cô Hoa", title, "2026-09-10 15:00");
    let scope = lesson_plans(&mut school, &["4A"], weeks(3, 3));
    assert_eq!(lines(&shown(&school, scope.clone())), ["Nguyễn Thị Hoa (4A): 1 chờ duyệt"]);
    school.decides("cô Ấm", title, Step::Department, Outcome::Approved, "2026-09-14 08:00");
    assert_eq!(lines(&shown(&school, scope)), [""; 0]);
    let scope = lesson_plans(&mut school, &["4C"], weeks(3, 3));
    assert_eq!(lines(&shown(&school, scope.clone())).len(), 1);
    school.exempts("Giáo án tuần 3 · Lớp 4C", "cả lớp đi trải nghiệm");
    assert_eq!(lines(&shown(&school, scope)), [""; 0]);
    // Whoever has begun something of it is named, the first of several; of what nobody owes nothing is unfinished.
    let begun = |school: &NamThanh, scope: Scope, who: &[&str], record| {
        let plan = plan(LockKind::Lock, scope, Start::WhenDecided);
        let begun: Vec<_> = who.iter().map(|one| (school.person_id(one), record)).collect();
        lines(&preview(&school.facts(), &plan, Post::Principal, &begun, at(NOW)))
    };
    let (exempt, scope) = (school.obligation("Giáo án tuần 3 · Lớp 4C").id, lesson_plans(&mut school, &["4C"], weeks(3, 3)));
    assert_eq!(begun(&school, scope, &["cô Sen"], exempt), [""; 0]);
    let (open, scope) = (school.obligation("Giáo án tuần 4 · Lớp 4C").id, lesson_plans(&mut school, &["4C"], weeks(4, 4)));
    assert_eq!(begun(&school, scope, &["cô Sen", "cô Cúc"], open), ["Đinh Thị Sen: 1 bản đang soạn"]);
    let scope = lesson_plans(&mut school, &["4C"], weeks(30, 30));
    let to_come = shown(&school, scope);
    assert_eq!((to_come.records, to_come.unfinished_work()), (1, 0));
    assert_eq!(to_come.headline(), "Khóa 1 hồ sơ");
}

/// Cô Hoa has two plans overdue, and between them one that waits and one that was given back.
#[test]
fn of_one_person_each_kind_of_work_is_counted_once() {
    let mut school = nam_thanh();
    school.regime.reviewed_since = Some(at("2026-09-01 08:00"));
    school.hands_in("cô Hoa", "Giáo án tuần 3 · Lớp 4A", "2026-09-10 15:00");
    school.hands_in("cô Hoa", "Giáo án tuần 7 · Lớp 4A", "2026-10-08 15:00");
    let back = crate::decisions::Return {
        reasons: Vec::new(),
        words: "Sửa ngày.".to_owned(),
        correct_by: crate::testing::day("2026-10-12"),
    };
    school.decides("cô Ấm", "Giáo án tuần 7 · Lớp 4A", Step::Department, Outcome::Returned(back), "2026-10-09 08:00");
    let scope = lesson_plans(&mut school, &["4A"], weeks(1, 9));
    let of_hoa: Vec<String> = lines(&shown(&school, scope)).into_iter().filter(|line| line.starts_with("Nguyễn Thị Hoa")).collect();
    assert_eq!(of_hoa, ["Nguyễn Thị Hoa (4A): 1 bản trả lại, chưa sửa, 3 quá hạn, chưa nộp, 1 chờ duyệt"]);
}

#[test]
fn the_headline_counts_work_and_people_by_how_they_are_called() {
    let mut school = nam_thanh();
    let scope = lesson_plans(&mut school, &["5B", "4B"], weeks(3, 4));
    let shown = shown(&school, scope);
    assert_eq!(shown.unfinished_work(), 4);
    let people = |honorific| shown.unfinished.iter().filter(|one| one.honorific == honorific).count();
    let expected = match (people(Honorific::Co), people(Honorific::Thay)) {
        (women, 0) => format!("{women} cô"),
        (0, men) => format!("{men} thầy"),
        (women, men) => format!("{women} cô và {men} thầy"),
    };
    assert_eq!(shown.headline(), format!("Khóa 4 hồ sơ, 4 việc đang dở của {expected}"));
    assert!(expected.contains(" và "), "thầy Định teaches 5B: {expected}");
}

/// Orders that would meet one that is planned: name, of how many records, whether it prevails.
fn conflicts_of(school: &NamThanh, plan: &LockPlan, post: Post) -> Vec<(usize, bool)> {
    preview(&school.facts(), plan, post, &[], at(NOW)).conflicts.iter().map(|one| (one.records, one.prevails)).collect()
}

#[test]
fn orders_meet_where_both_are_in_force_at_one_time() {
    let mut school = nam_thanh();
    let (from, end) = (at("2026-11-27 17:00"), at("2026-12-01 17:00"));
    let scope = lesson_plans(&mut school, &["4A", "4B"], weeks(3, 4));
    let lock = LockPlan { until: Some(end), ..plan(LockKind::Lock, scope, Start::At(from)) };
    school.decides_order("cô Vân", lock, "2026-11-25 10:00");
    let second = chrono::TimeDelta::seconds(1);
    let one_class = lesson_plans(&mut school, &["4A"], weeks(4, 5));
    let unlock = |start, until| LockPlan { until, ..plan(LockKind::Unlock, one_class.clone(), start) };
    let met = [(1, false)];
    assert_eq!(conflicts_of(&school, &unlock(Start::WhenDecided, None), Post::VicePrincipal), met, "it is to come");
    assert_eq!(conflicts_of(&school, &unlock(Start::WhenExecuted, None), Post::VicePrincipal), met);
    assert_eq!(conflicts_of(&school, &unlock(Start::WhenDecided, Some(from)), Post::Principal), []);
    assert_eq!(conflicts_of(&school, &unlock(Start::WhenDecided, Some(from + second)), Post::Principal), met);
    assert_eq!(conflicts_of(&school, &unlock(Start::At(end), None), Post::Principal), []);
    assert_eq!(conflicts_of(&school, &unlock(Start::At(end - second), None), Post::Principal), met);
}

#[test]
fn an_order_that_is_not_given_or_has_ended_meets_nothing() {
    let mut school = nam_thanh();
    let unlock = plan(LockKind::Unlock, weeks(3, 3), Start::WhenDecided);
    let vice = Signature { by: school.person_id("cô Vân"), post: Post::VicePrincipal, at: at("2026-11-25 10:00") };
    let drafted = Act { by: vice.by, at: at("2026-11-25 09:00") };
    let lock = plan(LockKind::Lock, weeks(3, 3), Start::WhenExecuted);
    let draft = LockOrder { id: id(17, 1), number: 1, plan: lock, drafted, stage: Stage::Draft };
    let proposed = draft.clone().sign(vice, LockReading::Together).unwrap();
    let waits = draft.clone().sign(vice, LockReading::EitherAlone).unwrap();
    let revoked =
        waits.clone().revoke(Act { by: vice.by, at: at("2026-11-25 11:00") }, Reason::parse("Nhầm tuần").unwrap()).unwrap();
    let until = Some(at("2026-11-25 14:00"));
    let over = LockOrder { plan: LockPlan { until, ..waits.plan.clone() }, ..waits.clone() };
    for (order, meets) in [(draft, false), (proposed, false), (waits, true), (revoked, false), (over, false)] {
        let stage = order.stage.clone();
        school.locks.orders = vec![order];
        assert_eq!(!conflicts_of(&school, &unlock, Post::Principal).is_empty(), meets, "{stage:?}");
    }
}

#[test]
fn the_parts_name_what_has_no_due_day_and_what_is_freed() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", "Giáo án tuần 3 · Lớp 4A", "2026-09-10 15:00");
    school.exempts("Giáo án tuần 4 · Lớp 4A", "cả lớp đi trải nghiệm");
    let scope = lesson_plans(&mut school, &["4A", "4C"], weeks(3, 4));
    assert_eq!(
        shown(&school, scope.clone()).accounted().as_deref(),
        Some("Gồm 1 đã nộp đúng hạn; 2 quá hạn, chưa nộp; 1 được miễn.")
    );
    school.obligation("Giáo án tuần 3 · Lớp 4C").terms.due = None;
    let told = shown(&school, scope).accounted();
    let wanted = "Gồm 1 đã nộp đúng hạn; 1 quá hạn, chưa nộp; 1 được miễn; 1 không có hạn, chưa nộp.";
    assert_eq!(told.as_deref(), Some(wanted));
}
