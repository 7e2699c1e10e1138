#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    people::Acting,
    testing::{NamThanh, day, nam_thanh},
};

const TODAY: &str = "2026-11-25";

fn lends(school: &NamThanh, who: &str, position: Position, of: &str, to: &str) -> Result<(), Refusal> {
    let facts = school.facts();
    let actor = Actor::of(facts.organisation(), school.person_id(who), day(TODAY));
    let (of, to) = (school.person_id(of), school.person_id(to));
    decide_delegate(&actor, facts.organisation(), position, of, to, day(TODAY)).map(drop)
}

#[test]
fn places_are_lent_by_the_leadership_and_never_to_oneself() {
    let school = nam_thanh();
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    let check = |who: &str, position, of: &str, to: &str, expected: Option<DelegationRefusal>| {
        assert_eq!(lends(&school, who, position, of, to).err(), expected.map(Refusal::from), "{who}: {of} to {to}");
    };
    check("cô Nguyệt", head, "cô Ấm", "cô Hoa", None);
    check("cô Vân", head, "cô Ấm", "cô Hoa", None);
    check("cô Vân", head, "cô Ấm", "cô Vân", Some(DelegationRefusal::ToOneself));
    check("cô Ấm", head, "cô Ấm", "cô Hoa", Some(DelegationRefusal::NotYours));
    check("thầy Định", head, "cô Ấm", "thầy Định", Some(DelegationRefusal::NotYours));
    check("cô Nguyệt", head, "cô Hoa", "cô Ấm", Some(DelegationRefusal::NotHeld));
    check("cô Nguyệt", Position::VicePrincipal, "cô Vân", "cô Ấm", None);
    check("cô Vân", Position::VicePrincipal, "cô Vân", "cô Ấm", Some(DelegationRefusal::IsThePrincipals));
    check("cô Nguyệt", Position::Principal, "cô Nguyệt", "cô Vân", None);
    check("cô Nguyệt", Position::Principal, "cô Nguyệt", "cô Ấm", Some(DelegationRefusal::IsThePrincipals));
    check("cô Vân", Position::Principal, "cô Nguyệt", "cô Ấm", Some(DelegationRefusal::IsThePrincipals));
    check("cô Nguyệt", Position::ManagementTeam, "thầy Định", "cô Hoa", Some(DelegationRefusal::NotLent));
}

#[test]
fn a_place_that_is_over_or_to_come_is_not_lent() {
    let mut school = nam_thanh();
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    for (from, until, lent) in [
        ("2026-09-01", "2026-11-25", Ok(())),
        ("2026-09-01", "2026-11-24", Err(DelegationRefusal::NotHeld.into())),
        ("2026-11-26", "2027-05-31", Err(DelegationRefusal::NotHeld.into())),
    ] {
        let held = school.regime.organisation.appointments.iter_mut().find(|one| one.position == head).unwrap();
        (held.from, held.until) = (day(from), Some(day(until)));
        assert_eq!(lends(&school, "cô Nguyệt", head, "cô Ấm", "cô Hoa"), lent, "{from} {until}");
    }
}

#[test]
fn what_is_lent_of_a_vice_principal_ends_by_herself_or_by_the_principal() {
    let school = nam_thanh();
    let lent = Appointment {
        person: school.person_id("cô Ấm"),
        position: Position::VicePrincipal,
        from: day("2026-11-20"),
        until: Some(day("2026-11-30")),
        known_since: None,
        end_known_since: None,
        acting: Some(Acting { person: school.person_id("cô Vân"), decision: "16/QĐ".to_owned() }),
    };
    for (who, ends) in [
        ("cô Vân", Ok(())),
        ("cô Nguyệt", Ok(())),
        ("cô Hạnh", Err(DelegationRefusal::IsThePrincipals.into())),
        ("cô Ấm", Err(DelegationRefusal::NotYours.into())),
    ] {
        let facts = school.facts();
        let actor = Actor::of(facts.organisation(), school.person_id(who), day(TODAY));
        assert_eq!(decide_end_delegation(&actor, &lent).map(drop), ends, "{who}");
    }
    let own = Appointment { acting: None, ..lent };
    let facts = school.facts();
    let actor = Actor::of(facts.organisation(), school.person_id("cô Nguyệt"), day(TODAY));
    assert_eq!(decide_end_delegation(&actor, &own).map(drop), Err(DelegationRefusal::NotHeld.into()), "nobody lent that");
}

#[test]
fn what_is_lent_is_not_lent_on() {
    let mut school = nam_thanh();
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    let lent = Appointment {
        person: school.person_id("cô Hoa"),
        position: head,
        from: day("2026-11-20"),
        until: Some(day("2026-11-30")),
        known_since: None,
        end_known_since: None,
        acting: Some(Acting { person: school.person_id("cô Ấm"), decision: "15/QĐ".to_owned() }),
    };
    school.regime.organisation.appointments.push(lent.clone());
    assert_eq!(lends(&school, "cô Nguyệt", head, "cô Hoa", "cô Đào"), Err(DelegationRefusal::NotHeld.into()));
    let ends = |who: &str| {
        let facts = school.facts();
        let actor = Actor::of(facts.organisation(), school.person_id(who), day(TODAY));
        decide_end_delegation(&actor, &lent).map(drop)
    };
    assert_eq!(ends("cô Ấm"), Ok(()), "whose place it is takes it back");
    assert_eq!(ends("cô Vân"), Ok(()));
    assert_eq!(ends("cô Hoa"), Err(DelegationRefusal::NotYours.into()));
    for who in ["cô Ấm", "cô Vân", "cô Nguyệt"] {
        let facts = school.facts();
        let actor = Actor {
            credential: Credential::ResetUnconfirmed,
            ..Actor::of(facts.organisation(), school.person_id(who), day(TODAY))
        };
        assert_eq!(decide_end_delegation(&actor, &lent).err(), Some(Refusal::ResetUnconfirmed), "{who} with a password handed out");
    }
}
