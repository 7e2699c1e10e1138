use super::*;
use crate::{
    data_requests::DataAnswer,
    permissions::Credential,
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn request(school: &NamThanh, by: &str, what: Option<Outcome>) -> DataRequest {
    let answered = what.map(|what| DataAnswer { by: school.person_id("thầy Định"), at: at(NOW), what });
    DataRequest {
        id: id(30, 1),
        number: 1,
        person: school.person_id("cô Hoa"),
        by: school.person_id(by),
        at: at(NOW),
        due: day("2026-11-27"),
        reason: String::new(),
        identity: String::new(),
        answered,
    }
}

/// cô Nguyệt is principal, cô Vân vice principal, thầy Định of the management team, cô Ấm heads the department of cô Hoa.
#[test]
fn the_register_is_kept_by_leadership_and_management_team() {
    let school = nam_thanh();
    let facts = school.facts();
    for (who, may) in [("cô Nguyệt", true), ("cô Vân", true), ("thầy Định", true), ("cô Ấm", false), ("cô Hoa", false)]
    {
        let actor = facts.actor(school.person_id(who), at(NOW));
        assert_eq!(decide_answer_data(&actor).is_ok(), may, "{who}");
        let unconfirmed = Actor { credential: Credential::ResetUnconfirmed, ..actor };
        assert!(decide_answer_data(&unconfirmed).is_err(), "{who} with a password that somebody else knows");
    }
}

#[test]
fn everybody_asks_for_themselves_and_only_who_cannot_sign_in_is_entered() {
    let school = nam_thanh();
    let facts = school.facts();
    let (hoa, dinh) = (school.person_id("cô Hoa"), school.person_id("thầy Định"));
    assert!(decide_ask_data(hoa, hoa).is_ok());
    assert_eq!(decide_ask_data(dinh, hoa).map(drop), Err(PersonalDataRefusal::NotYourRequest.into()));
    let enter = |who: &str, reach| {
        decide_enter_data(&facts.actor(school.person_id(who), at(NOW)), facts.organisation(), hoa, reach).map(drop)
    };
    assert_eq!(enter("thầy Định", Reach::CannotSignIn), Ok(()));
    let herself = PersonalDataRefusal::AsksThemselves { who: "cô Hoa".to_owned() };
    assert_eq!(enter("thầy Định", Reach::SignsIn), Err(herself.into()));
    assert_eq!(enter("cô Ấm", Reach::CannotSignIn), Err(PersonalDataRefusal::RegisterNotYours.into()));
}

#[test]
fn what_was_given_is_taken_by_its_person_and_by_whoever_hands_it_over() {
    let school = nam_thanh();
    let facts = school.facts();
    let refused = || Outcome::Refused { reason: "Đã giao".to_owned(), clause: "Điều 4".to_owned() };
    let export = |who: &str, request: &DataRequest| decide_export(&facts.actor(school.person_id(who), at(NOW)), request).map(drop);
    let (own, entered) = (request(&school, "cô Hoa", Some(Outcome::Given)), request(&school, "thầy Định", Some(Outcome::Given)));
    let not_yours = Err(PersonalDataRefusal::NotYourRequest.into());
    assert_eq!(export("cô Hoa", &own), Ok(()));
    for other in ["cô Nguyệt", "thầy Định", "cô Thảo"] {
        assert_eq!(export(other, &own), not_yours, "{other}");
    }
    // Whoever only manages accounts could shut one, enter its person, and read what that one wrote behind a fence.
    let not_alone = || Err(PersonalDataRefusal::EnteredIsTheLeaderships.into());
    for (who, wanted) in [("cô Nguyệt", Ok(())), ("cô Vân", Ok(())), ("thầy Định", not_alone()), ("cô Thảo", not_yours)]
    {
        assert_eq!(export(who, &entered), wanted, "{who}");
    }
    let gives =
        |who: &str, request: &DataRequest| decide_give_data(&facts.actor(school.person_id(who), at(NOW)), request).map(drop);
    assert_eq!(gives("thầy Định", &entered), not_alone());
    assert_eq!((gives("thầy Định", &own), gives("cô Nguyệt", &entered)), (Ok(()), Ok(())));
    assert_eq!(gives("cô Thảo", &own), Err(PersonalDataRefusal::RegisterNotYours.into()));
    let waits = PersonalDataRefusal::NotGiven { due: day("2026-11-27") };
    assert_eq!(export("cô Hoa", &request(&school, "cô Hoa", None)), Err(waits.into()));
    assert_eq!(export("cô Hoa", &request(&school, "cô Hoa", Some(refused()))), Err(PersonalDataRefusal::WasRefused.into()));
    let actor = Actor { credential: Credential::ResetUnconfirmed, ..facts.actor(school.person_id("cô Hoa"), at(NOW)) };
    assert_eq!(decide_export(&actor, &own).map(drop), Err(Refusal::ResetUnconfirmed));
}
