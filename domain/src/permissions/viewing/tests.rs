use super::*;
use crate::{
    permissions::Credential,
    testing::{at, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

/// cô Nguyệt is principal, cô Vân vice principal, thầy Định of the management team, cô Ấm heads a department.
#[test]
fn screens_are_looked_at_downwards_and_those_with_fenced_records_by_the_leadership_alone() {
    let school = nam_thanh();
    let facts = school.facts();
    let organisation = facts.organisation();
    let day = crate::days::day_of(at(NOW));
    let nurse = organisation.holders(Position::SectionHolder(school.section("Y tế")), day).first().map(|one| one.mention());
    let nurse = nurse.unwrap_or_default();
    for (viewer, who, may) in [
        ("cô Nguyệt", "cô Vân", true),
        ("cô Nguyệt", "cô Hoa", true),
        ("cô Nguyệt", nurse.as_str(), true),
        ("cô Vân", "cô Nguyệt", false),
        ("cô Vân", "cô Hoa", true),
        ("cô Vân", nurse.as_str(), true),
        ("thầy Định", "cô Hoa", true),
        ("thầy Định", "cô Ấm", true),
        ("thầy Định", "cô Vân", false),
        ("thầy Định", "cô Nguyệt", false),
        ("thầy Định", nurse.as_str(), false),
        ("cô Ấm", "cô Hoa", false),
        ("cô Hoa", "cô Ấm", false),
    ] {
        let actor = facts.actor(school.person_id(viewer), at(NOW));
        let person = school.person_id(who);
        let positions = organisation.positions(person, day);
        let asked = decide_view_as(&actor, organisation, &facts.regime.record_types, person, &positions);
        let refused = Err(MandateRefusal::ViewingNotYours.into());
        assert_eq!(asked.map(drop), if may { Ok(()) } else { refused }, "{viewer} {who}");
    }
}

#[test]
fn nobody_looks_at_their_own_screens_so_nor_with_a_password_that_somebody_else_may_know() {
    let school = nam_thanh();
    let facts = school.facts();
    let (organisation, types) = (facts.organisation(), &facts.regime.record_types);
    let mut actor = facts.actor(school.person_id("cô Nguyệt"), at(NOW));
    let own = decide_view_as(&actor, organisation, types, actor.person, &[Position::Principal]).map(drop);
    assert_eq!(own, Err(MandateRefusal::ViewYourself.into()));
    actor.credential = Credential::ResetUnconfirmed;
    let hoa = school.person_id("cô Hoa");
    assert_eq!(decide_view_as(&actor, organisation, types, hoa, &[]).map(drop), Err(Refusal::ResetUnconfirmed));
}
