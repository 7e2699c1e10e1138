#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{at, nam_thanh};

#[derive(Debug, PartialEq, Eq)]
enum Step {
    Ends,
    Asks,
}

#[test]
fn a_lost_telephone_is_one_persons_matter_of_a_teacher_and_two_peoples_of_whoever_leads() {
    let school = nam_thanh();
    let (facts, now) = (school.facts(), at("2026-11-25 14:20"));
    let check = |by: &str, of: &str, asked_by: Option<&str>, wanted: Result<Step, SecondFactorRefusal>| {
        let (actor, person) = (facts.actor(school.person_id(by), now), facts.actor(school.person_id(of), now));
        let step = decide_end_second_factor(&actor, person.person, &person.positions, asked_by.map(|who| school.person_id(who)));
        let step = step.map(|step| match step {
            EndStep::End(_) => Step::Ends,
            EndStep::Ask(_) => Step::Asks,
        });
        assert_eq!(step, wanted.map_err(Refusal::from), "{by} for {of}, asked by {asked_by:?}");
    };
    use SecondFactorRefusal::{ConfirmIsTheLeaderships, NotYours, TwoPeople};
    check("thầy Định", "cô Hoa", None, Ok(Step::Ends));
    check("cô Vân", "cô Hoa", None, Ok(Step::Ends));
    check("cô Ấm", "cô Hoa", None, Err(NotYours));
    check("cô Hoa", "cô Hoa", None, Err(NotYours));
    check("thầy Định", "cô Nguyệt", None, Ok(Step::Asks));
    check("thầy Định", "cô Nguyệt", Some("thầy Định"), Err(TwoPeople));
    check("cô Vân", "cô Nguyệt", Some("thầy Định"), Ok(Step::Ends));
    check("cô Nguyệt", "cô Nguyệt", Some("thầy Định"), Err(NotYours));
    check("thầy Định", "cô Vân", Some("cô Nguyệt"), Err(ConfirmIsTheLeaderships));
    check("cô Nguyệt", "thầy Định", Some("cô Vân"), Ok(Step::Ends));
}

#[test]
fn everybody_keeps_their_own_and_the_principal_makes_it_a_duty() {
    let school = nam_thanh();
    let (facts, now) = (school.facts(), at("2026-11-25 14:20"));
    let (hoa, van) = (school.person_id("cô Hoa"), school.person_id("cô Vân"));
    assert!(decide_keep_second_factor(hoa, hoa).is_ok());
    assert_eq!(decide_keep_second_factor(van, hoa).unwrap_err(), SecondFactorRefusal::NotYours.into());
    for (mention, may) in [("cô Nguyệt", true), ("cô Vân", false), ("thầy Định", false), ("cô Hoa", false)] {
        let decided = decide_second_factor_duty(&facts.actor(school.person_id(mention), now)).map(drop);
        assert_eq!(decided, if may { Ok(()) } else { Err(SecondFactorRefusal::DutyIsThePrincipals.into()) }, "{mention}");
    }
}
