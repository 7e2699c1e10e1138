#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;

use super::*;
use crate::{
    record_types::RuleVersion,
    review_settings::{ReviewSetting, ReviewSettings, SettingChange},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const MADE: &str = "2026-11-25 14:20";

/// From 14 December on lesson plans take this way, by the second version of the rules.
fn brings(route: ApprovalRoute) -> (NamThanh, DueDaysChange) {
    let mut school = nam_thanh();
    let (by, record_type) = (school.person_id("cô Nguyệt"), school.record_type("giao-an").id);
    let from = day("2026-12-14");
    let first = school.regime.rules[0].clone();
    school.regime.rules.push(RuleVersion { id: id(8, 2), number: 2, effective_from: from, ..first });
    let change = SettingChange {
        since: at("2026-12-13 23:59:59"),
        by,
        to: ReviewSetting::Route { record_type, route },
        version: Some(id(8, 2)),
    };
    school.regime.review_settings = ReviewSettings::new(vec![change]);
    let what = ChangedDueDays::Rules { version: id(8, 2), number: 2 };
    (school, DueDaysChange { at: at(MADE), by: Some(by), document: "25/QĐ".to_owned(), from, what })
}

/// What `who` is told of ways.
fn told(school: &NamThanh, change: &DueDaysChange, who: &str, now: &str) -> Vec<(ApprovalRoute, ApprovalRoute)> {
    let facts = Facts { due_days_changes: Arc::new(vec![change.clone()]), ..school.facts() };
    let actor = facts.actor(school.person_id(who), at(now));
    let news = notices(&facts, &actor, at(now)).into_iter();
    let ways = news.flat_map(|notice| match notice.news {
        News::WaysChange { ways, .. } => ways,
        other => panic!("{other:?}"),
    });
    ways.map(|(_, from, to)| (from, to)).collect()
}

#[test]
fn whoever_reviews_a_type_is_told_that_its_way_changes_and_nobody_else_is() {
    let mut one = nam_thanh();
    let before = one.record_type("giao-an").approval_route;
    let other = if before == ApprovalRoute::Leadership { ApprovalRoute::Department } else { ApprovalRoute::Leadership };
    let (school, change) = brings(other);
    for who in ["cô Ấm", "cô Vân"] {
        assert_eq!(told(&school, &change, who, MADE), [(before, other)], "{who}");
    }
    // Whoever made the version knows it, and whoever approves nothing need not.
    for who in ["cô Nguyệt", "cô Hoa"] {
        assert_eq!(told(&school, &change, who, MADE), [], "{who}");
    }
    // In the evening it waits for the morning; after a month it says nothing any more.
    let evening = DueDaysChange { at: at("2026-11-25 20:00"), ..change.clone() };
    assert_eq!(told(&school, &evening, "cô Ấm", "2026-11-25 21:00"), []);
    assert_eq!(told(&school, &evening, "cô Ấm", "2026-11-26 07:00").len(), 1);
    assert_eq!(told(&school, &change, "cô Ấm", "2026-12-28 08:00"), []);
    // The same way once more is no change.
    let (same, change) = brings(before);
    assert_eq!(told(&same, &change, "cô Ấm", MADE), []);
}
