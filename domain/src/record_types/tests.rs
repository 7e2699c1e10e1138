#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod form;
mod own;

use super::*;
use crate::testing::nam_thanh;

#[test]
fn codes_are_read_back() {
    assert!(Recurrence::ALL.into_iter().all(|one| Recurrence::from_code(one.code()) == Some(one)));
    assert!(ApprovalRoute::ALL.into_iter().all(|one| ApprovalRoute::from_code(one.code()) == Some(one)));
    assert!(Sensitivity::ALL.into_iter().all(|one| Sensitivity::from_code(one.code()) == Some(one)));
    let mut codes: Vec<&str> = STARTER_SET.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), STARTER_SET.len());
}

#[test]
fn only_what_the_regulation_fixes_carries_a_clause() {
    let school = nam_thanh();
    let with: Vec<&str> =
        school.regime.record_types.iter().filter(|one| one.clause(one.due).is_some()).map(|one| one.code.as_str()).collect();
    assert_eq!(with, ["khgd-hk1", "khgd-hk2", "ke-hoach-tuan", "giao-an"]);
    let mut plans = school.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap().clone();
    plans.due = DueRule::LastWorkingDayOfWeek(None);
    assert_eq!(plans.clause(plans.due), None, "the principal's own rule is not the regulation's");
}

#[test]
fn the_starter_set_sets_only_what_the_regulation_sets() {
    let timed: Vec<&str> = STARTER_SET.iter().filter(|one| one.due != DueRule::NotSet).map(|one| one.code).collect();
    assert_eq!(timed, ["khgd-hk1", "khgd-hk2", "ke-hoach-tuan", "giao-an"]);
    let demo: Vec<&str> = STARTER_SET.iter().filter(|one| one.due != one.demo_due).map(|one| one.code).collect();
    assert_eq!(demo, ["thuc-don", "kiem-thuc", "lich-cong-tac", "y-te", "ke-toan"]);
}

#[test]
fn types_are_counted_as_used_while_they_are_not_retired() {
    let mut school = nam_thanh();
    let before = TypeCounts::of(&school.regime.record_types);
    assert!(before.with_due_day < before.used && before.used == school.regime.record_types.len());
    school.record_type("giao-an").retired = true;
    assert_eq!(
        TypeCounts::of(&school.regime.record_types),
        TypeCounts { used: before.used - 1, with_due_day: before.with_due_day - 1 }
    );
    school.record_type("tu-lieu").retired = true;
    let without_day = TypeCounts::of(&school.regime.record_types);
    assert_eq!((without_day.used, without_day.with_due_day), (before.used - 2, before.with_due_day - 1));
}
