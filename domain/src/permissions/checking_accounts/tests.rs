use super::*;
use crate::{
    permissions::Credential,
    testing::{NamThanh, at, nam_thanh},
};

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at("2026-11-25 14:20"))
}

#[test]
fn the_leadership_checks_the_management_team_sees_the_page_and_nobody_else_does() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let check = |mention: &str, checks: bool, sees: bool| {
        let actor = actor(&school, mention);
        assert_eq!(decide_check_accounts(&actor).is_ok(), checks, "{mention} checks");
        assert_eq!(decide_security_checks(&actor, organisation).is_ok(), sees, "{mention} sees");
    };
    check("cô Nguyệt", true, true);
    check("cô Vân", true, true);
    check("thầy Định", false, true);
    check("cô Ấm", false, false);
    check("cô Hoa", false, false);
    let refused = decide_check_accounts(&actor(&school, "thầy Định")).err();
    assert_eq!(refused, Some(SecurityCheckRefusal::NotYours.into()));
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, "cô Vân") };
    assert_eq!(decide_check_accounts(&reset).err(), Some(Refusal::ResetUnconfirmed));
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, "thầy Định") };
    assert_eq!(decide_security_checks(&reset, organisation), Err(Refusal::ResetUnconfirmed));
}

#[test]
fn whoever_is_to_mend_says_so_or_the_leadership_and_nobody_of_themselves() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let id = |mention: &str| school.person_id(mention);
    let mends = |mention: &str, about: &str| {
        decide_mend_finding(&actor(&school, mention), organisation, id("thầy Định"), &[id(about)]).err()
    };
    assert_eq!(mends("thầy Định", "cô Hoa"), None);
    assert_eq!(mends("cô Vân", "cô Hoa"), None, "in their place");
    assert_eq!(mends("cô Vân", "cô Vân"), Some(SecurityCheckRefusal::AboutYourself.into()));
    assert_eq!(mends("cô Ấm", "cô Hoa"), Some(Refusal::SettingsNotYours));
    let others = decide_mend_finding(&actor(&school, "thầy Định"), organisation, id("cô Vân"), &[id("cô Hoa")]).err();
    assert_eq!(others, Some(SecurityCheckRefusal::NotYoursToMend.into()));
}
