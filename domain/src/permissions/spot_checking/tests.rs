#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use chrono::NaiveDate;

use super::*;
use crate::{
    people::{Acting, Appointment, Position},
    testing::{at, day, nam_thanh},
};

#[test]
fn the_leadership_checks_what_others_wrote_and_approved_and_nobody_else_checks_anything() {
    let school = nam_thanh();
    let who = |mention: &str| school.person_id(mention);
    let facts = school.facts();
    let check = |mention: &str, authors: &[&str], approvers: &[&str], wanted: Option<SpotCheckRefusal>| {
        let ids = |of: &[&str]| of.iter().map(|mention| who(mention)).collect::<Vec<_>>();
        let actor = facts.actor(who(mention), at("2026-11-25 14:20"));
        let answer = decide_spot_check(&actor, &ids(authors), &ids(approvers)).map(drop);
        assert_eq!(answer, wanted.map_or(Ok(()), |refusal| Err(refusal.into())), "{mention} {authors:?} {approvers:?}");
    };
    check("cô Nguyệt", &["cô Hoa"], &["cô Ấm"], None);
    check("cô Vân", &["cô Hoa", "cô Thảo"], &["cô Ấm"], None);
    check("cô Vân", &["cô Vân"], &["cô Ấm"], Some(SpotCheckRefusal::OwnWork));
    check("cô Vân", &["cô Hoa", "cô Vân"], &["cô Ấm"], Some(SpotCheckRefusal::OwnWork));
    check("cô Vân", &["cô Ấm"], &["cô Vân"], Some(SpotCheckRefusal::OwnApproval));
    check("cô Nguyệt", &["cô Ấm"], &["cô Vân"], None);
    for mention in ["cô Ấm", "cô Hoa", "thầy Định", "cô Hoà"] {
        check(mention, &["cô Thảo"], &[], Some(SpotCheckRefusal::NotYours));
    }
}

#[test]
fn whoever_acts_for_a_vice_principal_checks_as_long_as_that_lasts() {
    let mut school = nam_thanh();
    let (am, van) = (school.person_id("cô Ấm"), school.person_id("cô Vân"));
    let until: NaiveDate = day("2026-11-27");
    let lent = Appointment {
        person: am,
        position: Position::VicePrincipal,
        from: day("2026-11-25"),
        until: Some(until),
        known_since: None,
        end_known_since: None,
        acting: Some(Acting { person: van, decision: "15/QĐ".to_owned() }),
    };
    school.regime.organisation.appointments.push(lent);
    let facts = school.facts();
    let may = |when: &str| decide_spot_check(&facts.actor(am, at(when)), &[], &[]).is_ok();
    assert_eq!([may("2026-11-24 14:20"), may("2026-11-25 14:20"), may("2026-11-28 14:20")], [false, true, false]);
}
