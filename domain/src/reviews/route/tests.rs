#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    decisions::Outcome,
    record_types::Step,
    review_settings::{ReviewSetting, ReviewSettings, SettingChange},
    testing::{NamThanh, at, nam_thanh},
};

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

fn settles(school: &mut NamThanh, changes: &[(ApprovalRoute, &str)]) {
    let (record_type, by) = (school.obligation(PLAN).terms.record_type, school.person_id("cô Nguyệt"));
    let change = |(route, since): &(ApprovalRoute, &str)| SettingChange {
        since: at(since),
        by,
        to: ReviewSetting::Route { record_type, route: *route },
    };
    school.regime.review_settings = ReviewSettings::new(changes.iter().map(change).collect());
}

fn review(school: &mut NamThanh) -> Review {
    let obligation = school.obligation(PLAN).clone();
    review_of(&school.facts(), &obligation)
}

#[test]
fn what_was_handed_in_before_a_change_keeps_its_way() {
    let mut school = nam_thanh();
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-23 10:00");
    assert!(matches!(review(&mut school), Review::Approved { .. }));
    settles(&mut school, &[(ApprovalRoute::DepartmentThenLeadership, "2026-11-23 11:00")]);
    assert!(matches!(review(&mut school), Review::Approved { .. }), "nobody's approval is taken away");
    // The next version takes the new way.
    school.hands_in("cô Hoa", PLAN, "2026-11-23 12:00");
    school.decides("cô Ấm", PLAN, Step::Department, Outcome::Approved, "2026-11-23 13:00");
    assert!(matches!(review(&mut school), Review::Waiting(waiting) if waiting.step == Step::Leadership));
    // And the one after the next change that one.
    let later = (ApprovalRoute::None, "2026-11-23 14:00");
    settles(&mut school, &[(ApprovalRoute::DepartmentThenLeadership, "2026-11-23 11:00"), later]);
    assert!(matches!(review(&mut school), Review::Waiting(_)));
    school.hands_in("cô Hoa", PLAN, "2026-11-23 15:00");
    assert_eq!(review(&mut school), Review::NotAsked);
}
