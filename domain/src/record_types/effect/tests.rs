#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    deadlines::{DueRule, Hours},
    record_types::TypesForm,
    testing::{at, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn plan(facts: &Facts, change: impl FnOnce(&mut TypesForm)) -> TypesPlan {
    let mut form = TypesForm::of(&facts.regime.record_types, Hours::default());
    change(&mut form);
    form.parse(facts.organisation()).unwrap()
}

#[test]
fn a_type_that_goes_out_of_use_is_looked_at_first() {
    let school = nam_thanh();
    let facts = school.facts();
    let nothing = plan(&facts, |_| {}).outlook(&facts, None, at(NOW)).unwrap();
    assert!(nothing.moved.is_empty() && nothing.changes.is_empty(), "{nothing:?}");
    let retired = plan(&facts, |form| form.types[3].used = false).outlook(&facts, Some(&facts), at(NOW)).unwrap();
    assert_eq!(retired.changes, ["Bỏ dùng: Giáo án tuần (kế hoạch bài dạy)."]);
    assert!(retired.asks_for_a_look() && retired.moved.closed.contains(&"Giáo án tuần 13 · Lớp 4A".to_owned()));
    assert_eq!(retired.next.map(|next| next.moved), Some(retired.moved), "in the year after as well");
    assert_eq!(facts, school.facts(), "a look changes nothing");
}

#[test]
fn the_rule_of_a_type_is_no_matter_of_this_form_in_an_open_school() {
    let school = nam_thanh();
    let facts = school.facts();
    let another = plan(&facts, |form| form.types[3].due = DueRule::LastWorkingDayOfWeek(None).to_string());
    assert!(another.outlook(&facts, None, at(NOW)).unwrap().moved.is_empty());
    let plans = facts.regime.record_types.iter().find(|one| one.code == "giao-an").unwrap();
    assert_eq!(another.of_known(plans, Phase::Open, &facts.regime.rules).due, DueRule::FRIDAY_BEFORE);
    assert_eq!(another.of_known(plans, Phase::SettingUp, &facts.regime.rules).due, DueRule::LastWorkingDayOfWeek(None));
}

#[test]
fn a_type_that_is_added_is_owed_anew_and_surprises_nobody() {
    let mut school = nam_thanh();
    school.regime.record_types.retain(|one| one.code != "thuc-don");
    school.obligations.retain(|one| school.regime.record_type(one.terms.record_type).is_some());
    let facts = school.facts();
    let added = plan(&facts, |form| {
        let menu = form.types.iter_mut().find(|one| one.starter.code == "thuc-don").unwrap();
        (menu.used, menu.due) = (true, DueRule::FRIDAY_BEFORE.to_string());
    });
    let outlook = added.outlook(&facts, None, at(NOW)).unwrap();
    assert!(outlook.moved.added > 10 && !outlook.asks_for_a_look(), "{outlook:?}");
    assert_eq!(outlook.changes, ["Đưa vào dùng: Thực đơn tuần."]);
}
