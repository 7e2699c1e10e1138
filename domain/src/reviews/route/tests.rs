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
        version: None,
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

#[test]
fn what_a_principal_hands_in_is_used_as_it_is_only_where_the_school_lets_that_be() {
    use crate::{
        people::{Appointment, Position},
        review_settings::OwnWork,
        testing::day,
    };
    let mut school = nam_thanh();
    school.hands_in("cô Nguyệt", PLAN, "2026-11-23 09:00");
    assert!(matches!(review(&mut school), Review::Waiting(_)), "it waits for somebody above the school");
    let to = ReviewSetting::OwnWork(OwnWork::Principal(PrincipalsOwn::SelfIssued));
    let (since, by) = (at("2026-09-01 08:00"), school.person_id("cô Nguyệt"));
    school.regime.review_settings = ReviewSettings::new(vec![SettingChange { since, by, to, version: None }]);
    assert!(matches!(review(&mut school), Review::SelfIssued { .. }));
    // On the day on which one follows the other both are principals.
    let appointment = Appointment {
        person: school.person_id("cô Vân"),
        position: Position::Principal,
        from: day("2026-11-23"),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    };
    school.regime.organisation.appointments.push(appointment);
    assert!(matches!(review(&mut school), Review::SelfIssued { .. }));
    school.hands_in("cô Hạnh", PLAN, "2026-11-23 10:00");
    assert!(matches!(review(&mut school), Review::Waiting(_)));
}

#[test]
fn what_is_owed_no_longer_has_no_way_and_what_is_to_come_has_that_of_its_type() {
    let mut school = nam_thanh();
    school.regime.reviewed_since = Some(at("2026-11-01 08:00"));
    let plan = school.obligation(PLAN).clone();
    assert_eq!(route_of(&school.facts(), &plan), ApprovalRoute::Department);
    assert_eq!(route_at(&school.facts(), &plan, None), ApprovalRoute::Department, "it comes after the school began to review");
    assert_eq!(route_at(&school.facts(), &plan, Some(at("2026-11-01 08:00"))), ApprovalRoute::None);
    school.hands_in("cô Hoa", PLAN, "2026-11-23 09:00");
    assert!(matches!(review(&mut school), Review::Waiting(_)));
    let closing = crate::obligations::Closing { at: at("2026-11-23 10:00"), reason: "lớp giải thể".to_owned() };
    school.obligation(PLAN).closing = Some(closing);
    assert_eq!(review(&mut school), Review::NotAsked);
}
