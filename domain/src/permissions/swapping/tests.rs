use super::*;
use crate::testing::{at, nam_thanh};

#[test]
fn a_week_is_offered_by_whose_turn_it_is_and_taken_by_whom_it_was_offered_to() {
    let school = nam_thanh();
    let id = |mention: &str| school.person_id(mention);
    let actor = |mention: &str| school.facts().actor(id(mention), at("2026-11-25 14:20"));
    assert!(decide_offer_swap(id("cô Hoa"), Some(id("cô Hoa"))).is_ok());
    let not_yours: Refusal = SwapRefusal::NotYourTurn.into();
    assert_eq!(decide_offer_swap(id("cô Hoa"), None).err(), Some(not_yours.clone()));
    for other in ["cô Thảo", "cô Nguyệt", "cô Ấm"] {
        assert_eq!(decide_offer_swap(id(other), Some(id("cô Hoa"))).err(), Some(not_yours.clone()), "{other}");
    }
    assert!(decide_accept_swap(&actor("cô Thảo"), id("cô Thảo")).is_ok());
    assert!(decide_decline_swap(id("cô Thảo"), id("cô Thảo")).is_ok());
    assert!(decide_take_swap_back(id("cô Hoa"), id("cô Hoa")).is_ok());
    for other in ["cô Hoa", "cô Nguyệt", "cô Ấm"] {
        assert_eq!(decide_accept_swap(&actor(other), id("cô Thảo")).err(), Some(SwapRefusal::NotYoursToAnswer.into()), "{other}");
        assert_eq!(decide_decline_swap(id(other), id("cô Thảo")).err(), Some(SwapRefusal::NotYoursToAnswer.into()), "{other}");
    }
    let taken = decide_take_swap_back(id("cô Thảo"), id("cô Hoa")).err();
    assert_eq!(taken, Some(SwapRefusal::NotYoursToTakeBack.into()));
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor("cô Thảo") };
    assert_eq!(decide_accept_swap(&reset, id("cô Thảo")).err(), Some(Refusal::ResetUnconfirmed));
}

#[test]
fn the_leadership_and_whoever_leads_the_department_see_the_swaps_of_others() {
    let school = nam_thanh();
    let department = school.department("Mẫu giáo 4–5 tuổi");
    let check = |mention: &str, wanted: bool| {
        let actor = school.facts().actor(school.person_id(mention), at("2026-11-25 14:20"));
        assert_eq!(sees_swaps(&actor, department), wanted, "{mention}");
    };
    for (mention, wanted) in [("cô Nguyệt", true), ("cô Vân", true), ("cô Ấm", true), ("thầy Định", false), ("cô Hoa", false)]
    {
        check(mention, wanted);
    }
}
