use super::*;
use crate::testing::{at, nam_thanh};

const NOW: &str = "2026-11-25 14:20";

/// Whether somebody reads the register and records in it, gives something by a decision to themselves, and ends one.
#[test]
fn the_register_is_of_those_who_manage_accounts_and_nobody_who_only_does_that_raises_their_own_rights() {
    let school = nam_thanh();
    let (facts, hoa) = (school.facts(), school.person_id("cô Hoa"));
    for (mention, reads, own, ends) in [
        ("cô Nguyệt", true, true, true),
        ("cô Vân", true, true, true),
        ("thầy Định", true, false, false),
        ("cô Ấm", false, false, false),
        ("cô Hoa", false, false, false),
    ] {
        let person = school.person_id(mention);
        let (actor, organisation) = (facts.actor(person, at(NOW)), facts.organisation());
        assert_eq!(decide_mandates(&actor).is_ok(), reads, "{mention}");
        assert_eq!(decide_record_mandate(&actor, organisation).is_ok(), reads, "{mention}");
        if person != hoa {
            assert_eq!(decide_give(&actor, organisation, hoa).is_ok(), reads, "{mention}");
        }
        assert_eq!(decide_give(&actor, organisation, person).is_ok(), own, "{mention}");
        assert_eq!(decide_end_mandate(&actor, organisation).is_ok(), ends, "{mention}");
    }
    let dinh = facts.actor(school.person_id("thầy Định"), at(NOW));
    let own = decide_give(&dinh, facts.organisation(), dinh.person).map(drop);
    assert_eq!(own, Err(MandateRefusal::OwnRights.into()));
    assert_eq!(decide_end_mandate(&dinh, facts.organisation()).map(drop), Err(MandateRefusal::EndingNotYours.into()));
}

#[test]
fn whoever_only_manages_accounts_names_a_decision_for_what_they_could_give_alone() {
    let school = nam_thanh();
    let facts = school.facts();
    let names = |by: &str, holder: &str, position| {
        let actor = facts.actor(school.person_id(by), at(NOW));
        decide_name_mandate(&actor, school.person_id(holder), position, &facts.regime).map(drop)
    };
    let (class, head) = (Position::Teacher(school.class("4A")), Position::Head(school.department("Mẫu giáo 4–5 tuổi")));
    let not_alone = || Err(MandateRefusal::NamingIsTheLeaderships.into());
    assert_eq!(names("thầy Định", "cô Hoa", class), Ok(()));
    assert_eq!(names("thầy Định", "cô Ấm", head), not_alone());
    assert_eq!(names("thầy Định", "cô Hoà", Position::SectionHolder(school.section("Y tế"))), not_alone());
    assert_eq!(names("thầy Định", "thầy Định", Position::ManagementTeam), Err(MandateRefusal::OwnRights.into()));
    for (by, holder, position) in [("cô Nguyệt", "cô Ấm", head), ("cô Vân", "cô Vân", Position::VicePrincipal)] {
        assert_eq!(names(by, holder, position), Ok(()), "{by}");
    }
}

#[test]
fn nothing_is_recorded_with_a_password_that_somebody_else_may_know() {
    let school = nam_thanh();
    let facts = school.facts();
    let mut actor = facts.actor(school.person_id("cô Vân"), at(NOW));
    actor.credential = crate::permissions::Credential::ResetUnconfirmed;
    assert_eq!(decide_record_mandate(&actor, facts.organisation()).map(drop), Err(Refusal::ResetUnconfirmed));
    assert_eq!(decide_end_mandate(&actor, facts.organisation()).map(drop), Err(Refusal::ResetUnconfirmed));
}
