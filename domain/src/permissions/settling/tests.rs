use super::*;
use crate::{
    review_settings::{OwnWork, PrincipalsOwn},
    testing::{NamThanh, at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const TODAY: &str = "2026-11-25";

/// cô Nguyệt is principal, cô Vân is vice principal.
#[test]
fn who_reviews_the_leaderships_own_is_settled_by_the_principal_while_there_is_one() {
    let mut school = nam_thanh();
    let asked = |school: &NamThanh, who: &str, own: OwnWork| {
        let facts = school.facts();
        let actor = facts.actor(school.person_id(who), at(NOW));
        check_setting(&actor, facts.organisation(), &ReviewSetting::OwnWork(own), day(TODAY))
    };
    for own in OwnWork::ALL {
        assert_eq!(asked(&school, "cô Nguyệt", own), Ok(()), "{own:?}");
        let is_refused = asked(&school, "cô Vân", own) == Err(ReviewRefusal::NotThePrincipal.into());
        assert_eq!(is_refused, ["vice-principal", "principal"].contains(&own.of()), "{own:?}");
    }
    let principal = school.person_id("cô Nguyệt");
    school.regime.organisation.suspended = vec![principal];
    for own in OwnWork::ALL {
        assert_eq!(asked(&school, "cô Vân", own), Ok(()), "whose account is suspended answers nothing");
    }
    school.regime.organisation.suspended.clear();
    assert!(asked(&school, "cô Vân", OwnWork::Principal(PrincipalsOwn::SelfIssued)).is_err());
    school.regime.organisation.appointments.retain(|one| one.position != Position::Principal);
    for own in OwnWork::ALL {
        assert_eq!(asked(&school, "cô Vân", own), Ok(()), "nobody else leads the school");
    }
}
