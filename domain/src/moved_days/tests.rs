#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    calendar::{CalendarParts, SchoolCalendar, SpecialDay, SpecialDayKind},
    deadlines::DueRule,
    school_years::moved_by_calendar,
    testing::{NamThanh, at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

fn calendar(school: &NamThanh, change: impl FnOnce(&mut CalendarParts)) -> SchoolCalendar {
    let mut parts = school.regime.calendar.parts().clone();
    change(&mut parts);
    SchoolCalendar::new(parts).unwrap()
}

fn off(day_off: &str, kind: SpecialDayKind) -> SpecialDay {
    SpecialDay { from: day(day_off), to: day(day_off), kind, name: "việc của Sở".to_owned() }
}

/// Applies what was looked at, and compares the two.
fn happens_as_looked_at(school: &mut NamThanh, calendar: SchoolCalendar, now: &str) -> MovedDays {
    let (before, now) = (school.facts(), at(now));
    let told = moved_by_calendar(&before, &calendar, now).unwrap();
    assert_eq!(before, school.facts(), "a look changes nothing");
    school.regime.calendar = calendar;
    school.follows_closures();
    school.bring_up_to_date(now);
    let after = school.facts();
    let new = |id| after.obligation(id).unwrap();
    let moved: Vec<ObligationId> = before
        .open_obligations()
        .filter(|one| is_open(one) && new(one.id).closing.is_none())
        .filter(|one| one.due_day().is_some() && new(one.id).due_day().is_some() && one.due_day() != new(one.id).due_day())
        .map(|one| one.id)
        .collect();
    let mut looked_at: Vec<_> = told.moved.iter().flat_map(|group| &group.moved).map(|one| one.obligation).collect();
    looked_at.sort();
    assert_eq!(looked_at, moved);
    assert_eq!(told.added, after.obligations.iter().count() - before.obligations.iter().count());
    let closed = after.obligations.iter().filter(|one| one.closing.is_some()).count();
    assert_eq!(told.closed.len(), closed);
    assert!(moved_by_calendar(&after, after.calendar(), now).unwrap().is_empty(), "a second time it moves nothing");
    told
}

#[test]
fn tet_a_week_later_moves_what_is_told() {
    let mut school = nam_thanh();
    let moved = calendar(&school, |parts| {
        for week in &mut parts.unnumbered {
            week.monday = week.monday + chrono::Days::new(7);
        }
        for tet in parts.special_days.iter_mut().filter(|one| one.name == "Tết Đinh Mùi") {
            (tet.from, tet.to) = (tet.from + chrono::Days::new(7), tet.to + chrono::Days::new(7));
        }
    });
    let told = happens_as_looked_at(&mut school, moved, NOW);
    assert!(told.count() > 20 && told.headline().starts_with(&format!("Dời hạn {} hồ sơ của ", told.count())), "{told:?}");
    assert!(told.asks_for_a_look());
    assert!(told.moved.is_sorted_by_key(|group| (group.from, group.to)));
}

#[test]
fn a_make_up_saturday_and_a_day_off_are_told_with_names() {
    let mut school = nam_thanh();
    let swapped = calendar(&school, |parts| {
        parts.special_days.push(off("2026-11-27", SpecialDayKind::SwapOff));
        parts.special_days.push(off("2026-12-05", SpecialDayKind::Makeup));
    });
    let told = happens_as_looked_at(&mut school, swapped, NOW);
    let group = told.moved.iter().find(|group| group.from == day("2026-11-27")).unwrap();
    assert_eq!(group.to, day("2026-11-26"));
    let weekly = group.moved.iter().find(|one| one.title == "Kế hoạch tuần 13 · Lớp 4A").unwrap();
    assert_eq!(weekly.who, ["Nguyễn Thị Hoa (4A)"]);
    // The same on the day itself moves no day onto today or before.
    let mut school = nam_thanh();
    let swapped = calendar(&school, |parts| parts.special_days.push(off("2026-11-27", SpecialDayKind::SwapOff)));
    let told = happens_as_looked_at(&mut school, swapped, "2026-11-26 08:00");
    assert!(told.moved.iter().all(|group| group.from != day("2026-11-27")), "{:?}", told.headline());
}

#[test]
fn what_was_late_by_a_day_off_is_told_as_kinder() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-30 09:00");
    let storm = calendar(&school, |parts| parts.special_days.push(off("2026-11-27", SpecialDayKind::Closure)));
    let told = happens_as_looked_at(&mut school, storm, "2026-11-30 10:00");
    let kinder = format!("{PLAN} (muộn 1 ngày làm việc, nay đúng hạn)");
    assert_eq!(told.kinder.values().collect::<Vec<_>>(), [&kinder]);
    let words = format!("Đã nộp muộn, nay tính lại: {kinder}.");
    assert!(told.sentences().contains(&words), "{:?}", told.sentences());
}

#[test]
fn weeks_that_are_gone_are_owed_no_longer() {
    let mut school = nam_thanh();
    let shorter = calendar(&school, |parts| parts.weeks = 34);
    let told = happens_as_looked_at(&mut school, shorter, NOW);
    assert!(told.closed.iter().any(|title| title == "Giáo án tuần 35 · Lớp 4A"), "{:?}", told.closed);
    let sentence = told.sentences().into_iter().find(|words| words.starts_with("Không phải nộp nữa: ")).unwrap();
    assert!(sentence.contains(" hồ sơ khác."), "{sentence}");
}

#[test]
fn another_rule_of_a_type_gives_and_takes_due_days() {
    let mut school = nam_thanh();
    let before = school.facts();
    school.record_type("giao-an").due = DueRule::NotSet;
    let told = MovedDays::of(&before, &school.regime, at(NOW)).unwrap();
    assert!(told.untimed.contains(&PLAN.to_owned()) && told.moved.is_empty(), "{:?}", told.headline());
    school.bring_up_to_date(at(NOW));
    let between = school.facts();
    school.record_type("giao-an").due = DueRule::FRIDAY_BEFORE;
    let told_back = MovedDays::of(&between, &school.regime, at(NOW)).unwrap();
    assert_eq!((told_back.timed, told_back.untimed), (told.untimed, Vec::new()));
}

#[test]
fn the_same_regime_changes_nothing() {
    let mut school = nam_thanh();
    school.lives_until(at(NOW));
    let facts = school.facts();
    let told = MovedDays::of(&facts, &facts.regime, at(NOW)).unwrap();
    assert!(told.is_empty() && !told.asks_for_a_look() && told.sentences().is_empty(), "{told:?}");
    let new = MovedDays { added: 3, ..MovedDays::default() };
    assert!(!new.is_empty() && !new.asks_for_a_look());
}
