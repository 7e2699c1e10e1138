use super::*;
use crate::{
    days::day_of,
    people::Position,
    testing::{NamThanh, at, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at(NOW))
}

#[test]
fn the_principal_publishes_everybody_promises_for_themselves_and_the_list_is_for_those_who_manage() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let check = |mention: &str, publishes: bool, sees: bool| {
        let actor = actor(&school, mention);
        assert_eq!(decide_publish_regulation(&actor, organisation, day_of(at(NOW))).is_ok(), publishes, "{mention} publishes");
        assert_eq!(decide_pledges(&actor).is_ok(), sees, "{mention} sees the list");
        assert!(decide_pledge(&actor).is_ok(), "{mention} promises");
    };
    check("cô Nguyệt", true, true);
    check("cô Vân", false, true);
    check("thầy Định", false, true);
    check("cô Ấm", false, false);
    check("cô Hoa", false, false);
    let refused = decide_publish_regulation(&actor(&school, "cô Vân"), organisation, day_of(at(NOW))).err();
    assert_eq!(refused, Some(RegulationRefusal::NotThePrincipal.into()));
    assert_eq!(decide_pledges(&actor(&school, "cô Hoa")).err(), Some(RegulationRefusal::ListNotYours.into()));
}

#[test]
fn whoever_holds_nothing_is_not_bound_and_a_password_that_others_may_know_promises_nothing() {
    let school = nam_thanh();
    let left = Actor { positions: Vec::new(), lent: vec![Position::VicePrincipal], ..actor(&school, "cô Hoa") };
    assert_eq!(decide_pledge(&left).err(), Some(RegulationRefusal::NotStaff.into()));
    let reset = |mention: &str| Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, mention) };
    assert_eq!(decide_pledge(&reset("cô Hoa")).err(), Some(Refusal::ResetUnconfirmed));
    let published = decide_publish_regulation(&reset("cô Nguyệt"), &school.regime.organisation, day_of(at(NOW))).err();
    assert_eq!(published, Some(Refusal::ResetUnconfirmed));
}

#[test]
fn a_vice_principal_publishes_where_nobody_is_principal_whose_account_is_open() {
    let mut school = nam_thanh();
    school.regime.organisation.suspended.push(school.person_id("cô Nguyệt"));
    let allowed =
        |mention: &str| decide_publish_regulation(&actor(&school, mention), &school.regime.organisation, day_of(at(NOW))).is_ok();
    assert!(allowed("cô Vân"));
    assert!(!allowed("thầy Định"));
}
